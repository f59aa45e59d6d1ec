"""Figures: the actuals that a command line or a plan names, read as its options say."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, get_args

from plan_cli.cli.discovery import allowed_folder, refuse_plan
from plan_cli.cli.errors import CannotRunError, cannot_run, choice, refuse_options
from plan_cli.cli.output import print_note
from plan_cli.cli.params import Reading, SourceWords
from plan_cli.cli.resolve import resolve_indicator
from plan_cli.examples import beside_example, is_example
from plan_cli.i18n import Messages
from plan_cli.inputs import STDIN
from plan_cli.model.sources import Role, Source
from plan_cli.text import visible

if TYPE_CHECKING:
    from plan_cli.model.observations import Actuals, InputFile
    from plan_cli.model.plan import Plan


def plan_sources(plan: Plan, messages: Messages, allow_outside: bool = False) -> tuple[Source, ...]:
    """The sources that the plan names, with file paths relative to the current folder.

    Errors: ``CannotRunError`` for a file outside the plan's folder or repository, unless that is allowed.
    """
    if is_example(plan.file):
        return tuple(replace(source, file=beside_example(plan.file, source.file)) for source in plan.sources)
    inside = os.path.realpath(allowed_folder(plan.file)) if plan.sources else ""
    found = []
    for source in plan.sources:
        file = os.path.normpath(os.path.join(os.path.dirname(plan.file), source.file))
        if not allow_outside and os.path.commonpath([os.path.realpath(file), inside]) != inside:
            raise CannotRunError(messages.text("outside", file=file, folder=inside))
        found.append(replace(source, file=file))
    return tuple(found)


def known_actuals(plan: Plan, messages: Messages, allow_outside: bool = False) -> tuple[Source, ...]:
    """The sources that the plan names, if any of their files exists."""
    from plan_cli.datafile.sources import files_of

    sources = plan_sources(plan, messages, allow_outside)
    there = [is_example(source.file) or any(map(os.path.exists, files_of(source.file))) for source in sources]
    return sources if any(there) else ()


def resolve_actuals(named: str | Sequence[Source] | None, plan: Plan, reading: Reading, messages: Messages) -> Actuals:
    """What was reported in a file or in sources, nothing where there are none.

    Errors: ``CannotRunError`` for a file that is unreadable, and for an option that means nothing for it.
    """
    from plan_cli import api
    from plan_cli.codes import CODES
    from plan_cli.model.observations import Actuals

    sources = (Source(named),) if isinstance(named, str) else tuple(named or ())
    for source in sources:
        refuse_plan(source.file, messages)
    if reading.stdin_filename is not None and [source.file for source in sources] != [STDIN]:
        raise CannotRunError(messages.text("usage_stdin_filename"))
    stated = stated_words(reading, plan, messages)
    if not sources:
        if stated:
            raise CannotRunError(messages.text("no_figures"))
        return Actuals()
    actuals = api.read_sources([replace(source, **stated) for source in sources], plan, reading.stdin_filename)
    for diagnostic in actuals.diagnostics:
        if CODES[diagnostic.code].unable:
            raise cannot_run(diagnostic, messages)
    for used in actuals.inputs if reading.verbose else ():
        print_note(_how_it_was_read(used, messages))
    for used in actuals.inputs:
        refuse_idle_of_format(used.file, used.format, reading.sheet, reading.encoding, messages)
    return actuals


def refuse_idle_of_format(file: str, format: str, sheet: str | None, encoding: str | None, messages: Messages) -> None:
    """Stop at an option that has no effect for the format of a file."""
    idle = {
        "--sheet": sheet is not None and format != "xlsx",
        "--encoding": encoding is not None and format in ("xlsx", "parquet"),
    }
    refuse_options(idle, "usage_no_use", messages, file=file, format=format)


def _how_it_was_read(used: InputFile, messages: Messages) -> str:
    """How a file was read: the row of headings, the roles of its columns, and the rows that were used."""
    left_out = [f"{reason.replace('_', ' ')} {count}" for reason, count in used.rows_left_out.items()]
    facts = {
        "file": visible(used.file),
        "line": used.heading_row,
        "columns": [f"{visible(heading)} = {role}" for heading, role in used.columns.items() if role],
        "unused": [visible(heading) for heading, role in used.columns.items() if role is None] or "–",
        "unit": used.unit or "–",
        "used": used.rows_used,
        "rows": used.rows,
        "left_out": left_out or "–",
    }
    return messages.text("input_read", **facts)


def stated_words(reading: SourceWords, plan: Plan, messages: Messages) -> dict[str, Any]:
    """What the options say of the files, as fields of a source; an option that was not given is not among them."""
    roles = get_args(Role)
    columns = dict(_pair("--column", each, messages) for each in reading.column or ())
    for role in columns:
        choice(role, "--column", roles, messages)
    aliases = [_pair("--alias", each, messages) for each in reading.alias or ()]
    if reading.decimal is not None:
        choice(reading.decimal, "--decimal", (".", ","), messages)
    stated = {
        "encoding": reading.encoding,
        "sheet": reading.sheet,
        "indicator": None if reading.about is None else resolve_indicator(plan, reading.about, messages),
        "columns": columns,
        "indicators": {name: resolve_indicator(plan, id, messages) for name, id in aliases},
        "where": chosen_by(reading, messages),
        "year": reading.data_year,
        "scale": _number("--scale", reading.scale, messages),
        "unit": reading.unit,
        "decimal": reading.decimal,
        "thousands": reading.thousands,
        "missing": tuple(reading.missing or ()),
        "skip": reading.skip,
        "include_forecasts": reading.include_forecasts,
        "calendar_years": reading.calendar_years,
        "confidence": _number("--confidence", reading.confidence, messages, below=100),
    }
    return {name: value for name, value in stated.items() if value not in (None, {}, (), False)}


def chosen_by(reading: SourceWords, messages: Messages) -> dict[str, tuple[str, ...]]:
    """The rows that ``--where`` chooses: heading → values."""
    where: dict[str, tuple[str, ...]] = {}
    for heading, value in (_pair("--where", each, messages) for each in reading.where or ()):
        where[heading] = (*where.get(heading, ()), value)
    return where


def _pair(option: str, text: str, messages: Messages) -> tuple[str, str]:
    name, mark, value = text.partition("=")
    if not mark or not name:
        raise CannotRunError(messages.text("usage_pair", option=option, got=text))
    return name, value


def _number(option: str, text: str | None, messages: Messages, below: int | None = None) -> Decimal | None:
    """The number of an option: above 0, and below ``below`` if given."""
    if text is None:
        return None
    try:
        number = Decimal(text)
    except ArithmeticError:
        number = Decimal(0)
    if not number.is_finite() or number <= 0 or len(text) > 40 or (below is not None and number >= below):
        word = "usage_number" if below is None else "usage_number_below"
        raise CannotRunError(messages.text(word, option=option, below=below, got=text))
    return number


def figures_for(named: Sequence[str] | None, plan: Plan, reading: Reading, messages: Messages) -> tuple[Source, ...]:
    """The actuals to judge: the files named, else the plan's own. Errors: ``CannotRunError`` for neither."""
    sources = tuple(map(Source, named)) if named else plan_sources(plan, messages, reading.allow_outside)
    if not sources:
        raise CannotRunError(messages.text("no_figures"))
    if named and reading.allow_outside:
        raise CannotRunError(messages.text("usage_allow_outside"))
    if len(named or ()) > 1:
        of_one = {"--as": reading.about, "--sheet": reading.sheet, "--skip": reading.skip}
        of_one |= {"--data-year": reading.data_year}
        stated = (option for option, value in of_one.items() if value is not None)
        refuse_options(stated, "usage_one_file", messages)
    return sources


def last_year(plan: Plan, actuals: Actuals, ids: Sequence[str]) -> int | None:
    """The last year of the plan for which anything but a forecast was reported."""
    rows = [row for row in actuals.rows if row.value is not None and row.status != "F"]
    years = {row.year for row in rows if not ids or row.indicator in ids}
    return max((year for year in years if year in plan.years), default=None)
