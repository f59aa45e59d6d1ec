"""Mistaken headings: those that nearly are known ones, and columns without a heading that are no index."""

from collections.abc import Callable, Container, Iterable, Sequence
from typing import Any

from plan_cli.datafile.headings import near_role, role_of
from plan_cli.datafile.number_grammar import bound_named
from plan_cli.model.units import scale_word
from plan_cli.text import plain

#: Headings of fewer letters are near a known one only where their cells fit.
SHORT = 5


def mistaken_headings(
    headings: Sequence[str], taken: Container[int | None], cells: Callable[[int], Iterable[str]], rows: int
) -> list[tuple[int, dict[str, Any]]]:
    """The columns not ``taken`` whose headings are mistakes, with the facts of each; the first ``rows`` are known."""
    found: list[tuple[int, dict[str, Any]]] = []
    for position, heading in enumerate(headings):
        if position in taken:
            continue
        filled = list(cells(position))
        known = near_role(heading)
        if known and _could_be(role_of(known), heading, filled):
            near = {"heading": heading, "first": known, "nearest": known, "role": role_of(known)}
            found.append((position, {"problem": "nearly", **near}))
        elif not plain(heading) and filled and not _is_index(filled, rows):
            found.append((position, {"problem": "empty", "heading": ""}))
    return found


def _could_be(role: str, heading: str, cells: Iterable[str]) -> bool:
    """Whether a short word may be meant for a role, by its cells: a sale is no scale, a bond no bound."""
    known = {"multiplier": scale_word, "bound": bound_named}.get(role) if len(plain(heading)) < SHORT else None
    return known is None or any(known(text) is not None for text in cells)


def _is_index(cells: list[str], rows: int) -> bool:
    """Whether a column only numbers the rows, from 0 or 1 on."""
    return cells in ([*map(str, range(rows))], [*map(str, range(1, rows + 1))])
