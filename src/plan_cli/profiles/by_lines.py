"""Profiles by lines: a stated rule set at work. One's own and most of those that offices publish.

The lines of a profile become thresholds: of everything that a line asks the hardest counts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from plan_cli.model.growing import Compound, Growing
from plan_cli.model.indicator import Indicator
from plan_cli.model.label import Label
from plan_cli.model.numbers import decimals_of
from plan_cli.model.paths import Path
from plan_cli.model.stated_profile import (
    ON_THE_WAY,
    Allowance,
    Ask,
    Scoring,
    StatedLine,
    StatedProfile,
    StatedRules,
    Streak,
)
from plan_cli.model.trajectory import NoTrajectory, Trajectory
from plan_cli.profiles.measures import enough_for
from plan_cli.profiles.thresholds import Criteria, Draft, Situation, Status, Threshold, thresholds_of

#: The statuses, best first.
_RANKS = tuple(Status)
#: How many earlier years a rule that looks back is shown.
HISTORY = 30


@dataclass(frozen=True)
class LineProfile:
    """A rule set that is stated as lines, best first, and the category below the last."""

    stated: StatedProfile
    own_words: bool = True
    due: bool = False
    later_baseline: bool = False

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
    def shape(self) -> Path | None:
        """The path that it reads every plan on, where it does not follow the plan's."""
        return self.stated.path

    @property
    def scoring(self) -> Scoring | None:
        """How its categories are averaged over a group."""
        return self.stated.scoring

    @property
    def unavailable(self) -> str | None:
        """Its word for what it cannot judge."""
        return self.stated.too_few

    @cached_property
    def history(self) -> int:
        """How many earlier years it looks at."""
        return HISTORY if any(rules.looks_back for rules in self.stated.every_rules) else 0

    @cached_property
    def reads_errors(self) -> bool:
        """Whether it looks at standard errors."""
        return any(rules.reads_errors for rules in self.stated.every_rules)

    @cached_property
    def eases(self) -> bool:
        """Whether an indicator's own tolerance moves a line."""
        lines = [line for rules in self.stated.every_rules for line in rules.lines]
        moved = [each for line in lines for each in (line.tolerance, line.margin)]
        return Allowance() in moved

    @property
    def worst(self) -> tuple[str, Status]:
        """What lies below the last line."""
        category, status = self.stated.rules.worst
        return category, Status(status)

    @cached_property
    def categories(self) -> Mapping[str, Status]:
        """Its words, best first."""
        words = dict.fromkeys(filter(None, (self.stated.early, self.stated.reached)), Status.ACHIEVED)
        for rules in self.stated.every_rules:
            for category, status in rules.words.items():
                words.setdefault(category, Status(status))
        return dict(sorted(words.items(), key=lambda word: _RANKS.index(word[1])))

    def words_for(self, indicator: Indicator) -> Mapping[str, Status]:
        """Its words for an indicator: those of the rules that hold for it."""
        rules = self._rules(indicator) or self.stated.rules
        others = {word for each in self.stated.every_rules for word in each.words} - set(rules.words)
        return {word: status for word, status in self.categories.items() if word not in others}

    @cached_property
    def shares(self) -> Mapping[str, Decimal]:
        """The shares of the lines that ask for one."""
        lines = [line for rules in reversed(self.stated.every_rules) for line in rules.lines]
        return {line.category: line.asks[0].share for line in lines if line.asks}

    def criteria(self, situation: Situation) -> Criteria | NoTrajectory:
        """One threshold for each line."""
        rules = self._rules(situation.indicator)
        if rules is None:
            return situation.trajectory if isinstance(situation.trajectory, NoTrajectory) else NoTrajectory("trend")
        drafts = self._drafts(rules, situation)
        if isinstance(drafts, NoTrajectory):
            return drafts
        worst = self._named(rules.worst_streak, rules.worst, len(drafts), rules, situation)
        named = [
            draft._replace(category=category, status=status)
            for i, (line, draft) in enumerate(zip(rules.lines, drafts, strict=True))
            for category, status in [self._named(line.streak, (draft.category, draft.status), i, rules, situation)]
        ]
        floor = _floor(worst, named, situation)
        if situation.allows_more_than_start:
            named = [draft._replace(status=min(draft.status, Status.OFF_TRACK, key=_RANKS.index)) for draft in named]
        return Criteria(
            self._thresholds(situation, named),
            floor,
            met=self.word_when_met(situation.indicator, situation.year),
            goal=None if situation.met is None else self.goal_of(situation.met, situation.indicator),
        )

    def _rules(self, indicator: Indicator) -> StatedRules | None:
        """The rules for this indicator; None where it has no target and nothing is stated for that."""
        rules = self.stated.rules
        if indicator.target.judged == "path":
            return rules
        return rules if self.stated.without_target is None and not rules.needs_target else self.stated.without_target

    def _thresholds(self, situation: Situation, drafts: list[Draft]) -> tuple[Threshold, ...]:
        """The lines as thresholds, a limit on a sum at the limit."""
        decimals = situation.indicator.decimals if self.rounded else None
        return thresholds_of(situation, drafts, decimals, hold=situation.limit is not None)

    def _drafts(self, rules: StatedRules, situation: Situation) -> list[Draft] | NoTrajectory:
        """The lines where they lie in this situation."""
        growing = Compound if self.shape is None else self.shape.growing
        drafts = []
        for line in rules.lines:
            value = _value(line, situation, growing)
            if isinstance(value, NoTrajectory):
                return value
            drafts.append(Draft(line.category, Status(line.status), value, _exclusive(line, situation)))
        return drafts

    def _named(
        self, streak: Streak | None, word: tuple[str, str], place: int, rules: StatedRules, situation: Situation
    ) -> tuple[str, Status]:
        """The word for the category at a place among the lines: another one after so many figures running."""
        category, status = word
        if streak is not None and self._figures_running(place, rules, situation) >= streak.figures:
            category, status = streak.category, streak.status
        return category, Status(status)

    def _figures_running(self, place: int, rules: StatedRules, situation: Situation) -> int:
        """How many figures running earned nothing better than the line at that place, the judged one included."""
        running = 1
        for year, value, earlier in _before(situation):
            drafts = self._drafts(rules._replace(lines=rules.lines[:place]), earlier)
            if isinstance(drafts, NoTrajectory) or year <= situation.indicator.baseline.moment:
                break
            better = self._thresholds(earlier, drafts)
            if any(each.earned_by(value, earlier.sign, decimals_of(value)) for each in better):
                break
            running += 1
        return running

    def word_when_met(self, indicator: Indicator, year: int | Decimal) -> str | None:
        """Its word for a target that is met."""
        early = year < indicator.target_year
        return self.stated.early if early and self.stated.early else self.stated.reached

    def word_when_overshot(self, indicator: Indicator) -> str | None:
        """Its word for a target that was overshot: no office says."""
        return None

    def goal_of(self, met: Threshold, indicator: Indicator) -> Threshold | None:
        """Its line for a target that is met: where it has a word for that, the target itself without a tolerance."""
        goal = indicator.goal
        if goal is None or met.status is not Status.ACHIEVED:
            return None
        word = self.stated.reached or self.stated.early
        return None if word is None else met._replace(category=word, value=goal)


class OwnProfile(LineProfile):
    """A rule set that a user states, in a plan file or in a small YAML file."""

    def word_when_overshot(self, indicator: Indicator) -> str | None:
        """Its word for off track, which a target that was overshot is, where it has one and no more."""
        words = [word for word, status in self.words_for(indicator).items() if status is Status.OFF_TRACK]
        return words[0] if len(words) == 1 else None


class OfficeProfile(LineProfile):
    """A rule set that an office publishes."""


def _value(line: StatedLine, situation: Situation, growing: Growing) -> Decimal | NoTrajectory:
    """The value that is enough for a line: the best of what it asks, moved by its tolerance or margin."""
    values = []
    for ask in _asks_of(line, situation):
        value = enough_for(ask, situation, growing)
        if isinstance(value, NoTrajectory):
            return value
        values.append(value)
    best = situation.better(*values)
    for allowance, side in ((line.tolerance, -1), (line.margin, 1)):
        if allowance is not None:
            moved = _moved(best, allowance, side, situation)
            if isinstance(moved, NoTrajectory):
                return moved
            best = moved
    return best


def _exclusive(line: StatedLine, situation: Situation) -> bool:
    """Whether the line must be passed; a target that is met from the start is held where it is reached."""
    on_the_way = any(ask.on in ON_THE_WAY for ask in line.asks)
    return line.exclusive and not (on_the_way and situation.held is not None and line.margin is None)


def _asks_of(line: StatedLine, situation: Situation) -> tuple[Ask, ...]:
    """What a line asks, given whether standard errors are known."""
    if not line.without_errors:
        return line.asks
    since = [ask for ask in line.asks if ask.on == "change_errors"]
    known = all(not isinstance(enough_for(ask, situation, Compound), NoTrajectory) for ask in since)
    return line.asks if known else line.without_errors


def _moved(value: Decimal, allowance: Allowance, side: int, situation: Situation) -> Decimal | NoTrajectory:
    """A line moved to the bad side (−1) or to the good one (+1)."""
    if allowance.errors is not None:
        error = situation.error
        if error is None:
            return NoTrajectory("no_error")
        return value + side * situation.sign * allowance.errors * error
    if allowance.stated is not None:
        return value + side * situation.sign * allowance.stated.part(situation.share).of(value)
    if not situation.indicator.tolerance.value:
        return NoTrajectory("tolerance_needed")
    less = situation.less_tolerance(value)
    return less if side < 0 else 2 * value - less


def _before(situation: Situation) -> Iterator[tuple[int, Decimal, Situation]]:
    """The earlier figures, the newest first, each as it was judged in its year."""
    for year in sorted(situation.history, reverse=True):
        trajectory = situation.trajectory
        milestone = trajectory.at(year) if isinstance(trajectory, Trajectory) else None
        earlier = {each: value for each, value in situation.history.items() if each < year}
        yield year, situation.history[year], situation._replace(year=year, milestone=milestone, history=earlier)


def _floor(worst: tuple[str, Status], drafts: list[Draft], situation: Situation) -> tuple[str, Status]:
    """What lies below the last line: nothing is worse than the start where a limit allows more than that."""
    category, status = worst
    if not situation.allows_more_than_start or status is not Status.REVERSING:
        return worst
    return next((each.category for each in drafts if each.status is Status.OFF_TRACK), category), Status.OFF_TRACK
