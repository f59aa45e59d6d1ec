"""What a report counts in words is what its tables hold: random plans, random figures, both languages."""

import json
import random
import re
from collections import Counter
from pathlib import Path

import pytest

from conftest import Run, indicator_plan
from plan_cli.profiles import Status
from test_report_forms import cells

KINDS = (
    "unit: t, baseline: 100, target: 150",
    "unit: t, baseline: 100, target: 150, path: linear, tolerance: 2",
    "unit: t, direction: decrease, path: linear, baseline: 100, target: 50",
    "unit: t, target: 150",
    "unit: '%', target: {kind: band, low: 90, high: 120}",
    "unit: t, baseline: 100, target: {kind: growth, rate: 6}",
    "unit: '%', baseline: 100, target: {kind: change, value: 15}",
    "target: {kind: done, year: 2025}",
    "target: {kind: statement, text: better}",
)


@pytest.fixture(params=range(12))
def files(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, ...]:
    """A random plan and its figures, some of them bounds, some missing."""
    rng = random.Random(f"counts {request.param}")
    kinds = [rng.choice(KINDS) for _ in range(rng.choice([1, 2, 3, 8, 14]))]
    attributes = [rng.choice(["binding", "anticipatory"]) for _ in kinds]
    lines = [
        f"id: i{n}, name: Name{n}, attribute: {attribute}, {kind}"
        for n, (kind, attribute) in enumerate(zip(kinds, attributes, strict=True))
    ]
    rows = [
        f"i{n},{year},{rng.randrange(2) if 'done' in kind else rng.randrange(40, 180)},{rng.choice(['', '', '>'])}"
        for n, kind in enumerate(kinds)
        for year in (2022, 2023)
        if "statement" not in kind and rng.random() < 0.8
    ]
    (tmp_path / "p.plan.yaml").write_text(indicator_plan(*lines))
    head = "indicator,year,value,bound"
    (tmp_path / "a.csv").write_text("\n".join([head, *(row.replace(">", "ge") for row in rows)]) + "\n")
    return (str(tmp_path / "a.csv"), "--plan", str(tmp_path / "p.plan.yaml"))


@pytest.mark.parametrize(
    ("lang", "summed", "open_words"), [("en", "all", "could not be judged"), ("zh", "合计", "未能评价")]
)
def test_the_opening_counts_what_the_check_finds(
    run: Run, files: tuple[str, ...], lang: str, summed: str, open_words: str
) -> None:
    """Its sentence, its table and how many could not be judged; the worst it names is one that is behind."""
    document = json.loads(run("check", "2023", *files, "--format", "json", "--allow-empty").out)
    found = Counter(each["status"] for each in document["results"])
    behind = {each["name"] for each in document["results"] if each["id"] in _ids(document["laggards"])}
    judged = sum(Status(each["status"]).evaluated for each in document["results"])
    options = ("--year", "2023", "--form", "summary", "--lang", lang, "--allow-empty")
    lines = run("report", *files, *options).out.splitlines()
    numbers = [int(each) for each in re.findall(r"\d+", re.split("[;；]", lines[2])[0])]
    assert set(numbers) <= {judged, judged - len(behind), len(document["results"])}, lines[2]
    table = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    total = next(row for row in table if row[0] == summed)
    assert sorted(map(int, total[1:-1])) == sorted(found.values())
    assert int(total[-1]) == len(document["results"])
    not_judged = [line for line in lines if open_words in line and line != lines[2] and not line.startswith("|")]
    counted = [int(each) for each in re.findall(r"\d+", not_judged[0].split(". ")[0])] if not_judged else [0, 0]
    assert sum(counted[2:]) == len(document["results"]) - judged
    named = [name for name in behind if re.search(rf"{name}\b", lines[2], re.ASCII)]
    assert len(named) == bool(behind), lines[2]


@pytest.mark.parametrize(("lang", "progress"), [("en", "Progress"), ("zh", "进度判断")])
def test_the_classes_counted_are_those_of_the_table(run: Run, files: tuple[str, ...], lang: str, progress: str) -> None:
    """Of all and of each attribute, every class as often as the rows below hold it."""
    out = run("report", *files, "--year", "2023", "--form", "midterm", "--lang", lang, "--allow-empty").out
    rows = Counter(row[progress] for row in cells(out).values())
    sentences = out.split("\n|")[0].splitlines()[2:]
    first = next(line for line in sentences if line)
    for name, count in rows.items():
        words = ("not judged" if lang == "en" else "未能评价") if name == "—" else name
        assert (f"{count} {words}" if lang == "en" else f"{words}{count}项") in first, out
    assert sum(rows.values()) == int(re.findall(r"\d+", first)[0])


def _ids(laggards: list[object]) -> set[str]:
    return {each["id"] if isinstance(each, dict) else str(each) for each in laggards}
