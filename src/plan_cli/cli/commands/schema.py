"""``plan schema``: the JSON Schemas of the plan file and of what the program prints."""

from __future__ import annotations

from typing import Annotated

from plan_cli.cli.errors import choice, messages_for
from plan_cli.cli.output import out, save
from plan_cli.cli.params import Common, Option


def schema(
    common: Common,
    of: Annotated[str, Option("--of", metavar="DOCUMENT", help="plan, check, milestones, validate …")] = "plan",
) -> int:
    """The JSON Schema of the plan file, or of an output.

    Examples:

      plan schema -o plan.schema.json

      plan schema --of check
    """
    from plan_cli.render.json import document
    from plan_cli.report.schemas import SCHEMAS

    if choice(of, "--of", ["plan", *SCHEMAS], messages_for(common.lang)) == "plan":
        from plan_cli.planfile.schema import plan_schema

        text = document(plan_schema())
    else:
        text = document(SCHEMAS[of])
    if common.output and common.output != "-":
        save(common.output, text.encode("utf-8"))
    else:
        out(text, machine=True)
    return 0
