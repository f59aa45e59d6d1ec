"""JSON values: diagnostics, indicators and verdicts as the published JSON has them. English, stable, full figures.

A new key is a minor change; removing, renaming or retyping one makes the next version of its schema.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, assert_never, cast

from plan_cli import __version__
from plan_cli.diagnostics import NOWHERE, Diagnostic
from plan_cli.i18n import MACHINE, messages_in
from plan_cli.model.growing import PrintedGrowth
from plan_cli.model.indicator import Indicator, Revision
from plan_cli.model.label import Label
from plan_cli.model.numbers import share_of
from plan_cli.model.observations import Actual, InputFile, Period
from plan_cli.model.paths import Path
from plan_cli.model.plan import Plan
from plan_cli.model.scale import Scale
from plan_cli.model.targets import Band, Change, Done, Growth, Level, Milestones, Rank, Statement, Total, Trend
from plan_cli.profiles import Status
from plan_cli.report.number_format import json_number

if TYPE_CHECKING:
    from plan_cli.assess import Assessment
    from plan_cli.report.records.check import Interval, OlderFigure, PreviousVerdict, VerdictRecord
    from plan_cli.report.records.shared import (
        BaselineRecord,
        DiagnosticRecord,
        GrowthRecord,
        IndicatorHead,
        Input,
        PlanHead,
        RevisionRecord,
        TargetRecord,
        Tool,
        YearValue,
    )


TOOL: Tool = {"name": "plan", "version": __version__}


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, Decimal):
        return json_number(value)
    if isinstance(value, Label | Period):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value


def diagnostic(found: Diagnostic) -> DiagnosticRecord:
    """A diagnostic; ``facts`` carry every number of its message in full."""
    english = messages_in(MACHINE)
    place = found.place or NOWHERE
    # A diagnostic about a whole file is placed at its first character.
    first = 1 if place.file and not place.line and not place.cell else 0
    return {
        "code": found.code,
        "rule": found.rule,
        "severity": found.severity,
        "message": english.message(found),
        "hint": english.hint(found),
        "file": place.file,
        "line": place.line or first,
        "column": place.column or first,
        "end_line": place.end_line or first,
        "end_column": place.end_column or first,
        "indicator": found.indicator,
        "facts": {key: plain(value) for key, value in found.facts.items()},
    }


def plan_head(plan: Plan) -> PlanHead:
    """The plan of a document."""
    return {
        "file": plan.file,
        "sha256": plan.sha256,
        "id": plan.id,
        "base_year": plan.base_year,
        "target_year": plan.target_year,
    }


def input_file(used: InputFile) -> Input:
    """A file of actuals, as a document names it."""
    record: Input = {
        "file": used.file,
        "sha256": used.sha256,
        "format": used.format,
        "encoding": used.encoding,
        "rows": used.rows,
        "heading_row": used.heading_row,
        "columns": dict(used.columns),
        "unit": used.unit,
        "rows_used": used.rows_used,
        "rows_left_out": dict(used.rows_left_out),
    }
    if used.selection:
        record["selection"] = {heading: list(texts) for heading, texts in used.selection.items()}
    if used.scale is not None:
        record["scale"] = json_number(used.scale)
    return record


def head(indicator: Indicator, path: Path | None = None) -> IndicatorHead:
    """The keys that every record of an indicator starts with."""
    return {
        "id": indicator.id,
        "no": indicator.no,
        "name": str(indicator.name),
        "unit": indicator.unit,
        "attribute": indicator.attribute,
        "direction": "decrease" if indicator.sign < 0 else "increase",
        "kind": indicator.target.kind,
        "path": indicator.shape_name(path),
    }


def path_unit(indicator: Indicator) -> str:
    """The unit of its milestones: an index is no quantity of the indicator's own unit."""
    return f"{indicator.baseline.year}=100" if indicator.is_index else indicator.unit


def baseline(indicator: Indicator) -> BaselineRecord:
    """The baseline with its origin, or the reason why there is none."""
    base = indicator.baseline
    record: BaselineRecord = {
        "year": base.year,
        "value": json_number(base.value),
        "origin": base.origin,
        "missing": base.missing,
    }
    if base.dated is not None:
        record["date"] = base.dated
    return record


def target(indicator: Indicator, scale: Scale | None = None) -> TargetRecord:
    """The target on the scale it is judged on."""
    stated = indicator.target
    goal = indicator.goal
    record: TargetRecord = {
        "year": indicator.target_year,
        "value": json_number(goal if scale is None else indicator.target.relative_value),
        "operator": indicator.operator if goal is not None else None,
    }
    if indicator.revisions:
        first = stated.printed if indicator.original is None else indicator.original
        record["original"] = json_number(first)
        record["revisions"] = [_revision(each) for each in indicator.revisions]
    if indicator.tolerance.value:
        in_points = stated.tolerance_in_points or indicator.unit == "%"
        measured = "%" if indicator.tolerance.percent else "pp" if in_points else indicator.unit
        record["tolerance"] = {"value": json_number(indicator.tolerance.value), "unit": measured}
    if stated.ends is not None:
        record["low"], record["high"] = map(json_number, stated.ends)
    match stated:
        case Growth(rate=rate):
            record["rate"] = json_number(rate)
            if stated.compared_with is not None:
                record["than"] = stated.compared_with
        case Change(unit=unit, additive=additive):
            record |= {"change": json_number(stated.relative_value), "unit": unit or "%", "additive": additive}
        case Band(low=low, high=high):
            record["low"], record["high"] = json_number(low), json_number(high)
            if (than := stated.than or stated.beside) is not None:
                record["than"] = than
        case Statement(text=text):
            record["text"] = text if isinstance(text, str) else next(iter(text.values()), "")
        case Rank(of=int(of)):
            record["of"] = of
        case Level() | Total() | Milestones() | Rank() | Done() | Trend():
            pass
        case missing:
            assert_never(missing)
    return record


def _revision(revision: Revision) -> RevisionRecord:
    """What a revision changes from its date on; null for what stays the same."""
    base = revision.baseline
    return {
        "date": revision.date.isoformat(),
        "value": json_number(revision.target.printed if revision.target else None),
        "year": revision.target_year,
        "baseline": None if base is None else {"year": base.year, "value": json_number(base.value)},
        "source": revision.source,
    }


def growth(stated: PrintedGrowth | None) -> GrowthRecord | None:
    """A growth that a document prints."""
    if stated is None:
        return None
    return {"value": json_number(stated.value), "unit": stated.unit}


def by_year(values: Mapping[int, Decimal]) -> list[YearValue]:
    """A value for each of some years."""
    return [{"year": year, "value": json_number(value)} for year, value in values.items()]


def verdict(judged: Assessment, path: Path | None = None) -> VerdictRecord:
    """One result of ``plan check``."""
    indicator, row, rates, trajectory = judged.indicator, judged.evidence.row, judged.rates, judged.trajectory
    place = row.place if row else None
    record: VerdictRecord = {
        **cast("VerdictRecord", head(indicator, path)),
        "path": judged.shape_name(path),
        "year": judged.year,
        "baseline": baseline(indicator),
        "target": target(indicator, judged.scale),
        "milestone": json_number(judged.milestone),
        "actual": json_number(judged.evidence.value),
        "bound": judged.evidence.bound or None,
        "obs_status": row.status if row else None,
        "gap": json_number(judged.gap),
        "achievement": json_number(judged.achievement),
        "progress": json_number(judged.progress),
        "required_rate": json_number(rates.required),
        "observed_rate": json_number(rates.observed),
        "rate_unit": trajectory.growing.rate_unit if trajectory else None,
        "pace": json_number(rates.pace),
        "catch_up_rate": json_number(rates.catch_up),
        "projected": json_number(rates.projected),
        "cumulative": json_number(judged.cumulative),
        "measure": None if judged.scale is None else judged.scale.measure,
        "index": indicator.is_index,
        "period": str(row.period) if row else None,
        "sum_of": [str(each.period) for each in judged.evidence.summed],
        "older": [_older(each) for each in judged.evidence.older],
        "line": json_number(judged.line),
        "cuts": {key: json_number(value) for key, value in judged.thresholds.items()},
        "status": judged.status,
        "category": judged.category,
        "reason": messages_in(MACHINE).reason(judged.reason),
        "severity": judged.severity,
        "source": {"file": place.file, "line": place.line, "column": place.column} if place else None,
    }
    if row is not None and row.mean_of:
        record["mean_of"] = [str(each.period) for each in row.mean_of]
    if judged.criteria is not None and judged.criteria.published is not None:
        record["value"], record["score"] = json_number(judged.value), json_number(judged.score)
    return record


def _older(row: Actual) -> OlderFigure:
    """An earlier figure of the same quantity and time."""
    return {
        "value": json_number(row.value),
        "bound": row.bound or None,
        "obs_status": row.status,
        "published": row.published.isoformat() if row.published else None,
        "source": {"file": row.place.file, "line": row.place.line, "column": row.place.column},
    }


def previous(record: Mapping[str, Any] | None) -> PreviousVerdict | None:
    """The verdict of an earlier result, read from its document."""
    if record is None:
        return None
    status = Status(record["status"])
    return {
        "year": record.get("year"),
        "status": status,
        "category": record.get("category"),
        "actual": record.get("actual"),
    }


def period(part: Period | None) -> Interval | None:
    """The part of the year that was judged, time-proportionally; null for a full year."""
    if part is None:
        return None
    return {
        "period": str(part),
        "from": part.start.isoformat(),
        "to": part.end.isoformat(),
        "share": json_number(share_of(Decimal(1), part.share)),
        "basis": "time-proportional progress",
    }
