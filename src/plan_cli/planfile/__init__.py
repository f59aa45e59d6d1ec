"""Document: the plan file's data checked for structure and turned into the plan that it means.

``forms.py`` says what may be written, ``structure.py`` reads it so (``fitting.py`` what fits; ``mistakes.py`` makes
diagnostics of what does not), ``meaning.py`` spells short forms out and fills defaults in.
"""

from __future__ import annotations

from dataclasses import replace

from plan_cli.diagnostics import Diagnostic, any_errors
from plan_cli.model.plan import Plan
from plan_cli.planfile.source import Source


def read_plan(source: Source) -> tuple[Plan | None, tuple[Diagnostic, ...]]:
    """The plan of a source, and every structural mistake in it with its place; None where it cannot be used."""
    plan, diagnostics = read_what_fits(source)
    return (None if any_errors(diagnostics) else plan), diagnostics


def read_what_fits(source: Source) -> tuple[Plan | None, tuple[Diagnostic, ...]]:
    """As much of the plan as can be understood, for rules to look at, and every structural mistake."""
    from plan_cli.planfile.models import PlanForm
    from plan_cli.planfile.resolve import plan_of
    from plan_cli.planfile.structure import structure

    if source.data is None:
        return None, source.diagnostics
    plan: Plan | None
    form, mistakes = structure(PlanForm, source.data)
    if form is not None:
        plan, found = plan_of(form, source.file, source.sha256)
    else:
        plan, found = _the_rest(source, mistakes)
        found = [*mistakes, *found]
    diagnostics = (*source.diagnostics, *source.placed(found))
    if plan is not None:
        placed = (replace(one, place=source.place((*one.route, "id"))) for one in plan.indicators)
        plan = replace(plan, indicators=tuple(placed))
    return plan, diagnostics


def _the_rest(source: Source, mistakes: list[Diagnostic]) -> tuple[Plan | None, list[Diagnostic]]:
    """The plan without the parts that do not fit, and what is ambiguous in that."""
    from plan_cli.planfile.models import PlanForm
    from plan_cli.planfile.recovery import remainder, twice
    from plan_cli.planfile.resolve import plan_of
    from plan_cli.planfile.structure import structure

    left = remainder(source.data, mistakes)
    if left is None:
        return None, []
    form, _ = structure(PlanForm, left.data)
    if form is None:
        return None, []
    plan, found = plan_of(form, source.file, source.sha256, (left.indicators, left.relations))
    return plan, [*(each for each in found if not left.follows(each)), *twice(source.data, left)]
