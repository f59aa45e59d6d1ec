"""Further names: columns of a panel beside the indicator's that name indicators too (code beside label).

As in the ordinary check (``datafile.records``), a row that names two different indicators is refused: nobody says which
of them its figure is of.
"""

from dataclasses import replace
from typing import Any

from plan_cli.datafile.names import IndicatorNames
from plan_cli.diagnostics import Diagnostic, Place
from plan_cli.model.plan import Plan
from plan_cli.panel.criteria import PanelCriteria
from plan_cli.panel.engine import Engine, Scan

#: How the fields of these columns begin; their number follows.
FURTHER_NAME = "name_"


def further_names(scan: Scan) -> tuple[str, ...]:
    """The headings of these columns."""
    return tuple(heading for role, heading in scan.fields.items() if role.startswith(FURTHER_NAME))


def without_further_names(scan: Scan) -> Scan:
    """The scan without these columns: they were looked at, or nothing depends on them."""
    return replace(scan, fields={role: each for role, each in scan.fields.items() if not role.startswith(FURTHER_NAME)})


def contradicting_names(
    runner: Engine, plan: Plan, criteria: PanelCriteria, scan: Scan, file: str
) -> Diagnostic | None:
    """A diagnostic for a row in which two columns name two indicators."""
    columns = [role for role in scan.fields if role.startswith(FURTHER_NAME)]
    if not columns:
        return None
    nw: Any = criteria.expressions
    names = IndicatorNames(plan)
    rows = runner.scan(scan).filter(nw.col("indicator").is_in(sorted(criteria.names)))
    for name, *others in sorted(runner.fetch(rows.select("indicator", *columns).unique()), key=str):
        first = names.meaning(name).only
        for second in (names.meaning(other or "").only for other in others):
            if first and second and first.id != second.id:
                facts = {"name": name.strip(), "first": first.id, "second": second.id}
                return Diagnostic("PLN362", facts, place=Place(file, 1), indicator=first.id)
    return None
