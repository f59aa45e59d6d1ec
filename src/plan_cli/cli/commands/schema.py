"""``plan schema``: the JSON Schemas of what the program prints."""

from __future__ import annotations

from typing import Annotated

import typer

from plan_cli.cli.options import Common
from plan_cli.cli.run import choice, out, speaker_for


def schema(
    common: Common,
    of: Annotated[str, typer.Option("--of", metavar="DOCUMENT", help="check, milestones, validate …")] = "check",
) -> int:
    """The JSON Schema of a document that the program prints.

    Examples:

      plan schema --of check
    """
    from plan_cli.report.schemas import SCHEMAS
    from plan_cli.writers.json import document

    out(document(SCHEMAS[choice(of, "--of", list(SCHEMAS), speaker_for(common.lang))]), machine=True)
    return 0
