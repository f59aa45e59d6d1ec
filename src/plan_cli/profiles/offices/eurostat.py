"""Eurostat: the observed rate of growth against the required one; without a target against 1 % a year."""

from plan_cli.model.paths import CompoundPath
from plan_cli.model.stated_profile import StatedProfile, StatedRules
from plan_cli.profiles.offices._words import line

PROFILES = (
    StatedProfile(
        name="eurostat",
        path=CompoundPath(),
        rules=StatedRules(
            (
                line("significant_progress", "on_track", rate=95),
                line("moderate_progress", "lagging", rate=60),
                line("insufficient_progress", "off_track", rate=0),
            ),
            ("movement_away", "reversing"),
        ),
        without_target=StatedRules(
            (
                line("significant_progress", "on_track", growth=1),
                line("moderate_progress", "lagging", growth=0),
                line("moderate_movement_away", "reversing", growth=-1),
            ),
            ("significant_movement_away", "reversing"),
        ),
    ),
)
