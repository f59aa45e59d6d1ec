"""DOCX: a document to hand in, written by python-docx (the extra ``docx``), pictures drawn as PNG.

Headings are headings, tables are tables with headings that repeat on every sheet, pages are numbered. The same input
makes the same bytes; the fonts of the pictures are those of this machine.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING

from plan_cli.render import Page
from plan_cli.report import Paged
from plan_cli.report.chart_data import ChartData
from plan_cli.report.full import FullReport
from plan_cli.report.table import Block, Paragraph, Table, footer_of
from plan_cli.text import encodable, visible

if TYPE_CHECKING:
    from docx.document import Document

REPORT = Paged
SUFFIXES = (".docx",)
MACHINE = True

#: How wide a picture is, in millimetres.
_PICTURE = 150
#: How many pictures a document has.
MOST_PICTURES = 60
_STYLES = {"title": "Title", "heading": "Heading 1", "subheading": "Heading 2"}
_GREY, _RED = "#5A6472", "#A6321A"
_INKS = {"quiet": _GREY, "error": _RED}


def write(report: Paged, page: Page) -> bytes:
    """The report as a document."""
    from plan_cli.render.word.paper import add_footer, paper, saved, text_width
    from plan_cli.render.word.tables import fits

    blocks = report.content(page.messages)
    upright = text_width(wide=False)
    wide = any(isinstance(block, Table) and not fits(block.essential, upright) for block in blocks)
    document = paper(report.title(page.messages), page, wide=wide)
    charts, more = _charts(report) if isinstance(report, FullReport) else ({}, False)
    if more:
        blocks = _with_note(blocks, page.messages.text("more_pictures", count=len(charts)))
    if foot := footer_of(blocks):
        add_footer(document, foot)
    _write_blocks(document, blocks, charts, text_width(wide=wide), page)
    return saved(document)


def _charts(report: FullReport) -> tuple[dict[str, ChartData], bool]:
    """The charts of the indicators that something was reported of, by id, and whether some were left out.

    Of many those that are behind come first: a picture costs 50 kB and a tenth of a second.
    """
    behind = {each.indicator.id for each in report.check.laggards}
    drawn = [(each.indicator.id, each.chart) for each in report.histories if each.rows]
    charts = [(id, chart) for id, chart in drawn if chart]
    first = sorted(charts, key=lambda pair: pair[0] not in behind)[:MOST_PICTURES]
    return dict(first), len(charts) > MOST_PICTURES


def _with_note(blocks: list[Block], text: str) -> list[Block]:
    """The blocks with a note before the first section of an indicator."""
    first = next(at for at, block in enumerate(blocks) if isinstance(block, Paragraph) and block.about)
    return [*blocks[:first], Paragraph(text, "quiet"), *blocks[first:]]


def _write_blocks(
    document: Document, blocks: Iterable[Block], charts: dict[str, ChartData], width: int, page: Page
) -> None:
    from docx.oxml.parser import parse_xml
    from docx.shared import Pt

    from plan_cli.render.word.tables import table_xml

    pictures = _pictures(charts, page)
    for block in blocks:
        if isinstance(block, Paragraph):
            _write_paragraph(document, block)
            if block.about in charts:
                _write_picture(document, pictures[block.about], charts[block.about], page)
        elif block.rows:
            # Two tables without anything between them would be one.
            end = document.add_paragraph()
            end.paragraph_format.space_after, end.paragraph_format.line_spacing = Pt(0), Pt(8)
            end._p.addprevious(parse_xml(table_xml(block.essential, width, document.part)))


def _write_paragraph(document: Document, line: Paragraph) -> None:
    from docx.oxml.ns import nsdecls
    from docx.oxml.parser import parse_xml

    from plan_cli.render.word.text import linked

    text = line.separator.join(line.items) if line.items else line.text
    if line.kind == "footer" or not (text or line.label):
        return
    paragraph = document.add_paragraph(style=_STYLES.get(line.kind))
    color, size = _INKS.get(line.kind, ""), 9 if line.kind == "quiet" else 0
    runs = linked(f"{line.label}  ", document.part, bold=True, size=size) if line.label else ""
    runs += linked(text, document.part, color=color, size=size)
    for element in parse_xml(f"<w:p {nsdecls('w', 'r')}>{runs}</w:p>"):
        paragraph._p.append(element)


def _pictures(charts: dict[str, ChartData], page: Page) -> dict[str, bytes | None]:
    """Each chart as PNG, None where no font here has its characters; that one is there is found out once."""
    from plan_cli.render.chart.png import has_chinese, png
    from plan_cli.render.chart.svg import svg

    drawn: dict[str, bytes | None] = {}
    probed = False
    for id, chart in charts.items():
        text = svg(chart, page.messages)
        drawn[id] = png(text, probed=probed)
        probed = probed or (has_chinese(text) and drawn[id] is not None)
    return drawn


def _write_picture(document: Document, picture: bytes | None, chart: ChartData, page: Page) -> None:
    from docx.shared import Mm

    from plan_cli.render.chart.svg import described

    if picture is None:
        _write_paragraph(document, Paragraph(page.messages.text("no_picture"), "quiet"))
        return
    document.add_picture(BytesIO(picture), width=Mm(_PICTURE))
    properties = document.inline_shapes[-1]._inline.docPr
    properties.set("descr", encodable(visible(described(chart, page.messages))))
