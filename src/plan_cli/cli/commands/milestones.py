"""``plan milestones``: the yearly values that each indicator should reach."""

from __future__ import annotations

from typing import Annotated

from plan_cli.cli.errors import messages_for
from plan_cli.cli.output import write_report
from plan_cli.cli.params import TABLE_FORMATS, Common, IndicatorOption, Look, PathOption, profile_option
from plan_cli.cli.resolve import refuse_idle_path, resolve_indicator, resolve_plan, resolve_profile

FORMATS = TABLE_FORMATS


def milestones(
    common: Common,
    look: Look,
    path: PathOption = None,
    indicator: IndicatorOption = None,
    profile: Annotated[str | None, profile_option("Add the thresholds of this profile:")] = None,
) -> int:
    """The yearly values that each indicator should reach.

    The implied rate stands beside the printed one; a growth target is an index, its base year 100.

    Examples:

      plan milestones

      plan milestones --path linear --indicator trade-total --format csv
    """
    from plan_cli import api

    messages = messages_for(common.lang)
    plan = resolve_plan(common, messages)
    ids = [resolve_indicator(plan, each, messages) for each in indicator or ()]
    rules = None if profile is None else resolve_profile(profile, plan, messages)
    if rules is not None:
        refuse_idle_path(path, rules, messages)
    return write_report(api.milestones(plan, path, ids, rules), common, messages, FORMATS, look=look)
