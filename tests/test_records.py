"""The published documents: every key is described, and what is printed holds no key that is not published."""

import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from conftest import Run
from plan_cli.cli import commands
from plan_cli.render import formats_of
from plan_cli.report.check import CheckReport
from plan_cli.report.check_diff import CheckDiffReport
from plan_cli.report.codes import CodesReport, ExitCodesReport
from plan_cli.report.explain import VerdictReport
from plan_cli.report.forecast import ForecastReport
from plan_cli.report.forms import MidtermReport, SummaryReport
from plan_cli.report.full import FullReport
from plan_cli.report.milestones import MilestonesReport
from plan_cli.report.panel import PanelReport
from plan_cli.report.plan_diff import PlanDiffReport
from plan_cli.report.profiles import ProfilesReport
from plan_cli.report.records import documents, schema_of
from plan_cli.report.show import ShowReport
from plan_cli.report.validate import ValidateReport

ACTUALS = "data/actuals/changsha.csv"
CALLS = {
    "check": ["check", "2023", ACTUALS, "--compare"],
    "checks": ["check", "latest", "--plan", "data/*/plan.yaml"],
    "milestones": ["milestones", "--profile", "eurostat"],
    "forecast": ["forecast", ACTUALS],
    "validate": ["validate", "data/targets.yaml"],
    "show": ["show"],
    "diff": ["diff", "data/plans/changsha-13fyp.yaml", "data/targets.yaml"],
    "explain": ["explain", "trade-total", "2023", "--actuals", ACTUALS],
    "codes": ["explain", "PLN201"],
    "exit-codes": ["explain", "exit-codes"],
    "profiles": ["explain", "--profile", "all"],
    "error": ["check", "2023", "no-such-file.csv"],
}
REPORTS = {
    "report": (FullReport, SummaryReport, MidtermReport),
    "check": (CheckReport,),
    "diff": (PlanDiffReport, CheckDiffReport),
    "explain": (VerdictReport, CodesReport, ExitCodesReport, ProfilesReport),
    "forecast": (ForecastReport,),
    "milestones": (MilestonesReport,),
    "show": (ShowReport,),
    "validate": (ValidateReport,),
}


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    """Every object with properties in a schema."""
    if isinstance(schema, dict):
        if "properties" in schema:
            yield schema
        for part in schema.values():
            yield from objects(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from objects(part)


@pytest.mark.parametrize("name", documents())
def test_every_key_is_described(name: str) -> None:
    """A reader of a schema needs no other page; later versions may add keys."""
    for each in objects(schema_of(name)):
        assert each["description"], each
        assert [key for key, value in each["properties"].items() if not value.get("description")] == []
        assert each.get("additionalProperties", True) is not False


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.sampled(3)
def test_no_key_is_printed_that_is_not_published(run: Run, name: str) -> None:
    """A key cannot appear, vanish or change its type unseen."""
    closed = json.loads(json.dumps(schema_of(name)))
    for each in objects(closed):
        each["additionalProperties"] = False
    jsonschema.validate(json.loads(run(*CALLS[name], "--format", "json").out), closed)


@pytest.mark.parametrize("name", REPORTS)
def test_a_command_offers_what_its_reports_can_be_rendered_in(name: str) -> None:
    """What stands in --help is what the renderers read of the report."""
    module = __import__(f"{commands.__name__}.{name}", fromlist=["FORMATS"])
    for report in REPORTS[name]:
        assert set(module.FORMATS) == set(formats_of(report))


def test_a_panel_is_rendered_as_tables_are() -> None:
    """Single verdicts go to -o, so that there is nothing to annotate."""
    assert set(formats_of(PanelReport)) == {"table", "json", "csv", "markdown", "badge"}


def test_what_is_about_a_whole_file_stands_at_its_first_character(run: Run, tmp_path) -> None:
    """No tool knows a line 0."""
    actuals = tmp_path / "empty.csv"
    actuals.write_text("")
    found = json.loads(run("check", "2023", str(actuals), "--format", "json").out)["diagnostics"]
    assert found
    assert all(each["line"] >= 1 and each["column"] >= 1 for each in found)
