"""Profiles that follow the level: is the figure of the year reached? Compared as it is shown."""

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar

from plan_cli.model.growing import Growing, Quantity, Straight
from plan_cli.model.paths import LinearPath, Path
from plan_cli.model.trajectory import NoTrajectory
from plan_cli.profiles.rule_set import RuleSet, start_of
from plan_cli.profiles.thresholds import Criteria, Draft, Situation, Status, Threshold, thresholds_of


class Milestone(RuleSet):
    """The yearly milestone and 60 % of the rate that it needs (Eurostat's line), at the printed digits."""

    name: ClassVar[str] = "milestone"
    categories: ClassVar[Mapping[str, Status]] = {
        status: status for status in (Status.ON_TRACK, Status.LAGGING, Status.OFF_TRACK, Status.REVERSING)
    }
    shares: ClassVar[Mapping[str, Decimal]] = {"lagging": Decimal("0.6")}
    rounded: ClassVar[bool] = True
    eases: ClassVar[bool] = True
    own_words: ClassVar[bool] = False
    due: ClassVar[bool] = True

    def criteria(self, situation: Situation) -> Criteria | NoTrajectory:
        """on_track at the milestone, lagging at 60 % of the rate, off_track at the baseline."""
        indicator, sign, milestone, trajectory = (
            situation.indicator,
            situation.sign,
            situation.milestone,
            situation.trajectory,
        )
        if isinstance(trajectory, NoTrajectory):
            return trajectory
        assert milestone is not None
        enough = situation.less_tolerance(milestone)
        lines = [("on_track", Status.ON_TRACK, enough)]
        floor = self.worst
        if situation.allows_more_than_start:
            floor = ("off_track", Status.OFF_TRACK)
        elif situation.known:
            start, growing = trajectory.start, trajectory.growing
            slow = situation.worse(enough, self.slow_line(growing, start, milestone, situation.years))
            # A tolerance may let a figure pass that is worse than the baseline; no other line follows it there.
            if sign * (milestone - start) < 0 or sign * (enough - start) >= 0:
                lines.append(("lagging", Status.LAGGING, slow))
                lines.append(("off_track", Status.OFF_TRACK, situation.worse(slow, start)))
        else:
            floor = ("off_track", Status.OFF_TRACK)
        return Criteria(tuple(Threshold(*line, indicator.decimals) for line in lines), floor)

    @classmethod
    def slow_line(cls, growing: Growing, start: Quantity, milestone: Quantity, years: Quantity) -> Quantity:
        """Where 60 % of the rate leads that the milestone needs."""
        return growing.carry(start, cls.shares["lagging"] * growing.rate(start, milestone, years), years)


class Linear(RuleSet):
    """时序进度: as much of the way as of the time, at the printed digits."""

    name: ClassVar[str] = "linear"
    categories: ClassVar[Mapping[str, Status]] = {
        status: status for status in (Status.ON_TRACK, Status.OFF_TRACK, Status.REVERSING)
    }
    rounded: ClassVar[bool] = True
    eases: ClassVar[bool] = True
    due: ClassVar[bool] = True
    shape: ClassVar[Path | None] = LinearPath()

    def criteria(self, situation: Situation) -> Criteria | NoTrajectory:
        """on_track on the straight line, less the tolerance; off_track at the baseline."""
        ends = start_of(situation)
        if isinstance(ends, NoTrajectory):
            return ends
        start, target = ends
        span = Decimal(situation.indicator.span)
        rate = Straight.rate(start, target, span)
        line = target if situation.years == span else Straight.carry(start, rate, situation.years)
        enough = situation.less_tolerance(line)
        drafts = (Draft("on_track", Status.ON_TRACK, enough), Draft("off_track", Status.OFF_TRACK, start))
        milestone = line if situation.held is None else situation.held
        return Criteria(
            thresholds_of(situation, drafts, situation.indicator.decimals), self.floor(situation), milestone=milestone
        )
