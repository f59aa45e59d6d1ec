"""One indicator's section of the report for reading: the facts of its verdict, every year, and what was reported."""

from collections.abc import Iterable, Sequence

from plan_cli.assess import Assessment
from plan_cli.diagnostics import Diagnostic
from plan_cli.i18n import Messages
from plan_cli.model.observations import Actual
from plan_cli.profiles import Status
from plan_cli.report.cells import BLANK, Cell, as_printed, at_most, status_cell, text_of
from plan_cli.report.diagnostic import without_place
from plan_cli.report.history import IndicatorHistory
from plan_cli.report.indicators import comparison_sign, direction_text, rate_cell, unit_label
from plan_cli.report.number_format import NONE, figure
from plan_cli.report.plan_cells import dated_target_text, growth_text
from plan_cli.report.table import Block, Column, Paragraph, Table, columns_in, row
from plan_cli.report.verdict_cells import (
    actual_cell,
    gap_cell,
    line_cell,
    milestone_column,
    needed_cell,
    verdict_text,
)
from plan_cli.report.verdict_notes import notes_of
from plan_cli.text import first_upper


def section_blocks(history: IndicatorHistory, found: Sequence[Diagnostic], messages: Messages) -> tuple[Block, ...]:
    """The blocks of the section; ``found`` are the diagnostics of the indicator."""
    word = messages.text
    blocks: list[Block] = [_facts(history, messages)]
    years = [each for each in history.years if each.milestone is not None or each.evidence.value is not None]
    if years:
        blocks.append(_years(years, messages))
    blocks += [Paragraph(note, "quiet") for note in notes_of(history.result, messages)]
    if history.rows:
        blocks += [Paragraph(word("reported"), "subheading"), _reported(history.rows, messages)]
    if found:
        blocks.append(Paragraph(word("found"), "subheading"))
        blocks += [Paragraph(without_place(each, messages), str(each.severity)) for each in found]
    return tuple(blocks)


def _facts(history: IndicatorHistory, messages: Messages) -> Table:
    """The verdict in words, with the rates and the thresholds that it rests on."""
    word, result, indicator, rates = messages.text, history.result, history.indicator, history.result.rates
    growing, digits = result.trajectory.growing if result.trajectory else None, indicator.decimals
    base = indicator.baseline
    start = "" if base.value is None else text_of(at_most(base.value, digits)) + messages.bracketed(base.label)
    thresholds = [
        f"{messages.category(key)} {comparison_sign(indicator, passed=result.passed(key))} "
        f"{figure(value, result.digits_of(value))}"
        for key, value in result.thresholds.items()
        if value is not None
    ]
    facts: dict[str, Cell | str] = {
        "status": status_cell(result.status, verdict_text(result, messages)),
        "attribute": " · ".join(filter(None, (word(indicator.attribute), direction_text(indicator, messages)))),
        "owner": indicator.owner or "",
        "unit": unit_label(indicator, messages),
        "baseline": start,
        "target": dated_target_text(indicator, indicator.target_year, messages),
        # A rule may judge along another path than the indicator states.
        "path": word(result.trajectory.shape.shape) if result.trajectory else "",
        "growth": growth_text(indicator.printed_growth),
        "required": rate_cell(rates.required, growing, indicator, messages),
        "observed": rate_cell(rates.observed, growing, indicator, messages),
        "catch_up": needed_cell(result, messages),
        "outlook": history.outlook_cell,
        "step_cuts": word("comma").join(thresholds),
        "source": indicator.source or "",
        "notes": indicator.notes.in_language(messages.language) if indicator.notes else "",
    }
    return fact_table({first_upper(word(key)): fact for key, fact in facts.items()})


def fact_table(facts: dict[str, Cell | str]) -> Table:
    """A table of labels and values; a fact without a value is left out."""
    rows = [row(label=label, text=fact) for label, fact in facts.items()]
    shown = (each for each in rows if text_of(each["text"]).strip() and text_of(each["text"]) != NONE)
    return Table((Column("label", ""), Column("text", "", wraps=True)), tuple(shown), headed=False)


def _years(years: Iterable[Assessment], messages: Messages) -> Table:
    column = columns_in(messages)
    judged_years = list(years)
    columns = (
        column("year", right=True),
        milestone_column(messages, judged_years[0].profile),
        column("actual", right=True),
        column("gap", right=True),
        column("status"),
    )
    rows = []
    for each in judged_years:
        base = each.year <= each.indicator.baseline.moment
        judged = not base and each.status is not Status.MISSING
        rows.append(
            row(
                year=messages.period(each.period) if each.period else str(each.year),
                milestone=line_cell(each),
                actual=actual_cell(each, messages),
                gap=Cell(None) if base else gap_cell(each, messages),
                status=status_cell(each.status, verdict_text(each, messages)) if judged else Cell(None),
            )
        )
    return Table(columns, tuple(rows))


def _reported(reported: Iterable[Actual], messages: Messages) -> Table:
    """Every reported row as its source prints it; columns that are empty throughout are left out."""
    word, column = messages.text, columns_in(messages)
    columns = (
        column("period"),
        column("actual", right=True),
        column("state"),
        column("published"),
        column("source", wraps=True),
        column("note", "notes", wraps=True),
    )
    rows = []
    for each in reported:
        percent = "%" if each.value is not None and "growth" in each.measure else ""
        measure = messages.bracketed(word(f"measure_{each.measure}") if each.measure else "")
        value = as_printed(each.value, before=each.bound, after=percent)
        rows.append(
            row(
                period=messages.period(each.period),
                actual=Cell(text_of(value) + measure) if measure else value,
                state=word(f"obs_{each.status}"),
                published=each.published.isoformat() if each.published else BLANK,
                source=each.source,
                note=each.note,
            )
        )
    return Table(columns, tuple(rows)).filled
