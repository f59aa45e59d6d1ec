"""A theme as an office writes it down, in a small YAML file."""

from typing import Annotated

from pydantic import Field

from plan_cli.diagnostics import Diagnostic
from plan_cli.model.theme import Theme
from plan_cli.planfile.source import Source
from plan_cli.planfile.structure import structure
from plan_cli.planfile.values import COLOR, FONT, PlanPart

Color = Annotated[str, Field(pattern=COLOR)]
Font = Annotated[str, Field(pattern=FONT)]


class ThemeModel(PlanPart):
    """The looks of reports."""

    accent: Color | None = Field(None, description="The colour of headings and rules, #rrggbb.")
    font: Font | None = Field(None, description="The font of all text.")
    heading_font: Font | None = Field(None, description="The font of headings, where it is another one.")


def read_theme(source: Source) -> tuple[Theme, tuple[Diagnostic, ...]]:
    """The theme of a file, and every error in it."""
    if source.data is None:
        return Theme(), source.diagnostics
    read = structure(ThemeModel, source.data)
    if read.model is None:
        return Theme(), (*source.diagnostics, *source.placed(list(read.diagnostics)))
    given = read.model.model_dump(exclude_none=True)
    return Theme(**given), source.diagnostics
