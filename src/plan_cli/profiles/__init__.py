"""Profiles: rule sets as thresholds on the indicator's own scale, best first (a closed union).

A verdict is where the actual lies among the thresholds; the same few numbers give the verdict, the sentence
"on track needs at least …", the bands of a chart and the columns of a table. Most profiles are data: lines in
``offices/``, in the words in which a user states one. A rule that no lines state is a class with the names of
``RuleSet`` in a module here, named in ``built_in.Programmed``. ``tests/test_registry_profiles.py`` names what is
missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan_cli.profiles.level import Milestone
from plan_cli.profiles.thresholds import EVALUATED, Criteria, Draft, Situation, Status, Threshold

if TYPE_CHECKING:
    from plan_cli.model.plan import Plan
    from plan_cli.profiles.built_in import Profile

__all__ = [
    "EVALUATED", "Criteria", "Draft", "Milestone", "Situation", "Status", "Threshold", "needs_series", "profile_of",
]  # fmt: skip


def profile_of(plan: Plan, profile: str | Profile) -> Profile:
    """The profile of that name: the plan's own before those that offices publish.

    Errors: ``KeyError`` for a name that is not there.
    """
    if not isinstance(profile, str):
        return profile
    if profile == Milestone.name:
        return Milestone()
    from plan_cli.profiles.built_in import PROFILES
    from plan_cli.profiles.by_lines import OwnProfile

    own = {each.name: OwnProfile(each) for each in plan.profiles}
    known = {**PROFILES, **own}
    if profile not in known:
        raise KeyError(f"no profile is called {profile!r}: {', '.join(sorted(known))}")
    return known[profile]


def needs_series(profile: Profile) -> bool:
    """Whether its verdicts hang on earlier years or on standard errors too, which a panel's do not look at."""
    return bool(profile.history) or profile.later_baseline or profile.reads_errors
