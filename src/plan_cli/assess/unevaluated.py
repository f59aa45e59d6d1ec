"""Unevaluated: why no verdict can be given: nothing reported, nothing usable, or an interval across a line."""

from plan_cli.assess.assessment import Assessment
from plan_cli.assess.row import Evidence
from plan_cli.profiles import Status

_NOT_ASSESSABLE = (
    "no_base_level",
    "no_baseline",
    "growth_chain_incomplete",
    "points_or_percent",
    "average_incomplete",
    "average_of_part",
)


def unknown(start: Assessment, spoilt: bool) -> Assessment:
    """No figure: none was reported, or what was reported cannot be turned into the value that is asked."""
    reason = start.evidence.reason
    if reason in _NOT_ASSESSABLE:
        return start._replace(status=Status.NOT_ASSESSABLE, reason=reason)
    not_reported = "not_reported" if start.period is None else "part_not_reported"
    return start._replace(status=Status.MISSING, reason="bad_data" if spoilt else reason or not_reported)


def why_undecidable(found: Evidence) -> str:
    """What leaves a verdict open: a part of the year, missing years, or a bound."""
    if found.part_year:
        return "part_year"
    return "years_missing" if found.missing_years else "bound"
