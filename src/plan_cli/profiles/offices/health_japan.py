"""Health Japan 21: target met, improving (on the line or below it), unchanged within 5 %, worse, hard to evaluate.

The rule for indicators that are not tested statistically; the office may judge otherwise where 5 % means little.
"""

from decimal import Decimal

from plan_cli.model.paths import LinearPath
from plan_cli.model.stated_profile import Scoring, StatedProfile, StatedRules
from plan_cli.profiles.offices._words import line

PROFILES = (
    StatedProfile(
        name="health-japan-21",
        path=LinearPath(),
        reached="a_reached",
        too_few="e_hard_to_evaluate",
        scoring=Scoring(
            {
                "a_reached": Decimal(5),
                "b_improving": Decimal(4),
                "b_star_doubtful": Decimal(4),
                "c_unchanged": Decimal(3),
                "d_worse": Decimal(2),
            },
            "five_down",
        ),
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
