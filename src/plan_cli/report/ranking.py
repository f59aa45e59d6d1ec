"""The ranking of a panel's entities in a year: places, growth, and who reported nothing, indicator by indicator.

An entity's place comes from its distance from the year's milestone, in parts of the milestone: with one milestone for
all that is the order of the figures themselves. Nothing is added up over indicators.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from plan_cli.diagnostics import Diagnostic
from plan_cli.exits import Exit
from plan_cli.i18n import Messages
from plan_cli.model.indicator import Indicator
from plan_cli.model.label import Label
from plan_cli.model.observations import Period
from plan_cli.profiles import Status
from plan_cli.report import Ended
from plan_cli.report.cover import Cover
from plan_cli.report.panel import PanelReport
from plan_cli.report.panel_records import Entity
from plan_cli.report.table import Block


@dataclass(frozen=True, slots=True)
class EntityVerdict:
    """One verdict of a panel; ``gap`` is signed so that + is good."""

    entity: Entity
    indicator: str
    value: Decimal | None
    milestone: Decimal | None
    gap: Decimal | None
    status: Status
    category: str | None = None
    bound: str = ""
    #: Whether the figure is of less than what is judged.
    incomplete: bool = False

    @property
    def exact(self) -> bool:
        """Whether its figure is one number of all that is judged."""
        return not (self.bound or self.incomplete)

    @property
    def distance(self) -> Decimal | None:
        """How far it is from its milestone, in parts of it; from one of 0 in the unit."""
        if self.gap is None or self.milestone is None:
            return None
        return self.gap / abs(self.milestone) if self.milestone else self.gap

    @property
    def placed(self) -> bool:
        """Whether it can have a place."""
        return self.value is not None and self.distance is not None


@dataclass(frozen=True, slots=True)
class Placed:
    """A verdict with its place, None where it has no milestone; ``change`` is + for places gained in a year."""

    verdict: EntityVerdict
    rank: int | None
    change: int | None
    achievement: Decimal | None
    growth: Decimal | None


@dataclass(frozen=True)
class RankingReport(Ended):
    """Every verdict of a panel in a year or a part of it, and those of a year before for growth and places gained."""

    panel: PanelReport
    verdicts: tuple[EntityVerdict, ...]
    earlier: tuple[EntityVerdict, ...] = ()
    cover: Cover = field(default_factory=Cover)

    @property
    def period(self) -> Period | None:
        """Which part of the year is judged, and of the year before; None for all of it."""
        return self.panel.period

    @property
    def labels(self) -> Mapping[str, Label]:
        """What people read for the profile's categories."""
        return self.panel.labels

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was found in the panel."""
        return self.panel.diagnostics

    @property
    def exit(self) -> Exit:
        """How the run ends, and why."""
        return self.panel.exit

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Those that something was reported of, in the plan's order."""
        reported = {each.indicator for each in self.verdicts if each.value is not None}
        return tuple(each for each in self.panel.indicators if each.id in reported)

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """Every entity that reported anything, by name."""
        return tuple(sorted({each.entity for each in self.verdicts if each.value is not None}))

    @cached_property
    def by_cell(self) -> Mapping[tuple[Entity, str], EntityVerdict]:
        """Each verdict by its entity and indicator."""
        return {(each.entity, each.indicator): each for each in self.verdicts}

    def places(self, indicator: Indicator) -> list[Placed]:
        """Whoever reported the indicator, the first place first; without one by name at the end."""
        now = [each for each in self.verdicts if each.indicator == indicator.id and each.value is not None]
        before = {each.entity: each for each in self.earlier if each.indicator == indicator.id}
        ranks, moved = _ranks(now), _moves(now, before)
        placed = [
            Placed(
                each,
                ranks.get(each.entity),
                moved.get(each.entity),
                achievement(each, indicator),
                _growth(each, before.get(each.entity), indicator),
            )
            for each in now
        ]
        return sorted(placed, key=lambda each: (each.rank is None, each.rank or 0, each.verdict.entity))

    def silent(self, indicator: Indicator) -> list[Entity]:
        """Who reported nothing of an indicator, by name."""
        return sorted(each.entity for each in self.verdicts if each.indicator == indicator.id and each.value is None)

    def title(self, messages: Messages) -> str:
        """The title that was asked for, else the plan and the year."""
        facts = {"title": self.panel.plan.title.in_language(messages.language), "by": ", ".join(self.panel.by)}
        if self.cover.title:
            return self.cover.title
        if self.period:
            return messages.text("title_ranking_part", **facts, period=messages.period(self.period))
        return messages.text("title_ranking", **facts, year=self.panel.year)

    def content(self, messages: Messages) -> list[Block]:
        """The map of all verdicts, then a ranking of each indicator, and what could not be used."""
        from plan_cli.report.ranking_content import ranking_content

        return ranking_content(self, messages)


def _ranks(verdicts: Iterable[EntityVerdict]) -> dict[Entity, int]:
    """The place of each; who is equally far shares one, and the next has as many places more."""
    known = [(each.entity, each.distance) for each in verdicts if each.value is not None]
    distances = sorted((distance for _, distance in known if distance is not None), reverse=True)
    first = {distance: place for place, distance in reversed(list(enumerate(distances, 1)))}
    return {entity: first[distance] for entity, distance in known if distance is not None}


def _moves(now: Iterable[EntityVerdict], before: Mapping[Entity, EntityVerdict]) -> dict[Entity, int]:
    """Places gained among those that have one in both years: who is new or gone moves nobody."""
    both = [each for each in now if each.placed and (old := before.get(each.entity)) and old.placed]
    ranks, earlier = _ranks(both), _ranks(before[each.entity] for each in both)
    return {entity: earlier[entity] - rank for entity, rank in ranks.items()}


def achievement(verdict: EntityVerdict, indicator: Indicator) -> Decimal | None:
    """Actual ÷ milestone, where more is better and neither is below 0."""
    value, milestone = verdict.value, verdict.milestone
    if value is None or milestone is None or verdict.gap is None or indicator.sign < 0 or milestone <= 0 or value < 0:
        return None
    return value / milestone


def _growth(now: EntityVerdict, before: EntityVerdict | None, indicator: Indicator) -> Decimal | None:
    """On the year before: in parts of it, of per cent in points; None where either is not above 0, or not exact."""
    if now.value is None or before is None or before.value is None or not (now.exact and before.exact):
        return None
    if indicator.unit in ("%", "％"):
        return now.value - before.value
    return now.value / before.value - 1 if now.value > 0 and before.value > 0 else None
