"""Cell reader: rows that are more than plain digits, read by the ordinary check's own reader.

Engines read plain figures of plain years. Every other row (``1,234.5``, ``131p``, 万元, UNIT_MULT, a quarter) is given
to ``datafile`` as its texts, each combination of them once, so that a panel reads what the check reads.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from plan_cli.datafile.column_roles import ColumnRoles, ValueColumn, remark_columns
from plan_cli.datafile.findings import Findings
from plan_cli.datafile.leaving_out import leaving_out
from plan_cli.datafile.left_out import LeftOut
from plan_cli.datafile.names import IndicatorNames
from plan_cli.datafile.number_grammar import NumberFormat, may_group
from plan_cli.datafile.periods import year_grammar
from plan_cli.datafile.records import RecordReader
from plan_cli.datafile.rows import ObservationReader
from plan_cli.datafile.table import TableCell
from plan_cli.diagnostics import Place
from plan_cli.model.indicator import Indicator
from plan_cli.model.numbers import SIGNIFICANT, decimals_of
from plan_cli.model.plan import Plan
from plan_cli.model.sources import Source
from plan_cli.text import plain

#: What a diagnostic of the check's reader makes of a row; any other makes it ``qualified``.
KINDS = {
    "PLN302": "not_a_number", "PLN330": "not_a_number",
    "PLN303": "bad_year", "PLN341": "bad_year", "PLN313": "bad_year",
    "PLN340": "unit_clash", "PLN347": "unit_clash", "PLN320": "level_or_growth",
}  # fmt: skip
#: The kind of a row of a part of a year that is not complete, where another year is judged.
UNFINISHED = "unfinished"
#: Kinds of rows that are no actual at all: they are counted in a note.
LEFT_OUT = ("forecasts", "targets", "scenarios", "deleted", UNFINISHED)
#: How the kind of a row of a part of a year begins; its days follow.
PART = "part:"
#: How the kind of a row of several years begins, of an indicator whose figures are means: how many they are follows.
WINDOW = "years:"
#: So many different rows are read one by one; a panel with more of them is to be made plain first.
LIMIT = 300_000
#: In place of the decimals of a figure that has more digits than a double keeps.
LONG = -1


class TooManyRowsError(Exception):
    """More rows than ``LIMIT`` are more than plain digits."""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """What a row says: its ``kind`` where it cannot be used, else year and number (None: a missing mark).

    A row that cannot be used and has a number leaves its cell without a figure, whatever stands beside it.
    """

    kind: str | None
    year: int | None = None
    number: float | None = None
    digits: int = 0


@dataclass(frozen=True)
class CellReader:
    """Reads rows of these ``fields`` (roles of columns, ``indicator`` not among them); see ``Scan``."""

    plan: Plan
    indicators: tuple[Indicator, ...]
    fields: tuple[str, ...]
    delimiter: str = ","
    period_heading: str = "period"
    remarks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def _names(self) -> IndicatorNames:
        return IndicatorNames(self.plan)

    @cached_property
    def _averaged(self) -> frozenset[str]:
        return frozenset(each.id for each in self.indicators if each.average is not None)

    def is_foreign(self, name: str | None) -> bool:
        """Whether a name is another indicator's, and not one of the plan's in another writing."""
        if name is None or not plain(name):
            return False
        return not (self._names.meaning(name).indicators or self._names.near(name))

    def columns(self, rows: Sequence[tuple[Any, ...]]) -> Mapping[str, list[Any]]:
        """Rows (code, text of each field …) as columns, with what was read of each beside them.

        Errors: ``TooManyRowsError``.
        """
        if len(rows) > LIMIT:
            raise TooManyRowsError
        problems: set[str] = set()
        read = list(self._read(rows, problems))
        if "decimal_comma" in problems and "value" in self.fields:
            # Beside 12,5 nobody knows what 76,194 is.
            at = 1 + self.fields.index("value")
            grouped = ("," in (row[at] or "") and may_group(row[at]) for row in rows)
            read = [
                ReadRow("not_a_number", each.year, 0.0) if unclear and each.kind is None else each
                for each, unclear in zip(read, grouped, strict=True)
            ]
        names = ("code", *(f"text_{field}" for field in self.fields))
        columns: dict[str, list[Any]] = {name: [row[i] for row in rows] for i, name in enumerate(names)}
        columns["read_kind"] = [each.kind for each in read]
        columns["read_year"] = [each.year for each in read]
        columns["read_number"] = [each.number for each in read]
        columns["read_digits"] = [each.digits for each in read]
        return columns

    def _read(self, rows: Sequence[tuple[Any, ...]], problems: set[str]) -> Iterator[ReadRow]:
        fields = ("indicator", *self.fields)
        positions = {field: i for i, field in enumerate(fields) if field != "value"}
        # A bare 3 is March or a quarter by the heading.
        headings = tuple(self.period_heading if field == "period" else field for field in fields)
        years = {row[positions["year"]] or "" for row in rows} if "year" in positions else set()
        grammar = year_grammar(years, self.plan.fiscal_year)
        roles = ColumnRoles(headings, positions, (ValueColumn(fields.index("value")),), grammar)
        names, source = IndicatorNames(self.plan, {}), Source("")
        rules = leaving_out(roles, names, remark_columns(roles))
        for code, *texts in rows:
            findings, left_out = Findings(), LeftOut()
            records = RecordReader(self.plan, names, roles, source, findings, left_out, rules)
            format = NumberFormat(semicolons=self.delimiter == ";")
            figures = ObservationReader(self.plan, findings, format, problems=problems)
            cells = tuple(TableCell(text or "", Place("")) for text in (self.indicators[code].id, *texts))
            yield self._one(cells, records, figures, findings, left_out)

    def _one(
        self,
        cells: tuple[TableCell, ...],
        records: RecordReader,
        figures: ObservationReader,
        findings: Findings,
        left_out: LeftOut,
    ) -> ReadRow:
        found = list(records.records(cells))
        if not found:
            reason = next(iter(left_out.rows), "")
            return ReadRow(reason if reason in LEFT_OUT else self._kind(findings))
        (record,) = found
        if record.forecast:
            return ReadRow("forecasts")
        actual = next(figures.observation(record), None)
        if actual is None:
            unread = ((period, measure) for _, period, _, measure, _ in findings.unread)
            year = next((period.end.year for period, measure in unread if period.full_year and not measure), None)
            return ReadRow(self._kind(findings), year, None if year is None else 0.0)
        if actual.years > 1 and actual.value is not None and actual.indicator in self._averaged and not actual.bound:
            return self._figure(f"{WINDOW}{actual.years}", actual.year, actual.value)
        start, end = actual.period.start, actual.period.end
        if actual.bound or actual.measure or start.year != end.year:
            # Of its year nothing is made of parts beside it; of a bound and a figure nobody says which holds.
            bounded = actual.bound and actual.value is not None and not actual.measure and actual.period.full_year
            return ReadRow("qualified", actual.year, float(actual.value or 0) if bounded else None)
        kind = None if actual.period.full_year else f"{PART}{start.isoformat()}/{end.isoformat()}"
        if actual.value is None:
            return ReadRow(kind, actual.year)
        return self._figure(kind, actual.year, actual.value)

    @staticmethod
    def _figure(kind: str | None, year: int, value: Decimal) -> ReadRow:
        kept = len(value.normalize().as_tuple().digits) <= SIGNIFICANT
        return ReadRow(kind, year, float(value), decimals_of(value) if kept else LONG)

    def _kind(self, findings: Findings) -> str:
        codes = [found.code for found in findings.diagnostics]
        return next((KINDS[code] for code in codes if code in KINDS), "qualified")
