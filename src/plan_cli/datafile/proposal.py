"""Proposal: the entry of a plan's ``actuals:`` that a file seems to need, with what is sure of it and what is not.

The file is read as it is; what is missing or unclear is then looked for in its cells. Nothing that could be meant in
two ways is decided: it becomes a remark. The proposed source is read once more, so that the remarks say what it gives.
"""

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from plan_cli.codes import CODES, Severity
from plan_cli.datafile.cells_of_columns import MOSTLY, hold_figures, names_codes
from plan_cli.datafile.headings import role_of
from plan_cli.datafile.layout import Layout, layout_of
from plan_cli.datafile.names import IndicatorNames
from plan_cli.datafile.number_grammar import NumberFormat
from plan_cli.datafile.periods import read_period, year_grammar
from plan_cli.datafile.reading import NAMED, actuals_of
from plan_cli.datafile.table import Table
from plan_cli.datafile.text_rows import column_of
from plan_cli.diagnostics import Diagnostic, Remark
from plan_cli.model.observations import Actuals
from plan_cli.model.plan import Plan
from plan_cli.model.sources import Source
from plan_cli.text import plain

#: So many rows are looked at.
LOOKED_AT = 500


@dataclass(frozen=True, slots=True)
class Proposal:
    """A source, the keys of it that the entry must state, remarks, and what reading it finds: errors and notes.

    ``format`` is that of the file: csv, xlsx, …
    """

    source: Source
    format: str
    keys: Mapping[str, Any]
    remarks: tuple[Remark, ...]
    errors: tuple[Diagnostic, ...]
    notes: tuple[Diagnostic, ...] = ()


def proposal(table: Table, plan: Plan, source: Source) -> Proposal:
    """The proposal for a table; ``source`` is what is known of its file already."""
    names = IndicatorNames(plan)
    known, stated = names.meaning, (*source.columns.values(), *source.where)
    layout = layout_of(table.rows, lambda text: bool(known(text).indicators), source.skip, table.beside, stated)
    remarks: list[Remark] = [Remark("map_headings", {"line": layout.line})]
    keys: dict[str, Any] = {}
    for step in (_decimal, _columns, _indicator, _year, _indicators, _unit, _thousands, _missing, _scale):
        found = step(_Look(table, layout, plan, names, source, actuals_of(table, plan, "", source)))
        for name, value, remark in found:
            keys[name] = {**getattr(source, name), **value} if isinstance(value, dict) else value
            source = replace(source, **{name: keys[name]})
            remarks.append(remark)
    read = actuals_of(table, plan, "", source)
    remarks += _outcome(read, plan)
    errors = tuple(each for each in read.diagnostics if CODES[each.code].severity is Severity.ERROR)
    notes = tuple(each for each in read.diagnostics if each not in errors)
    return Proposal(source, table.format, keys, tuple(remarks), errors, notes)


@dataclass(frozen=True, slots=True)
class _Look:
    """What a step looks at: the table, and what it gives as it is understood so far."""

    table: Table
    layout: Layout
    plan: Plan
    names: IndicatorNames
    source: Source
    read: Actuals

    @property
    def stem(self) -> str:
        """The file's name without folder and suffix."""
        return os.path.splitext(os.path.basename(self.table.file))[0]

    @property
    def free(self) -> list[int]:
        """The columns without a role."""
        stated = set(map(plain, self.source.columns.values()))
        headings = enumerate(cell.text for cell in self.layout.headings)
        return [position for position, text in headings if not role_of(text) and plain(text) not in stated]

    def cells(self, position: int) -> list[str]:
        """The filled cells of a column."""
        return [text for text in map(plain, column_of(self.layout.rows[:LOOKED_AT], position)) if text]

    def has(self, role: str) -> bool:
        """Whether a column of that role is known."""
        return role in self.source.columns or any(role_of(cell.text) == role for cell in self.layout.headings)


#: A key of the entry, its value, and what is to be said of it.
Found = Iterator[tuple[str, Any, Remark]]


def _decimal(look: _Look) -> Found:
    """A comma, where some figure can only be read with one and none only with a point."""
    cells = [text for position in range(len(look.layout.headings)) for text in look.cells(position)]
    commas = sum(bool(re.fullmatch(r"[+-]?(\d+([. ]\d{3})*,(\d{1,2}|\d{4,})|0,\d+)", text)) for text in cells)
    points = sum(bool(re.fullmatch(r"[+-]?\d+(,\d{3})*\.(\d{1,2}|\d{4,})", text)) for text in cells)
    if commas and not points and look.source.decimal is None:
        yield "decimal", ",", Remark("map_decimal", {"count": commas})


def _thousands(look: _Look) -> Found:
    """A blank, where it stands between the thousands of figures."""
    blanks = [each for each in look.read.diagnostics if each.code == "PLN302" and each.facts.get("problem") == "blanks"]
    if blanks and look.source.thousands is None:
        count = sum(1 + int(each.facts.get("alike", 0)) for each in blanks)
        yield "thousands", " ", Remark("map_thousands", {"count": count})


def _columns(look: _Look) -> Found:
    """Columns by their cells, where no heading says which they are."""
    wide = any(read_period(cell.text, None) for cell in look.layout.headings)
    headings = [plain(cell.text) for cell in look.layout.headings]
    free = [position for position in look.free if headings[position] and look.cells(position)]
    taken: set[int] = set()
    if not look.has("indicator") and look.source.indicator is None:
        named = {position: _share(look.names.meaning(text).only for text in look.cells(position)) for position in free}
        best = max(named, key=lambda position: named[position], default=None)
        if best is not None and named[best] > 0:
            taken.add(best)
            yield (
                "columns",
                {"indicator": headings[best]},
                Remark("map_column", {"heading": headings[best], "role": "indicator"}),
            )
    if not wide and not look.has("year"):
        for position in free:
            grammar = year_grammar(look.cells(position), look.plan.fiscal_year)
            if position not in taken and _share(_is_year(text, grammar) for text in look.cells(position)) >= MOSTLY:
                taken.add(position)
                yield (
                    "columns",
                    {"year": headings[position]},
                    Remark("map_column", {"heading": headings[position], "role": "year"}),
                )
                break
    if not wide and not look.has("value"):
        format = NumberFormat(look.source.decimal or "")
        open_ones = [at for at in free if at not in taken and not names_codes(headings[at])]
        figures = [at for at in open_ones if hold_figures(look.cells(at), format)]
        if len(figures) == 1:
            heading = headings[figures[0]]
            yield "columns", {"value": heading}, Remark("map_column", {"heading": heading, "role": "value"})


def _is_year(text: str, grammar: Any) -> bool:
    period = read_period(text, None, grammar)
    return period is not None and 1900 <= period.end.year <= 2100


def _share(kinds: Iterator[object]) -> float:
    found = [bool(kind) for kind in kinds]
    return sum(found) / len(found) if found else 0.0


def _indicator(look: _Look) -> Found:
    """The indicator of the whole file, where no column names one but a title or the file's name does."""
    if look.has("indicator") or look.source.indicator or look.read.rows:
        return
    titles = [look.stem, *(plain(cell.text) for row in look.table.rows[:5] for cell in row if cell.text.strip())]
    words = {re.sub(r"[\W_]+", " ", title).strip().lower() for title in titles}
    named = [
        indicator
        for indicator in look.plan.indicators
        for name in (indicator.id, str(indicator.no or ""), *indicator.name.texts.values(), *indicator.aliases)
        if (bare := re.sub(r"[\W_]+", " ", name).strip().lower()) and any(_names(bare, title) for title in words)
    ]
    if len({each.id for each in named}) == 1:
        yield "indicator", named[0].id, Remark("map_indicator", {"id": named[0].id}, check=True)


def _year(look: _Look) -> Found:
    """The year of the whole file, where nothing in it but its titles or its name says one."""
    if not any(each.code == "PLN307" and each.facts["column"] == "year" for each in look.read.diagnostics):
        return
    texts = (look.stem, *(cell.text for row in look.layout.titles for cell in row))
    years = {int(year) for text in texts for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)}
    if len(years) == 1:
        yield "year", (year := years.pop()), Remark("map_year", {"year": year}, check=True)


def _names(name: str, title: str) -> bool:
    return f" {name} " in f" {title} " or (not name.isascii() and len(name) > 2 and name in title)


def _indicators(look: _Look) -> Found:
    """Names of the file that are like names of indicators that nothing answers."""
    answered = {row.indicator for row in look.read.rows}
    column = next((i for i, cell in enumerate(look.layout.headings) if role_of(cell.text) == "indicator"), None)
    heading = look.source.columns.get("indicator")
    if heading is not None:
        column = next((i for i, cell in enumerate(look.layout.headings) if plain(cell.text) == heading), column)
    cells = look.cells(column) if column is not None else [look.layout.headings[i].text for i in look.free]
    for name in dict.fromkeys(cells if column is not None or look.source.indicator is None else ()):
        near = "" if look.names.meaning(name).indicators else look.names.near(name) or look.names.nearest(name)
        if near and len(near) > 2 and (id := look.names.unambiguous[near].id) not in answered:
            answered.add(id)
            yield "indicators", {name: id}, Remark("map_name", {"name": name, "id": id, "near": near}, check=True)


def _unit(look: _Look) -> Found:
    """Percent, where the only unit of that kind is a code of SDMX that says of what (PC_ACT, PT_LF)."""
    clashes = {
        (str(each.facts["got"]), str(each.facts["wanted"])) for each in look.read.diagnostics if each.code == "PLN340"
    }
    shares = {(got, wanted) for got, wanted in clashes if wanted == "%" and re.match(r"P[CT]_", got)}
    if len(shares) != 1 or look.read.rows or look.source.unit:
        return
    ((got, wanted),) = shares
    column = next((cell.text for cell in look.layout.headings if role_of(cell.text) == "unit"), None)
    if len(clashes) > 1 and column is not None:
        yield "where", {column: [got]}, Remark("map_rows", {"heading": column, "value": got}, check=True)
    yield "unit", wanted, Remark("map_unit", {"got": got, "wanted": wanted}, check=True)


def _missing(look: _Look) -> Found:
    """Marks without a digit that stand where figures are due, more than once."""
    marks = Counter(
        str(each.facts.get("got"))
        for each in look.read.diagnostics
        for _ in range(1 + int(each.facts.get("alike", 0)))
        if each.code == "PLN302" and not re.search(r"\d", str(each.facts.get("got")))
    )
    found = tuple(mark for mark, count in marks.items() if count > 1)
    if found:
        yield "missing", (*look.source.missing, *found), Remark("map_missing", {"marks": list(found)}, check=True)


def _scale(look: _Look) -> Found:
    """The scale that would bring every figure to the plan's size, where all are off by the same power of ten."""
    factors = {str(each.facts["factor"]) for each in look.read.diagnostics if each.code == "PLN348"}
    figures = any(row.value is not None for row in look.read.rows)
    if len(factors) == 1 and not figures and look.source.scale is None:
        power = int(factors.pop().removeprefix("10^"))
        yield "scale", Decimal(10) ** -power, Remark("map_scale", {"factor": f"10^{power}"}, check=True)


def _outcome(read: Actuals, plan: Plan) -> list[Remark]:
    """What the proposed source gives, what it leaves out, and what a person must settle."""
    found: list[Remark] = []
    years = sorted({row.year for row in read.rows})
    answered = {row.indicator for row in read.rows}
    if years:
        span = {"first": years[0], "last": years[-1]}
        found.append(Remark("map_read", {"figures": len(read.rows), "indicators": len(answered), **span}))
    if len(entities := sorted({row.entity for row in read.rows})) > 1 and "" not in entities:
        facts = {"count": len(entities), "names": entities[:NAMED], "choice": _choice(read, entities[0])}
        found.append(Remark("map_entities", facts, check=True))
    if without := [each.id for each in plan.indicators if each.id not in answered and each.target.judged != "never"]:
        found.append(Remark("map_without", {"indicators": without}, check=not answered))
    for used in read.inputs:
        if unused := [heading for heading, role in used.columns.items() if role is None and heading]:
            found.append(Remark("map_unused", {"headings": unused}))
    return found


def _choice(read: Actuals, entity: str) -> str:
    """The key that would choose one entity: by its row, or by its column."""
    for used in read.inputs:
        for heading, role in used.columns.items():
            if role == "entity":
                return f"where: {{{heading}: {entity}}}"
    return f"columns: {{value: {entity}}}"


def first_of_each(diagnostics: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The first diagnostic of each code."""
    first: dict[str, Diagnostic] = {}
    for each in diagnostics:
        first.setdefault(each.code, each)
    return tuple(first.values())
