"""One's own profile: named lines that an office states in its plan file or in a small YAML file, without code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from plan_cli.model.growing import Compound, Straight
from plan_cli.model.indicator import Label
from plan_cli.model.paths import Path
from plan_cli.model.plan import StatedLine, StatedProfile
from plan_cli.model.trajectory import NoTrajectory
from plan_cli.profiles.rule_set import at_share, positive
from plan_cli.profiles.thresholds import Criteria, Draft, Situation, Status, thresholds_of


@dataclass(frozen=True, slots=True)
class OwnProfile:
    """A user's own rule set: lines, best first, and the category below the last."""

    stated: StatedProfile
    own_words: bool = True
    due: bool = False
    shape: Path | None = None
    later_baseline: bool = False
    unavailable: str | None = None
    history: int = 0

    @property
    def name(self) -> str:
        """What it is called."""
        return self.stated.name

    @property
    def labels(self) -> Mapping[str, Label]:
        """What people read for its categories."""
        return self.stated.labels

    @property
    def rounded(self) -> bool:
        """Whether it compares at the printed digits."""
        return self.stated.rounded

    @property
    def worst(self) -> tuple[str, Status]:
        """What lies below the last line."""
        category, status = self.stated.worst
        return category, Status(status)

    @property
    def categories(self) -> Mapping[str, Status]:
        """Its words, best first."""
        return dict([*((line.category, Status(line.status)) for line in self.stated.lines), self.worst])

    @property
    def shares(self) -> Mapping[str, Decimal]:
        """Its thresholds."""
        return {line.category: line.share for line in self.stated.lines}

    def criteria(self, situation: Situation) -> Criteria | NoTrajectory:
        """One threshold for each line."""
        trajectory = situation.trajectory
        if isinstance(trajectory, NoTrajectory):
            return trajectory
        if not situation.known and any(line.on != "level" for line in self.stated.lines):
            return NoTrajectory("no_baseline")
        drafts = []
        for line in self.stated.lines:
            value = _value(line, situation, trajectory.start, trajectory.target)
            if value is None:
                return NoTrajectory("compound_needs_positive")
            drafts.append(Draft(line.category, Status(line.status), value))
        return Criteria(
            thresholds_of(situation, drafts, situation.indicator.decimals if self.rounded else None), self.worst
        )


def _value(line: StatedLine, situation: Situation, start: Decimal, target: Decimal) -> Decimal | None:
    """The value that would have been enough; None where no rate of growth leads to the target."""
    span = Decimal(situation.indicator.span)
    if line.on == "level":
        assert situation.milestone is not None
        # With less better, 95 % of a level is the level divided by 0.95.
        return situation.milestone * line.share if situation.sign > 0 else situation.milestone / line.share
    if line.on == "linear_share":
        return Decimal(Straight.carry(start, line.share * Straight.rate(start, target, span), situation.years))
    end = Straight.carry(start, target - start, line.share) if line.on == "projected_share" else target
    if not positive(start, target) or end <= 0:
        return None
    rate = Compound.rate(start, end, span)
    return at_share(start, rate, line.share if line.on == "rate" else Decimal(1), situation.years)
