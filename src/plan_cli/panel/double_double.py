"""Double-double: columns of numbers with about thirty digits, each the sum of two doubles, by operators alone.

Formulas that are written with operators (``model/growing.py``) run over them as they run over decimals: a million
figures take a second where decimals of fifty digits take minutes. What comes out is an approximation, and whoever uses
it has to ask whether the thirty digits decide. Dekker 1971, "A floating-point technique for extending the available
precision", and Knuth's sum without a condition; no product may pass 1e300.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

#: What splits a double of 53 bits into two of 26.
_SPLIT = 2.0**27 + 1
#: Beyond this degree a root is not asked for.
DEGREES = 64


class DoubleDouble:
    """Columns of numbers ``high + low``, where ``high`` is the double nearest to the number."""

    __slots__ = ("high", "low")
    #: Arrays leave the operators to this class.
    __array_ufunc__ = None

    def __init__(self, high: Any, low: Any = 0.0) -> None:
        self.high, self.low = high, low

    def __add__(self, other: Any) -> DoubleDouble:
        other = _double_double(other)
        high, low = _sum(self.high, other.high)
        return _settled(high, low + self.low + other.low)

    def __radd__(self, other: Any) -> DoubleDouble:
        return self.__add__(other)

    def __sub__(self, other: Any) -> DoubleDouble:
        other = _double_double(other)
        return self.__add__(DoubleDouble(-other.high, -other.low))

    def __mul__(self, other: Any) -> DoubleDouble:
        other = _double_double(other)
        high, low = _product(self.high, other.high)
        return _settled(high, low + self.high * other.low + self.low * other.high)

    def __rmul__(self, other: Any) -> DoubleDouble:
        return self.__mul__(other)

    def __truediv__(self, other: Any) -> DoubleDouble:
        other = _double_double(other)
        first = self.high / other.high
        rest = self - other * first
        second = rest.high / other.high
        rest = rest - other * second
        return _settled(*_sum(first, second)).__add__(rest.high / other.high)

    def __pow__(self, power: Any) -> DoubleDouble:
        """A whole power, or a root: the power one over a whole degree. Errors: ``ValueError`` for any other."""
        whole = round(power)
        if whole == power:
            return self._to_the(whole)
        degree = round(1 / power)
        if not 0 < degree <= DEGREES or abs(degree * power - 1) > 1e-15:
            raise ValueError(power)
        # One step of Newton's rule from the double on doubles its sixteen digits.
        near = DoubleDouble(self.high ** (1 / degree))
        below = near._to_the(degree - 1)
        return near.__sub__((below * near - self) / (below * degree))

    def _to_the(self, whole: int) -> DoubleDouble:
        found: DoubleDouble | None = None
        square = self
        while whole:
            if whole & 1:
                found = square if found is None else found * square
            whole >>= 1
            square = square * square if whole else square
        return DoubleDouble(1.0) if found is None else found


def _double_double(number: Any) -> DoubleDouble:
    if isinstance(number, DoubleDouble):
        return number
    if isinstance(number, Decimal):
        return DoubleDouble(float(number), float(number - Decimal(float(number))))
    return DoubleDouble(number)


def _sum(one: Any, other: Any) -> tuple[Any, Any]:
    """The sum of two doubles and what rounding took from it."""
    total = one + other
    part = total - one
    return total, (one - (total - part)) + (other - part)


def _product(one: Any, other: Any) -> tuple[Any, Any]:
    """The product of two doubles and what rounding took from it."""
    product = one * other
    (a, b), (c, d) = _halves(one), _halves(other)
    return product, ((a * c - product) + a * d + b * c) + b * d


def _halves(number: Any) -> tuple[Any, Any]:
    scaled = number * _SPLIT
    high = scaled - (scaled - number)
    return high, number - high


def _settled(high: Any, low: Any) -> DoubleDouble:
    total = high + low
    return DoubleDouble(total, low - (total - high))
