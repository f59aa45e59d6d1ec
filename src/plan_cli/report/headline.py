"""Headlines: a verdict in a few words, the same over a picture, on a first page and in a terminal."""

from plan_cli.assess import Assessment
from plan_cli.i18n import Messages
from plan_cli.model.observations import WITHOUT, year_of
from plan_cli.model.targets import Band
from plan_cli.profiles import Status
from plan_cli.report.cells import text_of
from plan_cli.report.indicators import display_name, unit_behind
from plan_cli.report.number_format import NONE, figure
from plan_cli.report.plan_cells import target_text
from plan_cli.report.verdict_cells import actual_cell, line_cell, needed_cell, verdict_text
from plan_cli.report.verdict_notes import notes_of


def headline(result: Assessment, messages: Messages, name: str = "") -> str:
    """The indicator, by ``name`` if given, with its verdict; its name alone where nothing was reported."""
    name = name or display_name(result.indicator, messages)
    if result.evidence.value is None and not result.status.evaluated:
        return name
    return messages.text("note_open", name=name, reason=verdict_text(result, messages))


def finding(result: Assessment, messages: Messages) -> str:
    """The figure beside what was asked, and the rate that still meets the target; or why there is no verdict."""
    if result.status is Status.MISSING:
        if result.reason in WITHOUT:
            return messages.reason(result.reason) or ""
        return messages.text("is_missing", when=messages.period(result.period or year_of(result.year)))
    if not result.status.evaluated:
        return messages.text("comma").join(notes_of(result, messages)) or messages.text(result.status)
    figures = _figures(result, messages)
    if not figures:
        return ""
    if not result.status.behind or result.rates.catch_up is None:
        return figures
    rate, falls = text_of(needed_cell(result, messages)), result.rates.catch_up < 0
    facts = {"rate": rate.lstrip("+-"), "target": result.indicator.target_year}
    return figures + messages.text("opening_falls" if falls else "opening_needs", **facts)


def _figures(result: Assessment, messages: Messages) -> str:
    """The actual and what was asked; the actual alone where there is no line to compare it with."""
    word, unit = messages.text, unit_behind(result.indicator, messages)
    line, within = _line(result, unit, messages)
    if result.evidence.value is None:
        return ""
    state = result.evidence.row.status if result.evidence.row else "A"
    last = result.indicator.last_year if result.ended else result.year
    when = messages.period(result.period or year_of(last))
    facts = {
        "actual": text_of(actual_cell(result, messages)._replace(after="")),
        "state": "" if state == "A" else messages.bracketed(word(f"obs_{state}")),
        "line": line,
        "unit": unit,
        "when": when,
    }
    if result.indicator.target.judged == "deadline":
        return word("opening_done", actual=facts["actual"], when=when)
    if isinstance(result.indicator.target, Band):
        target = target_text(result.indicator, messages)
        return word("opening_band", **{key: value for key, value in facts.items() if key != "line"}, target=target)
    if line == NONE:
        return word("opening_actual", **{key: value for key, value in facts.items() if key != "line"})
    key = "opening_figures_down" if result.indicator.sign < 0 else "opening_figures"
    if result.status.behind or result.indicator.sign < 0:
        return word(key, **facts) + within
    return word("opening_figures_ahead", **facts) + within


def _line(result: Assessment, unit: str, messages: Messages) -> tuple[str, str]:
    """What was asked: the milestone, with the line in brackets where a tolerance moves it."""
    line, milestone = text_of(line_cell(result)), figure(result.milestone, result.digits)
    if result.profile != "milestone" or line in (NONE, milestone) or not result.indicator.tolerance.value:
        return line, ""
    return milestone, messages.bracketed(messages.text("with_tolerance", line=line + unit))
