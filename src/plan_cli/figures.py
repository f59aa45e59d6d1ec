"""Figures: numbers as they are printed, and how they are rounded.

A figure is a :class:`~decimal.Decimal` made from the very text that was printed, so ``6.50`` keeps
its two decimals. ``Number`` and ``Year`` are the types that the plan file's fields are declared with:
plain ``Decimal`` and ``int`` for everyone but pydantic, which finds on them how to read a value
strictly (text never becomes a number, ``true`` is not 1).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from typing import TYPE_CHECKING, Annotated, Any

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

#: Digits that milestones are computed with (methods: a few microseconds each).
PRECISION = 50
#: A figure with more decimals was computed, not printed.
PRINTED_DECIMALS = 6


@contextmanager
def exact_arithmetic() -> Iterator[None]:
    """Do everything inside with 50 digits and half-away-from-zero rounding."""
    with localcontext(Context(prec=PRECISION, rounding=ROUND_HALF_UP)):
        yield


def decimals_of(value: Decimal) -> int:
    """How many decimals a figure was printed with: 2 for ``6.50``, 0 for ``2350`` and ``1e3``."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def unit_of(decimals: int) -> Decimal:
    """The last printed digit as a quantity: 0.01 for two decimals."""
    return Decimal(1).scaleb(-decimals)


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Round half away from zero (四舍五入) to so many decimals."""
    with localcontext(Context(prec=PRECISION, rounding=ROUND_HALF_UP)):
        return value.quantize(unit_of(decimals))


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


class _Read:
    """How pydantic reads a figure, and what an editor's schema says of it."""

    def __init__(self, error: str, schema: dict[str, Any], *, whole: bool) -> None:
        self.error, self.schema, self.whole = error, schema, whole

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        from pydantic_core import PydanticCustomError, core_schema

        def read(value: object) -> Decimal | int:
            if isinstance(value, int) and not isinstance(value, bool):
                value = Decimal(value)
            if not isinstance(value, Decimal) or not value.is_finite():
                raise PydanticCustomError(self.error, "not a number")
            if not self.whole:
                return value
            if value != value.to_integral_value():
                raise PydanticCustomError(self.error, "not a whole number")
            if not self.schema.get("minimum", value) <= value <= self.schema.get("maximum", value):
                raise PydanticCustomError(self.error, "out of range")
            return int(value)

        return core_schema.no_info_plain_validator_function(
            read, metadata={"pydantic_js_functions": [lambda _schema, _handler: dict(self.schema)]}
        )


class _ReadTruth:
    """How pydantic reads a switch: ``true`` or ``false``, and no word or number that might mean one."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.bool_schema(strict=True)


Truth = Annotated[bool, _ReadTruth()]
Number = Annotated[Decimal, _Read("number_wanted", {"type": "number"}, whole=False)]
Whole = Annotated[int, _Read("whole_number_wanted", {"type": "integer"}, whole=True)]
Year = Annotated[int, _Read("year_wanted", {"type": "integer", "minimum": 1000, "maximum": 9999}, whole=True)]
