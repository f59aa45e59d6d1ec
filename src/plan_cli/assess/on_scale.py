"""A relative target on the scale of what was reported: rates are held against a rate, not an index against an index."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial

from plan_cli.assess.assessment import Assessment
from plan_cli.assess.requirement import Requirement
from plan_cli.assess.row import Evidence
from plan_cli.model.numbers import rounded, years_between
from plan_cli.model.scale import Scale
from plan_cli.model.trajectory import Trajectory
from plan_cli.profiles import Criteria, Threshold

Published = Callable[[Decimal], tuple[Decimal | None, Decimal | None]]


def on_scale(start: Assessment, required: Requirement, trajectory: Trajectory) -> tuple[Assessment, Requirement]:
    """The same year in rates, where rates are all that is known; as it is where a level is."""
    indicator, found = start.indicator, start.evidence
    years = years_between(trajectory.since, start.when)
    if found.rate_decimals is None and not indicator.is_index:
        return start, required
    scale = indicator.target.scale(trajectory.start, years) if years > 0 else None
    if scale is None:
        return (start._replace(milestone=None), required) if indicator.is_index else (start, required)
    baseline = indicator.baseline._replace(value=None, origin=None)
    own = replace(indicator, decimals=scale.decimals, baseline=baseline, in_rates=True)
    if scale.unit is not None:
        own = replace(own, unit=scale.unit, units=None)
    seen = _evidence(found, scale, rounds=start.rounded)
    milestone = None if start.milestone is None else scale.of(start.milestone)
    gap = None
    if seen.exact and seen.value is not None and milestone is not None:
        gap = indicator.sign * (seen.value - milestone)
    start = start._replace(
        indicator=own,
        evidence=seen,
        milestone=milestone,
        gap=gap,
        achievement=None,
        rates=start.rates._replace(projected=None),
        thresholds={word: None if value is None else scale.of(value) for word, value in start.thresholds.items()},
        scale=scale,
    )
    criteria = required.criteria
    if isinstance(criteria, Criteria):
        criteria = _criteria(criteria, scale)
        start = start._replace(criteria=criteria)
    met, overshot = (_threshold(each, scale) for each in (required.met, required.overshot))
    far = None if required.far is None else scale.of(required.far)
    return start, required._replace(start=start, criteria=criteria, met=met, overshot=overshot, far=far)


def _evidence(found: Evidence, scale: Scale, *, rounds: bool) -> Evidence:
    """A mean of rates is computed, so it is taken at the decimals of the rates, or of the target if it has more."""
    digits = max(found.rate_decimals or 0, scale.decimals)

    def turned(value: Decimal | None) -> Decimal | None:
        return None if value is None else scale.of(value)

    def settled(value: Decimal | None) -> Decimal | None:
        return value if value is None or not rounds else rounded(value, digits)

    low, high = settled(turned(found.low)), settled(turned(found.high))
    return found._replace(value=turned(found.value), low=low, high=high, rate_decimals=digits)


def _threshold(threshold: Threshold | None, scale: Scale) -> Threshold | None:
    if threshold is None:
        return None
    decimals = None if threshold.decimals is None else scale.decimals
    return threshold._replace(value=scale.of(threshold.value), decimals=decimals)


def _criteria(criteria: Criteria, scale: Scale) -> Criteria:
    thresholds = tuple(found for each in criteria.thresholds if (found := _threshold(each, scale)))
    milestone = None if criteria.milestone is None else scale.of(criteria.milestone)
    published: Published | None = None
    if (of_level := criteria.published) is not None:
        published = partial(_published, of_level, scale)
    goal = _threshold(criteria.goal, scale)
    return criteria._replace(thresholds=thresholds, goal=goal, milestone=milestone, origin_sign=0, published=published)


def _published(of_level: Published, scale: Scale, rate: Decimal) -> tuple[Decimal | None, Decimal | None]:
    """What an office publishes of the level that a rate leads to."""
    return of_level(scale.level(rate))
