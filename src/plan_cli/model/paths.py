"""Paths: the shapes in which a plan gets from its baseline to its target (a closed union).

A shape says which way it grows (``growing``), where its far end lies (``end``; a shape with a yearly step or growth
puts it elsewhere than the target) and what it is between its ends (``between``).

To add a shape: one frozen dataclass with a literal ``shape`` here, its name in ``Path``, one row in
``tests/test_paths.py``. The plan file, the JSON Schema and ``--path`` find it through ``Path``.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Literal, get_args

from plan_cli.model.growing import Compound, Growing, Quantity, Straight
from plan_cli.model.numbers import Number, Truth, Year

_STRICT = {"extra": "forbid"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Options:
    """What any shape may add."""

    __pydantic_config__ = _STRICT
    cap: Number | None = None
    floor: Number | None = None
    keep_better: Truth = False

    growing: ClassVar[Growing] = Straight
    #: The formula as it is printed, and with numbers put in where it is one line.
    formula: ClassVar[str] = ""
    formula_with: ClassVar[str] = ""

    def worked(self, start: str, end: str, span: str, years: str) -> str:
        """The formula of ``between`` with its numbers put in; empty where it is not one line."""
        return self.formula_with.format(start=start, end=end, span=span, years=years)

    def lacks(self) -> str | None:
        """Which field the shape still needs, if one."""
        return None

    def end(self, start: Quantity, target: Quantity, years: Quantity) -> Quantity:
        """Where the path ends: the target, unless the shape was told something else."""
        return target


@dataclass(frozen=True, slots=True, kw_only=True)
class CompoundPath(_Options):
    """The same growth rate every year: b·(t/b)^(n/N); or ``growth`` % a year, or ``change`` % of the baseline."""

    shape: Literal["compound"] = "compound"
    formula: ClassVar[str] = "b × (t ÷ b)^(n ÷ N)"
    formula_with: ClassVar[str] = "{start} × ({end} ÷ {start})^({years} ÷ {span})"
    growth: Number | None = None
    change: Number | None = None

    growing: ClassVar[Growing] = Compound

    def end(self, start: Quantity, target: Quantity, years: Quantity) -> Quantity:
        """The target, or where ``growth`` or ``change`` leads."""
        if self.growth is not None:
            return Compound.carry(start, self.growth / 100, years)
        return target if self.change is None else Compound.carry(start, self.change / 100, 1)

    def between(self, start: Quantity, end: Quantity, years: Quantity, span: Quantity, base_year: int) -> Quantity:
        """The value ``years`` after the base year."""
        return Compound.carry(start, Compound.rate(start, end, span), years)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinearPath(_Options):
    """The same amount every year: b + (t − b)·n/N; or ``step`` units a year, or ``change`` % of the baseline."""

    shape: Literal["linear"] = "linear"
    formula: ClassVar[str] = "b + (t - b) × n ÷ N"
    formula_with: ClassVar[str] = "{start} + ({end} - {start}) × {years} ÷ {span}"
    step: Number | None = None
    change: Number | None = None

    def end(self, start: Quantity, target: Quantity, years: Quantity) -> Quantity:
        """The target, or where ``step`` or ``change`` leads."""
        if self.step is not None:
            return Straight.carry(start, self.step, years)
        return target if self.change is None else Compound.carry(start, self.change / 100, 1)

    def between(self, start: Quantity, end: Quantity, years: Quantity, span: Quantity, base_year: int) -> Quantity:
        """The value ``years`` after the base year."""
        return Straight.carry(start, Straight.rate(start, end, span), years)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedPath(_Options):
    """The growth that the document prints, carried on: b·(1+g)^n, or b + g·n where it is printed in points."""

    shape: Literal["stated"] = "stated"
    formula: ClassVar[str] = "b × (1 + g)^n"

    def lacks(self) -> str | None:
        """A printed growth takes the place of this shape (see ``plan.Indicator.trajectory``); none was given."""
        return "growth"

    def between(self, start: Quantity, end: Quantity, years: Quantity, span: Quantity, base_year: int) -> Quantity:
        """Never asked: a stated path is a compound or linear one told its growth."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class StepsPath(_Options):
    """Holds the last dated value until the next date."""

    shape: Literal["steps"] = "steps"
    formula: ClassVar[str] = "the last dated value"
    values: dict[Year, Number] | None = None

    def lacks(self) -> str | None:
        """Which field the shape still needs, if one."""
        return None if self.values else "values"

    def between(self, start: Quantity, end: Quantity, years: Quantity, span: Quantity, base_year: int) -> Quantity:
        """The value ``years`` after the base year."""
        held = start
        for year, value in sorted((self.values or {}).items()):
            held = value if year - base_year <= years else held
        return held


@dataclass(frozen=True, slots=True, kw_only=True)
class PiecewisePath(_Options):
    """Through dated values, straight or compound between them."""

    shape: Literal["piecewise"] = "piecewise"
    formula: ClassVar[str] = "through dated values"
    values: dict[Year, Number] | None = None
    pieces: Literal["linear", "compound"] = "linear"

    def lacks(self) -> str | None:
        """Which field the shape still needs, if one."""
        return None if self.values else "values"

    def between(self, start: Quantity, end: Quantity, years: Quantity, span: Quantity, base_year: int) -> Quantity:
        """The value ``years`` after the base year."""
        growing: Growing = Compound if self.pieces == "compound" else Straight
        points = {Decimal(year - base_year): value for year, value in (self.values or {}).items()}
        return _through({Decimal(0): start, **points, span: end}, years, growing)


@dataclass(frozen=True, slots=True, kw_only=True)
class SCurvePath(_Options):
    """Slow, fast, slow: b + (t − b)·w²(3 − 2w), w = (n/N)^``exponent`` (above 1 starts later, below 1 earlier)."""

    shape: Literal["s-curve"] = "s-curve"
    formula: ClassVar[str] = "b + (t - b) × w^2 × (3 - 2w), w = (n ÷ N)^k"
    exponent: Number = Decimal(1)

    def lacks(self) -> str | None:
        """Which field the shape still needs, if one."""
        return None if self.exponent > 0 else "exponent"

    def between(self, start: Quantity, end: Quantity, years: Quantity, span: Quantity, base_year: int) -> Quantity:
        """The value ``years`` after the base year."""
        way = (years / span) ** self.exponent
        return start + (end - start) * way * way * (3 - 2 * way)


#: The points that a ten-year plan is given when it names none: years after the base year → % of the way.
#: Source: Regulation (EU) 2018/1999, article 4 (a) (2): 18 % by 2022, 43 % by 2025, 65 % by 2027 of 2020–2030.
REFERENCE_POINTS = {2: Decimal(18), 5: Decimal(43), 7: Decimal(65)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferencePath(_Options):
    """So many per cent of the way at given years, straight between them; a ten-year plan may leave them out."""

    shape: Literal["reference"] = "reference"
    formula: ClassVar[str] = "b + (t - b) × share of the way"
    shares: dict[Year, Number] | None = None

    def between(self, start: Quantity, end: Quantity, years: Quantity, span: Quantity, base_year: int) -> Quantity:
        """The value ``years`` after the base year."""
        given = {year - base_year: share for year, share in (self.shares or {}).items()} or REFERENCE_POINTS
        shares = {Decimal(year): share / 100 for year, share in given.items() if year < span}
        return start + (end - start) * _through({Decimal(0): Decimal(0), **shares, span: Decimal(1)}, years, Straight)


Path = CompoundPath | LinearPath | StatedPath | StepsPath | PiecewisePath | SCurvePath | ReferencePath


#: The name of every shape.
SHAPES: tuple[str, ...] = tuple(path().shape for path in get_args(Path))


def shape_named(name: str) -> Path:
    """The shape of that name, with its defaults."""
    shape: Path = get_args(Path)[SHAPES.index(name)]()
    return shape


def _through(points: dict[Decimal, Quantity], years: Decimal, growing: Growing) -> Quantity:
    """The value at ``years`` on a path through dated points."""
    dates = sorted(points)
    left = max(date for date in dates if date <= years)
    if left == dates[-1]:
        return points[left]
    right = min(date for date in dates if date > years)
    rate = growing.rate(points[left], points[right], right - left)
    return growing.carry(points[left], rate, years - left)
