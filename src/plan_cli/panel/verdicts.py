"""Verdicts: the file that an engine wrote every verdict to (``results.py``), read back as values."""

import csv
from decimal import Decimal

from plan_cli.model.numbers import figure_of
from plan_cli.profiles import Status
from plan_cli.report.ranking import EntityVerdict


def read_verdicts(file: str, columns: int) -> tuple[EntityVerdict, ...]:
    """The verdicts of a CSV file whose first ``columns`` tell entities apart."""
    with open(file, encoding="utf-8", newline="") as opened:
        rows = csv.reader(opened)
        heading = next(rows)[columns:]
        return tuple(_verdict(tuple(row[:columns]), dict(zip(heading, row[columns:], strict=True))) for row in rows)


def _verdict(entity: tuple[str, ...], row: dict[str, str]) -> EntityVerdict:
    return EntityVerdict(
        entity,
        row["indicator"],
        _figure(row["value"]),
        _figure(row["milestone"]),
        _figure(row["gap"]),
        Status(row["status"]),
        row["category"] or None,
    )


def _figure(text: str) -> Decimal | None:
    return figure_of(float(text)) if text else None
