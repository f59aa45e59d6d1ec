"""DOCX: a document to hand in, written by python-docx (the extra ``docx``), pictures drawn as PNG.

Headings are headings, tables are tables with headings that repeat on every sheet, pages are numbered. The same input
makes the same bytes; the fonts of the pictures are those of this machine.
"""

from functools import partial

from plan_cli.render import Page
from plan_cli.report import Paged
from plan_cli.report.chart_data import ChartData
from plan_cli.report.full import FullReport
from plan_cli.report.table import Block, Paragraph, Table, footer_of

REPORT = Paged
SUFFIXES = (".docx",)
MACHINE = True

#: The greatest number of pictures in a document.
MOST_PICTURES = 60


def write(report: Paged, page: Page) -> bytes:
    """The report as a document."""
    from plan_cli.render.chart.svg import described
    from plan_cli.render.word.body import Body
    from plan_cli.render.word.paper import add_footer, paper, saved, text_width
    from plan_cli.render.word.tables import fits

    blocks = report.content(page.messages)
    upright = text_width(wide=False)
    wide = [at for at, block in enumerate(blocks) if isinstance(block, Table) and not fits(block.essential, upright)]
    document = paper(report.title(page.messages), page, wide=bool(wide))
    charts, more = _charts(report) if isinstance(report, FullReport) else ({}, False)
    if more:
        blocks = _with_note(blocks, page.messages.text("more_pictures", count=len(charts)))
    if foot := footer_of(blocks):
        add_footer(document, foot)
    body, pictures = Body(document, text_width(wide=bool(wide))), _pictures(charts, page)
    # The first section of an indicator behind the last table that needs the paper on its side.
    sections = (each for each in blocks[wide[-1] :] if isinstance(each, Paragraph) and each.about) if wide else ()
    turned = next(iter(sections), None)
    for block in blocks:
        if block is turned:
            body.turn_upright()
        if isinstance(block, Table):
            body.table(block.essential)
            continue
        body.paragraph(block)
        if drawn := pictures.get(block.about):
            body.picture(drawn, described(charts[block.about], page.messages))
        elif block.about in pictures:
            body.paragraph(Paragraph(page.messages.text("no_picture"), "quiet"))
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


def _pictures(charts: dict[str, ChartData], page: Page) -> dict[str, bytes | None]:
    """Each chart as PNG, None where no font has its characters; fonts are probed once."""
    from concurrent.futures import ThreadPoolExecutor

    from plan_cli.render.chart.png import has_chinese, png
    from plan_cli.render.chart.svg import svg

    texts = [svg(chart, page.messages) for chart in charts.values()]
    chinese = next((text for text in texts if has_chinese(text)), None)
    probed = chinese is not None and png(chinese) is not None
    # Half of the time for a document is spent here, outside of Python.
    with ThreadPoolExecutor() as threads:
        return dict(zip(charts, threads.map(partial(png, probed=probed), texts), strict=True))
