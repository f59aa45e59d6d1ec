"""Figures: numbers as they are printed, and how they are rounded.

A figure is a :class:`~decimal.Decimal` made from the very text that was printed, so ``6.50`` keeps
its two decimals. ``Number`` and ``Year`` are the types that the plan file's fields are declared with:
plain ``Decimal`` and ``int`` for everyone but pydantic, which finds on them how to read a value
strictly (text never becomes a number, ``true`` is not 1).
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from functools import cache
from operator import ge, gt, le
from typing import TYPE_CHECKING, Annotated, Any

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from pydantic_core import CoreSchema

#: Digits that milestones are computed with (methods: a few microseconds each).
PRECISION = 50
#: Of which degrees and figures a double is close enough to a root to begin with; other roots are left to the power.
_DEGREES, _SMALL, _LARGE = range(1, 101), Decimal("1e-200"), Decimal("1e200")
#: A figure with more decimals was computed, not printed.
PRINTED_DECIMALS = 6
_EXACT = Context(prec=PRECISION, rounding=ROUND_HALF_UP)


def exact_arithmetic() -> AbstractContextManager[Context]:
    """Do everything inside with 50 digits and half-away-from-zero rounding."""
    return localcontext(_EXACT)


def decimals_of(value: Decimal) -> int:
    """How many decimals a figure was printed with: 2 for ``6.50``, 0 for ``2350`` and ``1e3``."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


@cache
def unit_of(decimals: int) -> Decimal:
    """The last printed digit as a quantity: 0.01 for two decimals."""
    return Decimal(1).scaleb(-decimals)


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Round half away from zero (四舍五入) to so many decimals."""
    return value.quantize(unit_of(decimals), context=_EXACT)


def root(value: Any, degree: Any) -> Any:
    """The root of a decimal, a double or a column: ``value ** (1 / degree)``.

    Of a decimal with a whole degree by Newton's rule from the double on, which doubles the right digits at each step:
    as close as the power, in an eighth of its time (5 to 10 µs for 50 digits).
    """
    if not isinstance(value, Decimal) or degree not in _DEGREES or not _SMALL < value < _LARGE:
        return value ** (1 / degree)
    whole = int(degree)
    near = Decimal(float(value) ** (1 / whole))
    with localcontext() as context:
        # A few digits to spare, so that what comes out even does.
        context.prec += 6
        for _ in range(2):
            near -= (near - value / near ** (whole - 1)) / whole
    return +near


def readable(value: Decimal) -> str:
    """A figure as it stands in a sentence: as printed; a computed one to six significant digits."""
    if decimals_of(value) <= PRINTED_DECIMALS:
        return format(value, "f")
    with localcontext(Context(prec=6, rounding=ROUND_HALF_UP)):
        near = +value
    text = format(near, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def plain_digits(number: str | float, digits: int = 15) -> str:
    """A machine's number as it would be printed: never with an exponent, a double at so many digits."""
    text = number if isinstance(number, str) else format(number, f".{digits}g")
    try:
        value = Decimal(text)
    except ArithmeticError:
        return text
    if not value.is_finite() or abs(value.adjusted()) > PRECISION:
        return text
    if isinstance(number, str) and "e" not in text.lower():
        return text
    return format(value.normalize() if value else Decimal(0), "f")


class MisfitError(ValueError):
    """A value that is not what may stand in its place: the kind of mistake, and the limit that it passes."""

    def __init__(self, kind: str, **limit: int) -> None:
        super().__init__(kind)
        self.kind, self.limit = kind, limit


class Figure:
    """How a figure of the plan file is read, by us and by pydantic, and what an editor's schema says of it.

    ``kind`` names the mistake of being no such figure; ``minimum``, ``maximum`` and ``exclusiveMinimum`` of the schema
    are kept. A year out of range is simply no year.
    """

    def __init__(self, kind: str, schema: dict[str, Any], *, whole: bool, limits_told: bool = True) -> None:
        self.kind, self.schema, self.whole, self.limits_told = kind, schema, whole, limits_told

    def read(self, value: object) -> Decimal | int:
        """The figure that a value of the file is. Errors: ``MisfitError``."""
        if isinstance(value, int) and not isinstance(value, bool):
            value = Decimal(value)
        if not isinstance(value, Decimal) or not value.is_finite():
            raise MisfitError(self.kind)
        if self.whole and value != value.to_integral_value():
            raise MisfitError(self.kind)
        for name, (kind, short, passes) in _LIMITS.items():
            if name in self.schema and not passes(value, limit := self.schema[name]):
                raise MisfitError(kind, **{short: limit}) if self.limits_told else MisfitError(self.kind)
        return int(value) if self.whole else value

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        from pydantic_core import PydanticCustomError, core_schema

        def read(value: object) -> Decimal | int:
            try:
                return self.read(value)
            except MisfitError as misfit:
                raise PydanticCustomError(misfit.kind, "no such figure", misfit.limit) from misfit

        return core_schema.no_info_plain_validator_function(
            read, metadata={"pydantic_js_functions": [lambda _schema, _handler: dict(self.schema)]}
        )


_LIMITS: dict[str, tuple[str, str, Callable[[Decimal, int], bool]]] = {
    "minimum": ("greater_than_equal", "ge", ge),
    "maximum": ("less_than_equal", "le", le),
    "exclusiveMinimum": ("greater_than", "gt", gt),
}


class _Truth:
    """How a switch is read: ``true`` or ``false``, and no word or number that might mean one."""

    @staticmethod
    def read(value: object) -> bool:
        """The truth that a value of the file is. Errors: ``MisfitError``."""
        if isinstance(value, bool):
            return value
        raise MisfitError("bool_type")

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.bool_schema(strict=True)


Truth = Annotated[bool, _Truth()]
Number = Annotated[Decimal, Figure("number_wanted", {"type": "number"}, whole=False)]
Whole = Annotated[int, Figure("whole_number_wanted", {"type": "integer"}, whole=True)]
Year = Annotated[
    int, Figure("year_wanted", {"type": "integer", "minimum": 1000, "maximum": 9999}, whole=True, limits_told=False)
]
