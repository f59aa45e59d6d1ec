"""A check for people: the table of verdicts, what it leaves out, the counts, the laggards, and what was used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from plan_cli.assess import Assessment
from plan_cli.i18n import Messages
from plan_cli.model.observations import WITHOUT, year_of
from plan_cli.profiles import Status
from plan_cli.report.cells import text_of
from plan_cli.report.diagnostic import diagnostic_lines, exit_line
from plan_cli.report.indicators import BINDING_MARK, display_name, grouped_rows, points, unit_behind
from plan_cli.report.profile_labels import profile_word
from plan_cli.report.scorecard import counts
from plan_cli.report.table import Block, Column, Paragraph, Row, Table, listing
from plan_cli.report.verdict_cells import (
    actual_cell,
    further_columns,
    gap_cell,
    recorded_status,
    status_word,
    verdict_columns,
    verdict_row,
)
from plan_cli.report.verdict_notes import notes_of

if TYPE_CHECKING:
    from plan_cli.report.check import CheckReport

#: The heading under which indicators without a row in the table are listed, by status.
_LISTED = {Status.MISSING: "list_missing", Status.NOT_DUE: "list_not_due", Status.NOT_ASSESSABLE: "list_statement"}


def check_content(report: CheckReport, messages: Messages) -> list[Block]:
    """The blocks of the whole check."""
    summary, word = report.summary, messages.text
    blocks = _head(report, messages)
    in_table = [result for result in report.results if has_figures(result)]
    if in_table:
        blocks += [_table(report, in_table, messages), *_footnotes(in_table, report.results, messages)]
    if not summary["evaluated"]:
        spoilt = any(result.reason == "bad_data" for result in report.results)
        reported = any(result.evidence.rows for result in report.results)
        why = "nothing_usable" if spoilt else "nothing_decided" if reported else "nothing_evaluated"
        first, *_, last = report.plan.years
        newest = word("period_year", year=f"{first}–{last}")
        when = newest if report.latest else messages.period(report.period or year_of(report.year))
        blocks.append(Paragraph(word(why, when=when), "warning"))
    if report.laggards:
        items = [_laggard(result, messages) for result in report.laggards]
        blocks.append(listing(word("laggards"), items, messages))
    blocks += not_shown(report.results, messages)
    blocks.append(counts(report.results, messages))
    if report.averages:
        from plan_cli.report.averages import average_blocks

        blocks += average_blocks(report.plan, report.averages, messages)
    return [*blocks, *findings(report, messages), *_foot(report, messages)]


def findings(report: CheckReport, messages: Messages) -> list[Block]:
    """The findings in the data."""
    if not report.diagnostics:
        return []
    found = [*diagnostic_lines(report.listed, messages), *report.left_out(messages)]
    return [Paragraph(messages.text("findings"), "heading"), *found, Paragraph()]


def _head(report: CheckReport, messages: Messages) -> list[Block]:
    word = messages.text
    path = word(report.path.shape) if report.path else _shapes(report.results, messages)
    along = word("along_path", path=path) if path else ""
    profile = profile_word(report.profile, messages)
    head = word("subtitle_check", **{**report.summary, "profile": profile, "along": along})
    return [Paragraph(title_of(report, messages), "title"), Paragraph(head, "quiet")]


def title_of(report: CheckReport, messages: Messages, kind: Literal["check", "report"] = "check") -> str:
    """The plan's title and what was judged: a year, a part of one, or the newest years."""
    word, named = messages.text, report.plan.title.in_language(messages.language)
    if report.period is not None:
        return word(f"title_{kind}_part", title=named, period=messages.period(report.period))
    if report.latest:
        return word(f"title_{kind}_latest", title=named)
    return word(f"title_{kind}", title=named, year=report.year)


def _shapes(results: Iterable[Assessment], messages: Messages) -> str:
    """The shapes that were used, the commonest first."""
    used = Counter(result.indicator.shape_name() for result in results if result.trajectory)
    return messages.text("list_separator").join(messages.text(shape) for shape, _ in used.most_common() if shape)


def has_figures(result: Assessment) -> bool:
    """Whether there is anything to show of an indicator: a figure, a verdict, or a reason why there is none."""
    known = result.evidence.value is not None or bool(result.evidence.rows)
    explained = result.status is Status.NOT_ASSESSABLE and result.indicator.target.judged != "never"
    return known or explained or result.status.evaluated or result.status is Status.UNDECIDABLE


def _table(report: CheckReport, results: list[Assessment], messages: Messages) -> Table:
    """The verdicts; for a whole year with a sparkline beside each."""
    from plan_cli.report.sparkline import sparkline

    def with_sparkline(result: Assessment, messages: Messages) -> list[Row]:
        verdict = verdict_row(result, messages)
        if report.previous is not None:
            verdict = verdict.with_cells(was=recorded_status(report.previous.get(result.indicator.id), messages))
        if report.period is not None or not result.trajectory:
            return [verdict]
        drawn = sparkline(result, report.rows.get(result.indicator.id, ()))
        return [verdict.with_cells(spark=drawn)]

    word = messages.text
    columns = verdict_columns(
        messages, report.profile, latest=report.latest, scored=report.scored, part=report.period is not None
    )
    if report.previous is not None:
        columns += (Column("was", word("was")),)
    if report.period is None:
        columns += (Column("spark", word("spark"), optional=True, graphic=True, legend=word("legend_spark")),)
    rows = grouped_rows(report.plan, results, with_sparkline, messages)
    return Table(columns, rows, main=True, more=further_columns(messages)).filled


def _footnotes(shown: list[Assessment], results: Iterable[Assessment], messages: Messages) -> list[Block]:
    """The legend of the marks that were used, and the notes on verdicts, also on those left open."""
    word = messages.text
    legend = []
    if any(result.indicator.attribute == "binding" for result in results):
        legend.append(word("legend_binding", mark=BINDING_MARK))
    if any(actual_cell(result, messages).after for result in shown):
        legend.append(word("legend_marks"))
    lines: list[Block] = [Paragraph(" · ".join(legend), "quiet")] if legend else []
    for result in shown:
        notes = list(notes_of(result, messages))
        if notes:
            name = result.indicator.name.in_language(messages.language)
            lines.append(Paragraph(word("note_open", name=name, reason=word("comma").join(notes)), "quiet"))
    return lines


def _laggard(result: Assessment, messages: Messages) -> str:
    """An indicator that is behind, with its verdict and the gap."""
    status = status_word(result, messages)
    gap = gap_cell(result, messages)
    unit = "" if points(result.indicator, messages) else unit_behind(result.indicator, messages)
    how = status if gap.value is None else messages.text("laggard_by", status=status, gap=text_of(gap) + unit)
    return display_name(result.indicator, messages) + messages.bracketed(how)


def not_shown(results: Iterable[Assessment], messages: Messages) -> list[Block]:
    """The indicators that the table does not show, by the reason; binding ones first."""
    listed: dict[str, list[Assessment]] = {key: [] for key in _LISTED.values()}
    for result in results:
        if not has_figures(result):
            listed[_LISTED[result.status]].append(result)
    paragraphs: list[Block] = []
    for key, members in listed.items():
        ordered = sorted(members, key=lambda result: result.indicator.attribute != "binding")
        names = [_missing_name(each, messages) for each in ordered]
        if names:
            paragraphs.append(listing(messages.text(key), names, messages))
    return paragraphs


def _missing_name(result: Assessment, messages: Messages) -> str:
    """The name of an indicator that the table does not show, with the reason why its source has nothing, if known."""
    name = display_name(result.indicator, messages, numbered=True)
    why = messages.reason(result.reason) if result.reason in WITHOUT else None
    return name + messages.bracketed(why) if why else name


#: The number of files that the last lines name.
_FILES = 6


def _foot(report: CheckReport, messages: Messages) -> list[Block]:
    word = messages.text
    # A file that many sources select from is one.
    inputs = list({used.file: used for used in report.inputs}.values())
    used = [
        word("foot_data", file=used.file, rows=used.rows, encoding=used.encoding or used.format)
        for used in inputs[:_FILES]
    ]
    used += [word("and_more", count=len(inputs) - _FILES)] if len(inputs) > _FILES else []
    files = " · ".join([word("foot_plan", file=report.plan.file), *used])
    last = exit_line(report.exit, messages, report.threshold)
    return [Paragraph(files, "quiet", closing=True), Paragraph(last, "quiet", closing=True)]
