"""HTML: one self-contained file, no network: style and script are inside, and its policy lets nothing else run.

What stands in it comes through a template that escapes (jinja2, the extra ``report``); only sources that begin with
http:// or https:// become links. The script is always the same and holds nothing from the data.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from plan_cli.i18n import Messages
from plan_cli.profiles import Status
from plan_cli.render import Page
from plan_cli.report import Paged
from plan_cli.report.cells import text_of
from plan_cli.report.chart_data import ChartData
from plan_cli.report.full import FullReport, Section
from plan_cli.report.table import Table
from plan_cli.text import pieces, visible

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

REPORT = Paged
SUFFIXES = (".html", ".htm")
MACHINE = True

_WORDS = ("skip", "filter", "filter_text", "any", "rows_shown", "all_verdicts", "contents", "top")


def write(report: Paged, page: Page) -> str:
    """The report as a page; the full one with its filters, charts and script."""
    from plan_cli.render.chart.svg import environment

    templates = environment()
    templates.filters |= {"linked": linked, "text": text_of}
    if isinstance(report, FullReport):
        return _full(report, page, templates)
    return templates.get_template("page.jinja").render(
        language=page.messages.language,
        title=report.title(page.messages),
        style=_inside(_text("report.css")),
        content=report.content(page.messages),
    )


def _full(report: FullReport, page: Page, templates: Environment) -> str:
    from plan_cli.render.chart.svg import legend

    messages = page.messages
    sections = report.sections(messages)
    charts = [section.history.chart for section in sections]
    return templates.get_template("report.jinja").render(
        language=messages.language,
        title=report.title(messages),
        subtitle=_subtitle(report, messages),
        style=_inside(_text("report.css")),
        script=_inside(_text("report.js")),
        say={key: messages.text(key) for key in _WORDS},
        counts=list(_counts(report, messages)),
        top=report.start(messages),
        choices=list(_choices(report, sections, messages)),
        columns=_columns(report, messages),
        rows=[_row(section, number) for number, section in enumerate(sections)],
        sections=[_section(section, charts[number], number, messages) for number, section in enumerate(sections)],
        legend=legend([chart for chart in charts if chart], messages),
        end=[*report.annex(messages), *report.end(messages)],
    )


def linked(text: str) -> Markup:
    """Text with its http(s) addresses as links, everything else escaped."""
    from markupsafe import Markup, escape

    link = Markup('<a href="{0}" rel="noopener noreferrer">{0}</a>')
    parts = [link.format(visible(url)) if url else escape(visible(part)) for part, url in pieces(text)]
    return Markup("").join(parts)


def _text(name: str) -> str:
    from importlib.resources import files

    return (files("plan_cli.render.chart") / "templates" / name).read_text(encoding="utf-8")


def _inside(text: str) -> dict[str, Any]:
    """A style or script of ours with the hash by which the page's policy knows it."""
    from markupsafe import Markup

    digest = b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")
    return {"text": Markup(text), "hash": Markup("sha256-{}").format(digest)}


def _subtitle(report: FullReport, messages: Messages) -> str:
    source = [report.plan.source] if report.plan.source else []
    return " · ".join([*source, *(report.files.of(used.file) for used in report.check.inputs)])


def _counts(report: FullReport, messages: Messages) -> Iterable[dict[str, Any]]:
    for status in Status:
        if number := report.check.summary[status]:
            yield {"status": status, "number": number, "word": messages.text(status)}


def _choices(report: FullReport, sections: list[Section], messages: Messages) -> Iterable[dict[str, Any]]:
    used = [status for status in Status if any(section.status is status for section in sections)]
    yield {"key": "status", "title": messages.text("status"), "options": [(each, messages.text(each)) for each in used]}
    attributes = sorted({section.attribute for section in sections}, reverse=True)
    options = [(each, messages.text(each)) for each in attributes]
    yield {"key": "attribute", "title": messages.text("attribute"), "options": options}
    groups = list(dict.fromkeys(section.group for section in sections if section.group))
    yield {"key": "group", "title": messages.text("group"), "options": [(each, each) for each in groups]}


def _columns(report: FullReport, messages: Messages) -> list[dict[str, Any]]:
    return [
        {
            "key": column.key,
            "title": column.title,
            "right": column.right,
            "sort": messages.text("sort_by", column=column.title),
        }
        for column in report.table(messages).columns
    ]


def _row(section: Section, number: int) -> dict[str, Any]:
    shared = {"status": section.status, "attribute": section.attribute, "group": section.group}
    rank = list(Status).index(section.status)
    return {**shared, "anchor": f"i{number}", "row": section.row, "rank": rank}


def _section(section: Section, chart: ChartData | None, number: int, messages: Messages) -> dict[str, Any]:
    from plan_cli.render.chart.svg import drawing

    picture = drawing(chart, messages) if chart else None
    facts, *rest = section.blocks
    figures = [block for block in rest[:1] if isinstance(block, Table)]
    head = {"title": section.title, "group": section.group, "facts": facts, "figures": figures}
    return {**head, "rest": rest[len(figures) :], "anchor": f"i{number}", "picture": picture}
