"""The rows of a report for a CSV file: full figures under the keys of its JSON document, joined by an underscore."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple


class Rows(NamedTuple):
    """Column names, and each row by column; a row may lack some."""

    columns: tuple[str, ...]
    rows: tuple[Mapping[str, Any], ...]


def rows_of(rows: Sequence[Mapping[str, Any]]) -> Rows:
    """Rows with every column that one of them has, in the order in which they appear."""
    return Rows(tuple(dict.fromkeys(key for row in rows for key in row)), tuple(rows))


def flat(record: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    """A nested record with its keys joined: ``baseline_year``; lists by their number."""
    joined: dict[str, Any] = {}
    for key, value in record.items():
        if isinstance(value, dict):
            joined |= flat(value, f"{before}{key}_")
        elif isinstance(value, list):
            joined |= flat({str(number): each for number, each in enumerate(value, 1)}, f"{before}{key}_")
        else:
            joined[before + key] = value
    return joined
