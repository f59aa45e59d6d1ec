"""The UN's progress charts of 2022 and 2023.

What stands at the baseline or above it has not been reversed, though the chart of 2023 puts both in one class.
"""

from plan_cli.model.paths import CompoundPath
from plan_cli.model.stated_profile import StatedProfile, StatedRules
from plan_cli.profiles.offices._words import line

PROFILES = (
    StatedProfile(
        name="unsd-2022",
        path=CompoundPath(),
        rules=StatedRules(
            (
                line("on_track", "on_track", rate=95, exclusive=True),
                line("fair_progress", "lagging", rate=50),
                line("limited_progress", "off_track", rate=-10),
            ),
            ("deterioration", "reversing"),
        ),
    ),
    StatedProfile(
        name="unsd-2023",
        path=CompoundPath(),
        rules=StatedRules(
            (
                line("on_track", "on_track", projected_share=95),
                line("fair_progress", "lagging", projected_share=10),
                line("stagnation_or_regression", "off_track", change=0),
            ),
            ("stagnation_or_regression", "reversing"),
        ),
        without_target=StatedRules(
            (
                line("on_track", "on_track", growth=2),
                line("fair_progress", "lagging", growth="0.5"),
                line("stagnation_or_regression", "off_track", change=0),
            ),
            ("stagnation_or_regression", "reversing"),
        ),
    ),
)
