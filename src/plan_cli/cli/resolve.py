"""Resolve: the plan, indicator, profile, year or date that a word of the command line names."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, cast

from plan_cli.cli.discovery import plan_file, refuse_table
from plan_cli.cli.errors import CannotRunError, WrongWordError, choice, unusable
from plan_cli.cli.params import PlanResult
from plan_cli.i18n import Messages, languages, messages_in

if TYPE_CHECKING:
    from datetime import date

    from plan_cli.diagnostics import Diagnostic
    from plan_cli.model.observations import Period
    from plan_cli.model.plan import Plan
    from plan_cli.profiles.built_in import Profile


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
        raise unusable("unsound", file, loaded.diagnostics, messages)
    return loaded.plan, loaded.diagnostics


def resolve_indicator(plan: Plan, name: str, messages: Messages) -> str:
    """The id of the indicator that an id, number, name or alias names."""
    from plan_cli.datafile.names import names_of

    names = names_of(plan)
    if name not in names:
        near = "" if name.isdecimal() else messages.near(name, names)
        raise WrongWordError(messages.text("usage_indicator", got=name, near=near))
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
    return file if file.lower().endswith((".yaml", ".yml")) else None


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
        raise unusable("unsound_profile", file, diagnostics, messages)
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
    """The document of a file, if it is a result of plan check; None for no JSON document of this program.

    Errors: ``CannotRunError`` for another document of it, and for one that lacks what a result has.
    """
    import json

    from plan_cli.inputs import read_bytes
    from plan_cli.report.check_diff import is_result

    raw = read_bytes(file)
    if not isinstance(raw, bytes):
        raise CannotRunError(messages.message(raw), (raw,))
    if not raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return None
    try:
        document = json.loads(raw)
    except ValueError:
        return None
    if is_result(document):
        return cast("dict[str, Any]", document)
    if isinstance(document, dict) and str(document.get("schema")).startswith("plan."):
        raise CannotRunError(messages.text("usage_since", file=file))
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

    if plan is not None and plan.fiscal_year is not None and not plan.fiscal_year.from_january:
        return None
    period = read_period(text, None)
    return None if period is None or period.full_year or period.start.year != period.end.year else period


def resolve_judged(text: str, plan: Plan, messages: Messages) -> tuple[int | Literal["latest"], Period | None]:
    """The year of the plan, or ``latest``, that a text names, and which part of it."""
    period = resolve_period(text, plan)
    return resolve_year_or_latest(text if period is None else str(period.end.year), plan, messages), period


def resolve_date(text: str, messages: Messages) -> date:
    """The date that a text names."""
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CannotRunError(messages.text("usage_date", got=text)) from error
