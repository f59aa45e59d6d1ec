"""Which tests notice a mutant: they are collected once, and each mutant is a fork in which some of them run.

First every test is measured: the lines of the arithmetic it reaches and its CPU seconds (``measure``). A mutant is put
into a fork by giving the live functions of its module their changed code, and the tests that reach its lines run,
those first that have noticed another of that module, then quick ones, until one fails. That test must pass in a fork
without the change, or it is no witness. A function that has run while modules were imported has left values behind:
where nothing notices its mutant, a process of its own imports the changed module (``import_changed``).
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import importlib.machinery
import json
import os
import pkgutil
import signal
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import coverage
import pytest

from mutants import ARITHMETIC, PACKAGE, ROOT, Mutant, files

MEASURED = ROOT / ".mutation"
LINES, TIMES = MEASURED / "coverage", MEASURED / "times.json"
#: Imported before a mutant is forked, since they are the same for each.
LIBRARIES = (
    "numpy",
    "polars",
    "narwhals",
    "duckdb",
    "openpyxl",
    "xlsxwriter",
    "jinja2",
    "docx",
    "pandas",
    "jsonschema",
)
#: The tests that concern verdicts. Others reach the arithmetic too, but in processes, or to look at files and pages.
CONCERNED = (
    "actuals_findings", "assessed", "audit_plans", "audit_rules", "baseline", "beside", "cases", "cells", "cli",
    "dated_baselines", "diff", "entity_sums", "examples", "facts", "figures", "forecast", "gallery", "hard_cases",
    "implied", "json", "judging", "judging_edges", "kinds", "level_or_rate", "library", "lines", "map", "measures",
    "mistakes", "open_sdg", "oracle", "own_profiles", "panel", "panel_differential", "panel_lines", "panel_own_ends",
    "panel_tables",
    "part_ranking", "part_years", "paths", "paths_conformance", "plan_data", "plan_keys", "profiles",
    "profiles_shown", "published_verdicts", "ranking", "ranks", "readings", "registry_kinds", "registry_profiles",
    "registry_relations", "registry_rules", "registry_shapes", "report_looks", "revisions", "rounding", "scorecard",
    "shapes", "sources", "statcan_conformance", "sums", "template", "years",
)  # fmt: skip
OPTIONS = [
    "-q", "-s", "-p", "no:cacheprovider", "-p", "no:xdist", "-o", "addopts=",
    *(str(ROOT / "tests" / f"test_{name}.py") for name in CONCERNED),
]  # fmt: skip
PASSED, NOTICED, HUNG = "survived", "noticed", "hung"


class _Session:
    """A plugin that hands the collected tests to a function in place of running them."""

    def __init__(self, then: Callable[[list[pytest.Item]], None]) -> None:
        self.then = then

    def pytest_configure(self) -> None:
        """The same examples each time; a failing one is enough."""
        from hypothesis import Phase, settings

        settings.register_profile("mutants", database=None, derandomize=True, phases=[Phase.explicit, Phase.generate])
        settings.load_profile("mutants")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.then(session.items)
        return True


def with_tests(then: Callable[[list[pytest.Item]], None]) -> None:
    """Collect the tests and go on with them. Errors: ``SystemExit`` where they cannot be collected."""
    with tempfile.TemporaryDirectory() as folder:
        code = pytest.main([*OPTIONS, f"--basetemp={folder}/tests"], plugins=[_Session(then)])
    if code:
        raise SystemExit(f"the tests could not be collected: {code}")


def measure() -> None:
    """Run every test once and keep the lines it reached and its CPU seconds; it ends this process."""
    MEASURED.mkdir(exist_ok=True)
    included = [f"{PACKAGE / part}{'' if part.endswith('.py') else '/*'}" for part in ARITHMETIC]
    reached = coverage.Coverage(data_file=str(LINES), branch=True, include=included, config_file=False)
    reached.erase()
    reached.start()

    def run(items: list[pytest.Item]) -> None:
        times: dict[str, float] = {}
        for item, following in zip(items, [*items[1:], None], strict=True):
            reached.switch_context(item.nodeid)
            print(item.nodeid, file=sys.__stderr__, flush=True)
            begun = time.process_time()
            passed = _passes(item, following)
            times[item.nodeid] = time.process_time() - begun if passed else -1
        reached.stop()
        reached.save()
        TIMES.write_text(json.dumps(times, indent=0), encoding="utf-8")

    with_tests(run)


def _passes(item: pytest.Item, following: pytest.Item | None) -> bool:
    from _pytest.runner import runtestprotocol

    return not any(report.failed for report in runtestprotocol(item, nextitem=following, log=False))


class Tests:
    """The collected tests, and which of them reach which line."""

    def __init__(self, items: list[pytest.Item], seconds: float) -> None:
        self.items = {item.nodeid: item for item in items}
        self.seconds = seconds
        self.times: dict[str, float] = json.loads(TIMES.read_text(encoding="utf-8"))
        data = coverage.CoverageData(str(LINES))
        data.read()
        self.reaching = {file: data.contexts_by_lineno(str(file)) for file in files()}
        self.witnesses: dict[Path, list[str]] = defaultdict(list)
        self.sound: dict[str, bool] = {}
        _import_everything()
        self.functions: dict[str, list[FunctionType]] = defaultdict(list)
        for each in gc.get_objects():
            if isinstance(each, FunctionType) and each.__code__.co_filename.startswith(str(PACKAGE)):
                self.functions[each.__code__.co_filename].append(each)
        gc.freeze()

    def at_import(self, mutant: Mutant) -> bool:
        """Whether its lines run while modules are imported."""
        return any("" in self.reaching[mutant.file].get(line, ()) for line in mutant.lines)

    def of(self, mutant: Mutant) -> list[str]:
        """The tests that reach its lines, likely and quick ones first."""
        reached = {test for line in mutant.lines for test in self.reaching[mutant.file].get(line, ())}
        known = [test for test in reached if test in self.items and self.times.get(test, -1) >= 0]
        first = self.witnesses[mutant.file]
        return sorted(known, key=lambda test: (test not in first, self.times[test], test))

    def try_on(self, mutant: Mutant, code: CodeType) -> tuple[str, str]:
        """What became of a mutant, and the test that noticed it."""
        chosen = self.of(mutant)
        while chosen:
            answer, by = self._forked(chosen, lambda: self._change(mutant, code))
            if answer != NOTICED or self._is_sound(by):
                break
            chosen.remove(by)
        else:
            answer, by = PASSED, ""
        if answer == NOTICED and by not in self.witnesses[mutant.file]:
            self.witnesses[mutant.file].insert(0, by)
            del self.witnesses[mutant.file][8:]
        return answer, by

    def _is_sound(self, test: str) -> bool:
        if test not in self.sound:
            self.sound[test] = self._forked([test], lambda: None)[0] == PASSED
        return self.sound[test]

    def _change(self, mutant: Mutant, code: CodeType) -> None:
        changed = {(each.co_qualname, each.co_firstlineno): each for each in _within(code)}
        for function in self.functions[str(mutant.file)]:
            own = function.__code__
            function.__code__ = changed.get((own.co_qualname, own.co_firstlineno), own)

    def _forked(self, chosen: Sequence[str], change: Callable[[], None]) -> tuple[str, str]:
        # A file and no pipe, which would be full after some thousand names, and the child would wait for ever.
        with tempfile.TemporaryFile() as told:
            child = os.fork()
            if child == 0:
                os.setpgid(0, 0)
                self._child(chosen, change, told.fileno())
            end = time.monotonic() + 20 * self.seconds
            done = 0
            while not done and time.monotonic() < end:
                done, _ = os.waitpid(child, os.WNOHANG)
                time.sleep(0 if done else 0.02)
            if not done:
                os.killpg(child, signal.SIGKILL)
                os.waitpid(child, 0)
            told.seek(0)
            *_, last = ["", *told.read().decode("utf-8").split("\n")]
        if last == PASSED:
            return PASSED, ""
        return (NOTICED, last.removeprefix("failed ")) if last.startswith("failed ") else (HUNG, last)

    def _child(self, chosen: Sequence[str], change: Callable[[], None], writing: int) -> None:
        """Run tests until one fails, or the CPU seconds are over; a test that takes far longer than usual ends it."""
        quiet = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(quiet, descriptor)
        with contextlib.suppress(BaseException):
            change()
            items = [self.items[test] for test in chosen]
            for item, following in zip(items, [*items[1:], None], strict=True):
                os.write(writing, f"\n{item.nodeid}".encode())
                signal.setitimer(signal.ITIMER_PROF, 20 + 20 * self.times[item.nodeid])
                if not _passes(item, following):
                    os.write(writing, f"\nfailed {item.nodeid}".encode())
                    os._exit(1)
                if time.process_time() > self.seconds:
                    break
            os.write(writing, f"\n{PASSED}".encode())
        os._exit(0)


def _within(code: CodeType) -> list[CodeType]:
    inner = [each for each in code.co_consts if isinstance(each, CodeType)]
    return [code, *(found for each in inner for found in _within(each))]


def _import_everything() -> None:
    import plan_cli

    names = [each.name for each in pkgutil.walk_packages(plan_cli.__path__, "plan_cli.")]
    for name in (*LIBRARIES, *(name for name in names if not name.endswith("__main__") and "spark" not in name)):
        with contextlib.suppress(ImportError):
            importlib.import_module(name)


def import_changed(mutant: Mutant) -> None:
    """From here on, importing the mutant's module gives the changed one."""
    loader: Any = importlib.machinery.SourceFileLoader
    original, code = loader.get_code, mutant.code()
    loader.get_code = lambda own, name: code if own.path == str(mutant.file) else original(own, name)
    sys.dont_write_bytecode = True
