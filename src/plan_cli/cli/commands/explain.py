"""``plan explain``: what a diagnostic means; or how one verdict was reached, step by step with the numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from plan_cli.cli.commands.check import unable
from plan_cli.cli.errors import CannotRunError, choice, messages_for
from plan_cli.cli.output import deliver, note
from plan_cli.cli.params import Argument, Common, Option
from plan_cli.cli.resolve import known_id, known_profile, the_plan, usual_actuals, year_of_plan
from plan_cli.i18n import Messages

if TYPE_CHECKING:
    pass

FORMATS = ("table", "json", "csv", "markdown")


def explain(
    common: Common,
    what: Annotated[
        str | None, Argument(metavar="[CODE|ID]", help="A diagnostic's code, exit-codes, or an indicator.")
    ] = None,
    year: Annotated[str | None, Argument(metavar="[YEAR]", help="The year of the verdict.")] = None,
    actuals: Annotated[
        str | None, Option("--actuals", metavar="FILE", help="What was reported; else what the plan names.")
    ] = None,
    path: Annotated[str | None, Option("--path", metavar="SHAPE", help="Another reading of the way.")] = None,
    profile: Annotated[
        str | None,
        Option("--profile", metavar="NAME", help="The rules to judge by; alone, what they are (or all of them)."),
    ] = None,
    encoding: Annotated[str | None, Option("--encoding", help="The encoding of the actuals file.")] = None,
) -> int:
    """What a diagnostic means, or how a verdict was reached.

    Examples:

      plan explain trade-total 2023

      plan explain PLN201

      plan explain exit-codes

      plan explain --profile eurostat
    """
    from plan_cli.report.explain import ExitCodesReport

    messages = messages_for(common.lang)
    if what == "exit-codes":
        return deliver(ExitCodesReport(), common, messages, FORMATS)
    if what is None and profile is not None:
        return deliver(_profiles(profile, common, messages), common, messages, FORMATS)
    if what is None or year is None:
        return deliver(_codes(what, messages), common, messages, FORMATS)
    return _verdict(what, year, actuals, path, profile or "milestone", encoding, common, messages)


def _profiles(name: str, common: Common, messages: Messages):  # type: ignore[no-untyped-def]
    from plan_cli.profiles import PROFILES
    from plan_cli.report.profiles import ProfilesReport

    if name == "all":
        return ProfilesReport(tuple(PROFILES.values()))
    if name in PROFILES:
        return ProfilesReport((PROFILES[name],))
    # One's own may stand in a file, or in the plan.
    return ProfilesReport((known_profile(name, the_plan(common, messages), messages),))


def _codes(what: str | None, messages: Messages):  # type: ignore[no-untyped-def]
    from plan_cli import rules
    from plan_cli.codes import CODES
    from plan_cli.report.explain import CodesReport
    from plan_cli.text import nearest

    code = what.upper() if what else None
    by_rule = {entry.rule: known for known, entry in CODES.items()}
    code = by_rule.get(what or "", code)
    if code is not None and code not in CODES:
        near = nearest(code, CODES)
        facts = {"got": what, "near": messages.word("near", name=near) if near else ""}
        raise CannotRunError(messages.word("usage_code", **facts))
    pages = {module.CODE: (module.__doc__ or "").strip() for module in rules.modules()}
    return CodesReport((code,) if code else tuple(CODES), pages)


def _verdict(
    what: str, year: str, file: str | None, path: str | None, profile: str, encoding: str | None, common: Common,
    messages: Messages,
) -> int:  # fmt: skip
    from plan_cli import api
    from plan_cli.datafile.table import ReadOptions
    from plan_cli.model.observations import Actuals
    from plan_cli.model.paths import SHAPES
    from plan_cli.report.explain import VerdictReport

    if path is not None:
        choice(path, "--path", SHAPES, messages)
    plan = the_plan(common, messages)
    rules = known_profile(profile, plan, messages)
    id = known_id(plan, what, messages)
    asked = year_of_plan(year, plan, messages)
    file = file or usual_actuals(plan)
    if file is None:
        note(messages.word("no_actuals"), common.quiet)
    read = api.read_actuals(file, plan, ReadOptions(encoding=encoding)) if file else Actuals()
    unable(read.diagnostics, messages)
    checked = api.check(plan, read, asked, profile=rules, path=path, indicators=[id])
    diagnostics = tuple(diagnostic for diagnostic in checked.diagnostics if diagnostic.indicator == id)
    return deliver(VerdictReport(plan, checked.results[0], checked.path, diagnostics), common, messages, FORMATS)
