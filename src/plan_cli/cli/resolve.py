"""Resolve: the plan, indicator, profile, year or date that a word of the command line names."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, get_args

from plan_cli.cli.discovery import allowed_folder, plan_file, refuse_plan, refuse_table
from plan_cli.cli.errors import CannotRunError, WrongWordError, cannot_run, choice
from plan_cli.cli.output import print_note
from plan_cli.cli.params import PlanResult, Reading
from plan_cli.examples import beside_example, is_example
from plan_cli.i18n import Messages, languages, messages_in
from plan_cli.inputs import STDIN
from plan_cli.model.sources import Role, Source
from plan_cli.text import visible

if TYPE_CHECKING:
    from datetime import date

    from plan_cli.diagnostics import Diagnostic
    from plan_cli.model.observations import Actuals, InputFile, Period
    from plan_cli.model.plan import Plan
    from plan_cli.profiles.built_in import Profile


def plan_sources(plan: Plan, messages: Messages, allow_outside: bool = False) -> tuple[Source, ...]:
    """The sources that the plan names, their files as seen from here.

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
    """The sources that the plan names, if they are there."""
    from plan_cli.datafile.sources import files_of

    sources = plan_sources(plan, messages, allow_outside)
    there = [is_example(source.file) or any(map(os.path.exists, files_of(source.file))) for source in sources]
    return sources if any(there) else ()


def resolve_plan(common: PlanResult, messages: Messages) -> Plan:
    """The plan to work on. Errors: ``CannotRunError`` for one that is unsound or unreadable."""
    from plan_cli.rules import unsound

    return _usable(common, unsound, messages)[0]


def resolve_audited(common: PlanResult, messages: Messages) -> tuple[Plan, tuple[Diagnostic, ...]]:
    """The plan to work on, and what an audit finds in it. Errors: as ``resolve_plan``."""
    from plan_cli.rules import audit

    return _usable(common, audit, messages)


def _usable(
    common: PlanResult, rules: Callable[[Plan], list[Diagnostic]], messages: Messages
) -> tuple[Plan, tuple[Diagnostic, ...]]:
    from plan_cli.planfile.loading import load

    file = plan_file(common.plan, messages)
    refuse_table(file, messages)
    loaded = load(file, rules)
    if loaded.plan is None:
        raise CannotRunError(
            messages.text("unsound", errors=_errors(loaded.diagnostics), file=file), loaded.diagnostics
        )
    return loaded.plan, loaded.diagnostics


def _errors(diagnostics: tuple[Diagnostic, ...]) -> int:
    return sum(diagnostic.severity.rank == 0 for diagnostic in diagnostics)


def resolve_indicator(plan: Plan, name: str, messages: Messages) -> str:
    """The id of the indicator that an id, number, name or alias names."""
    from plan_cli.datafile.names import names_of
    from plan_cli.text import nearest

    names = names_of(plan)
    if name not in names:
        near = None if name.isdecimal() else nearest(name, names)
        facts = {"got": name, "near": messages.text("near", name=near) if near else ""}
        raise WrongWordError(messages.text("usage_indicator", **facts))
    return names[name].id


def resolve_profile(name: str, plan: Plan, messages: Messages) -> Profile:
    """The profile of that name: an office's, one of the plan's own, or one in a file (FILE, FILE#NAME)."""
    from plan_cli.profiles import Milestone, profile_of

    if file := profile_file(name):
        return _profile_in(file, name.partition("#")[2], messages)

    if name != Milestone.name:
        from plan_cli.profiles.built_in import PROFILES

        name = _profile_titled(name)
        choice(name, "--profile", [*PROFILES, *(each.name for each in plan.profiles)], messages)
    return profile_of(plan, name)


def profile_file(name: str) -> str | None:
    """The file that a profile stands in (FILE, FILE#NAME), None where it is a name."""
    file = name.partition("#")[0]
    return file if file.endswith((".yaml", ".yml")) else None


def _profile_titled(title: str) -> str:
    """The name of the profile with that title in some language, as it is printed; else the text itself."""
    for language in languages():
        for name, page in messages_in(language).profiles.items():
            if page.get("title") == title:
                return name
    return title


def _profile_in(file: str, wanted: str, messages: Messages) -> Profile:
    """The only profile of a file, or the one of that name."""
    from plan_cli.api import read_profiles

    profiles, diagnostics = read_profiles(file)
    if not profiles:
        raise CannotRunError(messages.text("unsound_profile", errors=_errors(diagnostics), file=file), diagnostics)
    names = [profile.name for profile in profiles]
    if not wanted and len(names) == 1:
        return profiles[0]
    known = [f"{file}#{name}" for name in names]
    return profiles[known.index(choice(f"{file}#{wanted}" if wanted else file, "--profile", known, messages))]


def refuse_idle_path(path: str | None, rules: Profile, messages: Messages) -> None:
    """Stop at a path that the profile would not follow, as it has one of its own."""
    if path is not None and rules.shape is not None and rules.shape.shape != path:
        raise CannotRunError(messages.text("usage_path_of_profile", profile=rules.name, path=rules.shape.shape))


def resolve_year(text: str, plan: Plan, messages: Messages) -> int:
    """The year, if it is one of the plan's."""
    from plan_cli.datafile.periods import is_fiscal_year, read_period, year_grammar

    grammar = year_grammar([text], plan.fiscal_year)
    period = read_period(text, None, grammar)
    year = period.end.year if period is not None and period.full_year else None
    if year is None and plan.fiscal_year is None and is_fiscal_year(text, grammar):
        raise WrongWordError(messages.text("usage_fiscal_year", got=text))
    if year is None and period is not None and plan.fiscal_year is not None:
        raise WrongWordError(messages.text("usage_part_of_fiscal_year", got=text))
    if year is None or year not in plan.years:
        raise WrongWordError(messages.text("usage_year", got=text, first=plan.years[0], last=plan.years[-1]))
    return year


def resolve_year_or_latest(text: str, plan: Plan, messages: Messages) -> int | Literal["latest"]:
    """A year of the plan, or ``latest``: the newest of each indicator."""
    return "latest" if text == "latest" else resolve_year(text, plan, messages)


def resolve_result(file: str, messages: Messages) -> dict[str, Any] | None:
    """The document of a file, if it is a result of plan check."""
    import json

    from plan_cli.inputs import read_bytes

    raw = read_bytes(file)
    if not isinstance(raw, bytes):
        raise CannotRunError(messages.message(raw), (raw,))
    if not raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return None
    try:
        document = json.loads(raw)
    except ValueError:
        return None
    if isinstance(document, dict) and document.get("schema") == "plan.check/1":
        return document
    return None


def resolve_earlier(file: str, messages: Messages) -> dict[str, Any]:
    """The document of an earlier result of plan check. Errors: ``CannotRunError`` for any other file."""
    earlier = resolve_result(file, messages)
    if earlier is None:
        raise CannotRunError(messages.text("usage_since", file=file))
    return earlier


def resolve_period(text: str, plan: Plan | None = None) -> Period | None:
    """The part of a year that a text names (2023-Q2, 2023-01/2023-07), or None; no part of a ``plan``'s fiscal year."""
    from plan_cli.datafile.periods import read_period

    if plan is not None and plan.fiscal_year is not None and (plan.fiscal_year.month, plan.fiscal_year.day) != (1, 1):
        return None
    period = read_period(text, None)
    return None if period is None or period.full_year or period.start.year != period.end.year else period


def resolve_date(text: str, messages: Messages) -> date:
    """The date that a text names."""
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CannotRunError(messages.text("usage_date", got=text)) from error


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
    stated = _stated(reading, plan, messages)
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
        idle = {
            "--sheet": reading.sheet is not None and used.format != "xlsx",
            "--encoding": reading.encoding is not None and used.format in ("xlsx", "parquet"),
        }
        for option in (option for option, without_use in idle.items() if without_use):
            raise CannotRunError(messages.text("usage_no_use", option=option, file=used.file, format=used.format))
    return actuals


def _how_it_was_read(used: InputFile, messages: Messages) -> str:
    """Where the headings of a file stand, what its columns became, and which rows were used."""
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


def _stated(reading: Reading, plan: Plan, messages: Messages) -> dict[str, Any]:
    """What the options say of the files, as fields of a source; an option that was not given is not among them."""
    roles = get_args(Role)
    columns = dict(_pair("--column", each, messages) for each in reading.column or ())
    for role in columns:
        choice(role, "--column", roles, messages)
    if reading.decimal is not None:
        choice(reading.decimal, "--decimal", (".", ","), messages)
    stated = {
        "encoding": reading.encoding,
        "sheet": reading.sheet,
        "indicator": None if reading.about is None else resolve_indicator(plan, reading.about, messages),
        "columns": columns,
        "where": chosen_by(reading, messages),
        "scale": None if reading.scale is None else _scale(reading.scale, messages),
        "unit": reading.unit,
        "decimal": reading.decimal,
        "missing": tuple(reading.missing or ()),
        "skip": reading.skip,
        "include_forecasts": reading.include_forecasts,
    }
    return {name: value for name, value in stated.items() if value not in (None, {}, (), False)}


def chosen_by(reading: Reading, messages: Messages) -> dict[str, tuple[str, ...]]:
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


def _scale(text: str, messages: Messages) -> Decimal:
    try:
        scale = Decimal(text)
    except ArithmeticError:
        scale = Decimal(0)
    if not scale.is_finite() or scale <= 0 or len(text) > 40:
        raise CannotRunError(messages.text("usage_scale", got=text))
    return scale


def figures_for(named: Sequence[str] | None, plan: Plan, reading: Reading, messages: Messages) -> tuple[Source, ...]:
    """The actuals to judge: the files named, else the plan's own. Errors: ``CannotRunError`` for neither."""
    sources = tuple(map(Source, named)) if named else plan_sources(plan, messages, reading.allow_outside)
    if not sources:
        raise CannotRunError(messages.text("no_figures"))
    if named and reading.allow_outside:
        raise CannotRunError(messages.text("usage_allow_outside"))
    if len(named or ()) > 1:
        _refuse_options_of_one_file(reading, messages)
    return sources


def _refuse_options_of_one_file(reading: Reading, messages: Messages) -> None:
    """Stop at an option that says what one file means where several are named."""
    for option, value in {"--as": reading.about, "--sheet": reading.sheet, "--skip": reading.skip}.items():
        if value is not None:
            raise CannotRunError(messages.text("usage_one_file", option=option))


def last_year(plan: Plan, actuals: Actuals, ids: Sequence[str]) -> int | None:
    """The last year of the plan for which anything but a forecast was reported."""
    rows = [row for row in actuals.rows if row.value is not None and row.status != "F"]
    years = {row.year for row in rows if not ids or row.indicator in ids}
    return max((year for year in years if year in plan.years), default=None)
