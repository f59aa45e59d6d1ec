"""Scotland's National Performance Framework: the last two figures, against each indicator's own criterion."""

from plan_cli.model.stated_profile import StatedProfile, StatedRules
from plan_cli.profiles.offices._words import OWN, line

PROFILES = (
    StatedProfile(
        name="scotland-npf",
        rules=StatedRules(
            (
                line("performance_improving", "on_track", change=0, since="previous", margin=OWN),
                line("performance_maintaining", "lagging", change=0, since="previous", tolerance=OWN, exclusive=True),
            ),
            ("performance_worsening", "reversing"),
        ),
    ),
)
