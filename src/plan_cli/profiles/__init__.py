"""Profiles: rule sets as thresholds on the indicator's own scale, best first (a closed union).

A verdict is where the actual lies among the thresholds; the same few numbers give the verdict, the sentence
"on track needs at least …", the bands of a chart and the columns of a table. Most profiles are data: lines in
``offices/``, in the words in which a user states one. A rule that no lines state is a class with the names of
``RuleSet`` in a module here, named in ``Programmed``. ``tests/test_registry_profiles.py`` names what is missing.
"""

from __future__ import annotations

from typing import get_args

from plan_cli.model.plan import Plan
from plan_cli.profiles.by_lines import LineProfile, OfficeProfile, OwnProfile
from plan_cli.profiles.destatis import Destatis
from plan_cli.profiles.level import Linear, Milestone
from plan_cli.profiles.offices import published
from plan_cli.profiles.statcan import Statcan
from plan_cli.profiles.thresholds import EVALUATED, Criteria, Draft, Situation, Status, Threshold

#: Rule sets that no lines state: they need more than one formula for each line.
Programmed = Milestone | Statcan | Linear | Destatis
BuiltIn = Programmed | OfficeProfile
Profile = BuiltIn | OwnProfile
PROFILES: dict[str, BuiltIn] = {kind.name: kind() for kind in get_args(Programmed)}
PROFILES |= {stated.name: OfficeProfile(stated) for stated in published()}

__all__ = [
    "EVALUATED",
    "PROFILES",
    "Criteria",
    "Draft",
    "LineProfile",
    "OfficeProfile",
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
