"""Milestones: the yearly values that the targets imply, with the implied rate beside the printed one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from plan_cli.diagnostics import Diagnostic
from plan_cli.exits import ExitCode
from plan_cli.i18n import MACHINE, Messages, messages_in
from plan_cli.model.growing import PrintedGrowth
from plan_cli.model.indicator import Indicator
from plan_cli.model.numbers import exact_arithmetic
from plan_cli.model.paths import Path
from plan_cli.model.plan import Plan
from plan_cli.model.trajectory import NoTrajectory, Trajectory
from plan_cli.profiles import Profile, Situation
from plan_cli.report import json_values as wire
from plan_cli.report.number_format import NONE, figure, json_number, printed, rate, shown
from plan_cli.report.sections import BINDING_MARK, called, sectioned
from plan_cli.report.table import Block, Column, Grid, Line, Row


@dataclass(frozen=True)
class Laid:
    """One indicator's trajectory and its value in every year, or the reason why there is none."""

    indicator: Indicator
    trajectory: Trajectory | None
    rate: Decimal | None = None
    values: Mapping[int, Decimal] = field(default_factory=dict)
    reason: str | None = None
    cuts: Mapping[str, Mapping[int, Decimal]] = field(default_factory=dict)
    cuts_reason: str | None = None


def lay(indicator: Indicator, path: Path | None = None, profile: Profile | None = None) -> Laid:
    """The milestones of one indicator, its base year first, and the cut points of a profile for each later year."""
    with exact_arithmetic():
        path = (profile and profile.shape) or path
        trajectory = indicator.trajectory(indicator.baseline.value, path)
        if isinstance(trajectory, NoTrajectory):
            return Laid(indicator, None, reason=trajectory.reason)
        years = range(trajectory.base_year, trajectory.target_year + 1)
        values = {year: (_in_force(indicator, trajectory, year, path)).at(year) for year in years}
        known = not trajectory.shape.stepped and (
            trajectory.growing.rate_unit != "fraction_per_year" or trajectory.start > 0
        )
        begins = trajectory.base_year if indicator.start_known else indicator.first_year
        values = {year: value for year, value in values.items() if year >= begins}
        laid = Laid(indicator, trajectory, trajectory.rate if known else None, values)
        return laid if profile is None else _cut(laid, trajectory, profile, path)


def _in_force(indicator: Indicator, trajectory: Trajectory, year: int, path: Path | None) -> Trajectory:
    """The trajectory to the target that is in force in a year; that of the first one where it was never revised."""
    if not indicator.revisions:
        return trajectory
    revised = indicator.in_force(year).trajectory(indicator.baseline.value, path)
    return trajectory if isinstance(revised, NoTrajectory) else revised


def _cut(laid: Laid, trajectory: Trajectory, profile: Profile, path: Path | None) -> Laid:
    """The cut points of a profile, by category and year."""
    indicator = laid.indicator
    cuts: dict[str, dict[int, Decimal]] = {}
    reason = None
    for year, milestone in laid.values.items():
        if year == trajectory.base_year:
            continue
        way = _in_force(indicator, trajectory, year, path)
        criteria = profile.criteria(Situation(indicator.in_force(year), way, year, milestone, indicator.start_known))
        if isinstance(criteria, NoTrajectory):
            reason = criteria.reason
            continue
        for cut in criteria.thresholds:
            if cut.category != profile.worst[0]:
                cuts.setdefault(str(cut.category), {})[year] = cut.value
    return replace(laid, cuts=cuts, cuts_reason=reason)


@dataclass(frozen=True)
class MilestonesReport:
    """The yearly table of a plan."""

    plan: Plan
    results: tuple[Laid, ...]
    path: Path | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    exit_code: ExitCode = ExitCode.OK
    profile: Profile | None = None

    @property
    def years(self) -> list[int]:
        """Every year that one of them has a value for."""
        return sorted({year for laid in self.results for year in laid.values})

    def wire(self) -> dict[str, Any]:
        """``plan.milestones/1``."""
        return {
            "schema": "plan.milestones/1",
            "tool": wire.TOOL,
            "plan": wire.plan_head(self.plan),
            **({"profile": self.profile.name} if self.profile else {}),
            "results": [self._result(laid) for laid in self.results],
            "diagnostics": [wire.diagnostic(found) for found in self.diagnostics],
            "exit_code": int(self.exit_code),
        }

    def _result(self, laid: Laid) -> dict[str, Any]:
        told = wire.head(laid.indicator, self.path)
        growth = laid.indicator.printed_growth
        return {
            **{key: told[key] for key in ("id", "no", "name", "unit", "attribute", "kind")},
            "path": told["path"] if laid.trajectory else None,
            "rate": json_number(laid.rate),
            "rate_unit": laid.trajectory.growing.rate_unit if laid.trajectory else None,
            "printed_growth": None if growth is None else {"value": json_number(growth.value), "unit": growth.unit},
            "index": laid.indicator.is_index,
            "baseline": wire.baseline(laid.indicator),
            "target": wire.target(laid.indicator),
            "milestones": [{"year": year, "value": json_number(value)} for year, value in laid.values.items()],
            "reason": messages_in(MACHINE).reason(laid.reason),
            **(self._cuts(laid) if self.profile else {}),
        }

    @staticmethod
    def _cuts(laid: Laid) -> dict[str, Any]:
        """The profile's cut points of each year, by category."""
        years = [year for year in laid.values if any(year in values for values in laid.cuts.values())]
        told = [
            {"year": year, "values": {word: json_number(values.get(year)) for word, values in laid.cuts.items()}}
            for year in years
        ]
        return {"cuts": told, "cuts_reason": messages_in(MACHINE).reason(laid.cuts_reason)}

    def records(self) -> tuple[list[str], list[list[Any]]]:
        """One row for each indicator, one column for each year."""
        rows = []
        for laid, told in zip(self.results, self.wire()["results"], strict=True):
            years = {str(year): json_number(laid.values.get(year)) for year in self.years}
            head = wire.flat({key: value for key, value in told.items() if key not in ("milestones", "cuts")})
            rows.append(head | years)
            for word, values in laid.cuts.items():
                by_year = {str(year): json_number(values.get(year)) for year in self.years}
                rows.append({"id": laid.indicator.id, "category": word, **by_year})
        columns = list(dict.fromkeys(key for row in rows for key in row if not key.isdigit()))
        columns += [str(year) for year in self.years]
        return columns, [[row.get(column) for column in columns] for row in rows]

    def blocks(self, messages: Messages) -> list[Block]:
        """The yearly table by group; below it the indicators without a path, each with its reason."""
        word, language = messages.word, messages.language
        blocks: list[Block] = [Line(word("title_milestones", title=self.plan.title.in_language(language)), "title")]
        if self.profile:
            blocks.append(Line(f"{word('profile')} {self.profile.name}", "quiet"))
        columns = (
            Column("no", word("no"), right=True),
            Column("indicator", word("indicator"), folds=True),
            Column("unit", word("unit"), wide_only=True),
            Column("path", word("path"), wide_only=True),
            Column("growth", word("growth"), right=True),
            Column("rate", word("rate"), right=True),
            *(Column(str(year), str(year), right=True, series=True) for year in self.years),
        )
        rows = sectioned(self.plan, [laid for laid in self.results if laid.trajectory], self._rows, messages)
        if rows:
            blocks.append(Grid(columns, rows, merge={"unit": "indicator", "path": "indicator"}))
        if any(laid.trajectory and laid.indicator.attribute == "binding" for laid in self.results):
            blocks.append(Line(word("legend_binding", mark=BINDING_MARK), "quiet"))
        return blocks + self._without(messages)

    def _rows(self, laid: Laid, messages: Messages) -> list[Row]:
        return [self._row(laid, messages), *self._cut_rows(laid, messages)]

    def _row(self, laid: Laid, messages: Messages) -> Row:
        indicator, trajectory = laid.indicator, laid.trajectory
        binding = indicator.attribute == "binding"
        growth = indicator.printed_growth
        cells = (
            str(indicator.no or ""),
            called(indicator, messages),
            messages.word("index", year=indicator.baseline.year) if indicator.is_index else indicator.unit,
            messages.word(indicator.shape_name(self.path) or "none"),
            growth_shown(growth),
            rate(laid.rate, trajectory.growing if trajectory else None, indicator.decimals),
            *(self._cell(laid, year) for year in self.years),
        )
        return Row(cells, style="strong" if binding else "")

    def _cut_rows(self, laid: Laid, messages: Messages) -> list[Row]:
        """A line below the indicator for each category of the profile."""
        sign, digits = ("≥" if laid.indicator.sign > 0 else "≤"), laid.indicator.decimals
        rows = []
        for word, values in laid.cuts.items():
            told = (figure(values[year], digits) if year in values else "" for year in self.years)
            rows.append(Row(("", f"  {sign} {messages.category(word)}", "", "", "", "", *told), style="quiet"))
        if self.profile and not laid.cuts and laid.cuts_reason:
            blank = [""] * len(self.years)
            rows.append(Row(("", f"  {messages.reason(laid.cuts_reason)}", "", "", "", "", *blank), style="quiet"))
        return rows

    @staticmethod
    def _cell(laid: Laid, year: int) -> str:
        if year not in laid.values:
            return ""
        indicator = laid.indicator
        ends = year == indicator.baseline.year and not indicator.is_index
        value = laid.values[year]
        return shown(value, indicator.decimals) if ends else figure(value, indicator.decimals)

    def _without(self, messages: Messages) -> list[Block]:
        reasons: dict[str, list[str]] = {}
        for laid in self.results:
            if laid.reason:
                reasons.setdefault(laid.reason, []).append(called(laid.indicator, messages, numbered=True))
        return [
            Line(
                label=messages.word("count_of", word=messages.reason(reason), count=len(names)),
                items=tuple(names),
                comma=messages.word("comma"),
            )
            for reason, names in reasons.items()
        ]


def growth_shown(growth: PrintedGrowth | None) -> str:
    """A printed growth as the document has it."""
    if growth is None:
        return NONE
    return printed(growth.value) + "%" if growth.unit == "%" else f"+{printed(growth.value)}"
