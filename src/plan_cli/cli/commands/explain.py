"""``plan explain``: what a diagnostic means; or how one verdict was reached, step by step with the numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from plan_cli.cli import candidates
from plan_cli.cli.errors import CannotRunError, WrongWordError, messages_for, refuse_options
from plan_cli.cli.figures import known_actuals, resolve_actuals
from plan_cli.cli.option_groups import options_set
from plan_cli.cli.output import print_note, write_report
from plan_cli.cli.params import (
    TABLE_FORMATS,
    ActualsOption,
    Common,
    PathOption,
    Reading,
    indicator_argument,
    profile_option,
)
from plan_cli.cli.resolve import refuse_idle_path, resolve_indicator, resolve_judged, resolve_plan, resolve_profile
from plan_cli.i18n import Messages

if TYPE_CHECKING:
    from plan_cli.profiles.built_in import Profile
    from plan_cli.report import Report

FORMATS = TABLE_FORMATS


def explain(
    reading: Reading,
    common: Common,
    what: Annotated[
        str | None, indicator_argument("A diagnostic's code, exit-codes, or an indicator.", "CODE|ID")
    ] = None,
    year: Annotated[
        str | None,
        typer.Argument(
            metavar="YEAR", autocompletion=candidates.years, help="The year of the verdict, or a part of it."
        ),
    ] = None,
    actuals: ActualsOption = None,
    path: PathOption = None,
    profile: Annotated[
        str | None, profile_option("The rules to judge by; alone, a description of them, or of all:", "NAME")
    ] = None,
) -> int:
    """What a diagnostic means, or how a verdict was reached.

    Examples:

      plan explain trade-total 2023

      plan explain trade-total 2023-Q2

      plan explain PLN201

      plan explain exit-codes

      plan explain --profile eurostat
    """
    from plan_cli.report.codes import ExitCodesReport

    messages = messages_for(common.lang)
    if what is not None and year is not None:
        return _verdict(what, year, actuals, path, profile or "milestone", reading, common, messages)
    # Only a verdict uses these.
    idle = {**dict.fromkeys(options_set(reading), True), "--actuals": actuals, "--path": path}
    refuse_options(idle, "usage_needs_verdict", messages)
    if what is not None or profile is None or _built_in(profile):
        refuse_options({"--plan": common.plan}, "usage_needs_verdict", messages)
    if what == "exit-codes":
        return write_report(ExitCodesReport(), common, messages, FORMATS)
    if what is None and profile is not None:
        return write_report(_profiles(profile, common, messages), common, messages, FORMATS)
    refuse_options({"--profile": profile}, "usage_needs_verdict", messages)
    return write_report(_codes(what, common, messages), common, messages, FORMATS)


def _built_in(name: str) -> tuple[Profile, ...]:
    """The built-in profiles that a name means, one or all; none where it is one's own."""
    from plan_cli.profiles.built_in import PROFILES

    return tuple(PROFILES.values()) if name == "all" else tuple(each for each in PROFILES.values() if each.name == name)


def _profiles(name: str, common: Common, messages: Messages) -> Report:
    from plan_cli.report.profiles import ProfilesReport

    if built_in := _built_in(name):
        return ProfilesReport(built_in)
    # One's own may stand in a file, or in the plan.
    return ProfilesReport((resolve_profile(name, resolve_plan(common, messages), messages),))


def _codes(what: str | None, common: Common, messages: Messages) -> Report:
    from plan_cli import rules
    from plan_cli.codes import CODES
    from plan_cli.report.codes import CodesReport

    code = what.upper() if what else None
    by_rule = {entry.rule: known for known, entry in CODES.items()}
    code = by_rule.get(what or "", code)
    if code is not None and code not in CODES:
        if _is_indicator(what or "", common, messages):
            raise CannotRunError(messages.text("usage_explain_year", id=what))
        raise WrongWordError(messages.text("usage_code", got=what, near=messages.near(code, CODES)))
    return CodesReport((code,) if code else tuple(CODES), rules.pages())


def _is_indicator(name: str, common: Common, messages: Messages) -> bool:
    try:
        resolve_indicator(resolve_plan(common, messages), name, messages)
    except CannotRunError:
        return False
    return True


def _verdict(
    what: str, year: str, file: str | None, path: str | None, profile: str, reading: Reading, common: Common,
    messages: Messages,
) -> int:  # fmt: skip
    from plan_cli import api
    from plan_cli.diagnostics import about
    from plan_cli.report.explain import VerdictReport

    plan = resolve_plan(common, messages)
    rules = resolve_profile(profile, plan, messages)
    refuse_idle_path(path, rules, messages)
    id = resolve_indicator(plan, what, messages)
    judged, part = resolve_judged(year, plan, messages)
    figures = file or known_actuals(plan, messages, reading.allow_outside)
    if not figures:
        print_note(messages.text("no_actuals"), common.quiet)
    reported = resolve_actuals(figures, plan, reading, messages)
    checked = api.check(plan, reported, judged, profile=rules, path=path, indicators=[id], period=part)
    diagnostics = about(checked.diagnostics, id)
    verdict = VerdictReport(plan, checked.results[0], checked.path, diagnostics, labels=checked.labels)
    return write_report(verdict, common, messages, FORMATS)
