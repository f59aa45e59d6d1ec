"""Figures for people and for machines: the one place where a number becomes text or a JSON number."""

from __future__ import annotations

from decimal import Decimal

from plan_cli.model.growing import Growing
from plan_cli.model.numbers import decimals_of, rounded

#: What stands where there is no value.
NONE = "—"


def json_number(value: Decimal | None) -> int | float | None:
    """A figure as JSON has it: whole numbers as such, all others as the nearest double."""
    if value is None:
        return None
    whole = value == value.to_integral_value() and abs(value) < 2**53
    return int(value) if whole else float(value)


def figure(value: Decimal | None, decimals: int, *, signed: bool = False) -> str:
    """A figure at its printed decimals, half away from zero."""
    if value is None:
        return NONE
    return format(rounded(value, decimals) + 0, "+f" if signed else "f")


def printed(value: Decimal) -> str:
    """A figure as its source prints it."""
    return format(value, "f")


def shown(value: Decimal | None, decimals: int) -> str:
    """A figure as printed where it has no more decimals than asked, else rounded to those."""
    if value is None:
        return NONE
    return printed(value) if decimals_of(value) <= decimals else figure(value, decimals)


def percent(value: Decimal | None, decimals: int = 1) -> str:
    """A fraction as a percentage."""
    return NONE if value is None else figure(value * 100, decimals) + "%"


def rate(value: Decimal | None, growing: Growing | None, decimals: int) -> str:
    """A rate a year: per cent where it compounds, else signed units."""
    if value is None or growing is None:
        return NONE
    if growing.rate_unit == "fraction_per_year":
        return percent(value)
    return (
        figure(value, decimals + 1, signed=True).rstrip("0").rstrip(".") if value % 1 else figure(value, 0, signed=True)
    )
