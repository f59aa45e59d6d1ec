"""Band: two bounds that are asked every year; the verdict is on the weaker side."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from plan_cli.assess.assessment import Assessment
from plan_cli.assess.unevaluated import why_undecidable
from plan_cli.assess.vintages import additive
from plan_cli.model.indicator import Indicator
from plan_cli.model.numbers import share_of
from plan_cli.model.targets import Band
from plan_cli.profiles import Status, Threshold


def in_band(start: Assessment, band: Band) -> Assessment:
    """A band asks two things every year; the verdict is on the weaker side."""
    indicator, found = start.indicator, start.evidence
    if start.period is not None and additive(indicator):
        share = start.period.share
        band = part_of_band(band, share)
        indicator = replace(indicator, tolerance=indicator.tolerance.part(share))
        indicator = indicator.on(share_of(base, share), "plan") if (base := indicator.baseline.value) else indicator
    due = start.year >= indicator.target_year and start.period is None
    reached = Status.ACHIEVED if due else Status.ON_TRACK
    results: list[bool] = []
    for bound, sign in ((band.low, 1), (band.high, -1)):
        if bound is None:
            continue
        line = bound - sign * indicator.tolerance.of(bound)
        results += found.earns(Threshold("band", reached, line, indicator.decimals), sign)
        if results[-1] != results[-2]:
            return start._replace(status=Status.UNDECIDABLE, reason=why_undecidable(found))
    if all(results):
        return start._replace(status=reached)
    base, value = indicator.baseline.value, found.value
    assert value is not None
    further = base is not None and _outside(band, value) > _outside(band, base)
    return start._replace(status=Status.REVERSING if further else Status.OFF_TRACK)


def part_of_band(band: Band, share: Fraction) -> Band:
    """The bounds of a part of a year of a flow: that share of them."""
    low, high = (None if bound is None else share_of(bound, share) for bound in (band.low, band.high))
    return replace(band, low=low, high=high)


def eased_band(band: Band, indicator: Indicator, share: Fraction) -> Band:
    """The bounds, of a part of a year their share, with the tolerance that they are held with."""
    ends, tolerance = part_of_band(band, share), indicator.tolerance.part(share)
    low = None if ends.low is None else ends.low - tolerance.of(ends.low)
    high = None if ends.high is None else ends.high + tolerance.of(ends.high)
    return replace(ends, low=low, high=high)


def _outside(band: Band, value: Decimal) -> Decimal:
    """How far a value lies outside a band."""
    below = band.low - value if band.low is not None else Decimal(0)
    above = value - band.high if band.high is not None else Decimal(0)
    return max(below, above, Decimal(0))


def band_lines(indicator: Indicator, band: Band) -> Iterator[Threshold]:
    """The bounds of a band, and how far outside of them the baseline lies."""
    base = indicator.baseline.value
    for bound, sign in ((band.low, 1), (band.high, -1)):
        if bound is not None:
            line = bound - sign * indicator.tolerance.of(bound)
            yield Threshold("band", Status.ON_TRACK, line, indicator.decimals)
            if base is not None:
                further = bound - sign * _outside(band, base)
                yield Threshold("reversing", Status.OFF_TRACK, further)
