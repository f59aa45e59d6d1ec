"""Resolve: the plan, indicator, profile, year or date that a word of the command line names."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from plan_cli.cli.errors import CannotRunError, cannot_run, choice
from plan_cli.cli.output import print_note
from plan_cli.cli.params import Common
from plan_cli.i18n import Messages

if TYPE_CHECKING:
    from datetime import date

    from plan_cli.diagnostics import Diagnostic
    from plan_cli.model.observations import Actuals, Period
    from plan_cli.model.plan import Plan
    from plan_cli.profiles import Profile


def plan_file(given: str | None, messages: Messages, quiet: bool = False) -> str:
    """The plan file: the one named, else one found here, else the bundled one, with a note that says so."""
    from plan_cli.inputs import BUNDLED

    named = given or os.environ.get("PLAN_FILE")
    if named:
        return named
    for usual in ("targets.yaml", "data/targets.yaml"):
        if os.path.isfile(usual):
            return usual
    here = sorted(name for name in _current_folder() if name.endswith(".plan.yaml"))
    if len(here) > 1:
        raise CannotRunError(messages.word("usage_plans", files=here))
    if here:
        return here[0]
    print_note(messages.word("bundled", id=BUNDLED), quiet)
    return BUNDLED


def _current_folder() -> list[str]:
    try:
        return os.listdir()
    except OSError:
        return []


def usual_actuals(plan: Plan) -> str | None:
    """The actuals file that the plan names, if there is such a file beside it."""
    found = os.path.normpath(os.path.join(os.path.dirname(plan.file), plan.actuals)) if plan.actuals else ""
    return found if os.path.isfile(found) else None


def resolve_plan(common: Common, messages: Messages) -> Plan:
    """The plan to work on. Errors: ``CannotRunError`` for one that is unsound or unreadable."""
    from plan_cli.api import load_plan

    file = plan_file(common.plan, messages, common.quiet)
    loaded = load_plan(file)
    if loaded.plan is None:
        raise CannotRunError(
            messages.word("unsound", errors=_errors(loaded.diagnostics), file=file), loaded.diagnostics
        )
    return loaded.plan


def _errors(diagnostics: tuple[Diagnostic, ...]) -> int:
    return sum(diagnostic.severity.rank == 0 for diagnostic in diagnostics)


def resolve_indicator(plan: Plan, name: str, messages: Messages) -> str:
    """The id of the indicator that an id, number, name or alias names."""
    from plan_cli.datafile import names_of
    from plan_cli.text import nearest

    names = names_of(plan)
    if name not in names:
        near = nearest(name, names)
        facts = {"got": name, "near": messages.word("near", name=near) if near else ""}
        raise CannotRunError(messages.word("usage_indicator", **facts))
    return names[name].id


def resolve_profile(name: str, plan: Plan, messages: Messages) -> Profile:
    """The profile of that name: an office's, one of the plan's own, or one in a file (FILE, FILE#NAME)."""
    from plan_cli.profiles import PROFILES, profile_of

    file, _, wanted = name.partition("#")
    if file.endswith((".yaml", ".yml")):
        return _profile_in(file, wanted, messages)

    choice(name, "--profile", [*PROFILES, *(each.name for each in plan.profiles)], messages)
    return profile_of(plan, name)


def _profile_in(file: str, wanted: str, messages: Messages) -> Profile:
    """The only profile of a file, or the one of that name."""
    from plan_cli.api import read_profiles

    profiles, diagnostics = read_profiles(file)
    if not profiles:
        raise CannotRunError(messages.word("unsound_profile", errors=_errors(diagnostics), file=file), diagnostics)
    names = [profile.name for profile in profiles]
    if not wanted and len(names) == 1:
        return profiles[0]
    known = [f"{file}#{name}" for name in names]
    return profiles[known.index(choice(f"{file}#{wanted}" if wanted else file, "--profile", known, messages))]


def resolve_year(text: str, plan: Plan, messages: Messages) -> int:
    """The year, if it is one of the plan's."""
    from plan_cli.datafile.periods import read_year

    year = read_year(text)
    if year is None or year not in plan.years:
        raise CannotRunError(messages.word("usage_year", got=text, first=plan.years[0], last=plan.years[-1]))
    return year


def resolve_period(text: str) -> Period | None:
    """The part of a year that a text names (2023-Q2, 2023-01/2023-07), or None."""
    from plan_cli.datafile.periods import read_period

    period = read_period(text, None)
    return None if period is None or period.full_year or period.start.year != period.end.year else period


def resolve_date(text: str, messages: Messages) -> date:
    """The date that a text names."""
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CannotRunError(messages.word("usage_date", got=text)) from error


def resolve_actuals(
    file: str | None, plan: Plan, messages: Messages, encoding: str | None = None, sheet: str | None = None,
    stdin_name: str | None = None,
) -> Actuals:  # fmt: skip
    """The actuals in a file, none where there is no file. Errors: ``CannotRunError`` for one that is unreadable."""
    from plan_cli import api
    from plan_cli.codes import CODES
    from plan_cli.datafile.table import ReadOptions
    from plan_cli.model.observations import Actuals

    if file is None:
        return Actuals()
    actuals = api.read_actuals(file, plan, ReadOptions(encoding, sheet), stdin_name)
    for diagnostic in actuals.diagnostics:
        if CODES[diagnostic.code].unable:
            raise cannot_run(diagnostic, messages)
    return actuals


def last_year(plan: Plan, actuals: Actuals, ids: Sequence[str]) -> int | None:
    """The last year of the plan for which anything but a forecast was reported."""
    rows = [row for row in actuals.rows if row.value is not None and row.status != "F"]
    years = {row.year for row in rows if not ids or row.indicator in ids}
    return max((year for year in years if year in plan.years), default=None)
