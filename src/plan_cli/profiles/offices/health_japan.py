"""Health Japan 21: target met, improving (on the line or below it), unchanged within 5 %, worse, hard to evaluate.

The rule for indicators that are not tested statistically; the office may judge otherwise where 5 % means little.
"""

from plan_cli.model.paths import LinearPath
from plan_cli.model.stated_profile import StatedProfile, StatedRules
from plan_cli.profiles.offices._words import line

PROFILES = (
    StatedProfile(
        name="health-japan-21",
        path=LinearPath(),
        reached="a_reached",
        too_few="e_hard_to_evaluate",
        rules=StatedRules(
            (
                line("b_improving", "on_track", linear_share=100, change_percent=5),
                line("b_star_doubtful", "lagging", change_percent=5),
                line("c_unchanged", "off_track", change_percent=-5, exclusive=True),
            ),
            ("d_worse", "reversing"),
        ),
    ),
)
