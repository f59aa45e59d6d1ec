"""Sections: rows of one text that speak of the rows below them: Women · 二、财政（万元） · Part A, in million euros.

What they say becomes a column with their text, or their unit, in the rows below, so that one code judges it and a
column. A section is a part (of the people, of the country) where its text names one, and where the rows of one
indicator have other figures below another section: then whatever it is, it tells rows apart. Other sections are topics.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from plan_cli.datafile.context import added, unit_in
from plan_cli.datafile.dimensions import SUBGROUPS
from plan_cli.datafile.headings import role_of
from plan_cli.datafile.table import Row, TableCell
from plan_cli.datafile.text_rows import Texts, rows_of_one_text, texts_of, without
from plan_cli.datafile.totals import is_total
from plan_cli.patterns import late
from plan_cli.text import plain

#: The heading of the column that the sections of a table become.
SECTION = "section"
_PLACE = late(r"[\u4e00-\u9fff]{1,7}(?:[省市县区州盟旗]|自治区)\Z")
_NUMBERED = late(
    r"(?i)\A\s*[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2}|[a-z])[)）、.．]\s*|\A(?:其中|of which)\s*[:：]?\s*"
)


class _Section(NamedTuple):
    """Its name without its number, and its unit."""

    name: TableCell
    unit: TableCell | None


def with_sections(head: Row, rows: Sequence[Row], known: Callable[[str], bool]) -> tuple[Row, Sequence[Row]]:
    """A table whose rows say in columns what the sections above them say: a part of the people, a unit.

    A row whose text is ``known`` as the name of an indicator is none: its figures are missing.
    """
    found = {i: section for i in rows_of_one_text(rows) if (section := _section(rows[i], known)) is not None}
    apart = _tell_apart(head, rows, found, known)
    parts = apart or any(is_part(each.name.text) and not is_total(each.name.text) for each in found.values())
    units = any(each.unit for each in found.values())
    if not parts and not units:
        # Over years at the left a row that says Both sexes is no year that cannot be read.
        years_first = bool(found) and bool(head) and role_of(head[0].text) == "year"
        return head, without(rows, found) if years_first else rows
    width, at = len(head), next((i for i, cell in enumerate(head) if role_of(cell.text) == "unit"), None)
    place = head[0]._replace(text="")
    name, unit = place, place
    kept: list[Row] = []
    for i, row in enumerate(rows):
        if i in found:
            stated, own_unit = found[i]
            divides = apart or is_part(stated.text)
            name = stated if divides else place
            # Another section that states no unit does not go on with that of the one before.
            unit = own_unit or (unit if divides else place)
            if not (divides or own_unit):
                kept.append(added(row, width, (place,) * (parts + (at is None and units))))
            continue
        if at is not None and len(row) > at and not row[at].text.strip():
            row = (*row[:at], unit, *row[at + 1 :])
        kept.append(added(row, width, (name,) * parts + (unit,) * (at is None and units)))
    more = [place._replace(text=SECTION)] * parts + [place._replace(text="unit")] * (at is None and units)
    return (*head, *more), tuple(kept)


def is_part(text: str) -> bool:
    """Whether a text names a part of the people or a place in China, or all of them."""
    return plain(text).lower() in SUBGROUPS or is_total(text) or bool(_PLACE.match(plain(text)))


def _section(row: Row, known: Callable[[str], bool]) -> _Section | None:
    """The section that a row is; None for a row that is none."""
    filled = [cell for cell in row if cell.text.strip()]
    texts = {cell.text for cell in filled}
    if len(texts) != 1 or known(filled[0].text) or not re.search(r"[^\W\d_]", filled[0].text):
        return None
    name = _NUMBERED.sub("", plain(filled[0].text)).strip().rstrip(":：")
    unit = unit_in(filled[0].text)
    return _Section(filled[0]._replace(text=name), filled[0]._replace(text=unit) if unit else None)


def _tell_apart(head: Row, rows: Sequence[Row], sections: Mapping[int, _Section], known: Callable[[str], bool]) -> bool:
    """Whether rows of one indicator have other figures, in the same unit and time, below another section."""
    roles = [role_of(cell.text) for cell in head]
    of_time = {i for i, role in enumerate(roles) if role in ("year", "period")}
    numbers = {i for i, role in enumerate(roles) if role == "no"}
    seen: dict[tuple[str, Texts], tuple[int, Texts]] = {}
    section, unit = -1, ""
    for i, texts in enumerate(texts_of(rows) if sections else ()):
        if i in sections:
            stated = sections[i].unit
            section, unit = i, stated.text if stated else ""
            continue
        is_key = [j in of_time or not re.search(r"\d", text) or known(text) for j, text in enumerate(texts)]
        key = tuple(text for text, held in zip(texts, is_key, strict=True) if held)
        figures = tuple(text for j, text in enumerate(texts) if not is_key[j] and j not in numbers)
        if figures and any(map(known, key)):
            first, before = seen.setdefault((unit, key), (section, figures))
            if first != section and before != figures:
                return True
    return False
