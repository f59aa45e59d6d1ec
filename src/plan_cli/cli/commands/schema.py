"""``plan schema``: the JSON Schemas of the plan file and of what the program prints."""

from __future__ import annotations

from typing import Annotated

import typer

from plan_cli.cli.output import write_result
from plan_cli.cli.params import ForceOption, Result, one_of

FORMATS: tuple[str, ...] = ()


def _documents() -> list[str]:
    from plan_cli.report.records import documents

    return ["plan", "own-profiles", *documents()]


def schema(
    common: Result,
    of: Annotated[
        str,
        typer.Option(
            "--of",
            metavar="DOCUMENT",
            parser=one_of(_documents),
            autocompletion=_documents,
            help="plan, check, milestones, validate …",
        ),
    ] = "plan",
    force: ForceOption = False,
) -> int:
    """The JSON Schema of the plan file, of a file of one's own profiles, or of an output.

    Examples:

      plan schema -o plan.schema.json

      plan schema --of check
    """
    from plan_cli.planfile.schema import plan_schema, profiles_schema
    from plan_cli.render.json import document
    from plan_cli.report.records import schema_of

    written = {"plan": plan_schema, "own-profiles": profiles_schema}
    write_result(document(written[of]() if of in written else schema_of(of)), common, force=force)
    return 0
