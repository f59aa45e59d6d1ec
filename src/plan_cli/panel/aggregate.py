"""The tally: what is counted and shown of a panel's verdicts, and the rows that could not be used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from plan_cli.panel.criteria import Judge
from plan_cli.panel.engines import EXAMPLES, FILE, Engine, Frame, Gathered
from plan_cli.panel.query import BAD_KINDS
from plan_cli.report.panel import Bad, Count, Tally, Worst

if TYPE_CHECKING:
    from plan_cli.panel import PanelRequest

#: A --by column with at most so many values gets its own groups.
FEW = 20


@dataclass(frozen=True, slots=True)
class Judged:
    """A panel after judging: its cells, the verdict on each, and what tells entities apart (``who``)."""

    runner: Engine
    judge: Judge
    gathered: Gathered
    verdicts: Frame
    who: tuple[str, ...]

    @property
    def columns(self) -> list[str]:
        """The columns of the entity, as text."""
        return [f"by_{i}" for i in range(len(self.who))]

    def number(self, frame: Frame, what: Any = None) -> Any:
        """One number of a frame: how many rows it has, or what is asked of them."""
        return self.runner.rows(frame.select(self.judge.words.len() if what is None else what))[0][0]


def tallied(made: Judged, asked: PanelRequest, tables: Sequence[Frame]) -> Tally:
    """Everything that the report says, in a few queries over what was kept; ``tables`` are bad rows of tables."""
    nw, outcomes, gathered, rows = made.judge.words, made.judge.outcomes, made.gathered, made.runner.rows
    counted = rows(made.verdicts.group_by("code", "outcome").agg(n=nw.len()).sort("code", "outcome"))
    counts = [Count(code, (), outcomes[outcome], n) for code, outcome, n in counted]
    groups: list[Count] = []
    for i, name in enumerate(asked.by):
        key = f"by_{i}"
        if asked.groups == "all" or made.number(gathered.who.select(key).unique()) <= FEW:
            grouped = gathered.named(made.verdicts).group_by("code", key, "outcome").agg(n=nw.len())
            told = rows(grouped.sort("code", key, "outcome").select("code", key, "outcome", "n"))
            groups += [Count(code, (name, value), outcomes[outcome], n) for code, value, outcome, n in told]
    entities = made.number(gathered.who)
    return Tally(gathered.rows, entities, tuple(counts), tuple(groups), _worst(made, asked.top), _bad(made, tables))


def _worst(made: Judged, top: int) -> tuple[Worst, ...]:
    """The entities furthest behind their milestone, in parts of it, for each indicator."""
    judge, nw = made.judge, made.judge.words
    behind = [number for number, stretch in enumerate(judge.outcomes) if stretch.status.behind]
    far = made.verdicts.filter(nw.col("outcome").is_in(behind))
    far = made.runner.ratio(far.with_columns(size=nw.col("milestone").abs()), "part", "gap", "size")
    far = far.with_columns(share=nw.when(nw.col("size") != 0).then(nw.col("part")).otherwise(nw.col("gap")))
    place = nw.col("outcome").cum_count().over("code", order_by=["share", *judge.keys])
    columns = ("code", *made.columns, "value", "base", "milestone", "gap", "outcome", "at")
    last = made.gathered.named(far.with_columns(place=place).filter(nw.col("place") <= top)).sort("code", "place")
    found: list[Worst] = []
    for code, *who, value, base, milestone, gap, outcome, at in made.runner.rows(last.select(*columns)):
        found.append(Worst(code, tuple(who), value, base, milestone, gap, judge.outcomes[outcome], *_place(at)))
    return tuple(found)


def _bad(made: Judged, tables: Sequence[Frame]) -> dict[str, Bad]:
    """What could not be used, by kind, with the first rows of each."""
    judge, nw, gathered = made.judge, made.judge.words, made.gathered
    found = {}
    for kind in BAD_KINDS:
        if gathered.counts.get(kind):
            first = _first(gathered.bad.filter(nw.col("kind") == kind), judge, "indicator", "year", "text")
            first = gathered.named(first)
            found[kind] = Bad(gathered.counts[kind], _examples(made, first))
    ids = made.runner.table(
        {"code": list(range(len(judge.indicators))), "indicator": [each.id for each in judge.indicators]}
    )

    def told(frame: Frame) -> Frame:
        first = gathered.named(_first(frame, judge, "code", "year")).with_columns(code=nw.col("code").cast(nw.Int64))
        return first.join(ids, on="code").with_columns(text=nw.lit(None, dtype=nw.String))

    more = made.number(gathered.twice, (nw.col("n") - 1).sum())
    if more:
        found["duplicate_key"] = Bad(int(more), _examples(made, told(gathered.twice.with_columns(at=nw.col("last")))))
    lacks = (nw.col("needs") == 1) & nw.col("base").is_null() & ~nw.col("value").is_null()
    without = made.verdicts.filter(lacks)
    lacking = made.number(without)
    if lacking:
        found["missing_baseline"] = Bad(lacking, _examples(made, told(without.with_columns(year=nw.lit(judge.year)))))
    for table in tables:
        if spoilt := made.number(table):
            earlier = found.get("table_row", Bad(0, ()))
            examples = _examples(made, table.sort("at", "indicator", *made.columns).head(EXAMPLES))
            found["table_row"] = Bad(earlier.count + spoilt, (*earlier.examples, *examples)[:EXAMPLES])
    return found


def _examples(made: Judged, frame: Frame) -> tuple[tuple[Any, ...], ...]:
    """Rows as file, row, entity …, indicator, year, text."""
    columns = ("at", *made.columns, "indicator", "year", "text")
    return tuple((*_place(at), *row) for at, *row in made.runner.rows(frame.select(*columns).sort(*columns)))


def _first(frame: Frame, judge: Judge, *columns: str) -> Frame:
    """The first rows of a frame, the same ones every time though an engine knows no order of rows."""
    wanted = ("at", *judge.keys, *columns)
    return frame.select(*wanted).sort(*wanted).head(EXAMPLES)


def _place(at: int) -> tuple[int, int | None]:
    """Which file, and the row in it where the engine can say which."""
    file, row = divmod(at, FILE)
    return file, row or None


def written(made: Judged, files: tuple[str, ...]) -> Frame:
    """Every verdict as it is written to a file."""
    nw, outcomes, runner = made.judge.words, made.judge.outcomes, made.runner
    named: dict[str, list[Any]] = {
        "code": list(range(len(made.judge.indicators))),
        "indicator": [each.id for each in made.judge.indicators],
    }
    told: dict[str, list[Any]] = {
        "outcome": list(range(len(outcomes))),
        "status": [str(stretch.status) for stretch in outcomes],
        "reason": [stretch.reason or "" for stretch in outcomes],
    }
    read: dict[str, list[Any]] = {"first": [FILE * i for i in range(len(files))], "source": list(files)}
    full = made.gathered.named(made.verdicts).with_columns(code=nw.col("code").cast(nw.Int64))
    full = full.join(runner.table(named), on="code").join(runner.table(told), on="outcome")
    row = nw.col("at") % FILE
    full = full.with_columns(row=nw.when(row > 0).then(row), first=nw.col("at") - row)
    full = full.join(runner.table(read), on="first")
    return full.select(
        **{name: nw.col(key).cast(nw.String) for name, key in zip(made.who, made.columns, strict=True)},
        indicator="indicator",
        year=nw.lit(made.judge.year),
        value="value",
        baseline="base",
        milestone="milestone",
        gap="gap",
        status="status",
        reason="reason",
        file="source",
        row="row",
    )
