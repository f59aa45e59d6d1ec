"""A rule set that is stated and not programmed: lines, best first, each asking for so much of one measure or more.

To add a measure: its name in ``Measured``, its formula in ``profiles/measures.py``, its key in
``planfile/profile_models.py``, its sentence in ``i18n/en/profiles.py`` and its row in ``docs/office-rule.md``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple, get_args

from plan_cli.model.label import Label
from plan_cli.model.paths import Path
from plan_cli.model.tolerance import Tolerance

#: What is measured in per cent of something.
InPercent = Literal[
    "rate", "level", "linear_share", "projected_share", "change_share", "target_share", "change_percent", "growth"
]
#: What is measured in percentage points of progress, in the indicator's unit, or in standard errors.
InUnits = Literal["time_points", "change", "change_errors"]
Measured = InPercent | InUnits
#: From which figure it is measured: the baseline, the figure before this one, or that of so many years ago.
Since = Literal["baseline", "previous"] | int

PERCENTAGES: tuple[InPercent, ...] = get_args(InPercent)
MEASURES: tuple[Measured, ...] = (*PERCENTAGES, *get_args(InUnits))
#: The changes, which need no target; and all measures that ``since`` speaks of.
CHANGES: tuple[Measured, ...] = ("change", "change_percent", "change_errors", "growth")
SINCE_A_FIGURE: tuple[Measured, ...] = ("rate", "linear_share", "projected_share", *CHANGES)

#: The measures of a way to the target: of a target that is met from the start they ask for the target itself.
ON_THE_WAY: tuple[Measured, ...] = (
    "rate", "level", "linear_share", "projected_share", "change_share", "time_points",
)  # fmt: skip

#: What its author gives no title.
UNTITLED = Label({"": ""})


class Ask(NamedTuple):
    """So much of a measure, in the good direction: a negative amount allows that much of the bad one."""

    on: Measured
    amount: Decimal
    since: Since = "baseline"

    @property
    def share(self) -> Decimal:
        """The amount as a fraction."""
        return self.amount / 100


class Streak(NamedTuple):
    """Another word for a category that was met so many figures running, this one included."""

    figures: int
    category: str
    status: str


class Allowance(NamedTuple):
    """How far the line is moved: by a stated tolerance, by so many standard ``errors`` of the judged figure, or by the
    indicator's own tolerance where neither is stated.
    """

    stated: Tolerance | None = None
    errors: Decimal | None = None


class StatedLine(NamedTuple):
    """One line: everything that ``asks`` must hold for the category to be earned.

    ``without_errors`` is asked instead where no standard errors are known · ``exclusive``: the line must be passed,
    not only reached · ``tolerance``: so far short still counts · ``margin``: so much more is asked.
    """

    category: str
    status: str
    asks: tuple[Ask, ...]
    without_errors: tuple[Ask, ...] = ()
    exclusive: bool = False
    tolerance: Allowance | None = None
    margin: Allowance | None = None
    streak: Streak | None = None

    @property
    def every_ask(self) -> tuple[Ask, ...]:
        """Whatever it may ask."""
        return (*self.asks, *self.without_errors)


class StatedRules(NamedTuple):
    """Lines, best first, and the category and status below the last."""

    lines: tuple[StatedLine, ...]
    worst: tuple[str, str]
    worst_streak: Streak | None = None

    @property
    def words(self) -> dict[str, str]:
        """Its categories with their statuses, best first."""
        words: dict[str, str] = {}
        below = [(*self.worst, self.worst_streak)]
        for category, status, streak in [*((each.category, each.status, each.streak) for each in self.lines), *below]:
            words.setdefault(category, status)
            if streak is not None:
                words.setdefault(streak.category, streak.status)
        return words

    @property
    def needs_target(self) -> bool:
        """Whether it asks for anything that an indicator without a target does not have."""
        return any(ask.on not in CHANGES for line in self.lines for ask in line.every_ask)

    @property
    def looks_back(self) -> bool:
        """Whether it looks at earlier figures than the baseline's."""
        asks = [ask for line in self.lines for ask in line.every_ask]
        streaks = [self.worst_streak, *(line.streak for line in self.lines)]
        return any(ask.since != "baseline" for ask in asks) or any(streak is not None for streak in streaks)

    @property
    def reads_errors(self) -> bool:
        """Whether it looks at standard errors."""
        moved = (each for line in self.lines for each in (line.tolerance, line.margin) if each is not None)
        asks = (ask for line in self.lines for ask in line.every_ask)
        return any(each.errors is not None for each in moved) or any(ask.on == "change_errors" for ask in asks)


Rounding = Literal["half_up", "half_down", "half_even", "five_down", "up", "down"]
_ROUNDINGS: Mapping[Rounding, str] = {
    "half_up": ROUND_HALF_UP, "half_down": ROUND_HALF_DOWN, "half_even": ROUND_HALF_EVEN, "up": ROUND_CEILING,
    "down": ROUND_FLOOR,
}  # fmt: skip
#: 五捨六入: a first decimal of 5 is dropped, whatever follows it; one of 6 counts.
_SIX_COUNTS = Decimal("0.4")


class Scoring(NamedTuple):
    """What an office gives its categories to average them, and how it rounds the mean to whole scores."""

    scores: Mapping[str, Decimal]
    rounding: Rounding

    def rounded(self, mean: Decimal) -> Decimal:
        """The whole score that a mean comes to."""
        if self.rounding == "five_down":
            return (mean + _SIX_COUNTS).to_integral_value(ROUND_FLOOR)
        return mean.to_integral_value(_ROUNDINGS[self.rounding])


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedProfile:
    """A rule set that an office states.

    ``without_target``: the rules for indicators of which only the direction counts · ``reached``: its word for a
    target that is met, ``early`` for one that is met before its year · ``too_few``: its word for what cannot be
    judged · ``path``: the way it reads every plan · ``scoring``: how its categories are averaged over a group.
    """

    name: str
    rules: StatedRules
    without_target: StatedRules | None = None
    reached: str | None = None
    early: str | None = None
    too_few: str | None = None
    path: Path | None = None
    title: Label = UNTITLED
    source: str = ""
    version: str = ""
    rounded: bool = False
    scoring: Scoring | None = None
    #: What people read for a category, where its author says so.
    labels: Mapping[str, Label] = field(default_factory=dict)

    @property
    def every_rules(self) -> tuple[StatedRules, ...]:
        """Its rules for indicators with a target, and for those without."""
        return (self.rules,) if self.without_target is None else (self.rules, self.without_target)
