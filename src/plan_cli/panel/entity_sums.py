"""Entity sums: what the plan's relations of entities say, held against targets, baselines and reported figures.

Figures are counted by value and added exactly, as they are printed, so every engine gives the same sum, however many
entities there are. The whole is the plan's own number, or the row of the panel that is named for all entities.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import reduce
from operator import and_, or_
from typing import Any, Literal, NamedTuple

from plan_cli.assess.implied import Interval
from plan_cli.datafile.totals import TOTALS
from plan_cli.diagnostics import Diagnostic, Place
from plan_cli.model.indicator import Indicator
from plan_cli.model.numbers import decimals_of, exact_arithmetic, figure_of, rounded, unit_of
from plan_cli.model.plan import Plan
from plan_cli.model.relations import Entities
from plan_cli.panel.aggregate import JudgedPanel
from plan_cli.panel.cell_reader import CellReader
from plan_cli.panel.engine import EXAMPLES, FILE, Frame, Scan
from plan_cli.panel.own_tables import OwnTable
from plan_cli.panel.request import PanelRequest
from plan_cli.text import BLANKS

#: So many rows of the whole are read.
MOST = 10_000
Summed = Literal["targets", "baselines", "actuals"]


class _Sum(NamedTuple):
    """What the entities' figures add up to, with the room that their rounding leaves; and who has none."""

    interval: Interval
    entities: int
    without: int
    names: list[str]
    negative: bool


def entity_sums(
    panel: JudgedPanel,
    plan: Plan,
    request: PanelRequest,
    scan: Scan,
    reader: CellReader,
    tables: Mapping[str, OwnTable],
    files: Sequence[str],
    *,
    some: bool,
) -> Iterator[Diagnostic]:
    """A finding for each indicator whose entities are to add up to it, and for each kind of figure that there is.

    ``some`` of the entities only were chosen: they need not give the whole.
    """
    codes = {each.id: code for code, each in enumerate(panel.criteria.indicators)}
    for relation in plan.related(Entities):
        code = codes.get(str(relation.whole))
        if code is None:
            continue
        sums = _Relation(panel, relation, code, panel.criteria.indicators[code])
        nw, indicator, place = panel.criteria.expressions, sums.indicator, Place(files[0])
        if some:
            yield sums.unsaid(sums.of(panel.verdicts, "value", "digits"), "actuals", "some_entities", place)
            continue
        if "targets" in tables and indicator.goal is not None:
            given = Place(files[1 + list(tables).index("targets")])
            total = sums.of(tables["targets"].numbers.with_columns(digits=nw.lit(0)), "given", "digits")
            yield sums.against(indicator.goal, total, "targets", indicator.target_year, given)
        base = indicator.baseline
        if request.own_baselines and base.value is not None:
            if "baselines" in tables:
                total = sums.of(tables["baselines"].numbers.with_columns(digits=nw.lit(0)), "given", "digits")
            else:
                total = sums.of(panel.gathered.now, "own_base", "own_digits")
            yield sums.against(base.value, total, "baselines", base.year, place)
        usable = panel.verdicts.filter(~nw.col("far"))
        reported = sums.of(usable, "value", "digits")
        if panel.criteria.latest or indicator.average:
            why = "several_years" if panel.criteria.latest else "averaged_years"
            yield sums.unsaid(reported, "actuals", why, place)
        else:
            yield from sums.reported(scan, reader, reported, panel.criteria.year, files)


class _Relation(NamedTuple):
    """One relation of entities, and the panel that it speaks of."""

    panel: JudgedPanel
    relation: Entities
    code: int
    indicator: Indicator

    def of(self, cells: Frame, column: str, digits: str) -> _Sum:
        """The sum of a column over the entities, the one that is the whole left out."""
        nw, panel = self.panel.criteria.expressions, self.panel
        keys = list(panel.criteria.keys)
        entities = panel.gathered.entities
        filled = cells.filter((nw.col("code") == self.code) & ~nw.col(column).is_null())
        filled = filled.select(*keys, figure=nw.col(column), digits=nw.col(digits))
        if self.relation.entity is not None:
            whole = self._named(panel.columns)
            entities = entities.filter(~whole)
            filled = filled.join(entities.select(*keys), on=keys, how="inner")
        (filled,) = panel.runner.materialize(filled)
        total, room, count, negative = Decimal(0), Decimal(0), 0, False
        with exact_arithmetic():
            for figure, padded, n in panel.runner.fetch(
                filled.group_by("figure", "digits").agg(n=nw.len()).select("figure", "digits", "n")
            ):
                value = figure_of(figure, padded or 0)
                total, count = total + value * n, count + n
                room, negative = room + unit_of(decimals_of(value)) / 2 * n, negative or value < 0
            interval = Interval(total, total - room, total + room)
        without = panel.number(entities) - count
        rest = entities.join(filled.select(*keys).unique(), on=keys, how="anti").select(*panel.columns)
        names = panel.runner.fetch(rest.sort(*panel.columns).head(EXAMPLES)) if without else []
        return _Sum(interval, count, without, [" ".join(filter(None, name)) for name in names], negative)

    def _named(self, columns: Sequence[str]) -> Any:
        """Whether an entity is the one that the relation names as the whole."""
        nw = self.panel.criteria.expressions
        return reduce(or_, [nw.col(column).str.strip_chars(BLANKS) == self.relation.entity for column in columns])

    def against(self, whole: Decimal, total: _Sum, what: Summed, year: int, place: Place) -> Diagnostic:
        """A sum against the plan's own number: targets are set and add up as they are printed, the rest is rounded."""
        if what != "targets":
            return self._measured(whole, total, what, "set_whole", year, place)
        decimals = self.indicator.decimals
        shown = rounded(total.interval.value, decimals)
        holds = Interval(shown, shown, shown).satisfies(self.relation.operator, rounded(whole, decimals))
        return self._found(holds, whole, total, what, "set_whole", year, place)

    def reported(
        self, scan: Scan, reader: CellReader, total: _Sum, year: int, files: Sequence[str]
    ) -> Iterator[Diagnostic]:
        """The figures of the year against what the panel has for the whole, where it has a row of it."""
        rows = list(self._rows_of_whole(scan, reader))
        figures = {figure: at for figure, its_year, at in rows if its_year == year and figure is not None}
        if not rows and self.relation.entity is None:
            return
        if len(figures) != 1:
            yield self.unsaid(total, "actuals", "two_wholes" if figures else "no_whole", Place(files[0]))
            return
        ((whole, at),) = figures.items()
        place = Place(files[at // FILE], at % FILE or 1)
        yield self._measured(whole, total, "actuals", "reported_whole", year, place)

    def _measured(self, whole: Decimal, total: _Sum, what: Summed, has: str, year: int, place: Place) -> Diagnostic:
        """A sum of measured figures against the whole, with the room that rounding leaves both."""
        printed = Interval.printed(whole)
        # What is missing can only add to what is there, where nothing is below zero.
        if total.without and (total.negative or total.interval.low <= printed.high):
            return self.unsaid(total, what, "without_figure", place)
        return self._found(total.interval.overlaps(printed), whole, total, what, has, year, place)

    def _rows_of_whole(self, scan: Scan, reader: CellReader) -> Iterator[tuple[Decimal | None, int | None, int]]:
        """The rows of the panel about the whole, as the ordinary check reads them: figure, year and place."""
        nw, criteria, runner = self.panel.criteria.expressions, self.panel.criteria, self.panel.runner
        names = [name for name, code in criteria.names.items() if code == self.code]
        rows = runner.scan(scan)
        trimmed = [nw.col(key).fill_null("").str.strip_chars(BLANKS) for key in scan.keys]
        if self.relation.entity is not None:
            of_whole = reduce(or_, [key == self.relation.entity for key in trimmed])
        else:
            of_whole = reduce(or_, [key.is_in(sorted(TOTALS)) for key in trimmed])
            of_whole = of_whole & reduce(and_, [key.is_in(sorted([*TOTALS, ""])) for key in trimmed])
        rows = rows.filter(nw.col("indicator").is_in(names) & of_whole)
        for i, heading in enumerate(scan.dimensions):
            if heading in scan.where:
                rows = rows.filter(nw.col(f"dim_{i}").is_in(list(scan.where[heading])))
        texts = ["year_text" if name == "year" else name for name in reader.fields]
        found = runner.fetch(rows.select("at", *texts).sort("at", *texts).head(MOST))
        read = reader.columns([(self.code, *row) for _, *row in found]) if found else None
        for i, (at, *_) in enumerate(found):
            assert read is not None
            number = None if read["read_kind"][i] else read["read_number"][i]
            yield (None if number is None else figure_of(number, read["read_digits"][i])), read["read_year"][i], at

    def _found(
        self, holds: bool, whole: Decimal, total: _Sum, what: Summed, has: str, year: int, place: Place
    ) -> Diagnostic:
        with exact_arithmetic():
            difference = total.interval.value - whole
        facts = {
            **self._facts(total, what), "made": total.interval.value, "unit": self.indicator.unit, "printed": whole,
            "difference": difference, "has": has, "year": year, "source": self.relation.source or "",
        }  # fmt: skip
        return Diagnostic("PLN418" if holds else "PLN417", facts, place=place, indicator=self.indicator.id)

    def unsaid(self, total: _Sum, what: Summed, why: str, place: Place) -> Diagnostic:
        """That a sum cannot be held against the whole, and why."""
        return Diagnostic("PLN419", self._facts(total, what) | {"why": why}, place=place, indicator=self.indicator.id)

    def _facts(self, total: _Sum, what: Summed) -> dict[str, Any]:
        without = {"without": total.without, "names": total.names} if total.without else {}
        return {"whole": self.indicator.name, "what": f"sum_{what}", "count": total.entities, **without}
