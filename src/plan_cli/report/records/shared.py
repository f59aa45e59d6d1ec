"""What several documents hold: the tool, the plan, inputs, diagnostics, an indicator with its baseline and target."""

from __future__ import annotations

from typing import Annotated, Any, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from plan_cli.codes import Severity
from plan_cli.profiles import Status as Status

#: A figure: whole numbers as such, all others as the nearest double.
Number = int | float
Attribute = Literal["binding", "anticipatory"]
Bound = Literal[">", ">=", "<", "<=", "~"]
RateUnit = Literal["fraction_per_year", "unit_per_year"]


def doc(text: str) -> Any:
    """The description of a key."""
    return Field(description=text)


class Tool(TypedDict):
    """The program that wrote the document."""

    name: Annotated[str, doc("Always `plan`.")]
    version: Annotated[str, doc("The version of the program.")]


class PlanHead(TypedDict):
    """Which plan it was."""

    file: Annotated[str, doc("The plan file, as it was named.")]
    sha256: Annotated[str, doc("The SHA-256 of its bytes.")]
    id: Annotated[str, doc("The plan's id.")]
    base_year: Annotated[int, doc("The plan's base year.")]
    target_year: Annotated[int, doc("The plan's target year.")]


class Input(TypedDict):
    """A file of actuals that was read."""

    file: Annotated[str, doc("The file, as it was named; `-` is standard input.")]
    sha256: Annotated[str, doc("The SHA-256 of its bytes.")]
    format: Annotated[str, doc("csv, xlsx, parquet, json …")]
    encoding: Annotated[str | None, doc("The encoding of a text file; null of others.")]
    rows: Annotated[int, doc("The number of rows read.")]
    heading_row: Annotated[int, doc("The line of the headings, from 1; 0 where there are none.")]
    columns: Annotated[
        dict[str, str | None], doc("Every heading with what it became: a role, or null where the column is not used.")
    ]
    unit: Annotated[str | None, doc("The unit that a line outside the table states for all figures.")]
    rows_used: Annotated[int, doc("The number of rows whose figures are used.")]
    rows_left_out: Annotated[dict[str, int], doc("How many rows, or figures, are not used, by reason.")]
    selection: NotRequired[Annotated[dict[str, list[str]], doc("Which rows were chosen: texts by heading.")]]
    scale: NotRequired[Annotated[Number, doc("What the source says to multiply every figure by.")]]


class Place(TypedDict):
    """Where a figure was read."""

    file: Annotated[str, doc("The file.")]
    line: Annotated[int, doc("The line, from 1.")]
    column: Annotated[int, doc("The column, from 1, in code points; of a workbook the column of the cell.")]


class DiagnosticRecord(TypedDict):
    """One thing that a reader of the file should know."""

    code: Annotated[str, Field(description="What it is, as `plan explain CODE` has it.", pattern="^PLN[0-9]{3}$")]
    rule: Annotated[str, doc("The code's name.")]
    severity: Annotated[Severity, doc("How much it matters.")]
    message: Annotated[str, doc("The message, in English.")]
    hint: Annotated[str, doc("What to do about it; may be empty.")]
    file: Annotated[str, doc("The file; empty of what was not read from one.")]
    line: Annotated[int, doc("The line, from 1; of the whole file 1.")]
    column: Annotated[int, doc("The column, from 1, in code points.")]
    end_line: Annotated[int, doc("The line where it ends.")]
    end_column: Annotated[int, doc("The column behind its last character.")]
    indicator: Annotated[str | None, doc("The indicator that it is about.")]
    facts: Annotated[dict[str, Any], doc("Every number and name of the message, in full.")]


class BaselineRecord(TypedDict):
    """Where an indicator starts."""

    year: Annotated[int, doc("The base year.")]
    value: Annotated[Number | None, doc("The baseline; null where there is none.")]
    origin: Annotated[
        Literal["plan", "actuals", "implied"] | None, doc("Printed in the plan, reported, or computed back.")
    ]
    missing: Annotated[
        Literal["dash", "blank", "merged", "unstated"] | None, doc("What the plan's document has in its place.")
    ]
    date: NotRequired[Annotated[str, doc("The month or day at whose end it stands, where that is within its year.")]]


class RevisedBaseline(TypedDict):
    """A baseline that was set anew."""

    year: Annotated[int, doc("Its year.")]
    value: Annotated[Number | None, doc("Its value.")]


class RevisionRecord(TypedDict):
    """A later version of a target."""

    date: Annotated[str, doc("From when it is in force (ISO 8601).")]
    value: Annotated[Number | None, doc("The target's new value; null where it stays.")]
    year: Annotated[int | None, doc("Its new year; null where it stays.")]
    baseline: Annotated[RevisedBaseline | None, doc("Its new baseline; null where it stays.")]
    source: Annotated[str | None, doc("Where it was decided.")]


class ToleranceRecord(TypedDict):
    """How far short still counts as met, where the rules take that."""

    value: Annotated[Number, doc("The tolerance, as the plan states it.")]
    unit: Annotated[str, doc("% of the line, pp, or the indicator's unit.")]


class TargetRecord(TypedDict):
    """What an indicator should reach, on the scale that it is judged on."""

    year: Annotated[int, doc("The target year.")]
    value: Annotated[Number | None, doc("The value to reach; null of a kind that has none.")]
    operator: Annotated[str | None, doc("at_least, at_most, more_than, less_than, about, exactly or within.")]
    original: NotRequired[Annotated[Number | None, doc("The value before any revision.")]]
    revisions: NotRequired[Annotated[list[RevisionRecord], doc("The revisions of the target, the earliest first.")]]
    tolerance: NotRequired[Annotated[ToleranceRecord, doc("How far short still counts as met; absent where none is.")]]
    rate: NotRequired[Annotated[Number, doc("Of a growth target: per cent a year.")]]
    than: NotRequired[Annotated[str, doc("The indicator whose growth, or figure of the year, it is compared with.")]]
    change: NotRequired[Annotated[Number, doc("Of a change target: in % of the baseline, or in its unit.")]]
    unit: NotRequired[Annotated[str, doc("Of a change target: %, pp, or the indicator's unit.")]]
    additive: NotRequired[Annotated[bool, doc("Of a change target: whether yearly rates are added up.")]]
    low: NotRequired[Annotated[Number | None, doc("Of a band or a range: its lower end; null where it is open.")]]
    high: NotRequired[Annotated[Number | None, doc("Of a band or a range: its upper end; null where it is open.")]]
    of: NotRequired[Annotated[int, doc("Of a rank: how many are ranked.")]]
    text: NotRequired[Annotated[str, doc("Of a statement: its words.")]]


class GrowthRecord(TypedDict):
    """A growth that the plan's document prints."""

    value: Annotated[Number, doc("The growth a year.")]
    unit: Annotated[Literal["%", "pp"], doc("Per cent, or percentage points.")]


class IndicatorName(TypedDict):
    """Which indicator it is."""

    id: Annotated[str, doc("The indicator's id.")]
    no: Annotated[int | str | None, doc("Its number in the plan's table.")]
    name: Annotated[str, doc("Its name in the plan file's first language.")]
    unit: Annotated[str, doc("Its unit.")]
    attribute: Annotated[Attribute, doc("Whether its target binds.")]
    kind: Annotated[str, doc("The kind of its target.")]
    path: Annotated[str | None, doc("The shape of its path; null where there is none.")]


class IndicatorHead(IndicatorName):
    """What most listings of an indicator begin with."""

    direction: Annotated[Literal["increase", "decrease"], doc("Which direction is good.")]


class YearValue(TypedDict):
    """A value of a year."""

    year: Annotated[int, doc("The year.")]
    value: Annotated[Number | None, doc("The value, in full.")]
