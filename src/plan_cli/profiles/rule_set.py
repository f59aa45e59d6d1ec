"""What every profile states about itself; the defaults are those of a rule that follows the unrounded rate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from plan_cli.model.growing import Compound
from plan_cli.model.indicator import Indicator
from plan_cli.model.label import Label
from plan_cli.model.paths import Path
from plan_cli.model.trajectory import NoTrajectory
from plan_cli.profiles.thresholds import Criteria, Situation, Status, Threshold

if TYPE_CHECKING:
    from plan_cli.model.stated_profile import Scoring


@dataclass(frozen=True, slots=True)
class RuleSet:
    """A rule set.

    ``rounded``: milestone and actual are both taken at the indicator's decimals · ``own_words``: its categories
    are not the statuses themselves · ``due``: in the target year the target itself is what is asked · ``shape``:
    the way it reads every plan, where it does not follow the plan's · ``later_baseline``: a base year without a value
    gives way to the first later one with it · ``unavailable``: its word for what it cannot judge · ``shares``: its
    thresholds, by category · ``history``: how many earlier years it looks at ·
    ``reads_errors``: whether it looks at standard errors · ``eases``: whether an indicator's tolerance moves its
    lines · ``scoring``: how its
    categories are averaged.
    """

    name: ClassVar[str]
    categories: ClassVar[Mapping[str, Status]]
    shares: ClassVar[Mapping[str, Decimal]] = {}
    rounded: ClassVar[bool] = False
    own_words: ClassVar[bool] = True
    due: ClassVar[bool] = False
    shape: ClassVar[Path | None] = None
    later_baseline: ClassVar[bool] = False
    labels: ClassVar[Mapping[str, Label]] = {}
    unavailable: ClassVar[str | None] = None
    history: ClassVar[int] = 0
    reads_errors: ClassVar[bool] = False
    eases: ClassVar[bool] = False
    scoring: ClassVar[Scoring | None] = None

    def criteria(self, situation: Situation) -> Criteria | NoTrajectory:
        """The thresholds, or why there are none."""
        raise NotImplementedError

    def word_when_met(self, indicator: Indicator, year: int | Decimal) -> str | None:
        """Its word for a target that is met, where it has one."""
        return None

    def word_when_overshot(self, indicator: Indicator) -> str | None:
        """Its word for a target to be met exactly, or within a range, that was overshot, where it has one."""
        return None

    def goal_of(self, met: Threshold, indicator: Indicator) -> Threshold | None:
        """Its own line for a target that is met, where it asks more or less than its operator and tolerance."""
        return None

    @property
    def worst(self) -> tuple[str, Status]:
        """What lies below the last line."""
        return list(self.categories.items())[-1]

    def words_for(self, indicator: Indicator) -> Mapping[str, Status]:
        """Its words for an indicator."""
        return self.categories

    def floor(self, situation: Situation) -> tuple[str, Status]:
        """What lies below the last line: nothing is worse than the start where a limit allows more than that."""
        off_track = (word for word, status in self.categories.items() if status is Status.OFF_TRACK)
        word = next(off_track, None) if situation.allows_more_than_start else None
        return self.worst if word is None else (word, Status.OFF_TRACK)


def start_of(situation: Situation) -> tuple[Decimal, Decimal] | NoTrajectory:
    """Baseline and target, where there are both."""
    if isinstance(situation.trajectory, NoTrajectory):
        return situation.trajectory
    if not situation.known:
        return NoTrajectory("no_baseline")
    return situation.trajectory.start, situation.trajectory.target


def positive(start: Decimal, target: Decimal) -> bool:
    """Whether a rate of growth leads from one to the other."""
    return start > 0 and target > 0


def at_share(start: Decimal, rate: Decimal, share: Decimal, years: Decimal) -> Decimal:
    """Where that share of a rate leads; nothing shrinks by more than all of itself."""
    return Decimal(Compound.carry(start, max(share * rate, Decimal(-1)), years))
