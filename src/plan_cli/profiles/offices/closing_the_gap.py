"""Australia's Productivity Commission on Closing the Gap: the trajectory from the baseline, and the direction."""

from plan_cli.model.paths import LinearPath
from plan_cli.model.stated_profile import StatedProfile, StatedRules
from plan_cli.profiles.offices._words import line

PROFILES = (
    StatedProfile(
        name="closing-the-gap",
        path=LinearPath(),
        rules=StatedRules(
            (
                line("on_track_to_be_met", "on_track", linear_share=100),
                line("improvement_but_not_on_track", "lagging", change=0, exclusive=True),
                line("no_change", "off_track", change=0),
            ),
            ("worsening", "reversing"),
        ),
    ),
)
