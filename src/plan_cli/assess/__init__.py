"""Assess: an actual among its thresholds. One indicator, one year, one profile → an Assessment.

Every named outcome of a hard case (no baseline, a bound that straddles a threshold, a target that ends early …) is
decided here, once; nothing is rounded and nothing raised to a power in a verdict.

``assessment.py`` is the result, ``evidence.py`` what the rows say, ``requirement.py`` what is asked, ``verdict.py``
where the one lies in the other, ``without_path.py`` and ``band.py`` targets that no path leads to, ``target_lines.py``
the lines of the target itself, ``rates.py`` what is computed beside a verdict.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from plan_cli.assess.assessment import Assessment, Rates, severity_of
from plan_cli.assess.baselines import base_reported
from plan_cli.assess.evidence import evidence, running_sum
from plan_cli.assess.on_scale import on_scale
from plan_cli.assess.rates import measured
from plan_cli.assess.requirement import requirement_of
from plan_cli.assess.row import Evidence
from plan_cli.assess.target_lines import lines
from plan_cli.assess.verdict import verdict
from plan_cli.assess.vintages import additive, within
from plan_cli.model.indicator import Indicator
from plan_cli.model.numbers import exact_arithmetic
from plan_cli.model.observations import Actual, Period, year_of
from plan_cli.model.paths import Path
from plan_cli.profiles import Status

if TYPE_CHECKING:
    from plan_cli.profiles.built_in import Profile

__all__ = ["Assessment", "Rates", "assess", "lines", "severity_of", "verdict_on"]


def assess(
    indicator: Indicator,
    rows: Sequence[Actual],
    year: int,
    profile: Profile,
    path: Path | None = None,
    spoilt: bool = False,
    period: Period | None = None,
) -> Assessment:
    """Judge an indicator in a year by what was reported of it; ``spoilt`` where rows of it could not be read.

    ``period``: only a part of that year is judged, a flow on its share of the year's milestone, anything else on
    the path at the period's end.
    """
    with exact_arithmetic():
        shared = additive(indicator)
        if period is not None:
            rows = within(indicator, list(rows), period)
            # A change may be told from the same months of the base year, where nothing is known of the whole of it.
            same = base_reported(indicator, rows) if indicator.takes_same_months else None
            if same is not None and same.value is not None:
                indicator, shared = indicator.on(same.value, "actuals"), False
        found = evidence(indicator, rows, year)
        if period is not None and indicator.average is not None:
            found = Evidence(reason="average_of_part")
        adds_up = indicator.nature == "flow" and indicator.target.sums_additions
        start = Assessment(
            indicator,
            year,
            profile.name,
            Status.NOT_DUE,
            found,
            cumulative=running_sum(indicator, rows, year) if adds_up else None,
            rounded=profile.rounded,
            eased=profile.eases,
            period=period,
            shared=shared and period is not None,
        )
        return _assessed(start, rows, profile, path, spoilt)


class VerdictOn(Protocol):
    """The verdict on an exact figure of a full year, or on none; ``spoilt`` where rows of it could not be read."""

    def __call__(self, value: Decimal | None, *, spoilt: bool = False) -> Assessment: ...


def verdict_on(indicator: Indicator, year: int, profile: Profile, path: Path | None = None) -> VerdictOn:
    """The verdict on any one exact figure of a full year, as ``assess`` gives it; what is asked is computed once.

    Without the rates and the gap, which are for reading. For profiles that look at no earlier years.
    """
    with exact_arithmetic():
        start = Assessment(indicator, year, profile.name, Status.NOT_DUE, Evidence(), rounded=profile.rounded)
        required = requirement_of(start, (), profile, path)

        known = evidence(indicator, (Actual(indicator.id, year, Decimal(1), year_of(year)),), year)

    def judged(value: Decimal | None, *, spoilt: bool = False) -> Assessment:
        with exact_arithmetic():
            if value is None:
                found = required.start.evidence
            elif known.exact:
                found = known._replace(value=value, low=value, high=value)
            else:
                found = evidence(indicator, (Actual(indicator.id, year, value, year_of(year)),), year)
            return verdict(required.start._replace(evidence=found), required, profile, spoilt)

    return judged


def _assessed(
    start: Assessment, rows: Sequence[Actual], profile: Profile, path: Path | None, spoilt: bool
) -> Assessment:
    """The verdict: the trajectory, the profile's thresholds on it, and where the evidence lies among them."""
    required = requirement_of(start, rows, profile, path)
    start, trajectory = required.start, required.start.trajectory
    if trajectory is not None:
        start = measured(start, trajectory, required.known)
        start, required = on_scale(start, required, trajectory)
    return verdict(start, required, profile, spoilt)
