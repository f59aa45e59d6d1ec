"""Records: every published JSON document as a typed dictionary, its keys described. The schemas are made from them.

A new key is a minor change: add it here and where the record is built. Removing, renaming or retyping one makes the
next version of the document. To add a document: a module here and a line in ``documents``. These modules are loaded
for schemas only (pydantic reads the descriptions); elsewhere they are types.
"""

from functools import cache
from typing import Any

from plan_cli.addresses import schema_address

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@cache
def documents() -> dict[str, Any]:
    """The record of each document, by its name."""
    from plan_cli.report.records import check, checks, diff, explain, panel, plan

    return {
        "check": check.CheckDocument,
        "checks": checks.ChecksDocument,
        "milestones": plan.MilestonesDocument,
        "panel": panel.PanelDocument,
        "forecast": plan.ForecastDocument,
        "validate": plan.ValidateDocument,
        "show": plan.ShowDocument,
        "explain": explain.ExplainDocument,
        "codes": explain.CodesDocument,
        "exit-codes": explain.ExitCodesDocument,
        "profiles": explain.ProfilesDocument,
        "diff": diff.DiffDocument,
        "changes": diff.ChangesDocument,
        "error": plan.ErrorDocument,
    }


@cache
def schema_of(name: str) -> dict[str, Any]:
    """The JSON Schema of a document; open to keys that later versions add."""
    from pydantic import TypeAdapter

    head = {"$schema": DIALECT, "$id": schema_address(f"plan.{name}", 1)}
    return {**head, **TypeAdapter(documents()[name]).json_schema(), "title": f"plan.{name}/1"}
