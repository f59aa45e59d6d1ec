"""Healthy People: a significant change, or 10 % of the targeted change where no standard errors are known."""

from plan_cli.model.stated_profile import StatedProfile, StatedRules
from plan_cli.profiles.offices._words import asks, line

#: A one-sided test at the level of 0.05, of a normal distribution.
ONE_SIDED = "1.644853627"


def _rules(improved: str, worse: str) -> StatedRules:
    return StatedRules(
        (
            line(improved, "lagging", change_errors=ONE_SIDED, without_errors=asks(change_share=10)),
            line(
                "little_or_no_detectable_change",
                "off_track",
                change_errors=f"-{ONE_SIDED}",
                exclusive=True,
                without_errors=asks(change_percent=-10),
            ),
        ),
        (worse, "reversing"),
    )


PROFILES = (
    StatedProfile(
        name="healthy-people-2020",
        reached="target_met_or_exceeded",
        too_few="baseline_only",
        rules=_rules("improved", "got_worse"),
    ),
    StatedProfile(
        name="healthy-people-2030",
        reached="target_met_or_exceeded",
        too_few="baseline_only",
        rules=_rules("improving", "getting_worse"),
    ),
)
