"""Milestones: the yearly values that the targets imply, with the implied rate beside the printed one."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from plan_cli.diagnostics import Finding
from plan_cli.exits import ExitCode
from plan_cli.frozen import field, frozen, replace
from plan_cli.i18n import MACHINE, Speaker, speaker
from plan_cli.model.numbers import exact_arithmetic
from plan_cli.model.paths import Path, Track
from plan_cli.model.plan import Indicator, Plan, PrintedGrowth
from plan_cli.model.targets import Growth, Milestones, NoTrack, Total
from plan_cli.profiles import Profile, Question
from plan_cli.report import json_values as wire
from plan_cli.report.number_format import NONE, figure, json_number, printed, rate, shown
from plan_cli.report.sections import BINDING_MARK, called, sectioned
from plan_cli.report.table import Block, Column, Grid, Line, Row


@frozen(slots=False)
class Laid:
    """One indicator's track and its value in every year, or the reason why there is none."""

    indicator: Indicator
    track: Track | None
    rate: Decimal | None = None
    values: Mapping[int, Decimal] = field(default_factory=dict)
    reason: str | None = None
    cuts: Mapping[str, Mapping[int, Decimal]] = field(default_factory=dict)
    cuts_reason: str | None = None


def lay(indicator: Indicator, path: Path | None = None, profile: Profile | None = None) -> Laid:
    """The milestones of one indicator, its base year first, and the cut points of a profile for each later year."""
    with exact_arithmetic():
        path = (profile and profile.shape) or path
        track = indicator.track(indicator.baseline.value, path)
        if isinstance(track, NoTrack):
            return Laid(indicator, None, reason=track.reason)
        years = range(track.base_year, track.target_year + 1)
        values = {year: (_in_force(indicator, track, year, path)).at(year) for year in years}
        known = track.shape.shape != "steps" and (track.growing.rate_unit != "fraction_per_year" or track.start > 0)
        if isinstance(indicator.target, Milestones):
            begins = indicator.first_year if indicator.baseline.value is None else track.base_year
            values = {year: value for year, value in values.items() if year >= begins}
        laid = Laid(indicator, track, track.rate if known else None, values)
        return laid if profile is None else _cut(laid, track, profile, path)


def _in_force(indicator: Indicator, track: Track, year: int, path: Path | None) -> Track:
    """The track to the target that is in force in a year; that of the first one where it was never revised."""
    if not indicator.revisions:
        return track
    revised = indicator.in_force(year).track(indicator.baseline.value, path)
    return track if isinstance(revised, NoTrack) else revised


def _cut(laid: Laid, track: Track, profile: Profile, path: Path | None) -> Laid:
    """The cut points of a profile, by category and year."""
    indicator = laid.indicator
    known = indicator.baseline.value is not None or isinstance(indicator.target, Growth | Total)
    cuts: dict[str, dict[int, Decimal]] = {}
    reason = None
    for year, milestone in laid.values.items():
        if year == track.base_year:
            continue
        way = _in_force(indicator, track, year, path)
        scheme = profile.scheme(Question(indicator.in_force(year), way, year, milestone, known))
        if isinstance(scheme, NoTrack):
            reason = scheme.reason
            continue
        for cut in scheme.cuts:
            if cut.category != profile.worst[0]:
                cuts.setdefault(str(cut.category), {})[year] = cut.value
    return replace(laid, cuts=cuts, cuts_reason=reason)


@frozen(slots=False)
class MilestonesReport:
    """The yearly table of a plan."""

    plan: Plan
    results: tuple[Laid, ...]
    path: Path | None = None
    findings: tuple[Finding, ...] = ()
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
            "diagnostics": [wire.finding(found) for found in self.findings],
            "exit_code": int(self.exit_code),
        }

    def _result(self, laid: Laid) -> dict[str, Any]:
        told = wire.head(laid.indicator, self.path)
        growth = printed_growth(laid.indicator)
        return {
            **{key: told[key] for key in ("id", "no", "name", "unit", "attribute", "kind")},
            "path": told["path"] if laid.track else None,
            "rate": json_number(laid.rate),
            "rate_unit": laid.track.growing.rate_unit if laid.track else None,
            "printed_growth": None if growth is None else {"value": json_number(growth.value), "unit": growth.unit},
            "index": laid.indicator.is_index,
            "baseline": wire.baseline(laid.indicator),
            "target": wire.target(laid.indicator),
            "milestones": [{"year": year, "value": json_number(value)} for year, value in laid.values.items()],
            "reason": speaker(MACHINE).reason(laid.reason),
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
        return {"cuts": told, "cuts_reason": speaker(MACHINE).reason(laid.cuts_reason)}

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

    def blocks(self, speaker: Speaker) -> list[Block]:
        """The yearly table by group; below it the indicators without a path, each with its reason."""
        word, language = speaker.word, speaker.language
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
        rows = sectioned(self.plan, [laid for laid in self.results if laid.track], self._rows, speaker)
        if rows:
            blocks.append(Grid(columns, rows, merge={"unit": "indicator", "path": "indicator"}))
        if any(laid.track and laid.indicator.attribute == "binding" for laid in self.results):
            blocks.append(Line(word("legend_binding", mark=BINDING_MARK), "quiet"))
        return blocks + self._without(speaker)

    def _rows(self, laid: Laid, speaker: Speaker) -> list[Row]:
        return [self._row(laid, speaker), *self._cut_rows(laid, speaker)]

    def _row(self, laid: Laid, speaker: Speaker) -> Row:
        indicator, track = laid.indicator, laid.track
        binding = indicator.attribute == "binding"
        growth = printed_growth(indicator)
        cells = (
            str(indicator.no or ""),
            called(indicator, speaker),
            speaker.word("index", year=indicator.baseline.year) if indicator.is_index else indicator.unit,
            speaker.word(indicator.shape_name(self.path) or "none"),
            growth_shown(growth),
            rate(laid.rate, track.growing if track else None, indicator.decimals),
            *(self._cell(laid, year) for year in self.years),
        )
        return Row(cells, style="strong" if binding else "")

    def _cut_rows(self, laid: Laid, speaker: Speaker) -> list[Row]:
        """A line below the indicator for each category of the profile."""
        sign, digits = ("≥" if laid.indicator.sign > 0 else "≤"), laid.indicator.decimals
        rows = []
        for word, values in laid.cuts.items():
            told = (figure(values[year], digits) if year in values else "" for year in self.years)
            rows.append(Row(("", f"  {sign} {speaker.category(word)}", "", "", "", "", *told), style="quiet"))
        if self.profile and not laid.cuts and laid.cuts_reason:
            blank = [""] * len(self.years)
            rows.append(Row(("", f"  {speaker.reason(laid.cuts_reason)}", "", "", "", "", *blank), style="quiet"))
        return rows

    @staticmethod
    def _cell(laid: Laid, year: int) -> str:
        if year not in laid.values:
            return ""
        indicator = laid.indicator
        ends = year == indicator.baseline.year and not indicator.is_index
        value = laid.values[year]
        return shown(value, indicator.decimals) if ends else figure(value, indicator.decimals)

    def _without(self, speaker: Speaker) -> list[Block]:
        reasons: dict[str, list[str]] = {}
        for laid in self.results:
            if laid.reason:
                reasons.setdefault(laid.reason, []).append(called(laid.indicator, speaker, numbered=True))
        return [
            Line(
                label=speaker.word("count_of", word=speaker.reason(reason), count=len(names)),
                items=tuple(names),
                comma=speaker.word("comma"),
            )
            for reason, names in reasons.items()
        ]


def printed_growth(indicator: Indicator) -> PrintedGrowth | None:
    """The growth that the document prints: of a growth target the target itself."""
    return PrintedGrowth(indicator.target.rate) if isinstance(indicator.target, Growth) else indicator.growth


def growth_shown(growth: PrintedGrowth | None) -> str:
    """A printed growth as the document has it."""
    if growth is None:
        return NONE
    return printed(growth.value) + "%" if growth.unit == "%" else f"+{printed(growth.value)}"
