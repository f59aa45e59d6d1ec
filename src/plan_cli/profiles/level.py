"""Profiles that follow the level: is the figure of the year reached? Compared as it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar

from plan_cli.model.growing import Straight
from plan_cli.model.paths import LinearPath, Path
from plan_cli.model.trajectory import NoTrajectory
from plan_cli.profiles.rules import Rules, start_of
from plan_cli.profiles.thresholds import Criteria, Question, Status, Threshold, Told, edge_of, thresholds_of


class Milestone(Rules):
    """The yearly milestone and 60 % of the rate that it needs (Eurostat's line), at the printed digits."""

    name: ClassVar[str] = "milestone"
    categories: ClassVar[Mapping[str, Status]] = {
        status: status for status in (Status.ON_TRACK, Status.LAGGING, Status.OFF_TRACK, Status.REVERSING)
    }
    shares: ClassVar[Mapping[str, Decimal]] = {"lagging": Decimal("0.6")}
    rounded: ClassVar[bool] = True
    own_words: ClassVar[bool] = False
    due: ClassVar[bool] = True

    def criteria(self, asked: Question) -> Criteria | NoTrajectory:
        """on_track at the milestone, lagging at 60 % of the rate, off_track at the baseline."""
        indicator, sign, milestone, trajectory = asked.indicator, asked.sign, asked.milestone, asked.trajectory
        if isinstance(trajectory, NoTrajectory) or milestone is None:
            return trajectory if isinstance(trajectory, NoTrajectory) else NoTrajectory("no_path")
        enough = milestone - sign * indicator.tolerance.of(milestone)
        lines = [("on_track", Status.ON_TRACK, enough)]
        floor = self.worst
        if asked.known:
            start, growing = trajectory.start, trajectory.growing
            reached = growing.rate(start, milestone, asked.years)
            slow = asked.worse(enough, growing.carry(start, self.shares["lagging"] * reached, asked.years))
            lines.append(("lagging", Status.LAGGING, slow))
            lines.append(("off_track", Status.OFF_TRACK, asked.worse(slow, start)))
        else:
            floor = ("off_track", Status.OFF_TRACK)
        cuts = (
            Threshold(word, status, value, edge_of(value, sign, indicator.decimals)) for word, status, value in lines
        )
        return Criteria(tuple(cuts), floor)


class Linear(Rules):
    """时序进度: as much of the way as of the time, at the printed digits."""

    name: ClassVar[str] = "linear"
    categories: ClassVar[Mapping[str, Status]] = {
        status: status for status in (Status.ON_TRACK, Status.OFF_TRACK, Status.REVERSING)
    }
    rounded: ClassVar[bool] = True
    due: ClassVar[bool] = True
    shape: ClassVar[Path | None] = LinearPath()

    def criteria(self, asked: Question) -> Criteria | NoTrajectory:
        """on_track on the straight line, less the tolerance; off_track at the baseline."""
        ends = start_of(asked)
        if isinstance(ends, NoTrajectory) or isinstance(asked.trajectory, NoTrajectory):
            return ends if isinstance(ends, NoTrajectory) else NoTrajectory("no_path")
        start, target = ends
        rate = Straight.rate(start, target, asked.trajectory.span)
        line = target if asked.years == asked.trajectory.span else Straight.carry(start, rate, asked.years)
        enough = line - asked.sign * asked.indicator.tolerance.of(line)
        told = (Told("on_track", Status.ON_TRACK, enough), Told("off_track", Status.OFF_TRACK, start))
        milestone = line if asked.held is None else asked.held
        return Criteria(thresholds_of(asked, told, asked.indicator.decimals), self.worst, milestone=milestone)


class OfficialCn(Rules):
    """The four words of Chinese mid-term evaluations; how far "basically" goes must be given as a tolerance."""

    name: ClassVar[str] = "official-cn"
    categories: ClassVar[Mapping[str, Status]] = {
        "achieved_early": Status.ACHIEVED,
        "faster_than_expected": Status.ON_TRACK,
        "basically_as_expected": Status.ON_TRACK,
        "behind": Status.OFF_TRACK,
    }
    rounded: ClassVar[bool] = True

    def criteria(self, asked: Question) -> Criteria | NoTrajectory:
        """Faster by more than the tolerance, basically as expected within it; early where the target is reached."""
        if isinstance(asked.trajectory, NoTrajectory):
            return asked.trajectory
        indicator, sign, milestone = asked.indicator, asked.sign, asked.milestone
        if not indicator.tolerance.value or milestone is None:
            return NoTrajectory("tolerance_needed")
        allowed, digits = indicator.tolerance.of(milestone), indicator.decimals
        words = tuple(self.categories.items())
        faster, within = milestone + sign * allowed, milestone - sign * allowed
        cuts = (
            Threshold(*words[1], faster, edge_of(faster, sign, digits, strictly=True)),
            Threshold(*words[2], within, edge_of(within, sign, digits)),
        )
        goal = asked.trajectory.target
        early = words[0][0] if asked.year < indicator.target_year else None
        reached = Threshold(*words[0], goal, edge_of(goal, sign, digits))
        return Criteria(cuts, self.worst, met=early, goal=reached)
