"""What must be known of a verdict beside its figures: parts of years, sums, revisions, tolerance, why it is open."""

from collections.abc import Iterator
from dataclasses import replace

from plan_cli.assess import Assessment
from plan_cli.assess.band import eased_band, part_of_band
from plan_cli.assess.target_lines import met_line
from plan_cli.i18n import Messages
from plan_cli.model.indicator import Indicator, Revision
from plan_cli.model.targets import Band
from plan_cli.model.tolerance import Tolerance
from plan_cli.profiles import Status
from plan_cli.report.cells import at_most, text_of
from plan_cli.report.indicators import points
from plan_cli.report.number_format import figure, printed
from plan_cli.report.plan_cells import baseline_text, target_text
from plan_cli.report.verdict_cells import actual_cell, line_sign


def applied(result: Assessment, messages: Messages) -> Iterator[str]:
    """What a reader must know of one figure and its line: part of a year, sums, revisions, tolerance, baselines."""
    word, found, indicator = messages.text, result.evidence, result.indicator
    if found.part_year and found.row:
        yield word("note_part", value=text_of(actual_cell(result, messages)), period=messages.period(found.row.period))
    if found.row and (chosen := next((each.chosen for each in (found.row, *found.row.parts) if each.chosen), ())):
        yield word("panel_where", where=list(chosen))
    if found.older:
        values = [
            text_of(at_most(each.value, 12, before=each.bound)) + messages.bracketed(str(each.published or each.status))
            for each in found.older
        ]
        yield word("older", values=values)
    if found.summed:
        start, last = found.summed[0], found.summed[-1]
        since = str(indicator.baseline.year + 1) if start.measure == "cumulative" else start.period.label
        yield word("note_sum", first=since, last=last.period.label)
    if result.ended:
        yield word("note_ended", year=indicator.last_year)
    if found.row and found.row.mean_of:
        start, last = found.row.mean_of[0], found.row.mean_of[-1]
        yield word("note_mean", first=start.period.label, last=last.period.label)
    if found.how == "added":
        yield word("how_added")
    if found.missing_years:
        yield word("note_years", years=list(found.missing_years))
    if result.cumulative is not None and found.how == "value":
        value = text_of(at_most(result.cumulative, indicator.decimals))
        yield word("cumulative", year=indicator.baseline.year + 1, value=value)
    for each in indicator.revisions:
        if each.date.year <= result.year:
            yield revised(each, indicator, messages)
    if isinstance(indicator.target, Band) and indicator.target.beside is not None:
        part = replace(indicator, target=part_of_band(indicator.target, result.share))
        bounds = target_text(part, messages)
        yield word("note_beside", bounds=bounds, than=indicator.target.beside, year=result.year)
    if tolerance := tolerance_note(result, messages):
        yield tolerance
    if indicator.baseline.dated is not None:
        yield f"{word('baseline')} {baseline_text(indicator, messages)}"
    if indicator.baseline.origin in ("actuals", "implied"):
        origin = word("from_actuals" if indicator.baseline.origin == "actuals" else "implied")
        yield f"{word('baseline')} {text_of(at_most(indicator.baseline.value, indicator.decimals))} {origin}"


def notes_of(result: Assessment, messages: Messages) -> Iterator[str]:
    """What a reader must know of one figure, and why it could not be judged."""
    yield from applied(result, messages)
    if result.reason and result.status is Status.UNDECIDABLE:
        yield f"{messages.reason(result.reason)}{_enough(result, messages)}"
    elif result.reason and result.status is Status.NOT_ASSESSABLE:
        yield messages.reason(result.reason) or ""


def revised(revision: Revision, indicator: Indicator, messages: Messages) -> str:
    """What a revision changed, and which number is judged now."""
    used = indicator.target.printed
    first = indicator.original if indicator.original is not None else used
    facts = {"date": revision.date.isoformat(), "source": messages.bracketed(revision.source or "")}
    new = revision.target.printed if revision.target else None
    changes = []
    if new is not None and first is not None and used is not None:
        values = {"old": printed(first), "new": printed(new), "used": printed(used)}
        changes.append(messages.text("revised_target", **facts, **values))
    if revision.target_year is not None:
        changes.append(messages.text("revised_year", **facts, year=revision.target_year))
    base = revision.baseline
    if base is not None and base.value is not None:
        changes.append(messages.text("revised_baseline", **facts, value=printed(base.value), year=base.label))
    return messages.text("comma").join(changes)


def tolerance_note(result: Assessment, messages: Messages) -> str:
    """The tolerance that was applied, and what it lets pass; nothing where there is none."""
    indicator, line, milestone, word = result.indicator, result.line, result.milestone, messages.text
    allowed = indicator.tolerance.part(result.share)
    if not allowed.value:
        return ""
    facts = {"tolerance": stated_tolerance(indicator, messages, allowed, result.digits)}
    if isinstance(indicator.target, Band):
        bounds = target_text(replace(indicator, target=eased_band(indicator.target, indicator, result.share)), messages)
        return word("note_tolerance_band", **facts, bounds=bounds) if result.status.evaluated else ""
    facts["sign"] = line_sign(result)
    if not result.eased or line is None or milestone is None:
        # A rule that draws no lines with it, or none at all, still takes a target as met that is met within it.
        met, goal = met_line(indicator, result.year, result.rounded, result.period), indicator.goal
        if result.status is not Status.ACHIEVED or met is None or goal is None:
            return ""
        if result.scale is not None or all(result.evidence.earns(met._replace(value=goal), indicator.sign)):
            return ""
        least = met.line(result.digits)
        return word("note_tolerance_met", **facts, line=figure(least, result.digits), target=printed(goal))
    if result.profile != "milestone" and result.gap is not None and indicator.sign * (line - milestone) > 0:
        return word("note_tolerance_of", **facts)
    facts["line"], facts["milestone"] = figure(line, result.digits_of(line)), figure(milestone, result.digits)
    return word("note_tolerance", **facts)


def stated_tolerance(
    indicator: Indicator, messages: Messages, allowed: Tolerance | None = None, digits: int = 0
) -> str:
    """A tolerance with its unit; ``allowed`` is the share of it that counts in a part of the year."""
    stated = indicator.tolerance
    # Of a growth target a tolerance is points of the yearly mean, whatever the unit of its levels.
    in_points = messages.text("points") if indicator.target.tolerance_in_points else points(indicator, messages)
    unit = "%" if stated.percent else in_points or f" {indicator.unit}".rstrip()
    same = allowed is None or allowed.value == stated.value
    return (printed(stated.value) if same or allowed is None else figure(allowed.value, digits)) + unit


def _enough(result: Assessment, messages: Messages) -> str:
    """Which value would have been enough, where an interval leaves it open."""
    if result.line is None:
        return ""
    facts = {"status": messages.text("on_track"), "sign": line_sign(result)}
    value = figure(result.line, result.digits_of(result.line))
    return messages.bracketed(messages.text("enough", **facts, value=value))
