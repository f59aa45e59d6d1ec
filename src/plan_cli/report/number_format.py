"""Numbers as text and as JSON: the one place where a figure is rounded to be shown (half away from zero)."""

from decimal import Decimal
from typing import overload

from plan_cli.model.numbers import decimals_of, rounded

#: Stands for a missing value.
NONE = "—"


@overload
def json_number(value: Decimal) -> int | float: ...
@overload
def json_number(value: Decimal | None) -> int | float | None: ...
def json_number(value: Decimal | None) -> int | float | None:
    """A figure as JSON has it: whole numbers as such, all others as the nearest double."""
    if value is None:
        return None
    whole = value == value.to_integral_value() and abs(value) < 2**53
    return int(value) if whole else float(value)


def fixed(value: Decimal, decimals: int, *, signed: bool = False, grouped: bool = False) -> str:
    """A figure at so many decimals, half away from zero; one that has exactly so many keeps every digit."""
    exact = value if decimals_of(value) == decimals else rounded(value, decimals)
    exact = exact or abs(exact)
    return format(exact, ("+" if signed else "") + ("," if grouped else "") + "f")


def figure(value: Decimal | None, decimals: int) -> str:
    """A figure at so many decimals, or a dash."""
    return NONE if value is None else fixed(value, decimals)


def printed(value: Decimal) -> str:
    """A figure as its source prints it."""
    return format(value, "f")
