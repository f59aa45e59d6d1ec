"""Text of a document: runs of XML that hold what was written and nothing else, its http(s) addresses as links."""

from collections.abc import Callable
from xml.sax.saxutils import escape, quoteattr

from plan_cli.text import encodable, pieces, visible

#: A longer address is refused by Word.
URL_LIMIT = 2000


def escaped(text: str) -> str:
    """Text as XML holds it."""
    return escape(encodable(visible(text)))


def run(text: str, *, bold: bool = False, color: str = "", size: float = 0, underline: bool = False) -> str:
    """A run of text; ``size`` is in points, no size is that of the style."""
    properties = "".join((
        "<w:b/>" if bold else "",
        f'<w:color w:val="{color.lstrip("#")}"/>' if color else "",
        f'<w:sz w:val="{round(2 * size)}"/>' if size else "",
        '<w:u w:val="single"/>' if underline else "",
    ))  # fmt: skip
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'


def linked(text: str, link: Callable[[str], str], *, bold: bool = False, color: str = "", size: float = 0) -> str:
    """Runs of a text, its addresses as links; ``link`` gives the number of one."""
    runs = []
    for shown, url in pieces(text):
        if url and len(url) <= URL_LIMIT and url == encodable(visible(url)):
            inside = run(shown, color="#1A56A0", size=size, underline=True)
            runs.append(f"<w:hyperlink r:id={quoteattr(link(url))}>{inside}</w:hyperlink>")
        else:
            runs.append(run(shown, bold=bold, color=color, size=size))
    return "".join(runs)
