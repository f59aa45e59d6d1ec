"""Document: the plan file's data checked for structure and turned into the plan that it means.

``forms.py`` says what may be written, ``mistakes.py`` turns what does not fit into findings, ``meaning.py`` spells
short forms out and fills defaults in.
"""

from __future__ import annotations

from dataclasses import replace

from plan_cli.finding import Finding, any_errors
from plan_cli.plan import Plan
from plan_cli.source import Source


def read_plan(source: Source) -> tuple[Plan | None, tuple[Finding, ...]]:
    """The plan of a source, and every structural mistake in it with its place; None where it cannot be used."""
    from pydantic import ValidationError

    from plan_cli.document.forms import PlanForm
    from plan_cli.document.meaning import plan_of
    from plan_cli.document.mistakes import findings_of

    if source.data is None:
        return None, source.findings
    try:
        form = PlanForm.model_validate(source.data)
    except ValidationError as error:
        found = findings_of(error.errors(include_url=False), source.data)
        return None, (*source.findings, *source.placed(found))
    plan, found = plan_of(form, source.file, source.sha256)
    findings = (*source.findings, *source.placed(found))
    plan = replace(
        plan, indicators=tuple(replace(one, place=source.place((*one.route, "id"))) for one in plan.indicators)
    )
    return (None if any_errors(findings) else plan), findings
