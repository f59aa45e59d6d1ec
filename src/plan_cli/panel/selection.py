"""Selection: which rows of a panel are of the whole, where a column that is not used tells rows apart.

As in the ordinary check (``datafile.selection``): where rows of one entity, indicator and year differ in such a column,
the rows whose cells there are blank or name the whole count, and where no row is of the whole the panel is refused.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from plan_cli.datafile.dimensions import SUBGROUPS, is_headline
from plan_cli.diagnostics import Diagnostic, Place
from plan_cli.panel.criteria import PanelCriteria
from plan_cli.panel.engine import Engine, Frame, Scan

#: A column with more values than these is looked at only for rows that differ.
MANY = 10_000
#: So many values are named.
NAMED = 6


def selected(runner: Engine, criteria: PanelCriteria, scan: Scan, file: str) -> tuple[Scan, int] | Diagnostic:
    """The scan limited to rows of the whole, and how many others there are; a diagnostic where nothing says which."""
    if not scan.dimensions:
        return scan, 0
    nw: Any = criteria.expressions
    known = nw.col("indicator").is_in(sorted(criteria.names))
    rows = runner.scan(scan).filter(known)
    where: dict[str, tuple[str, ...]] = {}
    of_whole: Any = nw.lit(True)
    for i, heading in enumerate(scan.dimensions):
        values = [text for (text,) in runner.fetch(rows.select(f"dim_{i}").unique().head(MANY))]
        if len(values) < 2 or not (_subgroups(values) or _differs(runner, nw, scan, rows, f"dim_{i}")):
            continue
        whole = tuple(sorted(text for text in values if is_headline(text)))
        if not whole:
            divided = sorted(values)
            facts = {"columns": [heading], "values": divided[:NAMED], "years": [criteria.year], "where": None}
            return Diagnostic("PLN344", facts, place=Place(file, 1, 1, 1, 1))
        where[heading] = whole
        of_whole = of_whole & nw.col(f"dim_{i}").is_in(list(whole))
    parts = runner.fetch(rows.filter(~of_whole).select(nw.len()))[0][0] if where else 0
    return replace(scan, where=where), int(parts)


def _subgroups(values: list[str]) -> bool:
    return any(text.strip().lower() in SUBGROUPS for text in values)


def _differs(runner: Engine, nw: Any, scan: Scan, rows: Frame, column: str) -> bool:
    """Whether rows of one entity, indicator and year differ in a column."""
    grouped = rows.group_by(*scan.keys, "indicator", "year").agg(least=nw.col(column).min(), most=nw.col(column).max())
    return bool(runner.fetch(grouped.filter(nw.col("least") != nw.col("most")).select("indicator").head(1)))
