"""``plan check``: are the actuals on track? The main job."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

import typer

from plan_cli.cli.options import Common
from plan_cli.cli.run import CannotRunError, choice, deliver, known_id, speaker_for, the_plan, year_of_plan

FORMATS = ("table", "json", "csv", "markdown")


def check(
    year: Annotated[str, typer.Argument(metavar="YEAR", help="The year to judge, e.g. 2023.")],
    actuals: Annotated[str, typer.Argument(metavar="ACTUALS", help="What was reported: a CSV file, or - for stdin.")],
    common: Common,
    profile: Annotated[str, typer.Option("--profile", metavar="NAME", help="The rules to judge by.")] = "milestone",
    path: Annotated[
        str | None, typer.Option("--path", metavar="SHAPE", help="Another reading of the way: linear, stated …")
    ] = None,
    indicator: Annotated[
        list[str] | None, typer.Option("--indicator", metavar="ID", help="Only this one; repeatable.")
    ] = None,
    fail_on: Annotated[
        str, typer.Option("--fail-on", metavar="binding|any|never", help="What makes the exit code 1.")
    ] = "binding",
    allow_empty: Annotated[bool, typer.Option("--allow-empty", help="Exit 0 where nothing could be judged.")] = False,
    encoding: Annotated[str | None, typer.Option("--encoding", help="The encoding of the actuals file.")] = None,
    stdin_filename: Annotated[
        str | None, typer.Option("--stdin-filename", metavar="NAME", help="What to call standard input.")
    ] = None,
    by: Annotated[
        list[str] | None, typer.Option("--by", metavar="COLUMN", help="A panel: judge each of these; repeatable.")
    ] = None,
    baselines: Annotated[
        str, typer.Option("--baselines", metavar="plan|own|FILE", help="Of a panel: from whose baseline growth counts.")
    ] = "plan",
    engine: Annotated[str, typer.Option("--engine", metavar="polars|duckdb", help="What reads a panel.")] = "polars",
    top: Annotated[int, typer.Option("--top", min=0, help="How many of the worst a panel shows.")] = 5,
    groups: Annotated[
        str, typer.Option("--groups", metavar="few|all", help="Count a panel by --by value: where few, or always.")
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
    from plan_cli.paths import SHAPES
    from plan_cli.profiles import PROFILES
    from plan_cli.sheet import ReadOptions

    told = speaker_for(common.lang)
    choice(fail_on, "--fail-on", ("binding", "any", "never"), told)
    choice(profile, "--profile", list(PROFILES), told)
    if path is not None:
        choice(path, "--path", SHAPES, told)
    plan = the_plan(common, told)
    asked = year_of_plan(year, plan, told)
    ids = [known_id(plan, each, told) for each in indicator or ()]
    if by:
        from plan_cli.cli.panel import check_panel

        options = {"baselines": baselines, "engine": engine, "top": top, "groups": groups}
        judged = {"profile": profile, "path": path, "indicators": ids}
        line = {"fail_on": fail_on, "allow_empty": allow_empty}
        return check_panel(plan, actuals, asked, by, options, judged, line, common)
    read = api.read_actuals(actuals, plan, ReadOptions(encoding=encoding), stdin_filename)
    unable(read.findings, told)
    report = api.check(plan, read, asked, profile=profile, path=path, indicators=ids)
    report = replace(report, fail_on=fail_on, allow_empty=allow_empty)  # type: ignore[arg-type]
    return deliver(report, common, told, FORMATS)


def unable(findings: Any, told: Any) -> None:
    """Stop where the actuals could not be read at all."""
    from plan_cli.codes import CODES

    for finding in findings:
        if CODES[finding.code].unable:
            hint = told.hint(finding)
            raise CannotRunError(told.message(finding) + (f" ({hint})" if hint else ""), (finding,))
