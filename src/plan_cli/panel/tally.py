"""The tally: what is counted and shown of a panel's verdicts, and the rows that could not be used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plan_cli.panel.engine import FILE, Engine, Frame
from plan_cli.panel.verdicts import BAD_KINDS, Judge
from plan_cli.report.panel import Bad, Count, Tally, Worst

if TYPE_CHECKING:
    from plan_cli.panel import Asked

#: A --by column with at most so many values gets its own groups.
FEW = 20
#: How many rows of each kind of trouble are shown.
EXAMPLES = 5


def tallied(
    runner: Engine, judge: Judge, scanned: Frame, bad: Frame, cells: tuple[Frame, ...], verdicts: Frame, asked: Asked
) -> Tally:
    """Everything that the report says, in a few queries over what was kept."""
    import narwhals as nw

    outcomes, keys = judge.outcomes, judge.keys
    entities = nw.concat([cell.select(*keys).unique() for cell in cells]).unique()
    number = runner.rows(entities.select(nw.len()))[0][0]
    counted = runner.rows(verdicts.group_by("code", "outcome").agg(nw.len().alias("n")).sort("code", "outcome"))
    counts = [Count(code, (), outcomes[outcome], n) for code, outcome, n in counted]
    groups: list[Count] = []
    for key, name in zip(keys, asked.by, strict=True):
        values = runner.rows(entities.select(key).unique().select(nw.len()))[0][0]
        if asked.groups == "all" or values <= FEW:
            grouped = verdicts.group_by("code", key, "outcome").agg(nw.len().alias("n")).sort("code", key, "outcome")
            groups += [
                Count(code, (name, value), outcomes[outcome], n) for code, value, outcome, n in runner.rows(grouped)
            ]
    rows = runner.rows(scanned.select(nw.len()))[0][0]
    worst = _worst(runner, judge, verdicts, asked)
    return Tally(rows, number, tuple(counts), tuple(groups), worst, _bad(runner, judge, bad, cells, verdicts))


def _worst(runner: Engine, judge: Judge, verdicts: Frame, asked: Asked) -> tuple[Worst, ...]:
    """The entities furthest behind their milestone, in parts of it, for each indicator."""
    import narwhals as nw

    behind = [number for number, stretch in enumerate(judge.outcomes) if stretch.status.behind]
    far = verdicts.filter(nw.col("outcome").is_in(behind))
    far = runner.ratio(far.with_columns(size=nw.col("milestone").abs()), "part", "gap", "size")
    far = far.with_columns(share=nw.when(nw.col("size") != 0).then(nw.col("part")).otherwise(nw.col("gap")))
    place = nw.col("outcome").cum_count().over("code", order_by=["share", *judge.keys])
    columns = ("code", *judge.keys, "value", "base", "milestone", "gap", "outcome", "at")
    last = far.with_columns(place=place).filter(nw.col("place") <= asked.top).sort("code", "place").select(*columns)
    found: list[Worst] = []
    for code, *who, value, base, milestone, gap, outcome, at in runner.rows(last):
        found.append(Worst(code, tuple(who), value, base, milestone, gap, judge.outcomes[outcome], *_place(at)))
    return tuple(found)


def _bad(runner: Engine, judge: Judge, bad: Frame, cells: tuple[Frame, ...], verdicts: Frame) -> dict[str, Bad]:
    """What could not be used, by kind, with the first rows of each."""
    import narwhals as nw

    counts = dict(runner.rows(bad.group_by("kind").agg(nw.len().alias("n"))))
    found = {}
    for kind in BAD_KINDS:
        if counts.get(kind):
            columns = ("at", *judge.keys, "indicator", "year", "text")
            first = bad.filter(nw.col("kind") == kind).select(*columns).sort(*columns).head(EXAMPLES)
            rows = runner.rows(first)
            found[kind] = Bad(counts[kind], tuple((*_place(at), *told) for at, *told in rows))
    twice = nw.concat([cell.filter(nw.col("n") > 1) for cell in cells])
    more = runner.rows(twice.select((nw.col("n") - 1).sum()))[0][0]
    if more:
        found["duplicate_key"] = Bad(int(more), _examples(runner, judge, twice.with_columns(at="last")))
    own = (nw.col("own") == 1) & nw.col("base").is_null() & ~nw.col("value").is_null()
    without = verdicts.filter(own).with_columns(year=nw.lit(judge.year))
    lacking = runner.rows(without.select(nw.len()))[0][0]
    if lacking:
        found["missing_baseline"] = Bad(lacking, _examples(runner, judge, without))
    return found


def _examples(runner: Engine, judge: Judge, frame: Frame) -> tuple[tuple[Any, ...], ...]:
    columns = ("at", *judge.keys, "code", "year")
    ids = [ladder.indicator.id for ladder in judge.ladders]
    told = runner.rows(frame.select(*columns).sort(*columns).head(EXAMPLES))
    return tuple((*_place(at), *who, ids[code], year, None) for at, *who, code, year in told)


def _place(at: int) -> tuple[int, int | None]:
    """Which file, and the row in it where the engine can say which."""
    file, row = divmod(at, FILE)
    return file, row or None


def written(runner: Engine, judge: Judge, verdicts: Frame, by: tuple[str, ...], files: tuple[str, ...]) -> Frame:
    """Every verdict as it is written to a file."""
    import narwhals as nw

    outcomes = judge.outcomes
    named: dict[str, list[Any]] = {
        "code": list(range(len(judge.ladders))),
        "indicator": [each.indicator.id for each in judge.ladders],
    }
    told: dict[str, list[Any]] = {
        "outcome": list(range(len(outcomes))),
        "status": [str(stretch.status) for stretch in outcomes],
        "reason": [stretch.reason or "" for stretch in outcomes],
    }
    read: dict[str, list[Any]] = {"first": [FILE * i for i in range(len(files))], "source": list(files)}
    full = verdicts.join(runner.table(named), on="code").join(runner.table(told), on="outcome")
    row = nw.col("at") % FILE
    full = full.with_columns(row=nw.when(row > 0).then(row), first=nw.col("at") - row)
    full = full.join(runner.table(read), on="first")
    entity = {name: nw.col(key).cast(nw.String) for key, name in zip(judge.keys, by, strict=True)}
    return full.select(
        **entity,
        indicator="indicator",
        year=nw.lit(judge.year),
        value="value",
        baseline="base",
        milestone="milestone",
        gap="gap",
        status="status",
        reason="reason",
        file="source",
        row="row",
    )
