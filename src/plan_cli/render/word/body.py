"""The body of a document: paragraphs, tables and pictures, one below the other, each parsed once.

Through the library a paragraph or a link costs a search of the whole document; a thousand of them took ten seconds.
"""

from __future__ import annotations

from copy import deepcopy
from io import BytesIO
from typing import TYPE_CHECKING, Any

from plan_cli.render.word.tables import table_xml
from plan_cli.render.word.text import linked
from plan_cli.report.table import Paragraph, Table
from plan_cli.text import encodable, visible

if TYPE_CHECKING:
    from docx.document import Document

#: How wide a picture is, in millimetres.
PICTURE = 150
#: Behind the numbers that the paper gives, to a logo: no two pictures of a document have the same.
_FIRST_PICTURE = 1000
_STYLES = {"title": "Title", "heading": "Heading1", "subheading": "Heading2"}
_GREY, _RED = "#5A6472", "#A6321A"
_INKS = {"quiet": _GREY, "error": _RED}
#: Between two tables: without anything they would be one. Eight points high.
_GAP = '<w:p {}><w:pPr><w:spacing w:after="0" w:line="160" w:lineRule="exact"/></w:pPr></w:p>'


class Body:
    """What is written before the end of a document; ``width`` is that between the margins."""

    def __init__(self, document: Document, width: int) -> None:
        self._document, self._part, self._end, self._width = (
            document,
            document.part,
            document.element.body.sectPr,
            width,
        )
        self._links: dict[str, str] = {}
        self._pictures = 0

    def link(self, url: str) -> str:
        """The number of the link to an address, new or known."""
        from docx.opc.constants import RELATIONSHIP_TYPE

        if url not in self._links:
            self._links[url] = f"rLink{len(self._links) + 1}"
            self._part.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, url, self._links[url], is_external=True)
        return self._links[url]

    def paragraph(self, line: Paragraph) -> None:
        """A line in the style of its kind; the foot stands on every page and not here."""
        text = line.separator.join(line.items) if line.items else line.text
        if line.kind == "footer" or not (text or line.label):
            return
        style = f'<w:pPr><w:pStyle w:val="{_STYLES[line.kind]}"/></w:pPr>' if line.kind in _STYLES else ""
        color, size = _INKS.get(line.kind, ""), 9 if line.kind == "quiet" else 0
        runs = linked(f"{line.label}  ", self.link, bold=True, size=size) if line.label else ""
        self._add(f"<w:p {{}}>{style}{runs}{linked(text, self.link, color=color, size=size)}</w:p>")

    def table(self, table: Table) -> None:
        """A table, where it has any rows."""
        if table.rows:
            self._add(table_xml(table, self._width, self.link))
            self._add(_GAP)

    def picture(self, png: bytes, described: str) -> None:
        """A picture, described in words."""
        from docx.oxml.shape import CT_Inline
        from docx.shared import Mm

        relation, image = self._part.get_or_add_image(BytesIO(png))
        self._pictures += 1
        drawn = CT_Inline.new_pic_inline(
            _FIRST_PICTURE + self._pictures, relation, image.filename, *image.scaled_dimensions(Mm(PICTURE), None)
        )
        drawn.docPr.set("descr", encodable(visible(described)))
        paragraph = self._add("<w:p {}><w:r><w:drawing/></w:r></w:p>")
        paragraph[0][0].append(drawn)

    def turn_upright(self) -> None:
        """End what lies on its side; what follows stands upright, with the same head and foot."""
        from plan_cli.render.word.paper import set_size, text_width

        self._end.getprevious().get_or_add_pPr().append(deepcopy(self._end))
        set_size(self._document.sections[-1], wide=False)
        self._width = text_width(wide=False)

    def _add(self, xml: str) -> Any:
        """Parse an element, whose one ``{}`` is for its namespaces, and write it."""
        from docx.oxml.ns import nsdecls
        from docx.oxml.parser import parse_xml

        element = parse_xml(xml.replace("{}", nsdecls("w", "r"), 1))
        self._end.addprevious(element)
        return element
