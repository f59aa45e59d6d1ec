"""Measures: the value from which on so much of a measure is reached, on the indicator's own scale.

Every formula is the measure solved for the figure: what is asked of it is one number.
"""

from decimal import Decimal
from typing import NamedTuple, assert_never

from plan_cli.model.growing import Compound, Growing, Straight
from plan_cli.model.numbers import share_of, years_between
from plan_cli.model.stated_profile import ON_THE_WAY, Ask, Since
from plan_cli.model.trajectory import NoTrajectory
from plan_cli.profiles.rule_set import at_share, positive, start_of
from plan_cli.profiles.thresholds import Situation


def enough_for(ask: Ask, situation: Situation, growing: Growing) -> Decimal | NoTrajectory:
    """The value that is just enough, or why there is none; ``growing`` is how rates are read."""
    if ask.on in ON_THE_WAY and situation.held is not None:
        return situation.held
    match ask.on:
        case "level":
            return _share_of(situation.milestone, ask.share, situation)
        case "target_share":
            return _share_of(situation.goal, ask.share, situation)
        case "rate" | "projected_share":
            return _at_rate(ask, situation, growing)
        case "linear_share" | "change_share" | "time_points":
            return _on_the_way(ask, situation)
        case "change" | "change_percent" | "change_errors" | "growth":
            return _changed(ask, situation)
        case missing:
            assert_never(missing)


def _share_of(whole: Decimal | None, share: Decimal, situation: Situation) -> Decimal | NoTrajectory:
    """A share of a positive number; where less is better, 95 % of it is the number divided by 0.95."""
    if whole is None:
        return _why(situation)
    if share == 1:
        return whole
    if whole <= 0:
        return NoTrajectory("share_needs_positive")
    return whole * share if situation.sign > 0 else whole / share


def _on_the_way(ask: Ask, situation: Situation) -> Decimal | NoTrajectory:
    """A point on the straight way from the baseline to the target."""
    way = _way(ask.since, situation)
    if not isinstance(way, _Way):
        return way
    start, target, years, span = way
    if ask.on == "linear_share":
        return Decimal(Straight.carry(start, ask.share * Straight.rate(start, target, span), years))
    share = ask.share if ask.on == "change_share" else years / span + ask.share
    return start + (target - start) * share


class _Way(NamedTuple):
    """From a figure to the target: so many years have passed of so many."""

    start: Decimal
    target: Decimal
    years: Decimal
    span: Decimal


def _way(since: Since, situation: Situation) -> _Way | Decimal | NoTrajectory:
    """The way from the baseline or a later figure; the target itself, where that figure has met it."""
    if since == "baseline":
        ends = _ends(situation)
        return (
            ends if isinstance(ends, NoTrajectory) else _Way(*ends, situation.years, Decimal(situation.indicator.span))
        )
    earlier, target = _earlier(since, situation), situation.goal
    if isinstance(earlier, NoTrajectory) or target is None:
        return earlier if isinstance(earlier, NoTrajectory) else _why(situation)
    year, value = earlier
    last = Decimal(situation.indicator.target_year)
    if situation.sign * (value - target) >= 0 or year >= last:
        return target
    return _Way(value, target, years_between(year, min(Decimal(situation.year), last)), years_between(year, last))


def _ends(situation: Situation) -> tuple[Decimal, Decimal] | NoTrajectory:
    """Baseline and target: also where no path of the indicator's own shape leads from one to the other."""
    start, goal = situation.start, situation.goal
    if isinstance(situation.trajectory, NoTrajectory) and start is not None and goal is not None:
        return start, goal
    return start_of(situation)


def _at_rate(ask: Ask, situation: Situation, growing: Growing) -> Decimal | NoTrajectory:
    """Where a share of the required rate leads, or the rate that makes a share of the change by the end."""
    way = _way(ask.since, situation)
    if not isinstance(way, _Way):
        return way
    start, target, years, span = way
    end = Straight.carry(start, target - start, ask.share) if ask.on == "projected_share" else target
    share = ask.share if ask.on == "rate" else Decimal(1)
    if growing is Straight:
        return Decimal(Straight.carry(start, share * Straight.rate(start, end, span), years))
    if not positive(start, target) or end <= 0:
        return NoTrajectory("compound_needs_positive")
    return at_share(start, Compound.rate(start, end, span), share, years)


def _changed(ask: Ask, situation: Situation) -> Decimal | NoTrajectory:
    """So much better than an earlier figure."""
    earlier = _earlier(ask.since, situation)
    if isinstance(earlier, NoTrajectory):
        return earlier
    year, value = earlier
    match ask.on:
        case "change_percent":
            return value + situation.sign * ask.share * abs(value)
        case "growth":
            if value <= 0:
                return NoTrajectory("compound_needs_positive")
            rate = max(situation.sign * ask.share, Decimal(-1))
            return Decimal(Compound.carry(value, rate, Decimal(situation.year) - year))
        case "change_errors":
            error = situation.error_of_change(year)
            return NoTrajectory("no_errors") if error is None else value + situation.sign * ask.amount * error
        case _:
            return value + situation.sign * share_of(ask.amount, situation.share)


def _earlier(since: Since, situation: Situation) -> tuple[int | Decimal, Decimal] | NoTrajectory:
    """The year and value of the figure that a change is measured from."""
    base = situation.indicator.baseline.moment
    if since == "baseline":
        start = situation.start
        return _why(situation) if start is None else (base, start)
    if situation.partial:
        return NoTrajectory("part_year_change")
    history = situation.history
    year = max(history, default=None)
    if isinstance(since, int):
        year = int(situation.year) - since
    if year is None or year not in history:
        return NoTrajectory("no_earlier_value")
    return year, history[year]


def _why(situation: Situation) -> NoTrajectory:
    """Why a situation has no baseline, milestone or target."""
    trajectory = situation.trajectory
    return trajectory if isinstance(trajectory, NoTrajectory) else NoTrajectory("no_baseline")
