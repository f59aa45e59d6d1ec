"""Profiles: rule sets as cut points on the indicator's own scale, best first (a closed union).

A verdict is where the actual lies among the cut points; the same few numbers give the verdict, the sentence
"on track needs at least …", the bands of a chart and the columns of a table. To add a profile: one class with the
names of ``Profile`` in a module here, its instance in ``PROFILES``, its page in ``PROFILES`` of every language in
``say/``; ``tests/test_profiles.py`` walks them all.
"""

from __future__ import annotations

from plan_cli.profiles.level import Linear, Milestone, OfficialCn
from plan_cli.profiles.outlook import Destatis, Unsd2023
from plan_cli.profiles.own import OwnProfile
from plan_cli.profiles.rate import Eurostat, Sdsn, Unsd2022
from plan_cli.profiles.statcan import Statcan
from plan_cli.profiles.thresholds import EVALUATED, Criteria, Question, Status, Threshold, Told, edge_of

Profile = Milestone | Eurostat | Statcan | Unsd2022 | Unsd2023 | Sdsn | Linear | Destatis | OfficialCn | OwnProfile
PROFILES: dict[str, Profile] = {
    profile.name: profile
    for profile in (
        Milestone(), Eurostat(), Statcan(), Unsd2022(), Unsd2023(), Sdsn(), Linear(), Destatis(), OfficialCn(),
    )
}  # fmt: skip

__all__ = [
    "EVALUATED",
    "PROFILES",
    "Criteria",
    "OwnProfile",
    "Profile",
    "Question",
    "Status",
    "Threshold",
    "Told",
    "edge_of",
]
