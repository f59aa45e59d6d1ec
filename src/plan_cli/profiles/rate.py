"""Profiles that follow the rate or the share of the way: how much of what was required so far was done?"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar

from plan_cli.model.growing import Compound, Straight
from plan_cli.model.paths import CompoundPath, LinearPath, Path
from plan_cli.model.trajectory import NoTrajectory
from plan_cli.profiles.rule_set import RuleSet, at_share, positive, start_of
from plan_cli.profiles.thresholds import Criteria, Draft, Situation, Status, thresholds_of


class _RequiredRate(RuleSet):
    """Shares of the required rate of growth: the cut at θ is b·(1 + θ·r)^n."""

    shape: ClassVar[Path | None] = CompoundPath()
    #: Whether the first line must be passed, not only reached.
    first_exclusive: ClassVar[bool] = False

    def criteria(self, situation: Situation) -> Criteria | NoTrajectory:
        """One threshold for each share."""
        ends = start_of(situation)
        if isinstance(ends, NoTrajectory):
            return ends
        start, target = ends
        if not positive(start, target):
            return NoTrajectory("compound_needs_positive")
        rate = Compound.rate(start, target, Decimal(situation.indicator.span))
        drafts = [
            Draft(
                word,
                self.categories[word],
                at_share(start, rate, share, situation.years),
                self.first_exclusive and not i,
            )
            for i, (word, share) in enumerate(self.shares.items())
        ]
        return Criteria(thresholds_of(situation, drafts), self.floor(situation))


class Eurostat(_RequiredRate):
    """Eurostat's arrows: 95 % and 60 % of the required rate."""

    name: ClassVar[str] = "eurostat"
    categories: ClassVar[Mapping[str, Status]] = {
        "significant_progress": Status.ON_TRACK,
        "moderate_progress": Status.LAGGING,
        "insufficient_progress": Status.OFF_TRACK,
        "movement_away": Status.REVERSING,
    }
    shares: ClassVar[Mapping[str, Decimal]] = {
        "significant_progress": Decimal("0.95"),
        "moderate_progress": Decimal("0.6"),
        "insufficient_progress": Decimal(0),
    }


class Unsd2022(_RequiredRate):
    """The UN's progress chart of 2022: above 95 %, from 50 %, from −10 % of the required rate."""

    name: ClassVar[str] = "unsd-2022"
    categories: ClassVar[Mapping[str, Status]] = {
        "on_track": Status.ON_TRACK,
        "fair_progress": Status.LAGGING,
        "limited_progress": Status.OFF_TRACK,
        "deterioration": Status.REVERSING,
    }
    shares: ClassVar[Mapping[str, Decimal]] = {
        "on_track": Decimal("0.95"),
        "fair_progress": Decimal("0.5"),
        "limited_progress": Decimal("-0.1"),
    }
    first_exclusive: ClassVar[bool] = True


class Sdsn(RuleSet):
    """The SDG Index's arrows: the straight line, half of its change, no change."""

    name: ClassVar[str] = "sdsn"
    categories: ClassVar[Mapping[str, Status]] = {
        "on_track": Status.ON_TRACK,
        "moderately_improving": Status.LAGGING,
        "stagnating": Status.OFF_TRACK,
        "decreasing": Status.REVERSING,
    }
    shares: ClassVar[Mapping[str, Decimal]] = {
        "on_track": Decimal(1),
        "moderately_improving": Decimal("0.5"),
        "stagnating": Decimal(0),
    }
    shape: ClassVar[Path | None] = LinearPath()

    def criteria(self, situation: Situation) -> Criteria | NoTrajectory:
        """One threshold for each share of the change that the straight line asks."""
        ends = start_of(situation)
        if isinstance(ends, NoTrajectory):
            return ends
        start, target = ends
        rate = Straight.rate(start, target, Decimal(situation.indicator.span))
        drafts = [
            Draft(word, self.categories[word], Straight.carry(start, share * rate, situation.years))
            for word, share in self.shares.items()
        ]
        thresholds = thresholds_of(situation, drafts)
        return Criteria(thresholds, self.floor(situation), milestone=thresholds[0].value)
