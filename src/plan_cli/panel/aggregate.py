"""Aggregate: what is counted and shown of a panel's verdicts, and the rows that could not be used."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from plan_cli.assess.outcome import Outcome
from plan_cli.datafile.level_or_rate import LARGEST, usual_rates
from plan_cli.panel.cell_reader import LEFT_OUT
from plan_cli.panel.criteria import PanelCriteria
from plan_cli.panel.engine import EXAMPLES, FILE, Engine, Frame, Gathered
from plan_cli.panel.query import BAD_KINDS, FOREIGN, UNKNOWN
from plan_cli.report.panel_records import (
    Aggregate,
    Entity,
    FurthestBehind,
    Names,
    StatusCount,
    UnusableRow,
    UnusableRows,
)

#: A --by column with at most so many values gets its own groups.
FEW = 20


@dataclass(frozen=True, slots=True)
class JudgedPanel:
    """A panel after judging: its cells, the verdict on each, and the names of the columns that tell entities apart."""

    runner: Engine
    criteria: PanelCriteria
    gathered: Gathered
    verdicts: Frame
    entity_columns: tuple[str, ...]

    @property
    def columns(self) -> list[str]:
        """The columns of the entity, as text."""
        return [f"by_{i}" for i in range(len(self.entity_columns))]

    def number(self, frame: Frame, expression: Any = None) -> int:
        """One number of a frame: how many rows it has, or what is asked of them."""
        expression = self.criteria.expressions.len() if expression is None else expression
        return int(self.runner.fetch(frame.select(expression))[0][0] or 0)


def aggregate_of(
    panel: JudgedPanel, by: Sequence[str], tables: Sequence[Frame], *, top: int, every_group: bool
) -> Aggregate:
    """Everything that the report shows, in a few queries; ``tables`` are the unusable rows of own tables."""
    gathered = panel.gathered
    entities = panel.number(gathered.entities)
    (silent,) = panel.runner.materialize(_silent(panel))
    return Aggregate(
        rows=gathered.rows,
        entities=entities,
        counts=tuple(_counts(panel, entities)),
        groups=tuple(each for i, name in enumerate(by) for each in _groups(panel, i, name, every_group)),
        furthest_behind=_furthest_behind(panel, top),
        unusable=_unusable(panel, tables, entities),
        # Where nothing answers the plan, these are rows of unknown indicators.
        foreign=gathered.foreign if entities else {},
        silent=Names(panel.number(silent), _first_names(panel, silent)),
        left_out={kind: gathered.counts[kind] for kind in LEFT_OUT if gathered.counts.get(kind)},
        from_parts=gathered.from_parts,
        totals=Names(len(gathered.totals), tuple(gathered.totals[:EXAMPLES])),
    )


def _counts(panel: JudgedPanel, entities: int) -> Iterator[StatusCount]:
    """How often each outcome is given; an entity without a cell is one without a figure."""
    nw, rest = panel.criteria.expressions, [entities] * len(panel.criteria.indicators)
    counted = panel.verdicts.group_by("code", "outcome").agg(n=nw.len()).sort("code", "outcome")
    for code, outcome, n in panel.runner.fetch(counted):
        rest[code] -= n
        yield StatusCount(code, None, panel.criteria.outcomes[outcome], n)
    for code, n in enumerate(rest):
        if n:
            yield StatusCount(code, None, panel.criteria.thresholds[code].missing, n)


def _groups(panel: JudgedPanel, position: int, name: str, every_group: bool) -> Iterator[StatusCount]:
    """The same for each value of a ``--by`` column, where there are few of them or all are asked for."""
    nw, key = panel.criteria.expressions, f"by_{position}"
    grouped = panel.gathered.entities.group_by(key).agg(n=nw.len()).sort(key).select(key, "n")
    sizes = panel.runner.fetch(grouped if every_group else grouped.head(FEW + 1))
    if len(sizes) > FEW and not every_group:
        return
    grouped = panel.gathered.named(panel.verdicts).group_by("code", key, "outcome").agg(n=nw.len())
    found: dict[tuple[int, str], list[tuple[Outcome, int]]] = {}
    for code, value, outcome, n in panel.runner.fetch(
        grouped.sort("code", key, "outcome").select("code", key, "outcome", "n")
    ):
        found.setdefault((code, value), []).append((panel.criteria.outcomes[outcome], n))
    for code in range(len(panel.criteria.indicators)):
        for value, size in sizes:
            counted = found.get((code, value), [])
            rest = size - sum(n for _, n in counted)
            missing = [(panel.criteria.thresholds[code].missing, rest)] if rest else []
            for outcome, n in [*counted, *missing]:
                yield StatusCount(code, (name, value), outcome, n)


def _silent(panel: JudgedPanel) -> Frame:
    """The entities of which nothing was reported for the judged year."""
    nw, keys = panel.criteria.expressions, list(panel.criteria.keys)
    there = ~nw.col("value").is_null() | nw.col("spoilt")
    if panel.criteria.averaged:
        there = there | nw.col("incomplete")
    reported = panel.gathered.now.filter(there)
    return panel.gathered.entities.join(reported.select(*keys).unique(), on=keys, how="anti")


def _first_names(panel: JudgedPanel, entities: Frame) -> tuple[Entity, ...]:
    return tuple(panel.runner.fetch(entities.select(*panel.columns).sort(*panel.columns).head(EXAMPLES)))


def _furthest_behind(panel: JudgedPanel, top: int) -> tuple[FurthestBehind, ...]:
    """The entities furthest behind their milestone, in parts of it, for each indicator."""
    criteria, nw = panel.criteria, panel.criteria.expressions
    behind = [number for number, outcome in enumerate(criteria.outcomes) if outcome.status.behind]
    rows = panel.verdicts.filter(nw.col("outcome").is_in(behind)).with_columns(size=nw.col("milestone").abs())
    rows = panel.runner.ratio(rows, "part", "gap", "size")
    rows = rows.with_columns(share=nw.when(nw.col("size") != 0).then(nw.col("part")).otherwise(nw.col("gap")))
    place = nw.col("outcome").cum_count().over("code", order_by=["share", *criteria.keys])
    columns = ("code", *panel.columns, "judged_year", "value", "base", "milestone", "gap", "outcome", "at")
    last = panel.gathered.named(rows.with_columns(place=place).filter(nw.col("place") <= top)).sort("code", "place")
    last = last.with_columns(judged_year=criteria.judged_year)
    return tuple(
        FurthestBehind(code, tuple(entity), value, base, milestone, gap, criteria.outcomes[outcome], *_place(at), year)
        for code, *entity, year, value, base, milestone, gap, outcome, at in panel.runner.fetch(last.select(*columns))
    )


def _unusable(panel: JudgedPanel, tables: Sequence[Frame], entities: int) -> dict[str, UnusableRows]:
    """What could not be used, by kind, with the first rows of each."""
    criteria, nw, gathered = panel.criteria, panel.criteria.expressions, panel.gathered
    found = {}
    for kind in BAD_KINDS:
        kinds = [kind, FOREIGN] if kind == UNKNOWN and not entities else [kind]
        if count := sum(gathered.counts.get(each, 0) for each in kinds):
            first = _first(gathered.unusable.filter(nw.col("kind").is_in(kinds)), criteria, "indicator", "year", "text")
            found[kind] = UnusableRows(count, _examples(panel, gathered.named(first)))
    more = panel.number(gathered.repeated, (nw.col("n") - 1).sum())
    if more:
        last = gathered.repeated.with_columns(at=nw.col("last"))
        found["duplicate_key"] = UnusableRows(more, _examples(panel, _with_names(panel, last)))
    in_rates = [code for code, each in enumerate(criteria.indicators) if usual_rates(each) is not None]
    doubtful = panel.verdicts.filter(nw.col("far")).with_columns(year=criteria.judged_year)
    rates = nw.col("code").is_in(in_rates) & (nw.col("value").abs() <= float(LARGEST))
    for kind, cells in (("level_or_growth", doubtful.filter(rates)), ("other_scale", doubtful.filter(~rates))):
        if count := panel.number(cells):
            rows = found.get(kind, UnusableRows(0, ()))
            examples = (*rows.examples, *_examples(panel, _with_names(panel, cells)))
            found[kind] = UnusableRows(rows.count + count, examples[:EXAMPLES])
    lacks = (nw.col("needs_baseline") == 1) & nw.col("base").is_null() & ~nw.col("value").is_null()
    without = panel.verdicts.filter(lacks)
    lacking = panel.number(without)
    if lacking:
        without = without.with_columns(year=criteria.judged_year)
        found["missing_baseline"] = UnusableRows(lacking, _examples(panel, _with_names(panel, without)))
    for table in tables:
        if count := panel.number(table):
            earlier = found.get("table_row", UnusableRows(0, ()))
            examples = _examples(panel, table.sort("at", "indicator", *panel.columns).head(EXAMPLES))
            found["table_row"] = UnusableRows(earlier.count + count, (*earlier.examples, *examples)[:EXAMPLES])
    return found


def _with_names(panel: JudgedPanel, cells: Frame) -> Frame:
    """The first of some cells, as rows that cannot be used are: with names, and without a text."""
    nw, indicators = panel.criteria.expressions, panel.criteria.indicators
    ids: dict[str, list[Any]] = {"code": list(range(len(indicators))), "indicator": [each.id for each in indicators]}
    first = panel.gathered.named(_first(cells, panel.criteria, "code", "year"))
    first = first.with_columns(code=nw.col("code").cast(nw.Int64)).join(panel.runner.table(ids), on="code")
    return first.with_columns(text=nw.lit(None, dtype=nw.String))


def _examples(panel: JudgedPanel, frame: Frame) -> tuple[UnusableRow, ...]:
    columns = ("at", *panel.columns, "indicator", "year", "text")
    rows = panel.runner.fetch(frame.select(*columns).sort(*columns))
    return tuple(
        UnusableRow(*_place(at), tuple(entity), indicator, year, text) for at, *entity, indicator, year, text in rows
    )


def _first(frame: Frame, criteria: PanelCriteria, *columns: str) -> Frame:
    """The first rows of a frame, the same ones every time though an engine knows no order of rows."""
    wanted = ("at", *criteria.keys, *columns)
    return frame.select(*wanted).sort(*wanted).head(EXAMPLES)


def _place(at: int) -> tuple[int, int | None]:
    """The number of a file, and the row in it."""
    return at // FILE, at % FILE or None
