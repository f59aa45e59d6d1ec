"""Profiles that look ahead: where does it land if it goes on as it did?"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar

from plan_cli.model.growing import Compound, Straight
from plan_cli.model.paths import CompoundPath, Path
from plan_cli.model.trajectory import NoTrajectory
from plan_cli.profiles.rule_set import RuleSet, positive, start_of
from plan_cli.profiles.thresholds import Criteria, Draft, Situation, Status, thresholds_of


class Unsd2023(RuleSet):
    """The UN's progress chart of 2023: the share of the required change that the observed rate makes by the end.

    What stands at the baseline or above it has not been reversed, though the chart puts both in one class.
    """

    name: ClassVar[str] = "unsd-2023"
    categories: ClassVar[Mapping[str, Status]] = {
        "on_track": Status.ON_TRACK,
        "fair_progress": Status.LAGGING,
        "stagnation_or_regression": Status.REVERSING,
    }
    shares: ClassVar[Mapping[str, Decimal]] = {"on_track": Decimal("0.95"), "fair_progress": Decimal("0.1")}
    shape: ClassVar[Path | None] = CompoundPath()

    def criteria(self, situation: Situation) -> Criteria | NoTrajectory:
        """The threshold at s is b·((b + s·(t − b)) ÷ b)^(n ÷ N)."""
        ends = start_of(situation)
        if isinstance(ends, NoTrajectory):
            return ends
        start, target = ends
        if not positive(start, target):
            return NoTrajectory("compound_needs_positive")
        span = Decimal(situation.indicator.span)
        drafts = []
        for word, share in self.shares.items():
            rate = Compound.rate(start, Straight.carry(start, target - start, share), span)
            drafts.append(Draft(word, self.categories[word], Compound.carry(start, rate, situation.years)))
        drafts.append(Draft(self.worst[0], Status.OFF_TRACK, start))
        return Criteria(thresholds_of(situation, drafts), self.floor(situation))
