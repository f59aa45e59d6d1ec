"""Meant: what a word of the command line stands for: a plan, an indicator, rules, a year, a day."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from plan_cli.cli.errors import CannotRunError, choice
from plan_cli.cli.output import note
from plan_cli.cli.params import Common
from plan_cli.i18n import Messages

if TYPE_CHECKING:
    from datetime import date

    from plan_cli.model.observations import Period
    from plan_cli.model.plan import Plan
    from plan_cli.profiles import Profile


def plan_file(given: str | None, messages: Messages, quiet: bool = False) -> str:
    """Which plan file is meant: the one named, else one found here, else the bundled one, which is said."""
    from plan_cli.inputs import BUNDLED

    named = given or os.environ.get("PLAN_FILE")
    if named:
        return named
    for usual in ("targets.yaml", "data/targets.yaml"):
        if os.path.isfile(usual):
            return usual
    here = sorted(name for name in _names_here() if name.endswith(".plan.yaml"))
    if len(here) > 1:
        raise CannotRunError(messages.word("usage_plans", files=here))
    if here:
        return here[0]
    note(messages.word("bundled", id=BUNDLED), quiet)
    return BUNDLED


def _names_here() -> list[str]:
    try:
        return os.listdir()
    except OSError:
        return []


def usual_actuals(plan: Plan) -> str | None:
    """The actuals that the plan names, where they lie beside it."""
    found = os.path.normpath(os.path.join(os.path.dirname(plan.file), plan.actuals)) if plan.actuals else ""
    return found if os.path.isfile(found) else None


def the_plan(common: Common, messages: Messages) -> Plan:
    """The plan to work on; an unsound or unreadable one cannot be worked on."""
    from plan_cli.api import load_plan

    file = plan_file(common.plan, messages, common.quiet)
    loaded = load_plan(file)
    if loaded.plan is None:
        from plan_cli.diagnostics import any_errors

        errors = sum(diagnostic.severity.rank == 0 for diagnostic in loaded.diagnostics)
        assert any_errors(loaded.diagnostics)
        raise CannotRunError(
            messages.word("unsound", errors=errors, file=file), loaded.diagnostics, {file: loaded.source}
        )
    return loaded.plan


def known_id(plan: Plan, name: str, messages: Messages) -> str:
    """The id of the indicator that a name, number or alias means."""
    from plan_cli.datafile import names_of
    from plan_cli.text import nearest

    names = names_of(plan)
    if name not in names:
        near = nearest(name, names)
        facts = {"got": name, "near": messages.word("near", name=near) if near else ""}
        raise CannotRunError(messages.word("usage_indicator", **facts))
    return names[name].id


def known_profile(name: str, plan: Plan, messages: Messages) -> Profile:
    """The rules that a name means: an office's, one's own in the plan file, or in a file (FILE, FILE#NAME)."""
    from plan_cli.profiles import PROFILES, profile_of

    file, _, wanted = name.partition("#")
    if file.endswith((".yaml", ".yml")):
        return _profile_in(file, wanted, messages)

    choice(name, "--profile", [*PROFILES, *(each.name for each in plan.profiles)], messages)
    return profile_of(plan, name)


def _profile_in(file: str, wanted: str, messages: Messages) -> Profile:
    """The one profile of a file, or the one of that name."""
    from plan_cli.api import read_profiles

    profiles, diagnostics = read_profiles(file)
    if not profiles:
        errors = sum(diagnostic.severity.rank == 0 for diagnostic in diagnostics)
        raise CannotRunError(messages.word("unsound_profile", errors=errors, file=file), diagnostics)
    names = [profile.name for profile in profiles]
    if not wanted and len(names) == 1:
        return profiles[0]
    known = [f"{file}#{name}" for name in names]
    return profiles[known.index(choice(f"{file}#{wanted}" if wanted else file, "--profile", known, messages))]


def year_of_plan(text: str, plan: Plan, messages: Messages) -> int:
    """The year that was asked for, if it is one of the plan's."""
    from plan_cli.datafile.periods import read_year

    year = read_year(text)
    if year is None or year not in plan.years:
        raise CannotRunError(messages.word("usage_year", got=text, first=plan.years[0], last=plan.years[-1]))
    return year


def part_of_year(text: str) -> Period | None:
    """The part of a year that a text names (2023-Q2, 2023-01/2023-07); None where it is no such part."""
    from plan_cli.datafile.periods import read_period

    period = read_period(text, None)
    return None if period is None or period.full_year or period.start.year != period.end.year else period


def day_named(text: str, messages: Messages) -> date:
    """The day that a text names."""
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CannotRunError(messages.word("usage_date", got=text)) from error
