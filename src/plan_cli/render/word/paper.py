"""The paper of a document: A4 with page numbers, its styles and fonts, for Latin and for Chinese text."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from plan_cli.render import Page
from plan_cli.render.word.text import run
from plan_cli.text import encodable, visible

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.styles.style import ParagraphStyle

#: In millimetres.
LONG, SHORT, MARGIN = 297, 210, 20
#: The height of a logo above every page.
_LOGO = 9
#: Of Latin and of Chinese text; offices have these, others put their own in place of them.
BODY, HEADING = ("Times New Roman", "宋体"), ("Arial", "黑体")
#: Points of each style, and whether it stays with what follows.
_STYLES = {
    "Normal": (10.5, BODY, False), "Title": (18, HEADING, True),
    "Heading 1": (14, HEADING, True), "Heading 2": (11.5, HEADING, True),
}  # fmt: skip
#: The creation date in the file's properties: no clock is read.
_CREATED = datetime(2000, 1, 1)


def paper(title: str, page: Page, *, wide: bool) -> Document:
    """An empty document in its styles; ``wide`` turns the paper."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    document = docx.Document()
    for name, (size, fonts, keep) in _STYLES.items():
        style: ParagraphStyle = document.styles[name]
        heading = name != "Normal"
        own = page.theme.headings if heading else page.theme.font
        _set_font(style, (own, own) if own else fonts, size, page.theme.accent if heading else "")
        style.paragraph_format.keep_with_next = keep
    _set_languages(document, page.messages.language)
    set_size(document.sections[0], wide=wide)
    _number_pages(document.sections[0])
    if page.theme.logo:
        logo = document.sections[0].header.paragraphs[0]
        logo.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        logo.add_run().add_picture(BytesIO(page.theme.logo), height=Mm(_LOGO))
    properties = document.core_properties
    properties.title, properties.author, properties.comments = encodable(visible(title))[:255], "", ""
    properties.created = properties.modified = _CREATED
    properties.language = page.messages.language
    return document


def add_footer(document: Document, text: str) -> None:
    """A line above the number of every page."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    number = document.sections[0].footer.paragraphs[0]
    number.insert_paragraph_before(encodable(visible(text))).alignment = WD_ALIGN_PARAGRAPH.CENTER


def text_width(*, wide: bool) -> int:
    """The width between the margins, in twentieths of a point."""
    return int(((LONG if wide else SHORT) - 2 * MARGIN) / 25.4 * 1440)


def saved(document: Document) -> bytes:
    """The bytes of the document, the same whenever it is saved: the archive's own times are fixed."""
    from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

    written, content = BytesIO(), BytesIO()
    document.save(written)
    with ZipFile(written) as archive, ZipFile(content, "w", ZIP_DEFLATED) as fixed:
        for name in archive.namelist():
            # A PNG is compressed already.
            how = ZIP_STORED if name.endswith(".png") else ZIP_DEFLATED
            fixed.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), archive.read(name), how)
    return content.getvalue()


def _set_font(style: ParagraphStyle, fonts: tuple[str, str], size: float, color: str) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    latin, chinese = fonts
    for rule in style.element.iter(qn("w:bottom")):
        rule.set(qn("w:color"), color.lstrip("#") or "B8C0CA")
    style.font.name, style.font.size = latin, Pt(size)
    style.font.color.rgb = RGBColor.from_string(color.lstrip("#").upper() or "000000")
    properties = style.element.get_or_add_rPr()
    names = properties.get_or_add_rFonts()
    # The template names fonts of its theme, which would go before these.
    for name in list(names.attrib):
        del names.attrib[name]
    for script, font in (("ascii", latin), ("hAnsi", latin), ("cs", latin), ("eastAsia", chinese)):
        names.set(qn(f"w:{script}"), font)


def _set_languages(document: Document, language: str) -> None:
    """The languages that a spelling check reads by: Latin text is English, the other is Chinese."""
    from docx.oxml.ns import qn

    for found in document.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), "en-US")
        found.set(qn("w:eastAsia"), "zh-CN" if language == "zh" else found.get(qn("w:eastAsia"), "zh-CN"))


def set_size(section: Section, *, wide: bool) -> None:
    """A4, upright or on its side."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    width, height = (LONG, SHORT) if wide else (SHORT, LONG)
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)


def _number_pages(section: Section) -> None:
    """The page and how many there are, in the middle of the foot."""
    from docx.oxml.ns import nsdecls
    from docx.oxml.parser import parse_xml

    fields = "".join(
        f'{before}<w:fldSimple w:instr="{field}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        for before, field in (("", "PAGE"), (run(" / "), "NUMPAGES"))
    )
    foot = section.footer.paragraphs[0]._p
    centred = parse_xml(f'<w:p {nsdecls("w")}><w:pPr><w:jc w:val="center"/></w:pPr>{fields}</w:p>')
    foot.getparent().replace(foot, centred)
