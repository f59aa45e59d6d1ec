"""Assessment: the verdict on one indicator in one year, with every quantity that went into it. Plain and frozen."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from plan_cli.assess.row import Evidence
from plan_cli.assess.vintages import additive
from plan_cli.codes import Severity
from plan_cli.model.indicator import Indicator
from plan_cli.model.numbers import rounded, telling_digits
from plan_cli.model.observations import Period
from plan_cli.model.paths import Path
from plan_cli.model.scale import Scale
from plan_cli.model.trajectory import WHOLE, Trajectory
from plan_cli.profiles import Criteria, Status, Threshold


class Rates(NamedTuple):
    """How fast it went and must go: fractions a year on a compound path, units a year on a straight one."""

    required: Decimal | None = None
    observed: Decimal | None = None
    pace: Decimal | None = None
    catch_up: Decimal | None = None
    projected: Decimal | None = None


#: Where none can be computed, and where there is none by name or by year.
NO_RATES = Rates()
NOTHING: Mapping[Any, Any] = {}


class Assessment(NamedTuple):
    """The verdict on one indicator in one year, with every quantity that went into it."""

    indicator: Indicator
    year: int
    profile: str
    status: Status
    evidence: Evidence
    trajectory: Trajectory | None = None
    milestone: Decimal | None = None
    thresholds: Mapping[str, Decimal | None] = NOTHING
    gap: Decimal | None = None
    achievement: Decimal | None = None
    progress: Decimal | None = None
    rates: Rates = NO_RATES
    cumulative: Decimal | None = None
    category: str | None = None
    reason: str | None = None
    value: Decimal | None = None
    score: Decimal | None = None
    criteria: Criteria | None = None
    met: Threshold | None = None
    #: The line that was passed by a target to be met exactly, or within a range.
    overshot: Threshold | None = None
    history: Mapping[int, Decimal] = NOTHING
    rounded: bool = True
    #: Whether the indicator's tolerance moved the lines of the profile.
    eased: bool = False
    period: Period | None = None
    #: Whether a part of the year is held against its share of what the year asks.
    shared: bool = False
    #: What it is judged on where that is not the indicator's own quantity.
    scale: Scale | None = None

    def __repr__(self) -> str:
        return f"<Assessment of {self.indicator.id} in {self.year}: {self.status}>"

    @property
    def when(self) -> int | Decimal:
        """The point of time on the path: the year, or where a part of it ends for what does not add up.

        Of a sum and of rates at most the target's last year, with which they end.
        """
        when = self.year if self.period is None or additive(self.indicator) else self.period.moment
        return min(when, self.indicator.last_year) if self.evidence.accrued else when

    @property
    def ended(self) -> bool:
        """Whether the figure is that of the target's last year, which is over."""
        return self.evidence.accrued and self.evidence.value is not None and self.year > self.indicator.last_year

    @property
    def share(self) -> Fraction:
        """The share of the year that is judged."""
        return self.period.share if self.period is not None and self.shared else WHOLE

    def shape_name(self, path: Path | None = None) -> str | None:
        """The name of the shape that its milestone follows: the rule's own, where the rule gives a milestone."""
        own = path is not None and self.criteria is not None and self.criteria.milestone is not None
        return path.shape if own and path is not None else self.indicator.shape_name(path)

    @property
    def actual(self) -> Decimal | None:
        """The figure that was assessed, or None."""
        return self.evidence.value

    @property
    def line(self) -> Decimal | None:
        """What the figure was held against to be on track: rounded as the rule has it, tolerance included.

        A target that is met is achieved also where a rule asks for more than it, as not to fall back.
        """
        threshold = self.overshot or self.on_track
        if self.status is Status.ACHIEVED and threshold is not None and self.met is not None:
            enough = all(self.evidence.earns(threshold, self.indicator.sign))
            threshold = threshold if enough else self.met
        return None if threshold is None else threshold.line(self.digits)

    @property
    def on_track(self) -> Threshold | None:
        """The last threshold that still is on track, by whatever word the profile has for it."""
        enough = [each for each in self.criteria.thresholds if each.status is Status.ON_TRACK] if self.criteria else []
        return enough[-1] if enough else self.met

    def passed(self, category: str) -> bool:
        """Whether the line of a category must be passed, not only reached."""
        lines = () if self.criteria is None else (self.criteria.goal, *self.criteria.thresholds)
        return next((line.exclusive for line in lines if line is not None and line.category == category), False)

    @property
    def digits(self) -> int:
        """To how many decimals its figures are shown: the plan's, or those of the reported figure if it has more."""
        return max(self.indicator.decimals, self.evidence.decimals)

    def digits_of(self, line: Decimal) -> int:
        """To how many decimals a line is shown, so that what is printed gives the verdict that is printed."""
        value, digits = self.evidence.value, self.digits
        if value is None or self.rounded:
            return digits if self.rounded else digits + 2
        return telling_digits(value, line, digits)

    def projected_digits(self, projected: Decimal) -> int:
        """To how many decimals a value that is led to is shown: a target that it misses is not what is printed."""
        goal = self.indicator.goal
        return self.digits if goal is None else telling_digits(goal, projected, self.digits)

    @property
    def line_gap(self) -> Decimal | None:
        """The gap to the line as both are shown; + is good."""
        value, line = self.evidence.value, self.line
        if value is None or line is None or self.gap is None:
            return None
        better = -self.indicator.sign if self.overshot else self.indicator.sign
        return better * (value - rounded(line, self.digits_of(line)))

    @property
    def severity(self) -> Severity | None:
        """How much it matters: behind is an error for a binding indicator, a warning for an anticipatory one."""
        return severity_of(self.indicator, self.status)


def severity_of(indicator: Indicator, status: Status) -> Severity | None:
    """How much a status of an indicator matters."""
    binding = indicator.attribute == "binding"
    if status.behind:
        return Severity.ERROR if binding else Severity.WARNING
    if status.evaluated:
        return None
    return Severity.WARNING if binding and status is Status.MISSING else Severity.INFO
