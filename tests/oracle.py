"""A second opinion: verdicts in fractions, written from the rules of docs/methods.md alone.

It shares no code with the program. ``Expected`` is what must come out for one indicator, one year and one figure; where
the rules leave open which of two words is used, ``statuses`` holds both. Powers are taken with 60 digits and cut to 40,
so that a line which is a printed number is that number.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Context, Decimal
from fractions import Fraction
from typing import Literal

_DIGITS = Context(prec=60)
_KEPT = Decimal(1).scaleb(-40)
GOOD = frozenset({"achieved", "on_track"})
BEHIND = frozenset({"lagging", "off_track", "reversing"})


def power(base: Fraction, exponent: Fraction) -> Fraction:
    """base ** exponent for a positive base; exact where the exponent is whole."""
    if exponent.denominator == 1:
        return base**exponent.numerator
    root = _DIGITS.power(_decimal(base), _decimal(exponent))
    return Fraction(root.quantize(_KEPT, context=Context(prec=100)))


def _decimal(value: Fraction) -> Decimal:
    return _DIGITS.divide(Decimal(value.numerator), Decimal(value.denominator))


def rounded(value: Fraction, decimals: int) -> Fraction:
    """Half away from zero."""
    unit = Fraction(1, 10**decimals)
    whole = int(abs(value) / unit + Fraction(1, 2)) * unit
    return whole if value >= 0 else -whole


def decimals_of(text: str) -> int:
    """How many decimals a figure is written with."""
    return len(text.partition(".")[2])


@dataclass(frozen=True)
class Expected:
    """What must come out; a quantity that the rules do not settle is absent."""

    statuses: frozenset[str]
    quantities: dict[str, Fraction] = field(default_factory=dict)


@dataclass(frozen=True)
class Level:
    """A value to reach from a baseline: levels, changes, growth with a level, ranks.

    ``way`` is ``linear`` or ``compound``; ``dated`` are values on the way, between which it is linear; ``rate`` is a
    stated yearly growth, which replaces the one that leads to the target.
    """

    base: Fraction
    target: Fraction
    base_year: int
    target_year: int
    sign: Literal[1, -1]
    decimals: int
    way: Literal["linear", "compound"] = "compound"
    dated: dict[int, Fraction] = field(default_factory=dict)
    rate: Fraction | None = None
    tolerance: Fraction = Fraction(0)
    strict: bool = False

    @property
    def held(self) -> bool:
        """Whether the baseline is at or past the target already."""
        return self.sign * (self.base - self.target) >= 0

    def milestone(self, year: int) -> Fraction:
        """The exact value that the year asks for; the target in the last year."""
        n, total = year - self.base_year, self.target_year - self.base_year
        if self.held or n >= total:
            return self.target
        if self.dated:
            points = {self.base_year: self.base, **self.dated, self.target_year: self.target}
            before = max(each for each in points if each <= year)
            after = min(each for each in points if each > year)
            share = Fraction(year - before, after - before)
            return points[before] + (points[after] - points[before]) * share
        if self.rate is not None:
            stated = self.base * (1 + self.rate) ** n
            # A path may not lead past the target.
            return min(stated, self.target) if self.sign == 1 else max(stated, self.target)
        if self.way == "linear":
            return self.base + (self.target - self.base) * Fraction(n, total)
        return self.base * power(self.target / self.base, Fraction(n, total))

    def lagging(self, year: int) -> Fraction:
        """What 60 % of the rate that leads to the milestone would have reached."""
        n, milestone, share = year - self.base_year, self.milestone(year), Fraction(3, 5)
        if self.way == "linear" or self.dated:
            return self.base + share * (milestone - self.base)
        return self.base * (1 + share * (power(milestone / self.base, Fraction(1, n)) - 1)) ** n

    def lines(self, year: int) -> tuple[Fraction, ...]:
        """Every exact value at which a verdict may change."""
        return (self.milestone(year), self.lagging(year), self.base, self.target)

    def expected(self, year: int, text: str) -> Expected:
        """The verdict on a figure as it is written."""
        actual, digits = Fraction(text), max(self.decimals, decimals_of(text))
        milestone, lagging, base, target = (self.sign * rounded(line, digits) for line in self.lines(year))
        reached = self.sign * actual
        line = rounded(self.milestone(year) - self.sign * self.tolerance, digits)
        quantities = {"line": line, "milestone": self.milestone(year)}
        quantities["gap"] = self.sign * (actual - self.milestone(year))
        last = year == self.target_year
        if reached > target or (reached == target and not self.strict):
            return Expected(frozenset({"achieved"}), quantities)
        if self.held:
            if self.tolerance:
                return Expected(BEHIND | GOOD, quantities)
            return Expected(frozenset({"reversing"}) if reached < target else BEHIND, quantities)
        quantities |= self._rates(year, actual)
        within = self.tolerance and reached >= min(milestone, target) - self.tolerance
        if reached > milestone or (reached == milestone and not (self.strict and last)):
            either = {"on_track", "lagging"} if self.strict and reached == milestone else {"on_track"}
            near = self.tolerance and reached >= target - self.tolerance
            return Expected(frozenset(either | ({"achieved"} if near else set())), quantities)
        if within:
            return Expected(GOOD, quantities)
        if reached >= lagging:
            return Expected(frozenset({"lagging"}), quantities)
        if reached >= base:
            shifted = self.tolerance and reached >= lagging - self.tolerance
            return Expected(frozenset({"off_track", "lagging"} if shifted else {"off_track"}), quantities)
        return Expected(frozenset({"reversing", "off_track"} if self.tolerance else {"reversing"}), quantities)

    def _rates(self, year: int, actual: Fraction) -> dict[str, Fraction]:
        """Pace, the rate needed from now, and where the observed rate leads."""
        n, left = year - self.base_year, self.target_year - year
        total = n + left
        if self.way == "linear" or self.dated:
            milestone = self.milestone(year)
            rates = {"projected": self.base + (actual - self.base) * Fraction(total, n)}
            rates |= {"pace": (actual - self.base) / (milestone - self.base)} if milestone != self.base else {}
            return rates | ({"catch_up_rate": (self.target - actual) / left} if left else {})
        if actual <= 0:
            return {}
        observed = power(actual / self.base, Fraction(1, n)) - 1
        required = power(self.milestone(year) / self.base, Fraction(1, n)) - 1
        rates = {"projected": self.base * power(actual / self.base, Fraction(total, n))}
        rates |= {"pace": observed / required} if required else {}
        return rates | ({"catch_up_rate": power(self.target / actual, Fraction(1, left)) - 1} if left else {})


@dataclass(frozen=True)
class Total:
    """Additions that must come to a sum by the last year, or stay under it (``ceiling``)."""

    target: Fraction
    base_year: int
    target_year: int
    decimals: int
    ceiling: bool = False

    def milestone(self, year: int) -> Fraction:
        """An equal share for each year."""
        return self.target * Fraction(year - self.base_year, self.target_year - self.base_year)

    def lines(self, year: int) -> tuple[Fraction, ...]:
        """Every exact value at which a verdict may change."""
        return (self.milestone(year), self.milestone(year) * Fraction(3, 5), Fraction(0), self.target)

    def expected(self, year: int, additions: list[str]) -> Expected:
        """The verdict on the additions of every year so far."""
        reached = sum(map(Fraction, additions), Fraction(0))
        digits = max(self.decimals, *map(decimals_of, additions))
        milestone, lagging, _, target = (rounded(line, digits) for line in self.lines(year))
        sign = -1 if self.ceiling else 1
        quantities = {
            "milestone": self.milestone(year),
            "gap": sign * (reached - self.milestone(year)),
            "line": milestone,
        }
        last = year == self.target_year
        if self.ceiling:
            if reached > target:
                return Expected(frozenset({"off_track"}), quantities)
            kept = frozenset({"achieved"} if last else {"on_track"})
            return Expected(kept if reached <= milestone else BEHIND, quantities)
        if reached >= target:
            return Expected(frozenset({"achieved"}), quantities)
        status = "on_track" if reached >= milestone else "lagging" if reached >= lagging else "off_track"
        return Expected(frozenset({status if reached >= 0 else "reversing"}), quantities)


@dataclass(frozen=True)
class Dated:
    """Values given for single years, each holding until the next."""

    values: dict[int, Fraction]
    target_year: int
    sign: Literal[1, -1]
    decimals: int

    def lines(self, year: int) -> tuple[Fraction, ...]:
        """The value asked for, and the last."""
        due = [self.values[each] for each in sorted(self.values) if each <= year]
        return (*due[-1:], self.values[max(self.values)])

    def expected(self, year: int, text: str) -> Expected:
        """The verdict on a figure as it is written."""
        actual, digits = Fraction(text), max(self.decimals, decimals_of(text))
        reached, lines = self.sign * actual, [self.sign * rounded(line, digits) for line in self.lines(year)]
        last, ceiling = year >= max(self.values), self.sign == -1
        # What must stay low is kept only when its period is over.
        if (last or not ceiling) and reached >= max(self.sign * value for value in self.values.values()):
            over = not ceiling or year == self.target_year
            return Expected(frozenset({"achieved"} if over else {"achieved", "on_track"}))
        if len(lines) == 1:
            return Expected(frozenset({"not_due"}))
        met = frozenset({"achieved", "on_track"} if last else {"on_track"})
        return Expected(met if reached >= lines[0] else BEHIND, {"milestone": self.sign * lines[0]})


@dataclass(frozen=True)
class Band:
    """Bounds to stay within."""

    low: Fraction
    high: Fraction
    tolerance: Fraction = Fraction(0)

    def lines(self, year: int) -> tuple[Fraction, ...]:
        """Both ends, eased by the tolerance."""
        return (self.low - self.tolerance, self.high + self.tolerance)

    def expected(self, year: int, text: str) -> Expected:
        """The verdict on a figure as it is written."""
        low, high = self.lines(year)
        return Expected(GOOD if low <= Fraction(text) <= high else BEHIND)


@dataclass(frozen=True)
class Rates:
    """A growth target of which only yearly rates are reported, in %."""

    rate: Fraction
    decimals: int

    def mean(self, texts: list[str]) -> Fraction:
        """The compounded yearly mean, in %."""
        product = Fraction(1)
        for text in texts:
            product *= 1 + Fraction(text) / 100
        return (power(product, Fraction(1, len(texts))) - 1) * 100

    def expected(self, last: bool, texts: list[str]) -> Expected:
        """The verdict on the rates of every year so far."""
        digits = max(self.decimals, *map(decimals_of, texts))
        mean = rounded(self.mean(texts), digits)
        if mean >= self.rate:
            return Expected(GOOD if last else frozenset({"on_track"}), {"milestone": self.rate})
        if mean >= rounded(self.rate * Fraction(3, 5), digits):
            return Expected(frozenset({"lagging"}), {"milestone": self.rate})
        return Expected(frozenset({"off_track"} if mean >= 0 else {"reversing"}), {"milestone": self.rate})
