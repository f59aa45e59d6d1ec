"""Lights of Chinese cities against time-proportional progress (时序进度): Yinchuan by points, Sanya by shares."""

from plan_cli.model.paths import LinearPath
from plan_cli.model.stated_profile import StatedProfile, StatedRules
from plan_cli.profiles.offices._words import line

PROFILES = (
    StatedProfile(
        name="yinchuan-lights",
        path=LinearPath(),
        rules=StatedRules(
            (
                line("green_light", "on_track", time_points=0),
                line("no_light_stated", "lagging", time_points=-10, exclusive=True),
                line("yellow_light", "lagging", time_points=-30),
            ),
            ("red_light", "off_track"),
        ),
    ),
    StatedProfile(
        name="sanya-cards",
        path=LinearPath(),
        rules=StatedRules(
            (line("green_card", "on_track", linear_share=100), line("yellow_card", "lagging", linear_share=50)),
            ("red_card", "off_track"),
        ),
    ),
)
