"""Figures, units and fiscal years: what their text means, in tables worked out by hand."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from plan_cli.model.growing import Compound, PrintedGrowth, Straight
from plan_cli.model.numbers import decimals_of, figure_of, plain_digits, readable, root, rounded, share_of, unit_of
from plan_cli.model.sources import FiscalYear
from plan_cli.model.tolerance import Tolerance
from plan_cli.model.units import (
    contradicts,
    is_known_unit,
    is_scale_of,
    is_share,
    looks_like_unit,
    names_a_scale,
    scale_word,
    scaled,
    shift,
    unit_parts,
)


@pytest.mark.parametrize(
    ("number", "decimals", "text"),
    [
        (2350.0, 0, "2350"), (2350.0, 2, "2350.00"), (0.1, 0, "0.1"), (0.1, 1, "0.1"), (0.1, 3, "0.100"), (0.1 + 0.2, 0, "0.3"),
        (6.5, 1, "6.5"), (-3.0, 1, "-3.0"), (1e14, 0, "100000000000000"), (1e15, 0, "1E+15"), (1e16, 0, "1E+16"), (2.0, 0, "2"),
        (123456789012345.6, 0, "123456789012346"), (0.5, 0, "0.5"),
    ],
)  # fmt: skip
def test_a_double_is_the_figure_that_was_printed(number: float, decimals: int, text: str) -> None:
    """Its shortest text of at most 15 digits, with at least so many decimals."""
    assert str(figure_of(number, decimals)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1234.5", "1234.5"), ("0.123456", "0.123456"), ("1234.567891", "1234.567891"), ("0.1234567", "0.123457"), ("1234.5678901", "1234.57"), ("20.0000001", "20"),
        ("0.30000000", "0.3"), ("1234567.1234567", "1234570"), ("1E+3", "1000"), ("0.000000012345678", "0.0000000123457"),
        ("200.0000000", "200"),
    ],
)  # fmt: skip
def test_a_computed_figure_is_readable(value: str, text: str) -> None:
    """To six significant digits; a printed one as it was printed."""
    assert readable(Decimal(value)) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [("2.5", 0, "3"), ("-2.5", 0, "-3"), ("0.045", 2, "0.05"), ("0.0449", 2, "0.04"), ("7", 2, "7.00"), ("1E+60", 1, "1" + "0" * 60 + ".0")],
)  # fmt: skip
def test_halves_are_rounded_away_from_zero(value: str, decimals: int, text: str) -> None:
    """At any size."""
    assert str(rounded(Decimal(value), decimals)) == text


def test_the_last_digit_is_a_quantity() -> None:
    """One of it, whatever the number of decimals; a tolerance in per cent is of the value's size."""
    assert [unit_of(decimals) for decimals in (0, 1, 2)] == [1, Decimal("0.1"), Decimal("0.01")]
    assert [decimals_of(Decimal(text)) for text in ("6.50", "2350", "1e3", "0.001")] == [2, 0, 0, 3]
    assert (Tolerance(Decimal(5), percent=True).of(Decimal(-40)), Tolerance(Decimal(5)).of(Decimal(-40))) == (2, 5)
    half = Fraction(1, 2)
    assert Tolerance(Decimal(5)).part(half).of(Decimal(40)) == Decimal("2.5")
    assert Tolerance(Decimal(5), percent=True).part(half).of(Decimal(40)) == 2
    assert share_of(Decimal(120), Fraction(7, 12)) == 70


@pytest.mark.parametrize(
    ("number", "digits", "text"),
    [
        ("1e3", 15, "1000"), ("12.50", 15, "12.50"), ("1.50E1", 15, "15"), ("1e60", 15, "1e60"), ("1e50", 15, "1" + "0" * 50), ("0e5", 15, "0"),
        ("x", 15, "x"), ("nan", 15, "nan"), (0.1 + 0.2, 15, "0.3"), (1234.5678, 6, "1234.57"), (1e-7, 15, "0.0000001"), (0.0, 15, "0"),
        ("1e-51", 15, "1e-51"), ("1e-50", 15, "0." + "0" * 49 + "1"),
    ],
)  # fmt: skip
def test_a_machine_s_number_has_no_exponent(number: str | float, digits: int, text: str) -> None:
    """As it would be printed; what is no number, or one of too many digits, stays as it is."""
    assert plain_digits(number, digits) == text


def test_a_root_is_one_in_every_arithmetic() -> None:
    """Of whole and broken degrees, of large and small figures."""
    for value, degree, expected in (
        ("32", "5", "2"),
        ("2", "0.5", "4"),
        ("1e-240", "3", "1e-80"),
        ("1e240", "4", "1e60"),
        ("9", "2", "3"),
        ("7", "1", "7"),
    ):
        found = root(Decimal(value), Decimal(degree))
        assert abs(found / Decimal(expected) - 1) < Decimal("1e-25")
    assert root(32.0, 5) == pytest.approx(2)


@pytest.mark.parametrize(
    ("unit", "growing", "rate", "level"), [("%", Compound, "0.05", "110.25"), ("pp", Straight, "5", "110")]
)
def test_printed_growth_compounds_and_points_are_added(unit: str, growing: object, rate: str, level: str) -> None:
    """5 a year for two years, from 100 on."""
    growth = PrintedGrowth(Decimal(5), unit)
    assert (growth.growing, growth.rate) == (growing, Decimal(rate))
    assert growth.growing.carry(Decimal(100), growth.rate, 2) == Decimal(level)


@pytest.mark.parametrize(
    ("begins", "day", "year", "after"),
    [
        # July to June, named after its first year: the share of the year that is still to come after the day.
        (FiscalYear(7), (2023, 7, 31), 2023, "11/12"), (FiscalYear(7), (2023, 12, 31), 2023, "6/12"), (FiscalYear(7), (2024, 1, 31), 2023, "5/12"),
        (FiscalYear(7), (2024, 6, 30), 2023, "0"), (FiscalYear(7), (2023, 6, 30), 2022, "0"), (FiscalYear(7), (2023, 7, 1), 2023, "365/366"),
        (FiscalYear(7), (2022, 7, 10), 2022, "355/365"), (FiscalYear(7), (2024, 6, 29), 2023, "1/366"),
        (FiscalYear(4, named_by="end"), (2023, 3, 31), 2023, "0"), (FiscalYear(4, named_by="end"), (2023, 4, 30), 2024, "11/12"),
        (FiscalYear(4, named_by="end"), (2023, 12, 31), 2024, "3/12"), (FiscalYear(4, named_by="end"), (2024, 2, 29), 2024, "1/12"),
        (FiscalYear(4, 6, "end"), (2023, 4, 5), 2023, "0"), (FiscalYear(4, 6, "end"), (2023, 4, 30), 2024, "341/366"),
        (FiscalYear(1), (2023, 3, 31), 2023, "9/12"), (FiscalYear(1), (2023, 12, 31), 2023, "0"), (FiscalYear(1), (2023, 3, 30), 2023, "276/365"),
    ],
)  # fmt: skip
def test_a_day_lies_in_a_fiscal_year(begins: FiscalYear, day: tuple[int, int, int], year: int, after: str) -> None:
    """With so much of the year after it: in months where it ends one, else in days."""
    assert begins.of(date(*day)) == (year, Fraction(after))


@pytest.mark.parametrize(
    ("begins", "start", "end", "year"),
    [
        (FiscalYear(7), (2023, 7, 1), (2024, 6, 30), 2023), (FiscalYear(7, named_by="end"), (2023, 7, 1), (2024, 6, 30), 2024),
        (FiscalYear(7), (2023, 7, 1), (2024, 6, 29), None), (FiscalYear(7), (2023, 7, 2), (2024, 6, 30), None), (FiscalYear(7), (2023, 8, 1), (2024, 6, 30), None),
        (FiscalYear(1), (2023, 1, 1), (2023, 12, 31), 2023), (FiscalYear(1, named_by="end"), (2023, 1, 1), (2023, 12, 31), 2023),
        (FiscalYear(4, 6), (2023, 4, 6), (2024, 4, 5), 2023), (FiscalYear(7), (9999, 7, 1), (9999, 12, 31), None),
    ],
)  # fmt: skip
def test_a_whole_fiscal_year_has_a_name(
    begins: FiscalYear, start: tuple[int, int, int], end: tuple[int, int, int], year: int | None
) -> None:
    """From its first day to its last, and from no other."""
    assert begins.whole(date(*start), date(*end)) == year
    assert begins.from_january is (begins.month == 1)
    assert not FiscalYear(1, 2).from_january


@pytest.mark.parametrize(
    ("unit", "base", "power"),
    [
        ("亿元", "元", 8), ("億元", "元", 8), ("万亿元", "元", 12), ("千亿元", "元", 11), ("百万吨", "t", 6), ("万人次", "人次", 4), ("萬人", "人", 4),
        ("billion USD", "美元", 9), ("USD billion", "美元", 9), ("US$ bn", "美元", 9), ("million tonnes", "t", 6),
        ("millions of dollars", "美元", 6), ("in thousands", "", 3), ("thousands", "", 3), ("万", "", 4), ("m EUR", "eur", 6), ("m", "m", 0), ("k", "k", 0),
        ("Mt", "t", 6), ("MT", "mt", 0), ("GWh", "wh", 9), ("%", "%", 0), ("per cent", "%", 0), ("percentage points", "百分点", 0), ("个百分点", "百分点", 0),
        ("deaths per 1,000", "deaths per 1000", 0), ("PER_100000_LIVE_BIRTHS", "per 100000 live births", 0), ("PER_100000_POP", "per 100000 population", 0),
        ("per 100 000 live births", "per 100000 live births", 0), ("million t per year", "t per year", 6), ("万元/人", "元 per 人", 4), ("元/人", "元 per 人", 0), ("t/ha", "t per ha", 0),
        ("000 ha", "ha", 3), ("hundred km", "km", 2), ("", "", 0), ("lakh crore rupees", "rupees", 12), ("십억원", "krw", 9), ("Mrd. Euro", "eur", 9),
    ],
)  # fmt: skip
def test_a_unit_is_a_base_and_a_power_of_ten(unit: str, base: str, power: int) -> None:
    """However it is written; what stands behind "per" is part of the base."""
    assert unit_parts(unit) == (base, power)


@pytest.mark.parametrize(
    ("unit", "wanted", "power"),
    [
        ("万元", "亿元", -4), ("亿元", "万元", 4), ("t", "Mt", -6), ("元", "美元", None), ("thousands", "人", 3), ("thousands", "%", None), ("thousands", "pp", None),
        ("bn", "million", 3), ("元", "million", -6), ("亿元", "million", 2), ("km", "million", None), ("thousand km", "million", -3), ("%", "%", 0), ("%", "pp", None),
        ("", "人", None), ("人", "", None), ("", "", 0), ("t", "thousands", None),
    ],
)  # fmt: skip
def test_units_of_one_base_are_a_power_of_ten_apart(unit: str, wanted: str, power: int | None) -> None:
    """A scale alone goes with every base but per cent, a base alone with a scale only where it is money."""
    assert shift(unit, wanted) == power


@pytest.mark.parametrize(
    ("text", "known", "looks", "scales"),
    [
        ("km", True, True, False), ("KSh million", False, True, True), ("million widgets", False, True, True),
        ("million small green things", False, False, True), ("million small things", False, True, True), ("widgets", False, False, False), ("thousands", True, True, True),
        ("2015", False, False, False), ("1000", True, False, False), ("million 2015 dollars", False, False, True), ("constant 2015 million US$", False, False, True),
        ("", False, False, False), ("2015 bn US$", False, False, True), ("m", False, False, False), ("%", True, True, False), ("十亿", True, True, False), ("k km", True, True, False),
    ],
)  # fmt: skip
def test_what_looks_like_a_unit(text: str, known: bool, looks: bool, scales: bool) -> None:
    """A known one, or a scale of at most two words without a number; and whether a word of it is a scale."""
    assert (is_known_unit(text), looks_like_unit(text), names_a_scale(text)) == (known, looks, scales)


@pytest.mark.parametrize(
    ("currency", "unit", "other"),
    [
        ("USD", "亿元", True), ("CNY", "亿元", False), ("USD", "元/人", True), ("USD", "t", False), ("", "元", False), ("_Z", "元", False), ("XDC", "元", False),
        ("EUR", "million euro", False), ("GBP", "million euro", True), ("million USD", "美元", False),
    ],
)  # fmt: skip
def test_a_column_s_currency_is_another_than_the_plan_s(currency: str, unit: str, other: bool) -> None:
    """Of money alone, and where the column names one."""
    assert contradicts(currency, unit) is other


def test_words_of_scale_and_shares() -> None:
    """A scale alone, none, and no scale; a mark that the unit says already; what parts do not add up in."""
    words = {"thousands": 3, "Units": 0, "": 0, "one": 0, "亿": 8, "crore": 7, "people": None, "m": None}
    assert {word: scale_word(word) for word in words} == words
    assert is_scale_of("万", "万吨")
    assert not is_scale_of("万", "亿吨")
    assert not is_scale_of("吨", "吨")
    assert [is_share(unit) for unit in ("%", "% of GDP", "个百分点", "‰", "t", "人")] == [
        True,
        True,
        True,
        True,
        False,
        False,
    ]
    assert str(scaled(Decimal("1.50"), 4)) == "1.50E+4"
    assert scaled(Decimal("1.50"), -1) == Decimal("0.15")
