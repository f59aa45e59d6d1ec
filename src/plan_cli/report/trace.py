"""The trace of a verdict: every quantity that went into it, enough to recompute it by hand."""

from decimal import Decimal
from typing import Any

from plan_cli.assess import Assessment
from plan_cli.model.numbers import years_between
from plan_cli.model.observations import Actual
from plan_cli.profiles import Threshold
from plan_cli.report.number_format import json_number


def trace(judged: Assessment) -> dict[str, Any]:
    """The quantities in the order in which they were used; ``edge`` is the double that the figure was compared with."""
    indicator, trajectory, found, criteria = judged.indicator, judged.trajectory, judged.evidence, judged.criteria
    base, last = indicator.baseline.moment, indicator.target_year
    return {
        "d": indicator.sign,
        "b": _full(trajectory.start if trajectory else indicator.baseline.value),
        "t": _full(trajectory.target if trajectory else indicator.goal),
        "y0": json_number(Decimal(base)),
        "T": last,
        "y": judged.year,
        "N": json_number(Decimal(indicator.span)),
        "n": json_number(years_between(base, min(judged.year, last))),
        "decimals": indicator.decimals,
        "tolerance": {"value": _full(indicator.tolerance.value), "percent": indicator.tolerance.percent},
        "formula": trajectory.shape.formula if trajectory else None,
        "milestone": _full(judged.milestone),
        "evidence": {
            "how": found.how,
            "value": _full(found.value),
            "low": _full(found.low),
            "high": _full(found.high),
            "rows": [_row(row) for row in found.rows],
        },
        "history": {str(year): _full(value) for year, value in judged.history.items()},
        "met": _cut(judged.met, indicator.sign, judged.digits) if judged.met else None,
        "cuts": [_cut(cut, indicator.sign, judged.digits) for cut in criteria.thresholds] if criteria else [],
        "below": {"category": criteria.floor[0], "status": str(criteria.floor[1])} if criteria else None,
    }


def _full(value: Decimal | None) -> str | None:
    """A figure with all its digits, as text: JSON's doubles would lose some."""
    return None if value is None else format(value, "f")


def _cut(cut: Threshold, sign: int, digits: int) -> dict[str, Any]:
    return {
        "category": str(cut.category),
        "status": str(cut.status),
        "value": _full(cut.value),
        "compare": (">" if sign > 0 else "<") + ("" if cut.exclusive else "="),
        "edge": cut.edge(sign, digits),
    }


def _row(row: Actual) -> dict[str, Any]:
    return {
        "year": row.year,
        "period": str(row.period),
        "measure": row.measure,
        "bound": row.bound,
        "value": json_number(row.value),
        "status": row.status,
        "source": row.source,
        "file": row.place.file,
        "line": row.place.line,
    }
