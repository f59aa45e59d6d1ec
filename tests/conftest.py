"""What tests share: the program run in this process, its output as bytes, and the repository's own data."""

import io
import json
import sys
import warnings
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from plan_cli import load_plan
from plan_cli.__main__ import main
from plan_cli.model.plan import Plan

ROOT = Path(__file__).parent.parent
#: What decides about language, colour and width, and must not come from the machine that runs the tests.
ENVIRONMENT = (
    "SPARK_REMOTE",
    "PLAN_LANG",
    "LC_ALL",
    "LC_MESSAGES",
    "LANG",
    "COLUMNS",
    "NO_COLOR",
    "FORCE_COLOR",
    "PLAN_FILE",
)


# A parallel worker's main module has no file, which PySpark takes for a run of its own doctests and exits.
sys.modules["__main__"].__dict__.setdefault("__file__", __file__)


@dataclass
class Ran:
    """What a run of the program left behind."""

    code: int
    out: str
    err: str
    raw: bytes


Run = Callable[..., Ran]


#: How many examples a property is tried with in the inner loop, where it does not say itself.
INNER_EXAMPLES = 15


def pytest_configure(config: pytest.Config) -> None:
    """The inner loop tries properties with fewer examples; the whole suite with as many as Hypothesis does."""
    inner = config.getoption("markexpr") == "not slow"
    settings.register_profile("inner", max_examples=INNER_EXAMPLES, deadline=None)
    settings.register_profile("whole", deadline=None)
    settings.load_profile("inner" if inner else "whole")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of the cases of a ``sampled`` test all but every so many are slow."""
    seen: Counter[str] = Counter()
    for item in items:
        mark = item.get_closest_marker("sampled")
        if mark is None:
            continue
        name = item.nodeid.partition("[")[0]
        if seen[name] % mark.args[0]:
            item.add_marker(pytest.mark.slow)
        seen[name] += 1


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(ROOT)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``plan`` with arguments; ``stdin`` as bytes (None: closed), ``encoding`` of the terminal."""

    def ran(*arguments: str, stdin: bytes | None = b"", encoding: str = "utf-8", **environment: str) -> Ran:
        out, err = io.BytesIO(), io.BytesIO()
        with monkeypatch.context() as patched:
            for name, value in environment.items():
                patched.setenv(name, value)
            given = None if stdin is None else io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
            patched.setattr(sys, "stdin", given)
            patched.setattr(sys, "stdout", io.TextIOWrapper(out, encoding=encoding))
            patched.setattr(sys, "stderr", io.TextIOWrapper(err, encoding="utf-8"))
            code = main(list(arguments))
            sys.stdout.flush()
            sys.stderr.flush()
            text = out.getvalue().decode(encoding, errors="replace")
            return Ran(code, text, err.getvalue().decode("utf-8"), out.getvalue())

    return ran


def workbook(file: Path, **options: Any) -> Any:
    """A workbook as openpyxl reads it; it does not know sparklines, and warns."""
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Sparkline")
        return load_workbook(file, **options)


def plan_of(text: str, tmp_path: Path) -> Plan:
    """The plan that a YAML text means; it must be sound."""
    file = tmp_path / "test.plan.yaml"
    file.write_text(text, encoding="utf-8")
    loaded = load_plan(file)
    assert loaded.plan is not None, loaded.diagnostics
    return loaded.plan


def indicator_plan(*indicators: str, years: tuple[int, int] = (2020, 2025), rest: str = "") -> str:
    """The YAML of a plan with these indicators, each as the inside of a flow mapping."""
    lines = "\n".join(f"  - {{{each}}}" for each in indicators)
    head = f"format: 1\nid: t\ntitle: T\nbase_year: {years[0]}\ntarget_year: {years[1]}\n"
    return f"{head}{rest}indicators:\n{lines}\n"


def verdict_of(run: Run, tmp_path: Path, indicator: str, rows: str, year: int | str, *options: str) -> dict[str, Any]:
    """The JSON result of one indicator (``id: x``) judged by the rows of a CSV file."""
    plan = tmp_path / "one.plan.yaml"
    plan.write_text(indicator_plan(f"id: x, name: X, {indicator}"), encoding="utf-8")
    actuals = tmp_path / "one.csv"
    actuals.write_text("indicator,year,value,unit,bound,status,period,measure,published\n" + rows, encoding="utf-8")
    ran = run("check", str(year), str(actuals), "--plan", str(plan), "--format", "json", *options)
    document = json.loads(ran.out)
    assert "results" in document, document
    result: dict[str, Any] = document["results"][0]
    return {**result, "exit_code": ran.code, "diagnostics": document["diagnostics"]}


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    """A plan with every kind of target, ``mixed.plan.yaml`` in the test's folder."""
    from panels import plan_in

    return plan_in(tmp_path)
