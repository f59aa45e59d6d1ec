"""One indicator: where it starts, what is asked of it by when, and what else the document says of it.

Frozen values without pydantic; ``planfile/resolve.py`` makes them from what an author wrote. A field of the plan file
that matters to a verdict or a report is added here and filled there.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Literal, NamedTuple

from plan_cli.diagnostics import Place, Route
from plan_cli.model.baseline import Baseline, Origin
from plan_cli.model.growing import PrintedGrowth
from plan_cli.model.kind import Operator
from plan_cli.model.label import Label
from plan_cli.model.numbers import decimals_of, share_of, years_between
from plan_cli.model.paths import CompoundPath, Path, StepsPath
from plan_cli.model.sources import Window
from plan_cli.model.targets import Target
from plan_cli.model.tolerance import NO_TOLERANCE, Tolerance
from plan_cli.model.trajectory import WHOLE, NoTrajectory, Trajectory

Attribute = Literal["binding", "anticipatory"]
Direction = Literal["increase", "decrease"]
Nature = Literal["flow", "stock"]
Reported = Literal["additions", "cumulative"]


class Claim(NamedTuple):
    """What else the document says of an indicator: exactly one of ``target``, ``growth``, ``baseline``."""

    source: str
    target: Decimal | None = None
    growth: PrintedGrowth | None = None
    baseline: Decimal | None = None
    operator: Operator | None = None
    unit: str | None = None
    year: int | None = None
    scope: str | None = None
    note: str | None = None
    route: Route = ()


def printed_decimals(target: Target, baseline: Decimal | None, path: Path, tolerance: Tolerance) -> int:
    """The most decimals of what is printed in the indicator's unit: baseline, target, dated values, tolerance."""
    figures = path.figures() if target.shape(path) is path else ()
    if target.judged in ("path", "bounds") and not (tolerance.percent or target.is_relative or target.own_sign):
        figures = (*figures, tolerance.value)
    return max([target.decimals(baseline), *map(decimals_of, figures)])


class Revision(NamedTuple):
    """A target set anew midway: from which day on, what is new of it, and by which document.

    ``target``, ``target_year`` and ``baseline`` are None where they stay as they were.
    """

    date: date
    target: Target | None = None
    target_year: int | None = None
    baseline: Baseline | None = None
    source: str | None = None

    def applied(self, indicator: "Indicator") -> "Indicator":
        """The indicator with what is new."""
        target, baseline = self.target or indicator.target, self.baseline or indicator.baseline
        decimals = indicator.decimals
        if not indicator.decimals_written:
            decimals = max(decimals, target.decimals(baseline.value if baseline.origin == "plan" else None))
        year = self.target_year or indicator.target_year
        return replace(indicator, target=target, target_year=year, baseline=baseline, decimals=decimals)


@dataclass(frozen=True, slots=True, repr=False)
class Indicator:
    """One indicator of a plan."""

    id: str
    name: Label
    baseline: Baseline
    target: Target
    target_year: int
    no: int | str | None = None
    aliases: tuple[str, ...] = ()
    group: str | None = None
    scope: str | None = None
    unit: str = ""
    attribute: Attribute = "anticipatory"
    direction: Direction = "increase"
    direction_written: bool = False
    growth: PrintedGrowth | None = None
    path: Path = field(default_factory=CompoundPath)
    path_written: bool = False
    nature: Nature = "flow"
    decimals: int = 0
    decimals_written: bool = False
    tolerance: Tolerance = NO_TOLERANCE
    source: str | None = None
    claims: tuple[Claim, ...] = ()
    notes: Label | None = None
    route: Route = ()
    place: Place | None = None
    weight: Decimal | None = None
    revisions: tuple[Revision, ...] = ()
    owner: str | None = None
    #: Unit and scope where they are written in several languages; ``unit`` and ``scope`` are the first ones.
    units: Label | None = None
    scopes: Label | None = None
    #: How a total is reported, where its author says: each year's additions, or running totals since the base year.
    reported: Reported | None = None
    #: Every reported figure is multiplied by it before it is compared with the plan.
    scale: Decimal | None = None
    #: Its figures are means over so many years.
    average: Window | None = None
    #: The number that was printed of the first target, where another one is in force.
    original: Decimal | None = None
    #: Whether its figures are rates, since no level is known: see ``model/scale.py``.
    in_rates: bool = False

    @property
    def over_years(self) -> str | None:
        """The reason why a panel, which looks at one year, cannot judge it; None where it can."""
        return "panel_total" if self.target.cumulative else None

    def unit_in(self, language: str) -> str:
        """The unit in a language."""
        return self.unit if self.units is None else self.units.in_language(language)

    @property
    def unit_names(self) -> tuple[str, ...]:
        """The unit in every language in which it is written."""
        return (self.unit,) if self.units is None else tuple(self.units.texts.values())

    def scope_in(self, language: str) -> str | None:
        """The scope in a language."""
        return self.scope if self.scopes is None else self.scopes.in_language(language)

    @property
    def sign(self) -> int:
        """+1 where more is better, −1 where less is."""
        return self.target.own_sign or (-1 if self.direction == "decrease" else 1)

    @property
    def goal(self) -> Decimal | None:
        """The number asked for, where there is one; of a growth target the level that it leads to."""
        return self.target.goal(self.span, self.baseline.value)

    @property
    def far_goal(self) -> Decimal | None:
        """The number past which the target has been overshot: its far end where a range is to be kept, else itself."""
        return self.target.far_goal(self.span, self.baseline.value) if self.operator == "within" else self.goal

    @property
    def operator(self) -> Operator:
        """How the target is to be met: as written, else at least (at most where less is better)."""
        written: Operator | None = getattr(self.target, "operator", None)
        return written or ("at_most" if self.sign < 0 else "at_least")

    @property
    def kept_at_end(self) -> bool:
        """Whether it is kept only when its period is over: a limit, or a sum that may still go past what it may be."""
        return self.is_limit or (self.target.cumulative and self.operator in ("exactly", "within"))

    @property
    def is_limit(self) -> bool:
        """Whether it is a ceiling on a sum or on yearly values, or a change that allows the start."""
        start, goal = self.target.start(self.baseline.value), self.goal
        if self.target.is_relative and start is not None and goal is not None:
            return self.sign * (start - goal) >= 0
        # A range of a sum of which less is better is kept to from above.
        kept_to = self.sign < 0 and self.target.cumulative and self.operator in ("exactly", "within")
        return self.target.kept_at_end and (kept_to or self.operator in ("at_most", "less_than"))

    @property
    def is_index(self) -> bool:
        """Whether its path is an index, base year = 100: it asks for a change, and no level is known to start from."""
        return self.target.is_relative and self.baseline.value is None and not self.in_rates

    @property
    def takes_same_months(self) -> bool:
        """Whether a part of the year is held against the same months of the base year.

        A change in units of a flow is one of the whole year's figure.
        """
        of_the_year = self.target.in_units and self.nature == "flow"
        return self.target.is_relative and self.baseline.origin != "plan" and not of_the_year

    @property
    def start_known(self) -> bool:
        """Whether the path starts at a real value, so that progress can be measured."""
        return self.baseline.value is not None or self.target.starts in ("index", "own")

    @property
    def printed_growth(self) -> PrintedGrowth | None:
        """The growth that the document prints: the target itself where it is one."""
        rate = self.target.growth_rate
        return self.growth if rate is None else PrintedGrowth(rate)

    @property
    def span(self) -> int | Decimal:
        """Years from its baseline to its target year."""
        whole = self.target_year - self.baseline.year
        return years_between(self.baseline.moment, self.target_year) if self.baseline.left else whole

    def shape_name(self, path: Path | None = None) -> str | None:
        """The name of the shape that its milestones follow, where it has any."""
        shape = self.target.shape(path or self.path)
        return None if shape is None else shape.shape

    def first_year(self, path: Path | None = None) -> int:
        """The first year in which something is asked: dated values without a baseline ask nothing before the first."""
        shape = self.target.shape(path or self.path)
        first = None if shape is None or self.start_known else shape.first_dated()
        begins = floor(self.baseline.moment) + 1
        return begins if first is None else max(begins, first[0])

    @property
    def last_year(self) -> int:
        """The last year in which something is asked."""
        return self.target.last_year(self.target_year)

    @property
    def final_year(self) -> int:
        """The last year of any target that it ever had."""
        return max([self.target_year, *(each.target_year for each in self.revisions if each.target_year)])

    def trajectory(self, baseline: Decimal | None, path: Path | None = None) -> Trajectory | NoTrajectory:
        """The way from a baseline to the target, along its own path or another; or why there is none.

        A target that the baseline has met already is one to hold: it is asked from the base year on.
        """
        shape = self.target.shape(path or self.path)
        if shape is not None and not shape.dated and self.held_from(baseline):
            assert self.goal is not None
            shape = StepsPath(values={floor(self.baseline.moment): self.goal})
        shape = (shape or self.path).with_growth(self.growth)
        if shape is None:
            return NoTrajectory("no_printed_growth")
        return self.target.trajectory(baseline, shape, self.baseline.moment, self.target_year)

    def held_from(self, baseline: Decimal | None) -> bool:
        """Whether a baseline is at its target already, or past it: then the target is one to hold."""
        if baseline is None or self.goal is None or not self.target.needs_baseline:
            return False
        return self.sign * (baseline - self.goal) >= 0

    def in_force(self, year: int) -> "Indicator":
        """The same indicator with the target that was in force at the end of a year: the last one set by then."""
        revised = self
        for revision in sorted(self.revisions, key=lambda revision: revision.date):
            if revision.date.year <= year:
                revised = replace(revision.applied(revised), original=self.target.printed)
        return revised

    def __repr__(self) -> str:
        return f"<Indicator {self.id}>"

    def with_value(self, value: Decimal) -> "Indicator | None":
        """The same indicator with another value to reach, after every revision too; None without a single value."""
        revised = [each.target for each in self.revisions]
        first, later = self.target.with_value(value), [each and each.with_value(value) for each in revised]
        if first is None or any(old and not new for old, new in zip(revised, later, strict=True)):
            return None
        revisions = tuple(each._replace(target=new) for each, new in zip(self.revisions, later, strict=True))
        return replace(Revision(date.min, first).applied(self), revisions=revisions)

    @property
    def wrong_side(self) -> bool:
        """Whether the target lies on the other side of the baseline than the direction leads to."""
        start, goal = self.target.start(self.baseline.value), self.goal
        if start is None or goal is None or not self.target.has_side:
            return False
        return self.sign * (goal - start) < 0

    def on(self, value: Decimal, origin: Origin) -> "Indicator":
        """The same indicator with a baseline that the plan did not print."""
        own = self.target.is_relative and self.baseline.value is None and not self.decimals_written
        decimals = printed_decimals(self.target, value, self.path, self.tolerance) if own else self.decimals
        return replace(self, baseline=self.baseline._replace(value=value, origin=origin), decimals=decimals)

    def less_tolerance(self, value: Decimal, years: Decimal, share: Fraction = WHOLE) -> Decimal:
        """What still counts as reaching ``value``, so many years after the base year; of a part of a year."""
        return self._eased(value, years, self.sign, share)

    def plus_tolerance(self, value: Decimal, years: Decimal) -> Decimal:
        """How far past ``value`` still counts as no more than it, so many years after the base year."""
        return self._eased(value, years, -self.sign, WHOLE)

    def _eased(self, value: Decimal, years: Decimal, sign: int, share: Fraction) -> Decimal:
        whole = self.target.start(self.baseline.value)
        start = None if whole is None else share_of(whole, share)
        # Points of a rate are the same for a part of the year.
        tolerance = self.tolerance if self.target.tolerance_in_points else self.tolerance.part(share)
        return self.target.less_tolerance(value, start, years, tolerance, sign)
