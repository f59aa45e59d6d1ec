"""A verdict as a diagnostic, for formats that know nothing else; one that calls for no action is none."""

from collections.abc import Sequence
from decimal import Decimal

from plan_cli.assess import Assessment
from plan_cli.diagnostics import Diagnostic
from plan_cli.i18n import MACHINE, messages_in
from plan_cli.model.numbers import rounded, share_of
from plan_cli.profiles import Milestone, Status
from plan_cli.text import shell_word

_CODES = {
    Status.LAGGING: "PLN401", Status.OFF_TRACK: "PLN402", Status.REVERSING: "PLN403", Status.MISSING: "PLN404",
    Status.UNDECIDABLE: "PLN405", Status.NOT_ASSESSABLE: "PLN406",
}  # fmt: skip


def as_diagnostic(judged: Assessment, explained_with: Sequence[str] = ()) -> Diagnostic | None:
    """The diagnostic of a verdict: at the actual's row, else at the indicator in the plan.

    ``explained_with`` are the options with which ``plan explain`` comes to it, where they are known.
    """
    code = _CODES.get(judged.status)
    if code is None or judged.severity is None:
        return None
    indicator, row = judged.indicator, judged.evidence.row
    base = indicator.baseline.value if judged.scale is None else Decimal(0)
    facts = {
        "id": indicator.id, "name": indicator.name, "year": judged.year, "profile": judged.profile,
        "unit": indicator.unit, "actual": _shown(judged),
        "milestone": judged.milestone if judged.line is None else judged.line,
        "baseline": base if base is None or judged.share == 1 else share_of(base, judged.share),
        "gap": judged.gap, "category": judged.category,
        "reason": messages_in(MACHINE).reason(judged.reason),
        "options": " ".join(map(shell_word, explained_with)) or _options(judged),
    }  # fmt: skip
    if judged.period is not None:
        facts["in_part"] = judged.period
    place = row.place if row and row.place else indicator.place
    return Diagnostic(code, facts, place=place, indicator=indicator.id, severity_here=judged.severity)


def _options(judged: Assessment) -> str:
    """The options with which ``plan explain`` comes to the same verdict."""
    place = judged.indicator.place
    options = [] if place is None else ["--plan", shell_word(place.file)]
    if judged.profile != Milestone.name and judged.profile in messages_in(MACHINE).profiles:
        options += ["--profile", judged.profile]
    return " ".join(options)


def _shown(judged: Assessment) -> Decimal | None:
    """The actual; one that was computed from rates at the decimals that it is judged with."""
    found = judged.evidence
    if found.value is None or found.rate_decimals is None:
        return found.value
    return rounded(found.value, judged.digits)
