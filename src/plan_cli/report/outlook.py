"""Outlook: the value in the target year at the observed rate, where figures allow one to be shown.

Not from a single change, which is no rate yet; not of a target that is met; not beyond what the quantity can
be; not from a part of a year, which is on another scale than the target.
"""

from collections.abc import Sequence
from decimal import Decimal

from plan_cli.assess import Assessment
from plan_cli.profiles import Status

#: An observed rate is extrapolated from this number of changes on.
FEWEST_CHANGES = 2
_WHOLE = Decimal(100)


def outlook_value(judged: Assessment, years: Sequence[Assessment]) -> Decimal | None:
    """The projected value; ``years`` are the verdicts of every year from the base year on."""
    projected, indicator = judged.rates.projected, judged.indicator
    over = judged.status is Status.ACHIEVED or judged.year >= indicator.target_year
    if projected is None or over or judged.scale is not None or judged.shared or not judged.evidence.exact:
        return None
    known = [each for each in years if each.year <= judged.year and each.evidence.exact]
    if sum(each.year > indicator.baseline.moment for each in known) < FEWEST_CHANGES:
        return None
    figures = (*(each.evidence.value for each in known), indicator.baseline.value, indicator.goal)
    stated = [value for value in figures if value is not None]
    return projected if _possible(projected, stated, indicator.unit) else None


def _possible(value: Decimal, known: Sequence[Decimal], unit: str) -> bool:
    """Whether the quantity can have the value: not below 0 where no figure was, no share above 100 %."""
    if value < 0 <= min(known, default=Decimal(0)):
        return False
    share = unit in ("%", "％") and max(known, default=Decimal(0)) <= _WHOLE
    return not (share and value > _WHOLE)
