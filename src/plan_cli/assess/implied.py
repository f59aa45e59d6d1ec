"""Implied: what printed figures say without saying it, with the room that their rounding leaves.

A printed figure stands for every number that rounds to it; ``Interval`` carries it with both ends of that room
through the arithmetic, so that two figures only disagree where no rounding explains it.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple, assert_never

from plan_cli.model.growing import Compound, Growing, PrintedGrowth, Straight
from plan_cli.model.indicator import Indicator
from plan_cli.model.kind import Operator
from plan_cli.model.label import Label
from plan_cli.model.numbers import decimals_of, exact_arithmetic, unit_of
from plan_cli.model.plan import Plan
from plan_cli.model.targets import Target
from plan_cli.model.units import scaled, shift

#: How near "about" is where nothing says how near: this share of the value.
ABOUT = Decimal("0.05")


class Interval(NamedTuple):
    """A figure and between which two numbers it lies."""

    value: Decimal
    low: Decimal
    high: Decimal

    @classmethod
    def printed(cls, value: Decimal) -> "Interval":
        """All that rounds to the printed digits."""
        half = unit_of(decimals_of(value)) / 2
        return cls(value, value - half, value + half)

    def combined(self, other: "Interval", make: Callable[[Decimal, Decimal], Decimal]) -> "Interval":
        """What ``make`` gives at the figures, and at its extremes over both rooms."""
        with exact_arithmetic():
            corners = [make(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
            return Interval(make(self.value, other.value), min(corners), max(corners))

    def times(self, other: "Interval") -> "Interval":
        """The product."""
        return self.combined(other, lambda a, b: a * b)

    def over(self, other: "Interval") -> "Interval | None":
        """The quotient, where the room of the divisor keeps clear of zero."""
        return None if other.low <= 0 <= other.high else self.combined(other, lambda a, b: a / b)

    def plus(self, other: "Interval") -> "Interval":
        """The sum."""
        return self.combined(other, lambda a, b: a + b)

    def overlaps(self, other: "Interval") -> bool:
        """Whether both may be the same number."""
        return self.low <= other.high and other.low <= self.high

    def satisfies(self, operator: Operator | None, required: Decimal) -> bool:
        """Whether the room leaves it possible that this is at least, more than, about … what is required."""
        least, most = accepted(operator, required)
        strict = operator in ("more_than", "less_than")
        enough = least is None or self.high > least or (self.high == least and not strict)
        return enough and (most is None or self.low < most or (self.low == most and not strict))


def accepted(operator: Operator | None, required: Decimal) -> tuple[Decimal | None, Decimal | None]:
    """Between which two numbers an operator leaves room, None where on that side there is no end.

    Without an operator that is all that rounds to the required figure.
    """
    match operator:
        case "at_least" | "more_than":
            return required, None
        case "at_most" | "less_than":
            return None, required
        case "about":
            near = max(abs(required) * ABOUT, unit_of(decimals_of(required)))
            return required - near, required + near
        case "exactly" | "within" | None:
            printed = Interval.printed(required)
            return printed.low, printed.high
        case _:
            assert_never(operator)


class PrintedFigure(NamedTuple):
    """A figure of an indicator in one year, and where the document says it."""

    interval: Interval
    unit: str
    operator: Operator | None
    source: str | None


def growth_between(baseline: Decimal, target: Decimal, years: int | Decimal, unit: str = "%") -> Interval | None:
    """The yearly growth that two printed levels imply, in % or points; None where there is none."""
    growing: Growing = Straight if unit == "pp" else Compound
    start, end = Interval.printed(baseline), Interval.printed(target)
    if years <= 0 or (growing is Compound and not (start.low > 0 and end.low > 0)):
        return None
    factor, length = Decimal(1 if unit == "pp" else 100), Decimal(years)
    with exact_arithmetic():
        # Growth falls with the start and rises with the end: two corners say all.
        pairs = ((start.value, end.value), (start.high, end.low), (start.low, end.high))
        return Interval(*(Decimal(growing.rate(a, b, length)) * factor for a, b in pairs))


def carried(level: Decimal, growth: PrintedGrowth, years: int | Decimal) -> Decimal:
    """Where a printed growth leads from a level."""
    with exact_arithmetic():
        return Decimal(growth.growing.carry(level, growth.rate, Decimal(years)))


def baseline_from(target: Target, growth: PrintedGrowth, years: int | Decimal) -> Interval | None:
    """The baseline that a target and its printed growth imply: the growth, run backwards."""
    level = target.only_level
    if level is None or years <= 0:
        return None

    def back(level: Decimal, rate: Decimal) -> Decimal:
        if growth.unit == "pp":
            return Decimal(Straight.carry(level, -rate, Decimal(years)))
        return Decimal(level / Compound.carry(Decimal(1), rate / 100, Decimal(years)))

    rates = Interval.printed(growth.value)
    if growth.unit == "%" and rates.low <= -100:
        return None
    return Interval.printed(level).combined(rates, back)


def printed_ends(indicator: Indicator) -> tuple[Decimal, Decimal] | None:
    """The printed baseline and the target of an indicator that has both as levels."""
    base, level = indicator.baseline, indicator.target.only_level
    if level is None or base.value is None or base.origin != "plan":
        return None
    return base.value, level


def table_figures(indicator: Indicator, year: int) -> Iterator[PrintedFigure]:
    """The levels that the table itself gives an indicator in a year."""
    base, levels = indicator.baseline, indicator.target.levels(indicator.target_year)
    if base.value is not None and base.origin == "plan" and base.year == year:
        yield PrintedFigure(Interval.printed(base.value), indicator.unit, None, indicator.source)
    if year in levels:
        yield PrintedFigure(Interval.printed(levels[year]), indicator.unit, indicator.operator, indicator.source)


def printed_figures(indicator: Indicator, year: int) -> Iterator[PrintedFigure]:
    """Every level that the document gives an indicator in a year: the table's first, then the text's."""
    yield from table_figures(indicator, year)
    for claim in indicator.claims:
        own = indicator.baseline.year if claim.baseline is not None else indicator.target_year
        value = claim.baseline if claim.baseline is not None else claim.target
        if value is not None and (claim.year or own) == year and claim.scope in (None, indicator.scope):
            yield PrintedFigure(Interval.printed(value), claim.unit or indicator.unit, claim.operator, claim.source)


def in_one_unit(plan: Plan, part: str, whole: str, year: int) -> tuple[PrintedFigure, PrintedFigure] | None:
    """What the document says of two indicators in one year, in the first unit that both are given in."""
    one, other = plan.indicator(part), plan.indicator(whole)
    if one is None or other is None:
        return None
    for left in printed_figures(one, year):
        for right in printed_figures(other, year):
            converted_right = converted(right, left.unit)
            if converted_right is not None:
                return left, converted_right
    return None


def converted(figure: PrintedFigure, unit: str) -> PrintedFigure | None:
    """The same in another scale of its unit; None where the units are of different kinds."""
    power = shift(figure.unit, unit)
    if power is None:
        return None
    printed = figure.interval
    interval = Interval(*(scaled(value, power) for value in (printed.value, printed.low, printed.high)))
    return PrintedFigure(interval, unit, figure.operator, figure.source)


def name_of(plan: Plan, name: str | Label | None) -> Label | str:
    """How a relation's quantity is called: an indicator's name, or the label of what the plan does not hold."""
    indicator = plan.indicator(name) if isinstance(name, str) else None
    return indicator.name if indicator else name or ""
