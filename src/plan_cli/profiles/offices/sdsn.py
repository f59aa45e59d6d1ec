"""The SDG Index of the Sustainable Development Solutions Network: the straight line, half of its change, no change."""

from plan_cli.model.paths import LinearPath
from plan_cli.model.stated_profile import StatedProfile, StatedRules
from plan_cli.profiles.offices._words import line

PROFILES = (
    StatedProfile(
        name="sdsn",
        path=LinearPath(),
        rules=StatedRules(
            (
                line("on_track", "on_track", linear_share=100),
                line("moderately_improving", "lagging", linear_share=50),
                line("stagnating", "off_track", linear_share=0),
            ),
            ("decreasing", "reversing"),
        ),
    ),
)
