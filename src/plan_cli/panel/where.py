"""Where: the rows of a panel that ``where`` chooses, by the rule of the ordinary check (``datafile.reading``).

The texts of a column are compared here, each different one once; an engine is handed those that meet it.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from plan_cli.diagnostics import Diagnostic, Place
from plan_cli.panel.cell_reader import LIMIT, TooManyRowsError
from plan_cli.panel.criteria import PanelCriteria
from plan_cli.panel.engine import Engine, Scan
from plan_cli.panel.files import lacks
from plan_cli.panel.query import of_all, with_trimmed_names
from plan_cli.patterns import late
from plan_cli.text import plain

#: What engines write in their own ways where a column of Parquet is no text: doubles, truth values, times.
_TYPED = late(r"-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?|nan|-?inf|true|false|[0-9-]+[ T][0-9:.]+.*", re.IGNORECASE)
_WHOLE = late(r"-?[0-9]+")


class ChosenRows(NamedTuple):
    """The ``scan`` limited to rows that meet ``where``, and every text of its columns, also of the other rows."""

    scan: Scan
    texts: Mapping[str, tuple[str, ...]]


def chosen_rows(runner: Engine, scan: Scan, file: str, where: Mapping[str, tuple[str, ...]]) -> ChosenRows | Diagnostic:
    """The rows that have one of its values in each column of ``where``; a diagnostic for a column that is not there.

    Errors: ``TooManyRowsError`` where a column has more different texts than are looked at.
    """
    if not where:
        return ChosenRows(scan, {})
    headings = runner.headings(scan.files[0], scan.format, scan.delimiter)
    chosen: dict[str, tuple[str, ...]] = {}
    texts: dict[str, tuple[str, ...]] = {}
    for name, values in where.items():
        heading = next((each for each in headings if plain(each) == plain(name)), None)
        if heading is None:
            return lacks(name, headings, file)
        column = runner.scan(replace(scan, dimensions=(heading,))).select("dim_0").unique()
        found = runner.fetch(column.head(LIMIT + 1))
        if len(found) > LIMIT:
            raise TooManyRowsError
        texts[heading] = tuple(sorted(text for (text,) in found))
        if scan.format == "parquet" and any(map(_typed, texts[heading])):
            facts = {"file": file, "problem": "where_typed", "example": None}
            return Diagnostic("PLN353", facts, place=Place(file))
        wanted = frozenset(map(plain, values))
        chosen[heading] = tuple(text for text in texts[heading] if plain(text) in wanted)
    return ChosenRows(replace(scan, chosen=chosen), texts)


def not_chosen(runner: Engine, criteria: PanelCriteria, scan: Scan, entities: int) -> int:
    """How many entities have rows of the plan's indicators, but none that was chosen; ``entities`` have one."""
    if not scan.chosen:
        return 0
    nw, keys = criteria.expressions, list(scan.keys)
    known = nw.col("indicator").is_in(sorted([*criteria.names, *criteria.unselected]))
    rows = with_trimmed_names(runner.scan(replace(scan, chosen={})).filter(known).select(*keys), keys, criteria)
    rows = rows.filter(~of_all(keys, nw))
    return int(runner.fetch(rows.unique().select(nw.len()))[0][0]) - entities


def _typed(text: str) -> bool:
    """Whether a text may be another kind of value, of which the ordinary check makes another text."""
    return bool(_TYPED.fullmatch(text)) and not _WHOLE.fullmatch(text)
