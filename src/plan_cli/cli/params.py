"""The options and arguments that several commands share, each declared once as a typer annotation.

A command takes them by annotation (``indicator: IndicatorOption = None``). A group of options that travels together is
a frozen dataclass of such annotations, taken as one parameter (``common: Common``); ``option_groups.py`` spreads it out
for typer. To add an option to every command, add a field to ``General``.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal

import typer

from plan_cli.cli import candidates
from plan_cli.exits import FailOn
from plan_cli.i18n import languages, messages_in

#: What every report for people can be written as.
TABLE_FORMATS = ("table", "json", "csv", "markdown")


class Color(StrEnum):
    """When to use colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


def one_of(known: Callable[[], Iterable[str]]) -> Callable[[str], str]:
    """A parser for choices that are found by walking a package, as ``Literal`` is for fixed ones."""

    def parse(value: str) -> str:
        names = tuple(map(str, known()))
        value = meaning_of(value, names)
        if value not in names:
            raise typer.BadParameter(f"{value!r} is not one of {', '.join(map(repr, names))}.")
        return value

    return parse


def meaning_of(value: str, names: Sequence[str]) -> str:
    """The name whose word in some language the value is, as it is printed; else the value itself."""
    if value in names:
        return value
    for language in languages():
        words = messages_in(language).words
        for name in names:
            if words.get(name) == value:
                return name
    return value


@dataclass(frozen=True, eq=False)
class General:
    """What every command takes."""

    HEADING: ClassVar[str] = "help_result"

    lang: Annotated[str | None, typer.Option("--lang", metavar="|".join(languages()), parser=one_of(languages), autocompletion=languages, help="The language; else the locale's.")] = None  # fmt: skip # noqa: E501
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No notes, and no line that sums up.")] = False
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an internal error.")] = False


@dataclass(frozen=True, eq=False)
class Result(General):
    """What a command takes that writes one result."""

    output: Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="Write to this file; its suffix decides the format.")] = None  # fmt: skip # noqa: E501

    @property
    def file(self) -> str | None:
        """The file to write to; None for standard output."""
        return None if self.output in (None, "-") else self.output


@dataclass(frozen=True, eq=False)
class TableResult(Result):
    """What a command takes whose result may be a table."""

    format: Annotated[str | None, "the command's own choices"] = None
    color: Annotated[Color, typer.Option("--color", help="When to use colour.")] = Color.AUTO
    width: Annotated[int | None, typer.Option("--width", min=40, metavar="COLUMNS", help="Width of tables.")] = None


@dataclass(frozen=True, eq=False)
class PlanResult(Result):
    """What a command takes whose result comes from a plan."""

    format: Annotated[str | None, "the command's own choices"] = None
    plan: Annotated[str | None, typer.Option("--plan", metavar="FILE|DIR", help="The plan, or `example`; else $PLAN_FILE, else the one found here or above.")] = None  # fmt: skip # noqa: E501


@dataclass(frozen=True, eq=False)
class Common(TableResult, PlanResult):
    """What a command takes whose result comes from a plan and may be a table."""


@dataclass(frozen=True, eq=False)
class Look:
    """How the main table of a result is laid out."""

    HEADING: ClassVar[str] = "help_look"

    columns: Annotated[str | None, typer.Option("--columns", metavar="NAME,…", help="These columns, in this order, by key or heading.")] = None  # fmt: skip # noqa: E501
    sort: Annotated[str | None, typer.Option("--sort", metavar="NAME[:desc]", help="Ordered by this column.")] = None  # fmt: skip # noqa: E501
    grouping: Annotated[bool, typer.Option("--grouping", help="A comma between thousands.")] = False
    ascii: Annotated[bool, typer.Option("--ascii", help="Plain signs where a terminal sets ─ — ★ too wide; JSON: escapes.")] = False  # fmt: skip # noqa: E501


@dataclass(frozen=True, eq=False)
class SourceWords:
    """How a file of actuals is read: the words of a source."""

    HEADING: ClassVar[str] = "help_reading"

    encoding: Annotated[str | None, typer.Option("--encoding", metavar="NAME", help="The encoding of the files.")] = None  # fmt: skip # noqa: E501
    sheet: Annotated[str | None, typer.Option("--sheet", metavar="NAME", help="The sheet of a workbook.")] = None  # fmt: skip # noqa: E501
    about: Annotated[str | None, typer.Option("--as", metavar="ID", help="The indicator that the whole file is about.")] = None  # fmt: skip # noqa: E501
    column: Annotated[list[str] | None, typer.Option("--column", metavar="ROLE=HEADING", help="What a column is (year=Jahr); repeatable.")] = None  # fmt: skip # noqa: E501
    alias: Annotated[list[str] | None, typer.Option("--alias", metavar="NAME=ID", help="What the file calls an indicator; repeatable.")] = None  # fmt: skip # noqa: E501
    where: Annotated[list[str] | None, typer.Option("--where", metavar="HEADING=VALUE", help="Only these rows ('Sex=T'; 'Sex=' for blank cells); repeatable.")] = None  # fmt: skip # noqa: E501
    data_year: Annotated[int | None, typer.Option("--data-year", metavar="YEAR", help="The year of every figure, in a file without years.")] = None  # fmt: skip # noqa: E501
    scale: Annotated[str | None, typer.Option("--scale", metavar="NUMBER", help="Multiply every figure by this.")] = None  # fmt: skip # noqa: E501
    unit: Annotated[str | None, typer.Option("--unit", metavar="UNIT", help="The unit of every figure.")] = None  # fmt: skip # noqa: E501
    decimal: Annotated[str | None, typer.Option("--decimal", metavar=".|,", help="The decimal mark.")] = None
    thousands: Annotated[str | None, typer.Option("--thousands", metavar="MARK", help="The mark between thousands.")] = None  # fmt: skip # noqa: E501
    missing: Annotated[list[str] | None, typer.Option("--missing", metavar="MARK", help="A further mark for no figure; repeatable.")] = None  # fmt: skip # noqa: E501
    skip: Annotated[int | None, typer.Option("--skip", min=0, metavar="ROWS", help="Rows above the headings.")] = None  # fmt: skip # noqa: E501
    calendar_years: Annotated[bool, typer.Option("--calendar-years", help="Its years are the calendar's, whatever the plan's are.")] = False  # fmt: skip # noqa: E501
    confidence: Annotated[str | None, typer.Option("--confidence", metavar="PERCENT", help="The level of margins of error and of intervals.")] = None  # fmt: skip # noqa: E501
    include_forecasts: Annotated[bool, typer.Option("--include-forecasts", help="Forecasts count as figures.")] = False  # fmt: skip # noqa: E501


@dataclass(frozen=True, eq=False)
class Reading(SourceWords):
    """How the actuals of a command are read."""

    stdin_filename: Annotated[str | None, typer.Option("--stdin-filename", metavar="NAME", help="The file name that standard input stands for.")] = None  # fmt: skip # noqa: E501
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Say how each file was read.")] = False
    allow_outside: Annotated[bool, typer.Option("--allow-outside", help="The plan may name files outside its folder or repository.")] = False  # fmt: skip # noqa: E501


@dataclass(frozen=True, eq=False)
class PanelOptions:
    """The options of a panel: each needs ``--by``, so what is not given is None."""

    HEADING: ClassVar[str] = "help_panel"

    by: Annotated[list[str] | None, typer.Option("--by", metavar="COLUMN", help="A column of the entity; repeatable.")] = None  # fmt: skip # noqa: E501
    baselines: Annotated[str | None, typer.Option("--baselines", metavar="plan|own|FILE", help="The baselines that growth is measured from; else the plan's.")] = None  # fmt: skip # noqa: E501
    targets: Annotated[str | None, typer.Option("--targets", metavar="growth|plan|FILE", help="The targets of entities with own baselines; else growth.")] = None  # fmt: skip # noqa: E501
    engine: Annotated[str | None, typer.Option("--engine", metavar="NAME", parser=one_of(candidates.engines), autocompletion=candidates.engines, help="What reads it, else polars:")] = None  # fmt: skip # noqa: E501
    remote: Annotated[str | None, typer.Option("--remote", metavar="URL", help="The server of spark, sc://host:15002; else $SPARK_REMOTE.")] = None  # fmt: skip # noqa: E501
    top: Annotated[int | None, typer.Option("--top", metavar="N", min=0, help="How many of the worst to show; else 5.")] = None  # fmt: skip # noqa: E501
    groups: Annotated[Literal["few", "all"] | None, typer.Option("--groups", help="Count by --by value always (all), else where there are few.")] = None  # fmt: skip # noqa: E501


def profile_option(help: str, metavar: str = "NAME|FILE") -> Any:
    """``--profile``, with what it does in a command."""
    return typer.Option("--profile", metavar=metavar, autocompletion=candidates.profiles, help=help)


def year_option(help: str) -> Any:
    """``--year``, with what it does in a command."""
    return typer.Option("--year", metavar="YEAR", autocompletion=candidates.years, help=help)


def indicator_argument(help: str, metavar: str = "ID") -> Any:
    """An indicator as an argument, with what it does in a command."""
    return typer.Argument(metavar=metavar, autocompletion=candidates.indicators, help=help)


IndicatorOption = Annotated[
    list[str] | None,
    typer.Option(
        "--indicator", metavar="ID", autocompletion=candidates.indicators, help="Only this indicator; repeatable."
    ),
]
PathOption = Annotated[
    str | None,
    typer.Option(
        "--path",
        metavar="SHAPE",
        parser=one_of(candidates.shapes),
        autocompletion=candidates.shapes,
        help="Judge along a path of this shape:",
    ),
]
ProfileOption = Annotated[str, profile_option("The rules to judge by:")]
YearOption = Annotated[str | None, year_option("The year to judge; else the last one reported.")]
ActualsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="ACTUALS",
        help="What was reported: files, globs, folders, or - for stdin; else the plan's own `actuals:`.",
    ),
]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace a file that is there.")]
ActualsOption = Annotated[
    str | None, typer.Option("--actuals", metavar="FILE", help="What was reported; else the file that the plan names.")
]
FailOnOption = Annotated[
    FailOn,
    typer.Option(
        "--fail-on",
        metavar="|".join(FailOn),
        parser=lambda value: FailOn(one_of(lambda: FailOn)(value)),
        autocompletion=lambda: list(FailOn),
        help="Which indicators behind make the exit code 1.",
    ),
]
MaxErrorsOption = Annotated[
    int | None, typer.Option("--max-errors", metavar="N", min=1, help="Show nothing after this many errors.")
]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="Judge with what was published by that date.")
]
AllowEmptyOption = Annotated[bool, typer.Option("--allow-empty", help="Exit 0 where nothing could be evaluated.")]
EmitOption = Annotated[
    list[str] | None, typer.Option("--emit", metavar="FORMAT=PATH", help="Write this file as well; repeatable.")
]
