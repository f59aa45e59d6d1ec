"""``plan check``: are the actuals on track? The main job."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Literal

from plan_cli.cli.errors import CannotRunError, choice, messages_for
from plan_cli.cli.output import deliver, note, send
from plan_cli.cli.params import Argument, Common, Option
from plan_cli.cli.resolve import day_named, known_id, known_profile, part_of_year, the_plan, year_of_plan
from plan_cli.exits import FailOn
from plan_cli.text import visible

FORMATS = ("table", "json", "csv", "markdown", "github", "gitlab", "junit", "sarif")


def check(
    year: Annotated[
        str, Argument(metavar="YEAR", help="The year to judge, or a part of one: 2023, 2023-Q2, 2023-01/2023-07.")
    ],
    actuals: Annotated[
        str, Argument(metavar="ACTUALS", help="What was reported: a CSV, XLSX, Parquet or JSON file, or -.")
    ],
    common: Common,
    profile: Annotated[str, Option("--profile", metavar="NAME|FILE", help="The rules to judge by.")] = "milestone",
    path: Annotated[
        str | None, Option("--path", metavar="SHAPE", help="Another reading of the way: linear, stated …")
    ] = None,
    indicator: Annotated[
        list[str] | None, Option("--indicator", metavar="ID", help="Only this one; repeatable.")
    ] = None,
    fail_on: Annotated[
        str, Option("--fail-on", metavar="auto|binding|any|never", help="What makes the exit code 1.")
    ] = "auto",
    compare: Annotated[bool, Option("--compare", help="Every profile side by side.")] = False,
    trace: Annotated[bool, Option("--trace", help="In JSON, every quantity of each verdict.")] = False,
    against: Annotated[
        str, Option("--against", metavar="in-force|original", help="Which version of a revised target.")
    ] = "in-force",
    allow_empty: Annotated[bool, Option("--allow-empty", help="Exit 0 where nothing could be judged.")] = False,
    encoding: Annotated[str | None, Option("--encoding", help="The encoding of the actuals file.")] = None,
    emit: Annotated[
        list[str] | None, Option("--emit", metavar="FORMAT=PATH", help="Write this file as well; repeatable.")
    ] = None,
    sheet: Annotated[str | None, Option("--sheet", metavar="NAME", help="Which sheet of a workbook.")] = None,
    as_of: Annotated[
        str | None, Option("--as-of", metavar="DATE", help="Judge with what was published by that day.")
    ] = None,
    stdin_filename: Annotated[
        str | None, Option("--stdin-filename", metavar="NAME", help="What to call standard input.")
    ] = None,
    by: Annotated[
        list[str] | None, Option("--by", metavar="COLUMN", help="A panel: judge each of these; repeatable.")
    ] = None,
    baselines: Annotated[
        str, Option("--baselines", metavar="plan|own|FILE", help="Of a panel: from whose baseline growth counts.")
    ] = "plan",
    targets: Annotated[
        str, Option("--targets", metavar="growth|plan|FILE", help="Of a panel with own baselines: what is asked.")
    ] = "growth",
    engine: Annotated[str, Option("--engine", metavar="polars|duckdb|spark", help="What reads a panel.")] = "polars",
    remote: Annotated[
        str | None, Option("--remote", metavar="URL", help="Of spark: sc://host:15002, else $SPARK_REMOTE.")
    ] = None,
    top: Annotated[int, Option("--top", min=0, help="How many of the worst a panel shows.")] = 5,
    groups: Annotated[
        str, Option("--groups", metavar="few|all", help="Count a panel by --by value: where few, or always.")
    ] = "few",
) -> int:
    """Are the actuals on track?

    Compares what was reported for a year with the milestones that the plan implies. With --by COLUMN the actuals are
    a panel (entity × indicator × year; a file, a glob, a folder) and each entity is judged.

    Examples:

      plan check 2023 data/actuals/changsha.csv

      plan check 2021 data/actuals/changsha.csv --path linear --fail-on any --format json
    """
    from plan_cli import api
    from plan_cli.datafile.table import ReadOptions
    from plan_cli.model.paths import SHAPES

    messages = messages_for(common.lang)
    threshold = FailOn(choice(fail_on, "--fail-on", tuple(FailOn), messages))
    version: Literal["in_force", "original"] = (
        "original" if choice(against, "--against", ("in-force", "original"), messages) == "original" else "in_force"
    )
    if path is not None:
        choice(path, "--path", SHAPES, messages)
    plan = the_plan(common, messages)
    period = part_of_year(year)
    asked = year_of_plan(year if period is None else str(period.end.year), plan, messages)
    day = None if as_of is None else day_named(as_of, messages)
    rules = known_profile(profile, plan, messages)
    ids = [known_id(plan, each, messages) for each in indicator or ()]
    if by:
        from plan_cli.cli.panel import check_panel, refuse

        whole = {"--emit": emit, "--compare": compare, "--trace": trace, "--as-of": as_of, "--sheet": sheet}
        refuse(
            {**whole, "--stdin-filename": stdin_filename, "--against": version == "original", year: period}, messages
        )
        options = {"baselines": baselines, "targets": targets, "top": top, "groups": groups}
        options |= {"engine": engine, "remote": remote, "encoding": encoding}
        judged = {"profile": rules, "path": path, "indicators": ids}
        line = {"fail_on": threshold, "allow_empty": allow_empty}
        return check_panel(plan, actuals, asked, by, options, judged, line, common)
    read = api.read_actuals(actuals, plan, ReadOptions(encoding, sheet), stdin_filename)
    unable(read.diagnostics, messages)
    for used in read.inputs:
        if used.encoding not in (None, "utf-8") and encoding is None:
            note(messages.word("detected", file=visible(used.file), encoding=used.encoding), common.quiet)
    report = api.check(
        plan, read, asked, profile=rules, path=path, indicators=ids, period=period, as_of=day, against=version
    )
    report = replace(report, fail_on=threshold, allow_empty=allow_empty, trace=trace)
    send(report, emit or (), common, messages, FORMATS)
    if compare:
        return deliver(api.compare(plan, read, report, indicators=ids), common, messages, FORMATS[:4])
    return deliver(report, common, messages, FORMATS)


def unable(diagnostics: Any, messages: Any) -> None:
    """Stop where the actuals could not be read at all."""
    from plan_cli.codes import CODES

    for diagnostic in diagnostics:
        if CODES[diagnostic.code].unable:
            hint = messages.hint(diagnostic)
            raise CannotRunError(messages.message(diagnostic) + (f" ({hint})" if hint else ""), (diagnostic,))
