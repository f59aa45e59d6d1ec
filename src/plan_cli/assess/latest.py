"""The newest year in which a full figure was reported: the year that ``latest`` judges an indicator in.

A newer figure that cannot be used is not passed over: nothing is judged then.
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from plan_cli.model.observations import Actual


def newest_year(rows: Iterable[Actual], years: Sequence[int]) -> int | None:
    """The newest of ``years`` with a figure of the whole year that is no forecast; None where there is none."""
    full = (row.year for row in rows if row.value is not None and row.status != "F" and not row.part_year)
    return max((year for year in full if year in years), default=None)


def judged_years(
    rows: dict[str, list[Actual]], years: Sequence[int], unread: AbstractSet[tuple[str, int, str]] = frozenset()
) -> dict[str, int]:
    """The year in which each indicator is judged; one without a figure in the newest year of the others.

    ``unread``: (indicator, year, entity) of figures that were given and cannot be used.
    """
    newest = {id: newest_year(each, years) for id, each in rows.items()}
    last = max((year for year in newest.values() if year is not None), default=years[-1])
    found = {id: last if year is None else year for id, year in newest.items()}
    for id, year, entity in sorted(unread):
        whose = {row.entity for row in rows.get(id, ())} or {entity}
        if id in found and year in years and entity in whose:
            found[id] = year if newest[id] is None else max(found[id], year)
    return found
