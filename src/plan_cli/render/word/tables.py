"""A table of a document: it fits between the margins, its headings repeat on every sheet, no row is torn apart."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple
from unicodedata import east_asian_width

from plan_cli.patterns import late
from plan_cli.render._status_colors import STATUS_COLORS
from plan_cli.render.word.text import linked
from plan_cli.report.cells import BLANK, text_of
from plan_cli.report.table import Column, Row, Table
from plan_cli.text import visible

#: The sizes that a table is tried in, in points; the last is taken however narrow its columns get.
SIZES = (9.0, 8.0, 7.0)
#: How wide characters are, in ems: Chinese ones and all others, with room for a font that is put in another's place.
_CHINESE, _LATIN, _BOLD = 1.03, 0.62, 1.12
#: Blank space of a cell, left and right together, in twentieths of a point.
_PADDING = 130
#: What a column and one of text is never narrower than, and up to where figures are not broken, in ems.
_NARROW, _LEAST, _WHOLE = 2.0, 8.0, 8.0
_CJK = late("[\u2e80-\u9fff]")
_HEAD = "E8EDF3"
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="B8C0CA"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


class _Needs(NamedTuple):
    """How wide a column would be, and must be, in ems."""

    most: float
    least: float


def fits(table: Table, width: int) -> bool:
    """Whether the table can be set that wide without breaking a figure."""
    return _total([_needs(column, table) for column in table.columns], SIZES[-1]) <= width


def table_xml(table: Table, width: int, link: Callable[[str], str]) -> str:
    """The XML of a table, with ``{}`` for its namespaces; ``width`` is that between the margins, in twips."""
    needs = [_needs(column, table) for column in table.columns]
    size = next((each for each in SIZES if _total(needs, each) <= width), SIZES[-1])
    widths = _widths(needs, size, width)
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    rows = [_head(table.columns, widths, size)] if table.headed else []
    rows += [_row(each, table, widths, size, link) for each in table.rows]
    return (
        f'<w:tbl {{}}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:left w:w="{_PADDING // 2}" w:type="dxa"/><w:right w:w="{_PADDING // 2}" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _needs(column: Column, table: Table) -> _Needs:
    shown = [visible(text_of(row[column.key])) for row in table.rows if not row.section]
    title = column.title if table.headed else ""
    most = max((_BOLD * _ems(title), *map(_ems, shown)))
    if column.wraps:
        least = min(most, _LEAST)
    else:
        least = max((_ems(each) if _ems(each) <= _WHOLE else _unbroken(each) for each in shown), default=0)
    return _Needs(max(most, _NARROW), max(least, _BOLD * _unbroken(title), _NARROW))


def _ems(text: str) -> float:
    if text.isascii():
        wide = text.count("%")
        return wide * _CHINESE + (len(text) - wide) * _LATIN
    return sum(_CHINESE if character == "%" or east_asian_width(character) in "WFA" else _LATIN for character in text)


def _unbroken(text: str) -> float:
    """What cannot be broken: lines end at blanks, and in Chinese anywhere, but hardly after two characters."""
    return max(min(_ems(word), 3 * _CHINESE) if _CJK.search(word) else _ems(word) for word in text.split(" "))


def _twips(ems: float, size: float) -> float:
    return ems * size * 20 + _PADDING


def _total(needs: Iterable[_Needs], size: float) -> float:
    return sum(_twips(each.least, size) for each in needs)


def _widths(needs: Sequence[_Needs], size: float, width: int) -> list[int]:
    """What every column gets: as much as it would have, else what is left after what each must have."""
    most, least = ([_twips(each, size) for each in side] for side in zip(*needs, strict=True))
    if sum(most) <= width:
        return [round(each) for each in most]
    if sum(least) >= width:
        return [int(each * width / sum(least)) for each in least]
    share = (width - sum(least)) / (sum(most) - sum(least))
    return [int(low + share * (high - low)) for high, low in zip(most, least, strict=True)]


def _head(columns: Sequence[Column], widths: Sequence[int], size: float) -> str:
    from plan_cli.render.word.text import run

    cells = [
        _cell(run(column.title, bold=True, size=size), width, right=column.right, ground=_HEAD)
        for column, width in zip(columns, widths, strict=True)
    ]
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _row(row: Row, table: Table, widths: Sequence[int], size: float, link: Callable[[str], str]) -> str:
    alone = [row[column.key] for column in table.columns if row[column.key] != BLANK]
    if row.section:
        runs = linked(row.section, link, bold=True, size=size)
        cells = [_cell(runs, sum(widths), span=len(widths), keep=True)]
    elif len(alone) == 1 and alone[0].style == "quiet":
        # A remark on the rows above it goes across.
        cells = [_cell(linked(text_of(alone[0]), link, size=size), sum(widths), span=len(widths))]
    else:
        cells = []
        for column, width in zip(table.columns, widths, strict=True):
            cell = row[column.key]
            ink, ground = STATUS_COLORS.get(cell.style, ("", ""))
            runs = linked(text_of(cell), link, color=ink, size=size)
            cells.append(_cell(runs, width, right=column.right, ground=ground.lstrip("#")))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _cell(runs: str, width: int, *, right: bool = False, ground: str = "", span: int = 1, keep: bool = False) -> str:
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>' + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "")
    properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>' if ground else ""
    set_in = ("<w:keepNext/>" if keep else "") + '<w:spacing w:before="20" w:after="20"/>'
    set_in += '<w:jc w:val="right"/>' if right else ""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:pPr>{set_in}</w:pPr>{runs}</w:p></w:tc>"
