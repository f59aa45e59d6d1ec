"""The audit of the real plans: every contradiction that stands in the document, and no false alarm."""

from pathlib import Path

import pytest

from plan_cli import Loaded, validate
from plan_cli.codes import Severity
from plan_cli.diagnostics import Diagnostic

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture(scope="module")
def audited() -> Loaded:
    return validate(DATA / "targets.yaml")


def one(audited: Loaded, code: str, indicator: str) -> Diagnostic:
    found = [
        diagnostic for diagnostic in audited.diagnostics if (diagnostic.code, diagnostic.indicator) == (code, indicator)
    ]
    assert len(found) == 1, found
    return found[0]


def test_the_contradictions_of_the_document_are_warnings_and_there_are_no_others(audited: Loaded) -> None:
    """15 % or more against 4700; 14 against 18; 30 % against 20 %; a base of 80 against a third of trade."""
    loud = {(f.code, f.indicator) for f in audited.diagnostics if f.severity is not Severity.INFO}
    assert loud == {
        ("PLN207", "trade-total"),
        ("PLN206", "intl-air-cargo"),
        ("PLN209", "processing-trade"),
        ("PLN218", "bonded-zone-trade"),
    }


@pytest.mark.parametrize(
    ("code", "indicator", "facts"),
    [
        ("PLN207", "trade-total", {"implied": 14.869835, "would_give": 4726.689391, "short": -26.689391}),
        ("PLN206", "intl-air-cargo", {"claimed": 14, "table": 18, "nearer": 18, "farther_growth": 13.175218}),
        ("PLN209", "processing-trade", {"made": 20.425532, "needed_part": 1410, "needed_growth": 24.153293}),
        ("PLN218", "bonded-zone-trade", {"implied": 80.375514, "elsewhere": 113.26995, "would_give": 281.851882}),
        ("PLN215", "trade-total", {"rate": 6.908717}),
        ("PLN210", "trade-total", {"implied": 9400}),
        ("PLN211", "trade-dependence", {"base_whole": 12368.421053, "target_whole": 18800, "growth": 8.734839}),
        ("PLN217", "port-economy", {"implied": 107.731630}),
        ("PLN221", "reform-pilots", {"last": 2023, "open_years": 2}),
    ],
)
def test_a_finding_carries_its_arithmetic(audited: Loaded, code: str, indicator: str, facts: dict[str, float]) -> None:
    """The numbers of each diagnostic are those that a calculator gives."""
    found = one(audited, code, indicator).facts
    assert {key: float(found[key]) for key in facts} == pytest.approx(facts, abs=1e-6)


def test_rounding_is_not_a_contradiction(audited: Loaded) -> None:
    """15 for 14.87, 12 for 11.51, 28 for 27.70 and 10 for 9.57 agree: no printed growth of the table is reported."""
    assert not [diagnostic for diagnostic in audited.diagnostics if diagnostic.code == "PLN205"]


def test_the_share_of_counted_items_is_told_with_its_counts(audited: Loaded) -> None:
    """70 % and 90 % of 113 reforms are 79.1 and 101.7."""
    facts = one(audited, "PLN222", "reform-pilots").facts
    assert [str(count.normalize()) for count in facts["counts"]] == ["79.1", "101.7"]
    assert [int(count) for count in facts["whole_counts"]] == [80, 102]


@pytest.mark.parametrize("file", ["targets.yaml", "plans/changsha-13fyp.yaml"])
def test_the_bundled_plans_can_be_used(file: str) -> None:
    """A contradiction in a document does not keep anyone from using it."""
    assert validate(DATA / file).plan is not None


def test_the_older_plan_raises_no_alarm() -> None:
    """Its tables agree with themselves; only what has no baseline or no number is noted."""
    codes = {diagnostic.code for diagnostic in validate(DATA / "plans" / "changsha-13fyp.yaml").diagnostics}
    assert codes == {"PLN216"}
