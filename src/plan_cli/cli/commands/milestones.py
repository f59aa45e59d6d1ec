"""``plan milestones``: the yearly values that each indicator should reach."""

from __future__ import annotations

from typing import Annotated

from plan_cli.cli.errors import choice, messages_for
from plan_cli.cli.output import deliver
from plan_cli.cli.params import Common, Option
from plan_cli.cli.resolve import known_id, known_profile, the_plan

FORMATS = ("table", "json", "csv", "markdown")


def milestones(
    common: Common,
    path: Annotated[
        str | None, Option("--path", metavar="SHAPE", help="Another reading of the way: linear, stated …")
    ] = None,
    indicator: Annotated[
        list[str] | None, Option("--indicator", metavar="ID", help="Only this one; repeatable.")
    ] = None,
    profile: Annotated[
        str | None, Option("--profile", metavar="NAME|FILE", help="Add the cut points of these rules.")
    ] = None,
) -> int:
    """The yearly values that each indicator should reach.

    The implied rate stands beside the printed one; a growth target is an index, its base year 100.

    Examples:

      plan milestones

      plan milestones --path linear --indicator trade-total --format csv
    """
    from plan_cli import api
    from plan_cli.model.paths import SHAPES

    messages = messages_for(common.lang)
    if path is not None:
        choice(path, "--path", SHAPES, messages)
    plan = the_plan(common, messages)
    ids = [known_id(plan, each, messages) for each in indicator or ()]
    rules = None if profile is None else known_profile(profile, plan, messages)
    return deliver(api.milestones(plan, path, ids, rules), common, messages, FORMATS)
