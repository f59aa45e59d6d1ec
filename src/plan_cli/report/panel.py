"""The panel's report: counts by indicator and status, who is furthest behind, what could not be used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from plan_cli.assess import severity_of
from plan_cli.codes import Severity
from plan_cli.diagnostics import Diagnostic, Place
from plan_cli.exits import Exit, FailOn, exit_of_verdicts
from plan_cli.i18n import Messages
from plan_cli.model.indicator import Indicator
from plan_cli.model.label import Label
from plan_cli.model.observations import Period
from plan_cli.model.plan import Plan
from plan_cli.profiles import Status
from plan_cli.report import Ended, json_values
from plan_cli.report.frames import Framed
from plan_cli.report.panel_content import panel_content
from plan_cli.report.panel_records import Aggregate, FurthestBehind, Names, PanelInput, UnusableRow
from plan_cli.report.rows import Rows
from plan_cli.report.table import Block

if TYPE_CHECKING:
    from plan_cli.report.records.panel import (
        EntityBehind,
        Example,
        Group,
        PanelDocument,
        PanelInputRecord,
        PanelSummary,
    )

#: So many names of other indicators are named.
NAMED = 5


@dataclass(frozen=True, repr=False)
class PanelReport(Ended, Framed):
    """Every entity's verdicts in a year, counted; ``entity_columns`` tell entities apart: ``by``, and the entity."""

    plan: Plan
    year: int
    profile: str
    engine: str
    by: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    #: What was read, by the position that a row states.
    inputs: tuple[PanelInput, ...]
    aggregate: Aggregate
    entity_columns: tuple[str, ...]
    divided_by: tuple[str, ...] = ()
    parts: int = 0
    own_baselines: bool = False
    #: Columns that name one part of a population in every row, each with that part.
    constant: tuple[tuple[str, str], ...] = ()
    #: What the plan's relations say of the sums of entities, and of each one's figures.
    related: tuple[Diagnostic, ...] = ()
    #: In each table of baselines or targets the names that stand for all entities.
    totals: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    fail_on: FailOn = FailOn.AUTO
    allow_empty: bool = False
    #: What people read for the profile's categories, where its author says so.
    labels: Mapping[str, Label] = field(default_factory=dict)
    #: Whether each entity's indicator is judged in its own newest year; ``year`` is then the last of the plan's.
    latest: bool = False
    #: Whether the profile takes the tolerances of indicators.
    eased: bool = False
    #: Which part of the year is judged; None for all of it.
    period: Period | None = None

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Who reported nothing, and which names are no entities; rows that cannot be used are counted in ``bad``."""
        found = (("PLN360", self.aggregate.silent), ("PLN361", self.aggregate.totals))
        place = Place(self.inputs[0].file, 1)
        left_out = self.aggregate.left_out.items()
        parts = {"columns": list(self.divided_by), "count": self.parts}
        unchosen: dict[str, object] = {"count": self.aggregate.unchosen, "what": "unchosen_entities"}
        whose = (Diagnostic("PLN368", {"count": self.aggregate.entities}, place=place),)
        return (
            *(whose if not self.own_baselines and self.aggregate.entities > 1 else ()),
            *((Diagnostic("PLN346", unchosen, place=place),) if unchosen["count"] else ()),
            *((Diagnostic("PLN343", parts, place=place),) if self.parts else ()),
            *(Diagnostic("PLN346", {"count": count, "what": f"{kind}_rows"}, place=place) for kind, count in left_out),
            *(Diagnostic("PLN345", {"column": column, "value": value}, place=place) for column, value in self.constant),
            *self._foreign(place),
            *(self._names(code, names, place) for code, names in found if names.count),
            *(
                self._names("PLN361", Names(len(each), each[:NAMED]), Place(file, 1))
                for file, each in self.totals.items()
            ),
            *self.related,
        )

    @property
    def files(self) -> list[PanelInput]:
        """The inputs, a file of several entities once: it is read once for each."""
        return list({each.file: each for each in self.inputs}.values())

    @property
    def years(self) -> int | str:
        """The year that is judged, or all of which the newest is."""
        return f"{self.plan.years[0]}–{self.plan.years[-1]}" if self.latest else self.year

    def _foreign(self, place: Place) -> Iterator[Diagnostic]:
        """A note on rows of other indicators, with the names that stand there most."""
        if foreign := self.aggregate.foreign:
            names = sorted(foreign, key=lambda name: (-foreign[name], name))[:NAMED]
            yield Diagnostic("PLN338", {"count": sum(foreign.values()), "names": names}, place=place)

    def _names(self, code: str, names: Names, place: Place) -> Diagnostic:
        shown = [" ".join(part for part in entity if part) for entity in names.first]
        facts: dict[str, Any] = {
            "count": names.count,
            "names": shown,
            "more": max(0, names.count - len(shown)),
            "year": self.years,
        }
        if self.period is not None:
            facts["in_part"] = self.period
        return Diagnostic(code, facts, place=place)

    @cached_property
    def by_indicator(self) -> list[tuple[Indicator, dict[str, int]]]:
        """Every indicator with its counts; an entity without a row in the year is counted as without a figure."""
        counts: list[Counter[Status]] = [Counter() for _ in self.indicators]
        for count in self.aggregate.counts:
            counts[count.code][count.outcome.status] += count.n
        every = zip(self.indicators, counts, strict=True)
        return [(indicator, {str(status): found[status] for status in Status}) for indicator, found in every]

    @cached_property
    def by_category(self) -> list[Counter[str]]:
        """How often the profile's own words are given for each indicator, in the order of the statuses they mean."""
        counts: list[Counter[str]] = [Counter() for _ in self.indicators]
        statuses = list(Status)
        for count in sorted(self.aggregate.counts, key=lambda each: statuses.index(each.outcome.status)):
            if count.outcome.category is not None:
                counts[count.code][count.outcome.category] += count.n
        return counts

    @cached_property
    def summary(self) -> dict[str, int]:
        """Counts by status over all verdicts, and how many are errors and warnings."""
        statuses: Counter[str] = Counter()
        severities: Counter[Severity | None] = Counter()
        for indicator, counts in self.by_indicator:
            statuses.update(counts)
            for status in Status:
                if n := counts[str(status)]:
                    severities[severity_of(indicator, status)] += n
        return {
            "rows": self.aggregate.rows,
            "entities": self.aggregate.entities,
            "indicators": len(self.indicators),
            "evaluated": sum(statuses[str(status)] for status in Status if status.evaluated),
            **{str(status): statuses[str(status)] for status in Status},
            "errors": severities[Severity.ERROR],
            "warnings": severities[Severity.WARNING],
        }

    @property
    def threshold(self) -> FailOn:
        """What ``fail_on`` comes to for this plan."""
        return self.fail_on.settled(self.plan.has_binding)

    @property
    def exit(self) -> Exit:
        """How the run ends, and why."""
        summary = self.summary
        return exit_of_verdicts(
            self.threshold,
            bad_data=bool(self.aggregate.unusable),
            behind=sum(summary[str(status)] for status in Status if status.behind),
            binding_behind=summary["errors"],
            evaluated=summary["evaluated"],
            allow_empty=self.allow_empty,
        )

    def to_record(self) -> PanelDocument:
        """``plan.panel/1``."""
        return {
            "schema": "plan.panel/1",
            "tool": json_values.TOOL,
            "plan": json_values.plan_head(self.plan),
            "inputs": [self._input(used) for used in self.files],
            "year": self.year,
            "latest": self.latest,
            "profile": self.profile,
            "engine": self.engine,
            "from_parts": self.aggregate.from_parts,
            "by": list(self.by),
            "summary": cast("PanelSummary", self.summary),
            "applied": [{"indicator": each.id, "target": json_values.target(each)} for each in self.applied],
            "groups": self._groups(),
            "worst": [self._entity_behind(entity) for entity in self.aggregate.furthest_behind],
            "bad": {
                kind: {"count": bad.count, "examples": [self._example(row) for row in bad.examples]}
                for kind, bad in self.aggregate.unusable.items()
            },
            "diagnostics": [json_values.diagnostic(found) for found in self.diagnostics],
            "exit_code": int(self.exit_code),
        }

    @property
    def applied(self) -> list[Indicator]:
        """The indicators that are held against a revised target, or with a tolerance, as they are in force."""
        chosen = {each.id for each in self.indicators}
        years = [(each, each.in_force(self.year)) for each in self.plan.indicators if each.id in chosen]
        return [
            now
            for first, now in years
            if (first.tolerance.value and self.eased) or any(each.date.year <= self.year for each in first.revisions)
        ]

    def _input(self, used: PanelInput) -> PanelInputRecord:
        where = {heading: list(texts) for heading, texts in used.where.items()}
        return {"file": used.file, "format": used.format, "encoding": used.encoding, "where": where}

    @cached_property
    def by_group(self) -> dict[tuple[str, str], dict[int, Counter[Status]]]:
        """The counts of each ``--by`` column and value, by the indicator's position."""
        groups: dict[tuple[str, str], dict[int, Counter[Status]]] = {}
        for count in self.aggregate.groups:
            if count.group is not None:
                group = groups.setdefault(count.group, {})
                group.setdefault(count.code, Counter())[count.outcome.status] += count.n
        return groups

    def _groups(self) -> list[Group]:
        """By indicator, then by indicator and each ``--by`` value."""
        found: list[Group] = [{"indicator": indicator.id, "counts": counts} for indicator, counts in self.by_indicator]
        for record, categories in zip(found, self.by_category, strict=True):
            if categories:
                record["categories"] = dict(categories)
        for code, indicator in enumerate(self.indicators):
            for (column, value), group in self.by_group.items():
                counts = {str(status): group[code][status] for status in Status if group[code][status]}
                found.append(cast("Group", {"indicator": indicator.id, column: value, "counts": counts}))
        return found

    def _entity_behind(self, entity: FurthestBehind) -> EntityBehind:
        record = {
            "indicator": self.indicators[entity.code].id,
            **dict(zip(self.entity_columns, entity.entity, strict=True)),
            **({"year": entity.year} if self.latest else {}),
            "actual": entity.value,
            "baseline": entity.base,
            "milestone": entity.milestone,
            "gap": entity.gap,
            "status": str(entity.outcome.status),
            "category": entity.outcome.category,
            "file": self.inputs[entity.file].file,
            "row": entity.row,
        }
        return cast("EntityBehind", record)

    def _example(self, row: UnusableRow) -> Example:
        record = {
            "file": self.inputs[row.file].file,
            "row": row.row,
            **dict(zip(self.entity_columns, row.entity, strict=True)),
            "indicator": row.indicator,
            "year": row.year,
            "text": row.text,
        }
        return cast("Example", record)

    def to_rows(self) -> Rows:
        """The groups as rows."""
        statuses = [str(status) for status in Status]
        rows = []
        for group in self._groups():
            counts = group["counts"]
            values = {name: group.get(name) for name in self.by}
            rows.append({"indicator": group["indicator"], **values, **{each: counts.get(each, 0) for each in statuses}})
        return Rows(("indicator", *self.by, *statuses), tuple(rows))

    def content(self, messages: Messages) -> list[Block]:
        """Counts by indicator, the worst of each, what could not be used, and what was read."""
        return panel_content(self, messages)
