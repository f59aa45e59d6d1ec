"""Paths: the shapes in which a plan gets from its baseline to its target (a closed union).

A shape says which way it grows (``growing``), where its far end lies (``end``; a shape with a yearly step or growth
puts it elsewhere than the target) and what it is between its ends (``between``).

To add a shape: one frozen dataclass with a literal ``shape`` here, its name in ``Path``, one row in
``tests/test_paths.py``. The plan file, the JSON Schema and ``--path`` find it through ``Path``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, Literal, NamedTuple, Self, cast, get_args

from plan_cli.model.growing import Compound, Growing, PrintedGrowth, Quantity, Straight


class Mistake(NamedTuple):
    """A value of a path or a target that makes no sense: code, facts, and the keys that lead to it."""

    code: str
    facts: Mapping[str, Any]
    route: tuple[str | int, ...] = ()

    @classmethod
    def beyond(cls, got: object, relation: str, limit: object, *route: str | int) -> Self:
        """A value that has to be ``less_than``, ``greater_than_equal`` and so on, and is not."""
        return cls("PLN113", {"got": str(got), "limit": limit, "relation": relation}, route)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shape:
    """What every shape answers, and the options that any of them takes."""

    cap: Decimal | None = None
    floor: Decimal | None = None
    keep_better: bool = False

    #: Whether it has dated values in the indicator's unit: then other ends cannot be put in the place of its own.
    dated: ClassVar[bool]
    #: Whether it stands still between its dates, so that no yearly rate leads along it.
    stepped: ClassVar[bool] = False
    growing: ClassVar[Growing] = Straight
    #: The formula as it is printed.
    formula: ClassVar[str] = ""

    def lacks(self, years: int | Decimal | None = None) -> str | None:
        """The field that is missing, if any; ``years`` is the length of the plan, if known."""
        return None

    def refuses(self, start: Decimal, end: Decimal) -> str | None:
        """Why it cannot lead from ``start`` to ``end``, if so: a key of the reasons in ``i18n/``."""
        return None

    def first_dated(self) -> tuple[int, Decimal] | None:
        """The first year that it has a value of its own for, and the value."""
        return None

    def stated_in(self, year: int) -> Decimal | None:
        """The value that it states for a year, if it does."""
        return None

    def figures(self) -> tuple[Decimal, ...]:
        """The figures that it prints in the indicator's unit."""
        return tuple(figure for figure in (self.cap, self.floor) if figure is not None)

    def with_growth(self, growth: PrintedGrowth | None) -> "Path | None":
        """The shape that it becomes beside a printed growth; None where it needs one and there is none."""
        return cast(Path, self)

    @property
    def scalable(self) -> bool:
        """Whether it keeps its form when both ends are multiplied by the same number."""
        return not self.dated and self.cap is None and self.floor is None

    def mistakes(self) -> Iterator[Mistake]:
        """What makes no sense in it."""
        return iter(())

    def end(self, start: Quantity, target: Quantity, years: Quantity) -> Quantity:
        """Where the path ends: the target, unless the shape has a growth, step or change of its own."""
        return target


@dataclass(frozen=True, slots=True, kw_only=True)
class CompoundPath(_Shape):
    """The same growth rate every year: b·(t/b)^(n/N); or ``growth`` % a year, or ``change`` % of the baseline."""

    shape: Literal["compound"] = "compound"
    dated: ClassVar[bool] = False
    formula: ClassVar[str] = "b × (t ÷ b)^(n ÷ N)"
    growth: Decimal | None = None
    change: Decimal | None = None

    growing: ClassVar[Growing] = Compound

    def end(self, start: Quantity, target: Quantity, years: Quantity) -> Quantity:
        """The target, or where ``growth`` or ``change`` leads."""
        if self.growth is not None:
            return Compound.carry(start, self.growth / 100, years)
        return target if self.change is None else Compound.carry(start, self.change / 100, 1)

    def refuses(self, start: Decimal, end: Decimal) -> str | None:
        """No rate leads to, from or across zero."""
        return _refused_by_compound(start, end)

    def between(self, start: Quantity, end: Quantity, years: Quantity, span: Quantity, since: Quantity) -> Quantity:
        """The value ``years`` after the base year."""
        return Compound.carry(start, Compound.rate(start, end, span), years)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinearPath(_Shape):
    """The same amount every year: b + (t − b)·n/N; or ``step`` units a year, or ``change`` % of the baseline."""

    shape: Literal["linear"] = "linear"
    dated: ClassVar[bool] = False
    formula: ClassVar[str] = "b + (t - b) × n ÷ N"
    step: Decimal | None = None
    change: Decimal | None = None

    @property
    def scalable(self) -> bool:
        """A yearly step is in the indicator's unit."""
        return self.step is None and self.cap is None and self.floor is None

    def end(self, start: Quantity, target: Quantity, years: Quantity) -> Quantity:
        """The target, or where ``step`` or ``change`` leads."""
        if self.step is not None:
            return Straight.carry(start, self.step, years)
        return target if self.change is None else Compound.carry(start, self.change / 100, 1)

    def between(self, start: Quantity, end: Quantity, years: Quantity, span: Quantity, since: Quantity) -> Quantity:
        """The value ``years`` after the base year."""
        return Straight.carry(start, Straight.rate(start, end, span), years)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedPath(_Shape):
    """The growth that the document prints, carried on: b·(1+g)^n, or b + g·n where it is printed in points."""

    shape: Literal["stated"] = "stated"
    dated: ClassVar[bool] = False
    formula: ClassVar[str] = "b × (1 + g)^n"

    def lacks(self, years: int | Decimal | None = None) -> str | None:
        """The printed growth that takes its place."""
        return "growth"

    def with_growth(self, growth: PrintedGrowth | None) -> "Path | None":
        """A compound or linear path with that growth."""
        if growth is None:
            return None
        options: dict[str, Any] = {"cap": self.cap, "floor": self.floor, "keep_better": self.keep_better}
        if growth.unit == "pp":
            return LinearPath(step=growth.value, **options)
        return CompoundPath(growth=growth.value, **options)

    def between(self, start: Quantity, end: Quantity, years: Quantity, span: Quantity, since: Quantity) -> Quantity:
        """Never asked: ``with_growth`` puts a compound or linear path in its place."""
        raise NotImplementedError


class _Dated:
    """What a shape answers that leads through values of its own by year."""

    __slots__ = ()
    values: dict[int, Decimal] | None

    def lacks(self, years: int | Decimal | None = None) -> str | None:
        """Its values."""
        return None if self.values else "values"

    def first_dated(self) -> tuple[int, Decimal] | None:
        """The first of its values."""
        return min(self.values.items()) if self.values else None

    def stated_in(self, year: int) -> Decimal | None:
        """Its dated value."""
        return (self.values or {}).get(year)

    def figures(self) -> tuple[Decimal, ...]:
        """Its dated values."""
        return tuple((self.values or {}).values())


@dataclass(frozen=True, slots=True, kw_only=True)
class StepsPath(_Dated, _Shape):
    """Holds the last dated value until the next date."""

    shape: Literal["steps"] = "steps"
    dated: ClassVar[bool] = True
    stepped: ClassVar[bool] = True
    formula: ClassVar[str] = "the last dated value"
    values: dict[int, Decimal] | None = None

    def between(self, start: Quantity, end: Quantity, years: Quantity, span: Quantity, since: Quantity) -> Quantity:
        """The value ``years`` after the base year."""
        held = start
        for year, value in sorted((self.values or {}).items()):
            held = value if year - since <= years else held
        return held


@dataclass(frozen=True, slots=True, kw_only=True)
class PiecewisePath(_Dated, _Shape):
    """Through dated values, straight or compound between them."""

    shape: Literal["piecewise"] = "piecewise"
    dated: ClassVar[bool] = True
    formula: ClassVar[str] = "through dated values"
    values: dict[int, Decimal] | None = None
    pieces: Literal["linear", "compound"] = "linear"

    def refuses(self, start: Decimal, end: Decimal) -> str | None:
        """Compound pieces need positive values."""
        return _refused_by_compound(start, end, *(self.values or {}).values()) if self.pieces == "compound" else None

    def between(self, start: Quantity, end: Quantity, years: Quantity, span: Quantity, since: Quantity) -> Quantity:
        """The value ``years`` after the base year."""
        growing: Growing = Compound if self.pieces == "compound" else Straight
        points = {Decimal(year - since): value for year, value in (self.values or {}).items()}
        return _through({Decimal(0): start, **points, span: end}, years, growing)


@dataclass(frozen=True, slots=True, kw_only=True)
class SCurvePath(_Shape):
    """Slow, fast, slow: b + (t − b)·w²(3 − 2w), w = (n/N)^``exponent`` (above 1 starts later, below 1 earlier)."""

    shape: Literal["s-curve"] = "s-curve"
    dated: ClassVar[bool] = False
    formula: ClassVar[str] = "b + (t - b) × w^2 × (3 - 2w), w = (n ÷ N)^k"
    exponent: Decimal = Decimal(1)

    def lacks(self, years: int | Decimal | None = None) -> str | None:
        """Which field the shape still needs, if one."""
        return None if self.exponent > 0 else "exponent"

    def between(self, start: Quantity, end: Quantity, years: Quantity, span: Quantity, since: Quantity) -> Quantity:
        """The value ``years`` after the base year."""
        way = (years / span) ** self.exponent
        return start + (end - start) * way * way * (3 - 2 * way)


#: The points that a ten-year plan is given when it names none: years after the base year → % of the way.
#: Source: Regulation (EU) 2018/1999, article 4 (a) (2): 18 % by 2022, 43 % by 2025, 65 % by 2027 of 2020–2030.
REFERENCE_YEARS = 10
REFERENCE_POINTS = {2: Decimal(18), 5: Decimal(43), 7: Decimal(65)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferencePath(_Shape):
    """So many per cent of the way at given years, straight between them; a ten-year plan may leave them out."""

    shape: Literal["reference"] = "reference"
    dated: ClassVar[bool] = False
    formula: ClassVar[str] = "b + (t - b) × share of the way"
    shares: dict[int, Decimal] | None = None

    def lacks(self, years: int | Decimal | None = None) -> str | None:
        """Its shares, unless the plan spans the ten years that the usual ones are made for."""
        return None if self.shares or years in (None, REFERENCE_YEARS) else "shares"

    def between(self, start: Quantity, end: Quantity, years: Quantity, span: Quantity, since: Quantity) -> Quantity:
        """The value ``years`` after the base year."""
        given = {year - since: share for year, share in (self.shares or {}).items()} or REFERENCE_POINTS
        shares = {Decimal(year): share / 100 for year, share in given.items()}
        return start + (end - start) * _through({Decimal(0): Decimal(0), **shares, span: Decimal(1)}, years, Straight)


Path = CompoundPath | LinearPath | StatedPath | StepsPath | PiecewisePath | SCurvePath | ReferencePath


#: The name of every shape.
SHAPES: tuple[str, ...] = tuple(path().shape for path in get_args(Path))


def shape_named(name: str) -> Path:
    """The shape of that name, with its defaults."""
    shape: Path = get_args(Path)[SHAPES.index(name)]()
    return shape


def _refused_by_compound(*values: Decimal) -> str | None:
    return None if min(values) > 0 else "compound_needs_positive"


def _through(points: dict[Decimal, Quantity], years: Decimal, growing: Growing) -> Quantity:
    """The value at ``years`` on a path through dated points."""
    dates = sorted(points)
    left = max(date for date in dates if date <= years)
    if left == dates[-1]:
        return points[left]
    right = min(date for date in dates if date > years)
    rate = growing.rate(points[left], points[right], right - left)
    return growing.carry(points[left], rate, years - left)
