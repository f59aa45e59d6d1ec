"""Rates: what one exact figure allows to be computed beside the verdict: gap, progress, rates. For reading only."""

from decimal import Decimal

from plan_cli.assess.assessment import Assessment, Rates
from plan_cli.model.growing import Compound, Growing
from plan_cli.model.numbers import unit_of, years_between
from plan_cli.model.trajectory import Trajectory


def measured(start: Assessment, trajectory: Trajectory, known: bool) -> Assessment:
    """Everything that one exact number allows to be computed; what cannot be stays None."""
    indicator, actual, milestone = start.indicator, start.evidence.value, start.milestone
    years, growing = years_between(trajectory.since, start.when), trajectory.growing
    if milestone is None or years <= 0:
        return start
    required = yearly_rate(growing, trajectory.start, milestone, years) if known else None
    start = start._replace(rates=Rates(required=required))
    if actual is None or not start.evidence.exact:
        return start
    goal, sign = trajectory.target, indicator.sign
    observed = yearly_rate(growing, trajectory.start, actual, years) if known else None
    left = Decimal(trajectory.target_year) - start.when
    way = goal - trajectory.start
    # No pace where next to nothing is asked, nor where the path first leads away from what is better.
    paced = abs(way) >= unit_of(indicator.decimals) and required is not None and sign * required > 0
    return start._replace(
        gap=sign * (actual - milestone),
        achievement=actual / milestone if sign > 0 and milestone > 0 and actual >= 0 else None,
        progress=(actual - trajectory.start) / way if known and way else None,
        rates=Rates(
            required=required,
            observed=observed,
            pace=observed / required if paced and required is not None and observed is not None else None,
            catch_up=yearly_rate(growing, actual, goal, left) if left > 0 else None,
            # Part of a year lands on part of the target year, which no target is of.
            projected=None
            if observed is None or start.shared
            else growing.carry(trajectory.start, observed, trajectory.span),
        ),
    )


def yearly_rate(growing: Growing, start: Decimal, end: Decimal, years: Decimal) -> Decimal | None:
    """The yearly rate, where arithmetic has one."""
    if growing is Compound and not (start > 0 and end > 0):
        return None
    return Decimal(growing.rate(start, end, years))


def rate_to_line(result: Assessment) -> Decimal | None:
    """The yearly rate from the start to the line that was judged; None where no line of its own was."""
    line, trajectory = result.line, result.trajectory
    if line is None or trajectory is None:
        return None
    return _rate_to(line, result, trajectory)


def _rate_to(value: Decimal, result: Assessment, trajectory: Trajectory) -> Decimal | None:
    """The yearly rate from the start to a value on the scale that was judged."""
    level = value if result.scale is None else result.scale.level(value)
    return yearly_rate(trajectory.growing, trajectory.start, level, years_between(trajectory.since, result.when))


def pace_to_line(result: Assessment) -> Decimal | None:
    """The pace that people are shown: to the line that was judged, so that it agrees with line, gap and verdict."""
    pace, observed, to_line = result.rates.pace, result.rates.observed, rate_to_line(result)
    if result.scale is not None and result.trajectory is not None and result.evidence.low is not None:
        # A mean of published rates is judged at their decimals.
        observed = _rate_to(result.evidence.low, result, result.trajectory)
    return pace if pace is None or observed is None or not to_line else observed / to_line
