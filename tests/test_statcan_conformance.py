"""The verdicts that Statistics Canada published: value, score and status, each through the real pipeline."""

import csv
import json
from pathlib import Path

import pytest

from plan_cli.__main__ import main

PUBLISHED = Path(__file__).parent / "conformance" / "statcan_gif.csv"
CASES = list(csv.DictReader(PUBLISHED.read_text(encoding="utf-8").splitlines()))


def _plan(case: dict[str, str]) -> str:
    limit = f", limit: {case['natural_limit']}" if case["natural_limit"] else ""
    target = f"{{kind: level, value: {case['target_value']}}}" if case["target_value"] else f"{{kind: trend{limit}}}"
    base = int(float(case["base_year"]))
    value = f"value: {case['base_value']}" if case["base_value"] else "missing: blank"
    return (
        f"format: 1\nid: published\ntitle: published\nbase_year: {base}\ntarget_year: 2030\nindicators:\n"
        f"  - {{id: one, name: one, direction: {case['direction']}, target: {target}, baseline: {{{value}}}}}\n"
    )


@pytest.mark.parametrize("case", CASES, ids=[case["case_id"] for case in CASES])
@pytest.mark.sampled(10)
def test_the_published_verdict_comes_out(case, tmp_path, capsys) -> None:
    """Value, score and status are those that the office published."""
    (tmp_path / "p.yaml").write_text(_plan(case), encoding="utf-8")
    year = int(float(case["current_year"] or case["target_year"]))
    row = f"one,{year},{case['current_value']}\n" if case["current_value"] else ""
    (tmp_path / "a.csv").write_text(f"indicator,year,value\n{row}", encoding="utf-8")
    main(["check", str(year), str(tmp_path / "a.csv"), "--plan", str(tmp_path / "p.yaml"), "--profile", "statcan",
          "--format", "json"])  # fmt: skip
    result = json.loads(capsys.readouterr().out)["results"][0]
    assert result["category"] == case["expected_status"]
    for key, name in (("value", "expected_progress_value"), ("score", "expected_score")):
        expected = pytest.approx(float(case[name]), rel=1e-9, abs=1e-12) if case[name] else None
        assert result.get(key) == expected
