"""Merging: several readings, of several files or of several tables in one, as one."""

from collections.abc import Sequence
from dataclasses import replace

from plan_cli.codes import Severity
from plan_cli.datafile.duplicates import without_duplicates
from plan_cli.datafile.findings import Findings
from plan_cli.diagnostics import in_order
from plan_cli.model.observations import Actual, Actuals


def merged(parts: Sequence[Actuals]) -> Actuals:
    """Several readings as one: a figure that two files give differently is used from neither."""
    if len(parts) == 1:
        return parts[0]
    findings = Findings()
    rows: list[Actual] = without_duplicates((row for part in parts for row in part.rows), findings)
    answered = any(part.rows for part in parts)
    diagnostics = [
        # Of several files not each must answer the plan.
        replace(each, severity_here=Severity.INFO) if each.code == "PLN349" and answered else each
        for part in parts
        for each in part.diagnostics
    ]
    return Actuals(
        tuple(rows),
        tuple(used for part in parts for used in part.inputs),
        in_order([*diagnostics, *findings.diagnostics]),
        frozenset(findings.unusable).union(*(part.spoilt for part in parts)),
        {id: why for part in parts for id, why in part.without.items()},
        findings.unread_years.union(*(part.unread for part in parts)),
    )
