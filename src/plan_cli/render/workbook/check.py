"""The sheets of verdicts, of everything that was reported, and of diagnostics: values, not formulas."""

from collections.abc import Mapping

from plan_cli.assess.rates import pace_to_line
from plan_cli.diagnostics import NOWHERE
from plan_cli.render.workbook.book import Book
from plan_cli.report.cells import BLANK, as_printed, number
from plan_cli.report.full import FullReport
from plan_cli.report.indicators import display_name, unit_label
from plan_cli.report.verdict_cells import gap_cell, line_cell, milestone_column

_CHECK = (
    "no", "indicator", "id", "unit", "attribute", "baseline", "target", "milestone", "bound", "actual", "state", "gap",
    "achievement", "progress", "required", "observed", "pace", "catch_up", "outlook", "status", "course",
    "reason", "source",
)  # fmt: skip
#: The columns of texts that may need more than a line.
_LONG = ("indicator", "reason", "source")
_ACTUALS = ("indicator", "year", "period", "bound", "actual", "measure", "state", "published", "source", "notes")
_FINDINGS = ("severity", "code", "file", "line", "column", "message", "hint")


def fill(book: Book, report: FullReport, courses: Mapping[str, str]) -> None:
    """The three sheets; ``courses`` are the cells of the reported figures of each indicator, on another sheet."""
    _check(book, report, courses)
    _actuals(book, report)
    _findings(book, report)


def _check(book: Book, report: FullReport, courses: Mapping[str, str]) -> None:
    word, sheet = book.messages.text, book.sheet("check")
    line = milestone_column(book.messages, report.check.profile, part=report.check.period is not None)
    titles = [line.title if key == line.key else word(key) for key in _CHECK]
    last = len(report.check.results)
    widths = (5, 44, 22, 10, 12, *[11] * 14, 14, 14, 34, 40)
    book.table(sheet, titles, widths, last, "Check")
    for row, history in enumerate(report.histories, 1):
        judged = history.result
        indicator, found, rates, digits = judged.indicator, judged.evidence, judged.rates, judged.indicator.decimals
        texts = {
            "no": "" if indicator.no is None else str(indicator.no),
            "indicator": display_name(indicator, book.messages),
            "id": indicator.id,
            "unit": unit_label(indicator, book.messages),
            "attribute": word(indicator.attribute),
            "bound": found.bound,
            "state": word(f"obs_{found.row.status}") if found.row else "",
            "status": word(judged.status),
            "reason": book.messages.reason(judged.reason) or "",
            "source": found.row.source if found.row else "",
        }
        numbers = {"baseline": indicator.baseline.value, "target": indicator.goal, "outlook": history.outlook}
        shown = {
            "milestone": line_cell(judged),
            "actual": BLANK if found.value is None else as_printed(found.value),
            "gap": gap_cell(judged, book.messages),
            "pace": number(pace_to_line(judged), 3),
        }
        shares = {"achievement": judged.achievement, "progress": judged.progress}
        of_year = {"required": rates.required, "observed": rates.observed, "catch_up": rates.catch_up}
        compounds = judged.trajectory is not None and judged.trajectory.growing.rate_unit == "fraction_per_year"
        for column, key in enumerate(_CHECK):
            if key in _LONG:
                continue
            if key in texts:
                book.text(sheet, row, column, texts[key], **({"indent": 1} if key == "state" else {}))
            elif key in numbers:
                book.number(sheet, row, column, numbers[key], digits)
            elif key in shares or (compounds and key in of_year):
                book.share(sheet, row, column, {**shares, **of_year}[key])
            elif key in of_year:
                book.number(sheet, row, column, of_year[key], digits + 1)
            elif key in shown:
                book.cell(sheet, row, column, shown[key])
        at = {key: _CHECK.index(key) for key in _LONG}
        book.wrapped(sheet, row, {column: (texts[key], widths[column]) for key, column in at.items()})
        if indicator.id in courses:
            book.sparkline(sheet, row, _CHECK.index("course"), courses[indicator.id])
    sheet.freeze_panes(1, 2)
    book.color_statuses(sheet, 1, last, _CHECK.index("status"))


def _actuals(book: Book, report: FullReport) -> None:
    word, sheet = book.messages.text, book.sheet("actuals")
    titles = [word("measure") if key == "measure" else word(key) for key in _ACTUALS]
    rows = sum(len(history.rows) for history in report.histories)
    widths = (44, 7, 24, 7, 12, 14, 12, 12, 60, 40)
    book.table(sheet, titles, widths, rows, "Actuals")
    row = 0
    for history in report.histories:
        for reported in history.rows:
            row += 1
            name = display_name(history.result.indicator, book.messages)
            long = {0: name, 8: reported.source, 9: reported.note}
            book.wrapped(sheet, row, {column: (text, widths[column]) for column, text in long.items()})
            book.number(sheet, row, 1, reported.year)
            book.text(sheet, row, 2, book.messages.period(reported.period), indent=1)
            book.text(sheet, row, 3, reported.bound)
            book.cell(sheet, row, 4, as_printed(reported.value) if reported.value is not None else BLANK)
            book.text(sheet, row, 5, word(f"measure_{reported.measure}") if reported.measure else "")
            book.text(sheet, row, 6, word(f"obs_{reported.status}"))
            book.text(sheet, row, 7, reported.published.isoformat() if reported.published else "")
    sheet.freeze_panes(1, 1)


def _findings(book: Book, report: FullReport) -> None:
    word, sheet = book.messages.text, book.sheet("findings")
    every = tuple(report.named(*report.diagnostics, *report.audit))
    widths = (10, 9, 30, 7, 9, 70, 60)
    book.table(sheet, [word(key) for key in _FINDINGS], widths, len(every), "Findings")
    for row, found in enumerate(every, 1):
        place = found.place or NOWHERE
        for column, text in enumerate((word(found.severity), found.code, place.file)):
            book.text(sheet, row, column, text)
        book.number(sheet, row, 3, place.line or None)
        book.number(sheet, row, 4, place.column or None)
        long = {5: book.messages.message(found), 6: book.messages.hint(found)}
        book.wrapped(sheet, row, {column: (text, widths[column]) for column, text in long.items()})
    sheet.freeze_panes(1, 0)
