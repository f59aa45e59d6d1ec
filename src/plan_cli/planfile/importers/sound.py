"""Makes a draft valid: an indicator that a plan file would refuse becomes a statement for a person to check."""

from dataclasses import replace

from plan_cli.diagnostics import Remark
from plan_cli.planfile import read_plan
from plan_cli.planfile.importers.draft import Draft, DraftIndicator
from plan_cli.planfile.importers.write import plan_text
from plan_cli.planfile.source import read_source

#: The keys of an indicator that are always kept.
_SAFE = ("id", "no", "name", "group", "unit", "attribute", "owner")


def sound(draft: Draft) -> Draft:
    """The draft without what would keep its plan file from being used."""
    text = plan_text(draft, lambda key, facts: key)
    _, diagnostics = read_plan(read_source(text.encode("utf-8"), "draft"))
    errors = [each for each in diagnostics if each.severity.rank == 0]
    wrong = {each.route[1] for each in errors if each.route[:1] == ("indicators",) and len(each.route) > 1}
    if not errors:
        return draft
    relations = () if any(each.route[:1] == ("relations",) for each in errors) else draft.relations
    indicators = (_as_statement(each) if i in wrong else each for i, each in enumerate(draft.indicators))
    return replace(draft, indicators=tuple(indicators), relations=relations)


def _as_statement(indicator: DraftIndicator) -> DraftIndicator:
    keys = {key: value for key, value in indicator.keys.items() if key in _SAFE}
    note = Remark("import_statement", {"text": indicator.read_from}, check=True)
    return DraftIndicator(
        keys | {"target": {"kind": "statement", "text": indicator.read_from}},
        indicator.read_from,
        (*indicator.notes, note),
    )
