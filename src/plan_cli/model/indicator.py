"""One indicator: where it starts, what is asked of it by when, and what else the document says of it.

Frozen values without pydantic; ``planfile/resolve.py`` makes them from what an author wrote. A field of the plan file
that matters to a verdict or a report is added here and filled there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from plan_cli.diagnostics import Place, Route
from plan_cli.model.numbers import decimals_of
from plan_cli.model.paths import CompoundPath, LinearPath, Path, StatedPath, StepsPath
from plan_cli.model.targets import (
    Band,
    Done,
    Growth,
    Layout,
    Level,
    Milestones,
    Operator,
    Rank,
    Target,
    Total,
)
from plan_cli.model.trajectory import NoTrajectory, Trajectory

Attribute = Literal["binding", "anticipatory"]
Direction = Literal["increase", "decrease"]
Nature = Literal["flow", "stock"]
Origin = Literal["plan", "actuals", "implied"]
Missing = Literal["dash", "blank", "merged", "unstated"]

#: Shapes that only know their two ends.
_FREE_SHAPES = ("compound", "linear", "stated", "s-curve", "reference")

#: Of a growth target the level's decimals, where the plan does not say.
GROWTH_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Label:
    """A text in one or several languages; ``texts`` maps language to text, in the file's order."""

    texts: Mapping[str, str]

    def __str__(self) -> str:
        """The text in the file's first language."""
        return next(iter(self.texts.values()), "")

    def in_language(self, language: str) -> str:
        """The text in that language, else in the file's first one."""
        return self.texts.get(language) or str(self)


@dataclass(frozen=True, slots=True)
class Baseline:
    """Where an indicator starts. ``missing`` keeps the reason why the plan prints no value."""

    year: int
    value: Decimal | None = None
    origin: Origin | None = None
    missing: Missing | None = None


@dataclass(frozen=True, slots=True)
class PrintedGrowth:
    """The average annual growth that a document prints: % a year, or points a year."""

    value: Decimal
    unit: Literal["%", "pp"] = "%"


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far short still counts as met: in the indicator's unit, or in % of the value asked."""

    value: Decimal = Decimal(0)
    percent: bool = False

    def of(self, asked: Decimal) -> Decimal:
        """The tolerance of one value, in the indicator's unit."""
        return abs(asked) * self.value / 100 if self.percent else self.value


@dataclass(frozen=True, slots=True)
class Claim:
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


@dataclass(frozen=True, slots=True)
class Revision:
    """A target set anew midway: from which day on, to what, and by which document."""

    date: date
    target: Decimal
    source: str | None = None


@dataclass(frozen=True, slots=True)
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
    tolerance: Tolerance = Tolerance()
    source: str | None = None
    claims: tuple[Claim, ...] = ()
    notes: Label | None = None
    route: Route = ()
    place: Place | None = None
    weight: Decimal | None = None
    revisions: tuple[Revision, ...] = ()
    #: The first value of the target, where another one is in force.
    original: Decimal | None = None

    @property
    def sign(self) -> int:
        """+1 where more is better, −1 where less is; a place in a ranking is better the smaller it is."""
        return -1 if self.direction == "decrease" or isinstance(self.target, Rank) else 1

    @property
    def goal(self) -> Decimal | None:
        """The number asked for, where there is one; of a growth target its index in the target year."""
        if isinstance(self.target, Growth):
            return self.target.trajectory(self._layout(None, self.path)).target
        return self.target.goal

    @property
    def operator(self) -> Operator:
        """How the target is to be met: as written, else at least (at most where less is better)."""
        written: Operator | None = getattr(self.target, "operator", None)
        return written or ("at_most" if self.sign < 0 else "at_least")

    @property
    def is_index(self) -> bool:
        """Whether it is judged as an index, base year = 100."""
        return isinstance(self.target, Growth)

    def shape_name(self, path: Path | None = None) -> str | None:
        """The name of the shape that its milestones follow, where it has any."""
        if isinstance(self.target, Growth):
            return "compound"
        if isinstance(self.target, Total):
            return "steps" if self.target.weights else "linear"
        if isinstance(self.target, Milestones):
            return "steps"
        if isinstance(self.target, Rank):
            return "linear"
        return (path or self.path).shape if isinstance(self.target, Level) else None

    @property
    def first_year(self) -> int:
        """The first year of which something is asked: dated values without a baseline ask nothing before the first."""
        if isinstance(self.target, Milestones) and self.baseline.value is None:
            return max(self.baseline.year + 1, min(self.target.values))
        return self.baseline.year + 1

    @property
    def last_year(self) -> int:
        """The last year of which something is asked."""
        if isinstance(self.target, Milestones) and self.target.after == "none":
            return self.target.last_year
        return self.target_year

    def trajectory(self, baseline: Decimal | None, path: Path | None = None) -> Trajectory | NoTrajectory:
        """The way from a baseline to the target, along its own path or another; or why there is none.

        A target that the baseline has met already is one to hold: it is asked in every year after the base year.
        """
        shape = path or self.path
        if self.held_from(baseline) and shape.shape in _FREE_SHAPES:
            assert self.goal is not None
            shape = StepsPath(values={self.baseline.year + 1: self.goal})
        if isinstance(shape, StatedPath):
            return self._stated(baseline, shape)
        return self.target.trajectory(self._layout(baseline, shape))

    def held_from(self, baseline: Decimal | None) -> bool:
        """Whether a baseline is at its target already, or past it: then the target is one to hold."""
        if baseline is None or not isinstance(self.target, Level | Rank):
            return False
        return self.sign * (baseline - self.target.value) >= 0

    def in_force(self, year: int) -> Indicator:
        """The same indicator with the target that was in force at the end of a year: the last one set by then."""
        made = [revision for revision in self.revisions if revision.date.year <= year]
        if not made or not isinstance(self.target, Level | Total | Rank):
            return self
        newest = max(made, key=lambda revision: revision.date)
        first = self.target.value
        return replace(self, target=replace(self.target, value=newest.target), original=first)

    def on(self, value: Decimal, origin: Origin) -> Indicator:
        """The same indicator with a baseline that the plan did not print."""
        return replace(self, baseline=replace(self.baseline, value=value, origin=origin))

    def _stated(self, baseline: Decimal | None, stated: StatedPath) -> Trajectory | NoTrajectory:
        if not isinstance(self.target, Level):
            return self.target.trajectory(self._layout(baseline, self.path))
        if self.growth is None:
            return NoTrajectory("no_printed_growth")
        options = {"cap": stated.cap, "floor": stated.floor, "keep_better": stated.keep_better}
        told: Path
        if self.growth.unit == "pp":
            told = LinearPath(step=self.growth.value, **options)  # type: ignore[arg-type]
        else:
            told = CompoundPath(growth=self.growth.value, **options)  # type: ignore[arg-type]
        return self.target.trajectory(self._layout(baseline, told))

    def _layout(self, baseline: Decimal | None, shape: Path) -> Layout:
        return Layout(baseline=baseline, shape=shape, base_year=self.baseline.year, target_year=self.target_year)


def printed_decimals(target: Target, baseline: Decimal | None) -> int:
    """To how many decimals an indicator is shown and judged where its author does not say."""
    if isinstance(target, Growth):
        return GROWTH_DECIMALS if baseline is None else decimals_of(baseline)
    asked: list[Decimal | None] = [baseline]
    if isinstance(target, Level | Total):
        asked.append(target.value)
    elif isinstance(target, Milestones):
        asked.extend(target.values.values())
    elif isinstance(target, Band):
        asked.extend((target.low, target.high))
    elif isinstance(target, Rank | Done):
        return 0
    return max((decimals_of(value) for value in asked if value is not None), default=0)
