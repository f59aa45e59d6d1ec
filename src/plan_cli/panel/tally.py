"""The tally: what is counted and shown of a panel's verdicts, and the rows that could not be used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plan_cli.panel.engine import FILE, Engine, Frame, Gathered
from plan_cli.panel.verdicts import BAD_KINDS, Judge
from plan_cli.report.panel import Bad, Count, Tally, Worst

if TYPE_CHECKING:
    from plan_cli.panel import Asked

#: A --by column with at most so many values gets its own groups.
FEW = 20
#: How many rows of each kind of trouble are shown.
EXAMPLES = 5


def tallied(runner: Engine, judge: Judge, gathered: Gathered, verdicts: Frame, asked: Asked) -> Tally:
    """Everything that the report says, in a few queries over what was kept."""
    nw = judge.words
    outcomes = judge.outcomes
    entities = runner.rows(gathered.who.select(nw.len()))[0][0]
    counted = runner.rows(verdicts.group_by("code", "outcome").agg(n=nw.len()).sort("code", "outcome"))
    counts = [Count(code, (), outcomes[outcome], n) for code, outcome, n in counted]
    groups: list[Count] = []
    for i, name in enumerate(asked.by):
        key = f"by_{i}"
        values = runner.rows(gathered.who.select(key).unique().select(nw.len()))[0][0]
        if asked.groups == "all" or values <= FEW:
            grouped = gathered.named(verdicts).group_by("code", key, "outcome").agg(n=nw.len())
            told = runner.rows(grouped.sort("code", key, "outcome"))
            groups += [Count(code, (name, value), outcomes[outcome], n) for code, value, outcome, n in told]
    worst, bad = _worst(runner, judge, gathered, verdicts, asked), _bad(runner, judge, gathered, verdicts, asked)
    return Tally(gathered.rows, entities, tuple(counts), tuple(groups), worst, bad)


def _worst(
    runner: Engine, judge: Judge, gathered: Gathered, verdicts: Frame, asked: Asked
) -> tuple[Worst, ...]:
    """The entities furthest behind their milestone, in parts of it, for each indicator."""
    nw = judge.words
    behind = [number for number, stretch in enumerate(judge.outcomes) if stretch.status.behind]
    far = verdicts.filter(nw.col("outcome").is_in(behind))
    far = far.with_columns(
        share=nw.when(nw.col("milestone") != 0).then(nw.col("gap") / nw.col("milestone").abs()).otherwise(nw.col("gap"))
    )
    place = nw.col("outcome").cum_count().over("code", order_by=["share", *judge.keys])
    columns = ("code", *_who(asked), "value", "base", "milestone", "gap", "outcome", "at")
    last = gathered.named(far.with_columns(place=place).filter(nw.col("place") <= asked.top))
    found: list[Worst] = []
    for code, *who, value, base, milestone, gap, outcome, at in runner.rows(last.sort("code", "place").select(*columns)):
        found.append(Worst(code, tuple(who), value, base, milestone, gap, judge.outcomes[outcome], *divmod(at, FILE)))
    return tuple(found)


def _who(asked: Asked) -> list[str]:
    return [f"by_{i}" for i in range(len(asked.by))]


def _bad(runner: Engine, judge: Judge, gathered: Gathered, verdicts: Frame, asked: Asked) -> dict[str, Bad]:
    """What could not be used, by kind, with the first rows of each."""
    nw = judge.words
    counts = dict(runner.rows(gathered.bad.group_by("kind").agg(n=nw.len())))
    found = {}
    for kind in BAD_KINDS:
        if counts.get(kind):
            first = gathered.named(gathered.bad.filter(nw.col("kind") == kind).sort("at").head(EXAMPLES))
            rows = runner.rows(first.sort("at").select("at", *_who(asked), "indicator", "year", "text"))
            found[kind] = Bad(counts[kind], tuple((*divmod(at, FILE), *told) for at, *told in rows))
    more = runner.rows(gathered.twice.select((nw.col("n") - 1).sum()))[0][0]
    if more:
        twice = gathered.twice.with_columns(at="last")
        found["duplicate_key"] = Bad(int(more), _examples(runner, judge, gathered, twice, asked))
    lacks = (nw.col("own") == 1) & nw.col("base").is_null() & ~nw.col("value").is_null()
    without = verdicts.filter(lacks).with_columns(year=nw.lit(judge.year))
    lacking = runner.rows(without.select(nw.len()))[0][0]
    if lacking:
        found["missing_baseline"] = Bad(lacking, _examples(runner, judge, gathered, without, asked))
    return found


def _examples(
    runner: Engine, judge: Judge, gathered: Gathered, frame: Frame, asked: Asked
) -> tuple[tuple[Any, ...], ...]:
    first = gathered.named(frame.sort("at").head(EXAMPLES)).sort("at")
    ids = [ladder.indicator.id for ladder in judge.ladders]
    told = runner.rows(first.select("at", *_who(asked), "code", "year"))
    return tuple((*divmod(at, FILE), *who, ids[code], year, None) for at, *who, code, year in told)


def written(
    runner: Engine, judge: Judge, gathered: Gathered, verdicts: Frame, by: tuple[str, ...], files: tuple[str, ...]
) -> Frame:
    """Every verdict as it is written to a file."""
    nw = judge.words
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
    full = gathered.named(verdicts).join(runner.table(named), on="code").join(runner.table(told), on="outcome")
    full = full.with_columns(row=nw.col("at") % FILE, first=nw.col("at") - nw.col("at") % FILE)
    full = full.join(runner.table(read), on="first")
    entity = {name: nw.col(f"by_{i}").cast(nw.String) for i, name in enumerate(by)}
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
