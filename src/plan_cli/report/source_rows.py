"""A reported figure on one line: as its source prints it, with the source, and the place where it was read."""

from __future__ import annotations

from plan_cli.model.indicator import Indicator
from plan_cli.model.observations import Actual
from plan_cli.report.number_format import NONE, printed


def row_told(row: Actual, indicator: Indicator) -> str:
    """One row of the actuals: ``2023: >1000 列 · A · source · note · published · FILE:LINE:COL``."""
    unit = "%" if row.measure in ("growth", "mean_growth") else indicator.unit
    value = NONE if row.value is None else f"{row.bound}{printed(row.value)} {unit}"
    told = [f"{row.period}: {value}", row.status, row.source, row.note, str(row.published or "")]
    place = f"{row.place.file}:{row.place.line}:{row.place.column}"
    return " · ".join([part for part in told if part] + [place])
