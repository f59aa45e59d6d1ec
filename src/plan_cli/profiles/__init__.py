"""Profiles: rule sets as thresholds on the indicator's own scale, best first (a closed union).

A verdict is where the actual lies among the thresholds; the same few numbers give the verdict, the sentence
"on track needs at least …", the bands of a chart and the columns of a table. To add a profile: one class with the
names of ``RuleSet`` in a module here, its name in ``BuiltIn``, its page in ``PROFILES`` of every language in
``i18n/``; ``tests/test_profiles.py`` walks them all.
"""

from __future__ import annotations

from typing import get_args

from plan_cli.model.plan import Plan
from plan_cli.profiles.destatis import Destatis
from plan_cli.profiles.level import Linear, Milestone, OfficialCn
from plan_cli.profiles.outlook import Unsd2023
from plan_cli.profiles.own import OwnProfile
from plan_cli.profiles.rate import Eurostat, Sdsn, Unsd2022
from plan_cli.profiles.statcan import Statcan
from plan_cli.profiles.thresholds import EVALUATED, Criteria, Draft, Situation, Status, Threshold

BuiltIn = Milestone | Eurostat | Statcan | Unsd2022 | Unsd2023 | Sdsn | Linear | Destatis | OfficialCn
Profile = BuiltIn | OwnProfile
PROFILES: dict[str, BuiltIn] = {kind.name: kind() for kind in get_args(BuiltIn)}

__all__ = [
    "EVALUATED",
    "PROFILES",
    "Criteria",
    "Draft",
    "OwnProfile",
    "Profile",
    "Situation",
    "Status",
    "Threshold",
    "profile_of",
]


def profile_of(plan: Plan, profile: str | Profile) -> Profile:
    """The profile of that name: the plan's own before those that offices publish.

    Errors: ``KeyError`` for a name that is not there.
    """
    if not isinstance(profile, str):
        return profile
    own = {each.name: OwnProfile(each) for each in plan.profiles}
    return own[profile] if profile in own else PROFILES[profile]
