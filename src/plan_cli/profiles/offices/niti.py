"""NITI Aayog's SDG India Index: bands of a score that is the share of the way from a minimum to the target."""

from plan_cli.model.stated_profile import StatedProfile, StatedRules
from plan_cli.profiles.offices._words import line

PROFILES = (
    StatedProfile(
        name="niti-aayog",
        reached="achiever",
        rules=StatedRules(
            (line("front_runner", "on_track", change_share=65), line("performer", "lagging", change_share=50)),
            ("aspirant", "off_track"),
        ),
    ),
)
