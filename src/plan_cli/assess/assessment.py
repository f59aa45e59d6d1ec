"""Assessment: the verdict on one indicator in one year, with every quantity that went into it. Plain and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from plan_cli.assess.row import Evidence
from plan_cli.assess.vintages import additive
from plan_cli.codes import Severity
from plan_cli.model.indicator import Indicator
from plan_cli.model.observations import Period
from plan_cli.model.trajectory import Trajectory
from plan_cli.profiles import Criteria, Status, Threshold


@dataclass(frozen=True, slots=True)
class Rates:
    """How fast it went and must go: fractions a year on a compound path, units a year on a straight one."""

    required: Decimal | None = None
    observed: Decimal | None = None
    pace: Decimal | None = None
    catch_up: Decimal | None = None
    projected: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """The verdict on one indicator in one year, with every quantity that went into it."""

    indicator: Indicator
    year: int
    profile: str
    status: Status
    evidence: Evidence
    trajectory: Trajectory | None = None
    milestone: Decimal | None = None
    thresholds: Mapping[str, Decimal | None] = field(default_factory=dict)
    gap: Decimal | None = None
    achievement: Decimal | None = None
    progress: Decimal | None = None
    rates: Rates = Rates()
    cumulative: Decimal | None = None
    category: str | None = None
    reason: str | None = None
    value: Decimal | None = None
    score: Decimal | None = None
    criteria: Criteria | None = field(default=None, repr=False)
    met: Threshold | None = field(default=None, repr=False)
    history: Mapping[int, Decimal] = field(default_factory=dict, repr=False)
    rounded: bool = True
    period: Period | None = None

    @property
    def when(self) -> int | Decimal:
        """The point of time on the path: the year, or where a part of it ends for what does not add up."""
        return self.year if self.period is None or additive(self.indicator) else self.period.moment

    @property
    def threshold_decimals(self) -> int:
        """To how many decimals a threshold is shown: more than the figure where it is compared unrounded."""
        return self.indicator.decimals + (0 if self.rounded else 2)

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
