"""HTML: one self-contained file, no network: style and script are inside, and its policy lets nothing else run.

What stands in it is escaped (``_markup.py``); only sources that begin with http:// or https:// become links. The
script is always the same and holds nothing from the data. The frame of a page is a template (jinja2, the extra
``report``); what is repeated for every indicator is written in Python.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from plan_cli.i18n import Messages
from plan_cli.model.theme import Theme
from plan_cli.render import Page
from plan_cli.render._html_blocks import blocks_html
from plan_cli.report import Paged
from plan_cli.report.forms import MidtermReport, SummaryReport
from plan_cli.report.full import FullReport
from plan_cli.text import visible

if TYPE_CHECKING:
    from jinja2 import Environment

REPORT = Paged
SUFFIXES = (".html", ".htm")
MACHINE = True

_WORDS = ("skip", "filter", "filter_text", "rows_shown", "all_verdicts", "contents", "overview", "annex", "method",
          "open_all")  # fmt: skip


def write(report: Paged, page: Page) -> str:
    """The report as a page; the full one with its pictures, filters and script."""
    templates = _environment()
    if isinstance(report, FullReport):
        return _full(report, page, templates)
    title, rules = report.title(page.messages), ""
    if isinstance(report, SummaryReport):
        content, rules = _summary(report, page.messages)
    else:
        content = blocks_html(report.content(page.messages), title)
    return templates.get_template("page.jinja").render(
        language=page.messages.text("language_tag"),
        title=title,
        form=report.form if isinstance(report, SummaryReport | MidtermReport) else "",
        style=_inside(_text("report.css") + rules + theme_css(page.theme)),
        logo=_logo(page.theme),
        content=_ready(content),
    )


def _summary(report: SummaryReport, messages: Messages) -> tuple[str, str]:
    """The opening as in the full report, with the method; and the CSS rules that it needs."""
    from plan_cli.render._html_report import PageParts, widths

    opening = PageParts(report.full, messages, report.full.sections(messages), linked=False).opening()
    return opening + "\n" + blocks_html(report.full.closing(messages), report.title(messages)), widths(report.full)


def _full(report: FullReport, page: Page, templates: Environment) -> str:
    from plan_cli.render._html_report import PageParts, widths

    messages, files = page.messages, [used.file for used in report.check.inputs]
    parts = PageParts(report, messages, report.sections(messages))
    written: Mapping[str, str] = {
        "opening": parts.opening(),
        "filters": parts.filters(),
        "table": parts.table(),
        "legend": parts.legend(),
        "keys": parts.keys(),
        "details": parts.details(),
        "end": parts.end(),
    }
    return templates.get_template("report.jinja").render(
        language=messages.text("language_tag"),
        title=report.title(messages),
        subtitle=" · ".join(filter(None, (report.plan.source, *map(report.files.of, files)))),
        style=_inside(_text("report.css") + widths(report) + "\n" + theme_css(page.theme)),
        logo=_logo(page.theme),
        script=_inside(_text("report.js")),
        say={key: messages.text(key) for key in _WORDS},
        shown=parts.shown,
        **{name: _ready(markup) for name, markup in written.items()},
    )


def theme_css(theme: Theme) -> str:
    """The rules of a theme. Its colour is for light grounds: in the dark, headings keep the colour of text."""
    rules = []
    if theme.accent:
        heads = f"h1, h2 {{ color: {theme.accent}; }} h2 {{ border-color: {theme.accent}; }}"
        rules.append(f"@media print, (prefers-color-scheme: light) {{ {heads} }}")
    for part, font in (("body", theme.font), ("h1, h2, h3, h4", theme.headings)):
        if font:
            rules.append(f'{part} {{ font-family: "{font}", system-ui, "Noto Sans CJK SC", sans-serif; }}')
    if theme.logo:
        rules.append(".logo { float: right; max-height: 3rem; max-width: 12rem; margin-left: 1rem; }")
    return "".join(f"{rule}\n" for rule in rules)


def _logo(theme: Theme) -> str:
    return b64encode(theme.logo).decode("ascii")


def _environment() -> Environment:
    """The templates, with automatic escaping; text is made visible where it is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("plan_cli.render.chart"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, finalize=lambda value: visible(value) if type(value) is str else value,
    )  # fmt: skip


def _text(name: str) -> str:
    from importlib.resources import files

    return (files("plan_cli.render.chart") / "templates" / name).read_text(encoding="utf-8")


def _ready(markup: str) -> Any:
    """Markup made here, with its texts already escaped."""
    from markupsafe import Markup

    return Markup(markup)  # nosec B704


def _inside(text: str) -> dict[str, Any]:
    """A style or script of the page, with the hash that its content policy allows."""
    digest = b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")
    return {"text": _ready(text), "hash": _ready(f"sha256-{digest}")}
