"""The plan file: its YAML read with places, checked against pydantic models, resolved into a ``Plan``.

``source.py`` reads text into data, ``structure.py`` validates them against ``models.py``, ``resolve.py`` makes the
plan; ``recovery.py`` does the same with what is left where a part is wrong, so that every error is found in one run.
"""

from dataclasses import replace

from plan_cli.diagnostics import Diagnostic, any_errors
from plan_cli.model.plan import Plan
from plan_cli.planfile.source import Source


def read_plan(source: Source) -> tuple[Plan | None, tuple[Diagnostic, ...]]:
    """The plan of a source, and every error in it with its place; None where it cannot be used."""
    plan, diagnostics = read_usable_parts(source)
    return (None if any_errors(diagnostics) else plan), diagnostics


def read_usable_parts(source: Source) -> tuple[Plan | None, tuple[Diagnostic, ...]]:
    """As much of the plan as is sound in itself, for rules to look at, and every error."""
    from plan_cli.planfile.models import PlanModel
    from plan_cli.planfile.resolve import plan_of
    from plan_cli.planfile.structure import structure

    if source.data is None:
        return None, source.diagnostics
    plan: Plan | None
    read = structure(PlanModel, source.data)
    if read.model is not None:
        plan, found = plan_of(read.model, source)
    else:
        from plan_cli.planfile.recovery import plan_of_remainder

        plan, found = plan_of_remainder(source, read.wrong)
    stated = source.data.get("profiles") if isinstance(source.data, dict) else None
    if stated and isinstance(stated, list):
        from plan_cli.planfile.profiles import profiles_in

        profiles, wrong = profiles_in({"profiles": stated})
        found = [*found, *wrong]
        plan = None if plan is None else replace(plan, profiles=profiles)
    return plan, (*source.diagnostics, *source.placed([*read.diagnostics, *found]))
