"""How many small faults in the arithmetic the tests notice: ``python bench/mutation.py --mutants 200 --write``.

One operator, comparison, condition or number is changed in a copy of the source, and the tests that concern its file
run on it until the first fails. A mutant that no test notices is a survivor: it is listed, for a test to be written or
because it changes nothing. The mutants are drawn with a seed. What was found stands in ``--results``, so that a run
that was stopped goes on where it was; ``--minutes`` stops it. ``--write`` puts the result into docs/trust.md.

The libraries are loaded once: each mutant is a fork of this process that imports the changed package and the tests.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import copy
import importlib
import json
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
MUTATED = ("model", "assess", "profiles", "panel/thresholds.py", "panel/criteria.py")
#: Loaded before a mutant is forked, since they are the same for each.
LIBRARIES = ("pytest", "pydantic", "yaml", "typer", "rich", "numpy", "polars", "narwhals", "duckdb")
_ORACLE = "test_oracle.py::test_the_program_agrees_with_the_oracle"
#: Quick ones first: most mutants are noticed within a second or two.
VERDICTS = (
    *(f"{_ORACLE}[{seed}]" for seed in range(8)), "test_judging.py", "test_hard_cases.py", "test_sums.py",
    "test_part_years.py", "test_revisions.py", "test_facts.py", "test_rounding.py",
)  # fmt: skip
#: Which tests concern a file beside those: by the beginning of its path in the package, the first that fits.
CONCERN = {
    "model/paths": ("test_paths.py", "test_paths_conformance.py", "test_growth.py"),
    "model/trajectory": ("test_paths.py", "test_paths_conformance.py"),
    "model/growing": ("test_paths.py", "test_growth.py"),
    "model/units": ("test_cells.py", "test_shapes.py", "test_actuals_findings.py"),
    "model": ("test_paths.py", "test_plan_data.py", "test_audit_rules.py", "test_cells.py", "test_library.py"),
    "assess/forecast": ("test_forecast.py", "test_growth.py"),
    "assess": ("test_forecast.py", "test_library.py", "test_profiles.py"),
    "profiles": (
        "test_profiles.py", "test_statcan_conformance.py", "test_published_verdicts.py", "test_own_profiles.py",
        "test_profiles_shown.py",
    ),
    "panel": (
        "test_oracle.py::test_panels_agree_with_the_oracle", "test_panel_tables.py",
        "test_panel_differential.py",
    ),
}  # fmt: skip
TABLE = re.compile(r"(<!-- mutation -->\n)(.*?)(<!-- end -->)", re.DOTALL)
COMPARED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
COMPUTED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Pow: ast.Mult}


class Mutant(NamedTuple):
    """A change at a line of a module of the source."""

    file: str
    line: int
    change: str
    source: str

    @property
    def key(self) -> str:
        """What it is called in the results."""
        return f"{self.file}:{self.line}: {self.change}"


def places_of(file: Path) -> list[tuple[Path, int]]:
    """Where a module can be changed: the numbers of its nodes."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return [(file, position) for position, node in enumerate(_nodes(tree)) if _mutate(copy.copy(node))]


def mutant_at(file: Path, position: int) -> Mutant:
    """The mutant of a module at a node."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    node = next(node for i, node in enumerate(_nodes(tree)) if i == position)
    before = ast.unparse(node).partition("\n")[0]
    _mutate(node)
    change = f"{before} → {ast.unparse(node)}".partition("\n")[0][:100]
    return Mutant(file.relative_to(ROOT).as_posix(), getattr(node, "lineno", 0), change, ast.unparse(tree))


def _nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """What may be changed: expressions of functions, not of annotations, defaults of classes or documentation."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef) and not function.name.startswith("__"):
            for statement in function.body:
                for node in ast.walk(statement):
                    if not isinstance(node, ast.FunctionDef):
                        yield node


def _mutate(node: ast.AST) -> bool:
    """Change a node in place; whether it was one that can be."""
    match node:
        case ast.Compare(ops=[only]) if type(only) in COMPARED:
            node.ops = [COMPARED[type(only)]()]
        case ast.BinOp(op=operator) if type(operator) in COMPUTED and not isinstance(node.left, ast.JoinedStr):
            node.op = COMPUTED[type(operator)]()
        case ast.BoolOp(op=ast.And()):
            node.op = ast.Or()
        case ast.BoolOp(op=ast.Or()):
            node.op = ast.And()
        case ast.If(test=ast.Name() | ast.Attribute() | ast.Call()):
            node.test = ast.UnaryOp(ast.Not(), node.test)
        case ast.UnaryOp(op=ast.USub()):
            node.op = ast.UAdd()
        case ast.Constant(value=bool(value)):
            node.value = not value
        case ast.Constant(value=int(value)):
            node.value = value + 1
        case _:
            return False
    return True


def tests_of(file: str) -> list[str]:
    """The tests that concern a file of the package, quick ones first."""
    inside = file.removeprefix("src/plan_cli/")
    own = next(tests for beginning, tests in CONCERN.items() if inside.startswith(beginning))
    named = (*VERDICTS, *own) if inside.startswith(("model", "assess")) else (*own, *VERDICTS)
    return [str(ROOT / "tests" / name) for name in (*named, "test_cases.py")]


def noticed(mutant: Mutant, tests: list[str], seconds: int) -> bool:
    """Whether a test fails on it; one that takes too long is noticed as well."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "src", Path(folder) / "src")
        # The example plan lies beside the source.
        (Path(folder) / "data").symlink_to(ROOT / "data")
        (Path(folder) / mutant.file).write_text(mutant.source, encoding="utf-8")
        child = os.fork()
        if child == 0:
            _run_tests(tests, folder)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                return os.waitstatus_to_exitcode(status) != 0
            time.sleep(0.1)
        os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return True


def _run_tests(tests: list[str], folder: str) -> None:
    """The child's part: run the tests on the changed package and leave with their exit code."""
    os.setpgid(0, 0)
    quiet = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(quiet, descriptor)
    sys.path.insert(0, f"{folder}/src")
    os.environ["PYTHONPATH"] = f"{folder}/src"
    os.chdir(ROOT)
    code = 1
    with contextlib.suppress(BaseException):
        import pytest

        options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-o", "addopts="]
        code = int(pytest.main([*options, *tests]))
    os._exit(code)


def drawn_mutants(count: int, seed: int) -> tuple[list[Mutant], int]:
    """A sample of all mutants, and how many there are."""
    package = ROOT / "src" / "plan_cli"
    parts = [package / part for part in MUTATED]
    files = [file for part in parts for file in (sorted(part.rglob("*.py")) if part.is_dir() else [part])]
    every = [place for file in files for place in places_of(file)]
    drawn = random.Random(seed).sample(every, min(count, len(every)))
    return [mutant_at(*place) for place in drawn], len(every)


def _fails_unchanged(seconds: int) -> bool:
    """Whether the tests fail without any change."""
    file = "src/plan_cli/exits.py"
    tests = {test: None for part in CONCERN for test in tests_of(f"src/plan_cli/{part}")}
    return noticed(Mutant(file, 0, "", (ROOT / file).read_text(encoding="utf-8")), [*tests], 5 * seconds)


def main() -> None:
    """Try mutants, print the survivors and the share that was noticed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mutants", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--results", type=Path, default=ROOT / ".mutants.jsonl")
    parser.add_argument("--minutes", type=float, default=24 * 60, help="stop after so long; run again to go on")
    parser.add_argument("--seconds", type=int, default=300, help="for the tests of one mutant")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    for library in LIBRARIES:
        with contextlib.suppress(ImportError):
            importlib.import_module(library)
    drawn, count = drawn_mutants(given.mutants, given.seed)
    tried: dict[str, bool] = {}
    if given.results.exists():
        lines = map(json.loads, given.results.read_text(encoding="utf-8").splitlines())
        tried = {line["mutant"]: line["noticed"] for line in lines}
    end = time.monotonic() + 60 * given.minutes
    if not tried and _fails_unchanged(given.seconds):
        raise SystemExit("the tests fail on the source as it is, so they would notice anything")
    for mutant in drawn:
        if mutant.key not in tried and time.monotonic() < end:
            tried[mutant.key] = noticed(mutant, tests_of(mutant.file), given.seconds)
            with given.results.open("a", encoding="utf-8") as results:
                results.write(json.dumps({"mutant": mutant.key, "noticed": tried[mutant.key]}) + "\n")
            if not tried[mutant.key]:
                print(f"survived: {mutant.key}", flush=True)
    answered = [mutant for mutant in drawn if mutant.key in tried]
    survivors = [mutant for mutant in answered if not tried[mutant.key]]
    killed = len(answered) - len(survivors)
    share = 100 * killed / max(1, len(answered))
    summary = f"{killed} of {len(answered)} mutants noticed ({share:.0f} %), drawn from {count} with seed {given.seed}."
    print(summary)
    if given.write:
        listed = "".join(f"- `{each.key}`\n" for each in survivors)
        page = ROOT / "docs" / "trust.md"
        text = page.read_text(encoding="utf-8")
        text = TABLE.sub(lambda marked: f"{marked[1]}{summary} Survivors:\n\n{listed}{marked[3]}", text)
        page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
