"""Revised targets, weights, laggards and the trace of a check."""

import json
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest

from plan_cli.__main__ import main
from plan_cli.report.records import schema_of

ROOT = Path(__file__).parents[1]
BUNDLED = str(ROOT / "data" / "targets.yaml")
ACTUALS = str(ROOT / "data" / "actuals" / "changsha.csv")
PLAN = """format: 1
id: p
title: p
base_year: 2020
target_year: 2030
groups: {g: Group}
indicators:
  - id: revised
    name: revised
    baseline: 100
    target: 200
    decimals: 2
    revisions:
      - {date: 2024-06-30, target: 150, source: mid-term review}
  - {id: slow, name: slow, baseline: 100, target: 200, decimals: 2, weight: 3, group: g}
  - {id: worse, name: worse, baseline: 100, target: 200, decimals: 2, group: g}
  - {id: bound, name: bound, baseline: 100, target: 200, decimals: 2, attribute: binding, group: g}
"""
VALUES = {"revised": "125", "slow": "110", "worse": "90", "bound": "130"}


@pytest.fixture
def check(tmp_path, capsys):
    """The JSON of a check of a year, or its table."""

    def run(*arguments: str, year: int = 2025, plan: str = PLAN, json_: bool = True):
        (tmp_path / "p.yaml").write_text(plan, encoding="utf-8")
        rows = [f"{id},{each},{value}\n" for id, value in VALUES.items() for each in (2023, 2025)]
        (tmp_path / "a.csv").write_text("indicator,year,value\n" + "".join(rows), encoding="utf-8")
        common = ["--plan", str(tmp_path / "p.yaml"), "--lang", "en", *(["--format", "json"] if json_ else [])]
        main(["check", str(year), str(tmp_path / "a.csv"), *common, *arguments])
        out = capsys.readouterr().out
        return json.loads(out) if json_ else out

    return run


def test_a_year_is_judged_against_the_target_in_force(check) -> None:
    """From the revision on the new target, before it the first; both are kept; --against original asks the first."""
    now, before, original = check(), check(year=2023), check("--against", "original")
    jsonschema.validate(now, schema_of("check"))
    targets = [told["results"][0]["target"]["value"] for told in (now, before, original)]
    statuses = [told["results"][0]["status"] for told in (now, before, original)]
    assert targets == [150, 200, 200]
    assert statuses == ["on_track", "on_track", "lagging"]
    for told in (now, original):
        target = told["results"][0]["target"]
        assert target["original"] == 200
        revised = {"date": "2024-06-30", "value": 150, "year": None, "baseline": None, "source": "mid-term review"}
        assert target["revisions"] == [revised]


def test_the_verdict_says_which_target_it_used(check) -> None:
    """Below the table stand date, both values and the one that was judged against."""
    assert "target revised on 2024-06-30 (mid-term review): 200 to 150; assessed against 150" in " ".join(
        check(json_=False).split()
    )
    assert "200 to 150; assessed against 200" in " ".join(check("--against", "original", json_=False).split())


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [("2024-06-30", "June 2024", "PLN318"), ("target: 200\n    decimals", "target: {kind: band, low: 5}\n    decimals", "PLN107")],
)  # fmt: skip
def test_a_revision_needs_a_date_and_a_value_to_revise(old, new, code, check) -> None:
    """Both are mistakes of the plan, with their place."""
    told = check(plan=PLAN.replace(old, new, 1))
    assert code in [each["code"] for each in told["diagnostics"]]


def test_the_laggards_stand_first_binding_before_anticipatory(check) -> None:
    """Then the worst status, then the slowest; nobody who is on track."""
    told = check()
    assert told["laggards"] == ["bound", "worse", "slow"]
    table = check(json_=False)
    assert table.index("bound★ (") < table.index("worse (") < table.index("slow (")


def test_weights_are_counted_where_the_plan_gives_them(check) -> None:
    """The score-card counts by attribute, group and status; an indicator without a weight counts one."""
    told = check()
    cells = {(cell["attribute"], cell["group"]): cell for cell in told["scorecard"]}
    cell = cells["anticipatory", "g"]
    assert cell["counts"] == {"off_track": 1, "reversing": 1}
    assert cell["weights"] == {"off_track": 3, "reversing": 1}
    assert cells["binding", "g"]["weights"] is None
    assert sum(sum(cell["counts"].values()) for cell in told["scorecard"]) == told["summary"]["indicators"]
    assert "by weight" in check(json_=False)


@pytest.mark.slow
def test_the_trace_is_enough_to_recompute_a_verdict(capsys) -> None:
    """From the numbers of the trace alone, one comparison with each edge gives the status."""
    for profile in ("milestone", "eurostat", "statcan", "linear", "sdsn"):
        arguments = ["check", "2021", ACTUALS, "--plan", BUNDLED, "--profile", profile, "--trace", "--format", "json"]
        main(arguments)
        told = json.loads(capsys.readouterr().out)
        jsonschema.validate(told, schema_of("check"))
        exact = [result for result in told["results"] if result["trace"]["evidence"]["low"] and result["trace"]["cuts"]]
        assert exact
        for result in exact:
            trace = result["trace"]
            if trace["evidence"]["low"] != trace["evidence"]["high"] or result["status"] == "undecidable":
                continue
            actual, sign = float(Decimal(trace["evidence"]["value"])), trace["d"]
            lines = [cut for cut in (trace["met"], *trace["cuts"]) if cut]
            status = next((cut["status"] for cut in lines if sign * actual >= sign * cut["edge"]), None)
            assert result["status"] == (status or trace["below"]["status"])


def test_the_trace_is_left_out_unless_asked_for(check) -> None:
    """Without --trace the document has no such key."""
    assert all("trace" not in result for result in check()["results"])
    assert all("trace" in result for result in check("--trace")["results"])


def test_milestones_follow_the_target_in_force(check, capsys, tmp_path) -> None:
    """Each year's milestone is the one that a check of that year judges by."""
    judged = {year: check(year=year)["results"][0]["milestone"] for year in (2023, 2025)}
    main(["milestones", "--plan", str(tmp_path / "p.yaml"), "--format", "json"])
    told = json.loads(capsys.readouterr().out)["results"][0]["milestones"]
    laid = {each["year"]: each["value"] for each in told}
    assert {year: laid[year] for year in judged} == judged
    assert laid[2030] == 150
