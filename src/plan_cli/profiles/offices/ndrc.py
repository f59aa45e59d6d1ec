"""The four words of Chinese mid-term evaluations; how far "basically" goes must be given as a tolerance."""

from plan_cli.model.stated_profile import StatedProfile, StatedRules
from plan_cli.profiles.offices._words import OWN, line

PROFILES = (
    StatedProfile(
        name="official-cn",
        rounded=True,
        early="achieved_early",
        rules=StatedRules(
            (
                line("faster_than_expected", "on_track", level=100, margin=OWN, exclusive=True),
                line("basically_as_expected", "on_track", level=100, tolerance=OWN),
            ),
            ("behind", "off_track"),
        ),
    ),
)
