"""Relations hold for random figures: a finding exactly where no rounding explains the difference, with the numbers.

The second opinion is in fractions and shares no code with the program. Figures lie on the last number that rounding
explains, and one last digit to either side of it.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from conftest import Run, indicator_plan
from oracle import decimals_of, rounded
from panels import LOCAL
from test_oracle import written

pytestmark = pytest.mark.slow

#: Relations of one plan; each has indicators of its own.
DRAWN = 60
CODES = {"sum": "PLN411", "part": "PLN412", "share": "PLN413", "ratio": "PLN414"}


def half(text: str) -> Fraction:
    """The room that the rounding of a figure leaves to either side."""
    return Fraction(1, 2 * 10 ** decimals_of(text))


def figure(rng: random.Random, low: int = 20, high: int = 900) -> str:
    """A figure with some decimals, at times a round one."""
    return written(Fraction(rng.uniform(low, high)), rng.choice([0, 0, 1, 2]))


def near(rng: random.Random, line: Fraction, decimals: int) -> str:
    """A figure at a line, or one last digit to either side of it."""
    return written(
        max(rounded(line, decimals) + rng.choice([-1, 0, 0, 1]) * Fraction(1, 10**decimals), Fraction(0)), decimals
    )


@dataclass(frozen=True)
class Related:
    """A relation (``{}`` stands for its number) with the figures of its indicators, and whether they contradict it.

    ``told`` are numbers that a finding has to name. ``units`` are those of single indicators, else all are in t.
    """

    stated: str
    figures: dict[str, str]
    broken: bool
    told: tuple[Fraction, ...]
    units: dict[str, str] = field(default_factory=dict)


def a_sum(rng: random.Random) -> Related:
    """Parts, at times weighted ones; the whole lies where their rounding and its own end."""
    parts = {name: figure(rng) for name in "abcd"[: rng.choice([2, 3, 4])]}
    weights = {name: rng.choice([1, 2, 28]) if rng.random() < 0.3 else 1 for name in parts}
    made = sum((weights[name] * Fraction(text) for name, text in parts.items()), Fraction(0))
    decimals = rng.choice([0, 1, 2])
    room = sum((abs(weights[name]) * half(text) for name, text in parts.items()), Fraction(1, 2 * 10**decimals))
    whole = near(rng, made + rng.choice([-1, 1]) * room, decimals)
    listed = ", ".join(f"{name}{{}}: {weight}" for name, weight in weights.items())
    plain = ", ".join(f"{name}{{}}" for name in parts)
    stated = f"sum: {'{{' + listed + '}}' if set(weights.values()) != {1} else f'[{plain}]'}, equals: w{{}}"
    broken = abs(made - Fraction(whole)) > room
    return Related(stated, {**parts, "w": whole}, broken, (made, Fraction(whole), made - Fraction(whole)))


def a_part(rng: random.Random) -> Related:
    """A part that is as large as its whole, or a little larger."""
    whole, decimals = figure(rng), rng.choice([0, 1, 2])
    part = near(rng, Fraction(whole) + half(whole) + Fraction(1, 2 * 10**decimals), decimals)
    broken = Fraction(part) - half(part) > Fraction(whole) + half(whole)
    return Related("part: a{}, of: w{}", {"a": part, "w": whole}, broken, (Fraction(part), Fraction(whole)))


def _percent(part: str, whole: str) -> tuple[Fraction, Fraction, Fraction]:
    """A share in %, and between which two numbers rounding leaves it."""
    a, w = Fraction(part), Fraction(whole)
    return 100 * a / w, 100 * (a - half(part)) / (w + half(whole)), 100 * (a + half(part)) / (w - half(whole))


def a_share(rng: random.Random) -> Related:
    """A share that is asked, of figures that just make it or just do not."""
    whole, decimals = figure(rng, 100), rng.choice([0, 1, 2])
    value = written(Fraction(rng.uniform(5, 90)), rng.choice([0, 1]))
    operator = rng.choice(["exactly", "at_least", "more_than", "at_most", "less_than"])
    side = rng.choice([-1, 1])
    edge = Fraction(value) / 100 * (Fraction(whole) + side * half(whole)) + side * Fraction(1, 2 * 10**decimals)
    part = near(rng, edge, decimals)
    made, low, high = _percent(part, whole)
    asked = Fraction(value)
    broken = {
        "at_least": high < asked, "more_than": high <= asked, "at_most": low > asked, "less_than": low >= asked,
        "exactly": not (low <= asked + half(value) and asked - half(value) <= high),
    }[operator]  # fmt: skip
    stated = f"share: a{{}}, of: w{{}}, value: {value}, operator: {operator}, unit: '%'"
    return Related(stated, {"a": part, "w": whole}, broken, (made, asked, Fraction(part), Fraction(whole)))


def a_ratio(rng: random.Random) -> Related:
    """A published ratio beside its part and its whole."""
    part, whole, decimals = figure(rng), figure(rng, 100), rng.choice([0, 1, 2])
    made, low, high = _percent(part, whole)
    room = Fraction(1, 2 * 10**decimals)
    ratio = near(rng, rng.choice([low - room, high + room]), decimals)
    broken = not (low <= Fraction(ratio) + room and Fraction(ratio) - room <= high)
    figures = {"a": part, "w": whole, "r": ratio}
    return Related("ratio: r{}, part: a{}, whole: w{}", figures, broken, (made, Fraction(ratio)), {"r": "'%'"})


KINDS = {"sum": a_sum, "part": a_part, "share": a_share, "ratio": a_ratio}


def drawn(kind: Callable[[random.Random], Related], seed: int) -> list[Related]:
    rng = random.Random(f"{kind.__name__}:{seed}")
    return [kind(rng) for _ in range(DRAWN)]


def plan_of(related: list[Related], folder: Path) -> Path:
    """The plan of these relations, each with its own indicators."""
    stated = [
        f"id: {name}{number}, name: {name.upper()}{number}, unit: {each.units.get(name, 't')}, "
        f"baseline: {int(Fraction(text)) + 1}, target: {int(Fraction(text)) + 9}"
        for number, each in enumerate(related)
        for name, text in each.figures.items()
    ]
    relations = "".join(
        f"  - {{{each.stated.format(*[number] * 9)}, source: s}}\n" for number, each in enumerate(related)
    )
    plan = folder / "p.plan.yaml"
    plan.write_text(indicator_plan(*stated, rest=f"relations:\n{relations}"), encoding="utf-8")
    return plan


def findings(run: Run, plan: Path, rows: list[str], *options: str) -> list[dict[str, Any]]:
    """What a check says of relations."""
    actuals = plan.parent / "a.csv"
    actuals.write_text("indicator,year,value,bound,status,period\n" + "\n".join(rows) + "\n", encoding="utf-8")
    document = json.loads(run("check", "2023", str(actuals), "--plan", str(plan), "--format", "json", *options).out)
    return [each for each in document["diagnostics"] if each["code"] in CODES.values()]


def number_of(finding: dict[str, Any]) -> int:
    """Of which relation a finding is."""
    return int(finding["indicator"][1:])


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("kind", KINDS)
def test_a_relation_is_broken_where_no_rounding_explains_it(run: Run, tmp_path: Path, kind: str, seed: int) -> None:
    """There and nowhere else, as a warning whose facts have the figures and what they make."""
    related = drawn(KINDS[kind], seed)
    rows = [f"{name}{i},2023,{text},,," for i, each in enumerate(related) for name, text in each.figures.items()]
    found = {number_of(each): each for each in findings(run, plan_of(related, tmp_path), rows)}
    wrong = [(i, each) for i, each in enumerate(related) if each.broken != (i in found)]
    assert not wrong, wrong
    assert 5 < len(found) < DRAWN - 5
    for i, each in found.items():
        assert (each["code"], each["severity"]) == (CODES[kind], "warning")
        facts = [value for value in each["facts"].values() if isinstance(value, int | float)]
        for wanted in related[i].told:
            assert any(value == pytest.approx(float(wanted), rel=1e-12, abs=1e-12) for value in facts), (each, wanted)


@pytest.mark.parametrize("kind", KINDS)
def test_only_figures_that_say_it_all_break_a_relation(run: Run, tmp_path: Path, kind: str) -> None:
    """A bound, a forecast, half a year, a missing mark, another year in the place of one figure: nothing is claimed."""
    rng, related = random.Random(kind), drawn(KINDS[kind], 9)
    instead = ["2023,>{},,,", "2023,{},<=,,", "2023,{},,F,", "2023,{},,,2023-01/2023-06", "2023,..,,,", "2022,{},,,"]
    rows = []
    for i, each in enumerate(related):
        doubtful, how = rng.choice(list(each.figures)), rng.choice(instead)
        for name, text in each.figures.items():
            rows.append(f"{name}{i}," + (how if name == doubtful else "2023,{},,,").format(text))
    assert findings(run, plan_of(related, tmp_path), rows) == []


@pytest.mark.parametrize("kind", KINDS)
def test_parts_of_the_year_make_the_figure_that_relations_hold_for(run: Run, tmp_path: Path, kind: str) -> None:
    """Four quarters of a flow say what one figure of the year with their decimals does."""
    related = [each for each in drawn(KINDS[kind], 5) if not each.units]
    plan, whole, parted = plan_of(related, tmp_path), [], []
    for i, each in enumerate(related):
        for name, text in each.figures.items():
            whole.append(f"{name}{i},2023,{text},,,")
            digits = decimals_of(text)
            first = rounded(Fraction(text) / 5, digits)
            amounts = [first, first, first, Fraction(text) - 3 * first]
            parted += [f"{name}{i},2023,{written(each, digits)},,,2023-Q{q}" for q, each in enumerate(amounts, 1)]
    told = [[number_of(each) for each in findings(run, plan, rows)] for rows in (whole, parted)]
    assert told[0] == told[1]


QUARTER = """indicator,period,value
a,2023-04,7
a,2023-05,7
a,2023-06,6
b,2023-Q2,15
w,2023-Q2,{}
r,2023-Q2,1
"""


@pytest.mark.parametrize(("whole", "codes"), [("35", []), ("36", []), ("38", ["PLN411"]), ("14", ["PLN411", "PLN412"])])
def test_a_part_of_the_year_has_its_own_sums_and_parts(run: Run, tmp_path: Path, whole: str, codes: list[str]) -> None:
    """Months make the quarter; shares and ratios are stated of years."""
    units = {"r": "'%'"}
    stated = [
        f"id: {id}, name: {id}, unit: {units.get(id, 't')}, nature: flow, baseline: 50, target: 90" for id in "abwr"
    ]
    relations = ["sum: [a, b], equals: w", "part: a, of: w", "ratio: r, part: a, whole: w", "share: a, of: w, value: 1"]
    text = indicator_plan(*stated, rest="relations:\n" + "".join(f"  - {{{each}, source: s}}\n" for each in relations))
    (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "a.csv").write_text(QUARTER.format(whole), encoding="utf-8")
    ran = run("check", "2023-Q2", str(tmp_path / "a.csv"), "--plan", str(tmp_path / "p.yaml"), "--format", "json")
    found = [each for each in json.loads(ran.out)["diagnostics"] if each["code"] in CODES.values()]
    assert sorted(each["code"] for each in found) == codes
    assert all("2023-04/2023-06" in each["message"] for each in found)


def of_entities(run: Run, plan: Path, rows: list[str], *options: str) -> list[dict[str, Any]]:
    """What a panel of entities says of relations; ``rows`` begin with the name of one."""
    panel = plan.parent / "panel.csv"
    panel.write_text("county,indicator,year,value\n" + "\n".join(rows) + "\n", encoding="utf-8")
    command = ("check", "2023", str(panel), "--by", "county", "--plan", str(plan), "--format", "json", *options)
    return [each for each in json.loads(run(*command).out)["diagnostics"] if each["code"] in CODES.values()]


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize("kind", KINDS)
def test_an_entity_breaks_what_its_figures_break_in_a_check(run: Run, tmp_path: Path, kind: str, engine: str) -> None:
    """With the same facts and the entity's name; who says the same is counted, who lacks a figure is not."""
    related = drawn(KINDS[kind], 1)
    plan = plan_of(related, tmp_path)
    figures = [(f"{name}{i}", text) for i, each in enumerate(related) for name, text in each.figures.items()]
    checked = findings(run, plan, [f"{id},2023,{text},,," for id, text in figures])
    lacking = {f"{min(each.figures)}{i}" for i, each in enumerate(related)}
    rows = [f"{county},{id},2023,{text}" for county in ("east", "north") for id, text in figures]
    rows += [f"south,{id},2023,{text}" for id, text in figures if id not in lacking]
    random.Random(kind).shuffle(rows)
    told = of_entities(run, plan, rows, "--engine", engine)
    added = {"entity": "east", "more": 1, "names": ["north"]}
    wanted = {(each["code"], each["indicator"]): {**each["facts"], **added} for each in checked}
    assert {(each["code"], each["indicator"]): each["facts"] for each in told} == wanted


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize("kind", ["sum", "part", "ratio"])
def test_every_entity_that_breaks_a_relation_is_counted(run: Run, tmp_path: Path, kind: str, engine: str) -> None:
    """One relation over many entities, their figures on the edge of rounding and to either side of it."""
    draws = [each for seed in range(9) for each in drawn(KINDS[kind], seed)]
    stated = "sum: [a{}, b{}], equals: w{}" if kind == "sum" else draws[0].stated
    related = [each for each in draws if each.stated == stated]
    rows = [f"c{i:03},{name}0,2023,{text}" for i, each in enumerate(related) for name, text in each.figures.items()]
    (told,) = of_entities(run, plan_of(related[:1], tmp_path), rows, "--engine", engine)
    broken = [f"c{i:03}" for i, each in enumerate(related) if each.broken]
    assert 5 < len(broken) < len(related) - 5
    first, *others = broken
    assert (told["facts"]["entity"], told["facts"]["more"], told["facts"]["names"]) == (first, len(others), others[:5])


#: On the very edge of rounding, or with more decimals than engines look for: what only the rules can say. 10 of 53 are
#: at most 10.5 ÷ 52.5, which is 20 %; 2 may be 1.5, as 1 may.
EDGES = [
    ("share: a, of: w, value: 20, operator: more_than", {"a": "10", "w": "53"}, True),
    ("share: a, of: w, value: 20, operator: at_least", {"a": "10", "w": "53"}, False),
    ("part: a, of: w", {"a": "2", "w": "1"}, False),
    ("part: a, of: w", {"a": "1.00000004", "w": "1.00000002"}, True),
    ("part: a, of: w", {"a": "1.00000003", "w": "1.00000002"}, False),
    ("sum: [a, b], equals: w", {"a": "0.1234567", "b": "0.2", "w": "0.3734569"}, True),
    ("sum: [a, b], equals: w", {"a": "0.1234567", "b": "0.2", "w": "0.3734567"}, False),
]


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize(("stated", "figures", "broken"), EDGES)
def test_what_doubles_cannot_say_the_rules_do(run: Run, tmp_path: Path, stated, figures, broken, engine: str) -> None:
    """A panel says of an edge what the check says."""
    indicators = [f"id: {id}, name: {id.upper()}, unit: t, baseline: 1, target: 9" for id in figures]
    (tmp_path / "p.yaml").write_text(
        indicator_plan(*indicators, rest=f"relations:\n  - {{{stated}, source: s}}\n"), "utf-8"
    )
    told = of_entities(
        run, tmp_path / "p.yaml", [f"east,{id},2023,{text}" for id, text in figures.items()], "--engine", engine
    )
    checked = findings(run, tmp_path / "p.yaml", [f"{id},2023,{text},,," for id, text in figures.items()])
    assert (bool(checked), bool(told)) == (broken, broken)


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize("seed", range(12))
def test_entities_make_their_whole_where_rounding_explains_it(run: Run, tmp_path: Path, seed: int, engine: str) -> None:
    """The figures of a panel against its row of the whole, on every engine."""
    rng = random.Random(seed)
    stated, relations, rows, broken = [], [], [], {}
    for i in range(10):
        parts = [figure(rng) for _ in range(4)]
        made, decimals = sum(map(Fraction, parts), Fraction(0)), rng.choice([0, 1, 2])
        room = sum(map(half, parts), Fraction(1, 2 * 10**decimals))
        whole = near(rng, made + rng.choice([-1, 1]) * room, decimals)
        stated.append(f"id: i{i}, name: I{i}, unit: t, baseline: 100, target: 2000")
        relations.append(f"  - {{entities: i{i}, source: s}}\n")
        rows += [f"c{number},i{i},2023,{text}" for number, text in enumerate(parts)] + [f"合计,i{i},2023,{whole}"]
        broken[f"i{i}"] = abs(made - Fraction(whole)) > room
    plan, panel = tmp_path / "p.plan.yaml", tmp_path / "panel.csv"
    plan.write_text(indicator_plan(*stated, rest="relations:\n" + "".join(relations)), encoding="utf-8")
    rng.shuffle(rows)
    panel.write_text("county,indicator,year,value\n" + "\n".join(rows) + "\n", encoding="utf-8")
    command = (
        "check",
        "2023",
        str(panel),
        "--plan",
        str(plan),
        "--by",
        "county",
        "--engine",
        engine,
        "--format",
        "json",
    )
    document = json.loads(run(*command).out)
    told = {each["indicator"]: each["code"] for each in document["diagnostics"] if each["code"] in ("PLN417", "PLN418")}
    assert told == {id: "PLN417" if wrong else "PLN418" for id, wrong in broken.items()}
