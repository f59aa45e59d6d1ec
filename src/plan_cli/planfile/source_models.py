"""Where a plan's figures come from (a path, or a list of sources) and how it counts years, as a plan file writes it."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, Tag, WithJsonSchema

from plan_cli.model.sources import FiscalYear, NamedBy, Role, Source
from plan_cli.planfile.values import MONTH_DAY, ByForm, PlanPart, Positive, WholeFromZero, Year


def _as_text(value: object) -> object:
    """A number as the text that a data file has."""
    return str(value) if isinstance(value, Decimal | int) and not isinstance(value, bool) else value


def _as_cell(value: object) -> object:
    """A number or a blank as the text that a data file has."""
    return "" if value is None else _as_text(value)


def _as_list(value: object) -> object:
    return value if isinstance(value, list) else [value]


_CELL = {"type": ["string", "number", "null"]}
#: A text of a data file; a number is the text it is written as, ``~`` a blank.
Cell = Annotated[str, BeforeValidator(_as_cell), WithJsonSchema(_CELL)]
#: A heading of a data file; one that is left out (``~``) would be no heading at all.
Heading = Annotated[str, BeforeValidator(_as_text), WithJsonSchema({"type": ["string", "number"]})]
Cells = Annotated[
    list[Cell],
    Field(min_length=1),
    BeforeValidator(_as_list),
    WithJsonSchema({"anyOf": [_CELL, {"type": "array", "items": _CELL, "minItems": 1}]}),
]


class SourceModel(PlanPart):
    """One file, glob or folder of figures, and what is needed to read it unchanged."""

    file: Annotated[str, Field(min_length=1)] = Field(
        description="The file, a glob (data/*.csv) or a folder, seen from this file."
    )
    indicator: str | None = Field(None, description="The id of the indicator that the whole file is about.")
    columns: dict[Role, Heading] = Field({}, description="Headings that are not known by themselves: role → heading.")
    where: dict[Heading, Cells] = Field(
        {}, description='Which rows: heading → value or list of values; "" selects blank cells.'
    )
    indicators: dict[Heading, str] = Field({}, description="What the file calls its indicators: name → id.")
    scale: Positive | None = Field(None, description="Every figure is multiplied by it.")
    unit: str | None = Field(None, description="The unit of every figure, where the file does not say.")
    decimal: Literal[".", ","] | None = Field(None, description="The decimal mark.")
    thousands: str | None = Field(None, description="The mark between groups of three digits.")
    missing: list[Cell] = Field([], description="Further marks for a figure that is not there.")
    skip: WholeFromZero = Field(0, description="How many rows stand above the headings.")
    year: Year | None = Field(None, description="The year of every figure, in a file without years.")
    sheet: str | None = Field(None, description="The sheet of a workbook.")
    encoding: str | None = Field(None, description="The encoding, where it is not recognised.")
    include_forecasts: bool = Field(False, description="Whether forecasts count as figures.")
    calendar_years: bool = Field(
        False, description="Whether its years, quarters and months are the calendar's, whatever `fiscal_year` says."
    )
    confidence: Annotated[Decimal, Field(gt=0, lt=100)] | None = Field(
        None, description="The level, in %, of its margins of error and confidence intervals."
    )

    def resolve(self) -> Source:
        """The source with the same fields."""
        where = {heading: tuple(values) for heading, values in self.where.items()}
        return Source(**dict(self) | {"where": where, "missing": tuple(self.missing)})


_SourceOrPath = Annotated[Annotated[str, Tag("a text")] | Annotated[SourceModel, Tag("a mapping")], ByForm]
ActualsValue = Annotated[
    Annotated[str, Tag("a text")]
    | Annotated[list[_SourceOrPath], Field(min_length=1), Tag("a list")]
    | Annotated[SourceModel, Tag("a mapping")],
    ByForm,
]


class FiscalYearModel(PlanPart):
    """A year that does not start on 1 January."""

    starts: Annotated[str, Field(pattern=MONTH_DAY)] = Field(description="Its first day, as month-day: 04-01.")
    named_by: NamedBy = Field(description="Whether 2023/24 is called 2023 (start) or 2024 (end).")

    def resolve(self) -> FiscalYear:
        """The fiscal year."""
        month, day = self.starts.split("-")
        return FiscalYear(int(month), int(day), self.named_by)
