"""Outcome: a verdict without its figures, so that tables of many verdicts can number the few that there are."""

from typing import NamedTuple

from plan_cli.assess.assessment import Assessment
from plan_cli.profiles import Status


class Outcome(NamedTuple):
    """A status, the profile's own category, and the reason if there is no verdict."""

    status: Status
    category: str | None = None
    reason: str | None = None

    @classmethod
    def of(cls, assessment: Assessment) -> "Outcome":
        """The outcome of an assessment."""
        return cls(assessment.status, assessment.category, assessment.reason)
