"""A verdict as a diagnostic, for formats that know nothing else; one that calls for no action is none."""

from __future__ import annotations

from plan_cli.assess import Assessment
from plan_cli.diagnostics import Diagnostic
from plan_cli.i18n import MACHINE, messages_in
from plan_cli.profiles import Status

_CODES = {
    Status.LAGGING: "PLN401", Status.OFF_TRACK: "PLN402", Status.REVERSING: "PLN403", Status.MISSING: "PLN404",
    Status.UNDECIDABLE: "PLN405", Status.NOT_ASSESSABLE: "PLN406",
}  # fmt: skip


def as_diagnostic(judged: Assessment) -> Diagnostic | None:
    """The diagnostic of a verdict: at the actual's row, else at the indicator in the plan."""
    code = _CODES.get(judged.status)
    if code is None or judged.severity is None:
        return None
    indicator, row = judged.indicator, judged.evidence.row
    facts = {
        "id": indicator.id, "name": indicator.name, "year": judged.year, "profile": judged.profile,
        "unit": indicator.unit, "actual": judged.evidence.value,
        "milestone": judged.milestone if judged.line is None else judged.line,
        "baseline": indicator.baseline.value, "gap": judged.gap, "category": judged.category,
        "reason": messages_in(MACHINE).reason(judged.reason),
    }  # fmt: skip
    place = row.place if row and row.place else indicator.place
    return Diagnostic(code, facts, place=place, indicator=indicator.id, severity_here=judged.severity)
