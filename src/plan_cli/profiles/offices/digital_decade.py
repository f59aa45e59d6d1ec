"""The EU's Digital Decade: the observed value against the projected one of the year, on the plan's own trajectory."""

from plan_cli.model.stated_profile import StatedProfile, StatedRules
from plan_cli.profiles.offices._words import line

PROFILES = (
    StatedProfile(
        name="digital-decade",
        rules=StatedRules(
            (line("on_the_trajectory", "on_track", level=100), line("below_the_trajectory", "off_track", change=0)),
            ("below_the_trajectory", "reversing"),
        ),
    ),
)
