"""What every command does around its work: find the plan, choose language and format, write, tell trouble."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from plan_cli.cli.options import Common
from plan_cli.exits import ExitCode
from plan_cli.frozen import replace
from plan_cli.say import MACHINE, Speaker, languages, speaker
from plan_cli.visible import harmless, visible

if TYPE_CHECKING:
    from datetime import date

    from plan_cli.actuals import Period
    from plan_cli.finding import Finding
    from plan_cli.plan import Plan
    from plan_cli.profiles import Profile
    from plan_cli.report import Report


class CannotRunError(Exception):
    """The command cannot do its work: exit code 2. Raised and caught in the command line only."""

    def __init__(
        self, message: str, findings: tuple[Finding, ...] = (), sources: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(message)
        self.message, self.findings, self.sources = message, findings, sources or {}


def speaker_for(lang: str | None) -> Speaker:
    """The words of the language that was asked for: --lang, $PLAN_LANG, then the locale; else English."""
    if lang is not None:
        if lang not in languages():
            facts = {"got": lang, "option": "--lang", "known": list(languages())}
            raise CannotRunError(speaker(MACHINE).word("usage_choice", **facts))
        return speaker(lang)
    for name in ("PLAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            language = value.replace("-", "_").split("_")[0].split(".")[0].lower()
            return speaker(language if language in languages() else MACHINE)
    return speaker(MACHINE)


def plan_file(given: str | None, told: Speaker, quiet: bool = False) -> str:
    """Which plan file is meant: the one named, else one found here, else the bundled one, which is said."""
    from plan_cli.api import BUNDLED

    named = given or os.environ.get("PLAN_FILE")
    if named:
        return named
    for usual in ("targets.yaml", "data/targets.yaml"):
        if os.path.isfile(usual):
            return usual
    here = sorted(name for name in _names_here() if name.endswith(".plan.yaml"))
    if len(here) > 1:
        raise CannotRunError(told.word("usage_plans", files=here))
    if here:
        return here[0]
    note(told.word("bundled", id=BUNDLED), quiet)
    return BUNDLED


def _names_here() -> list[str]:
    try:
        return os.listdir()
    except OSError:
        return []


def usual_actuals(plan: Plan) -> str | None:
    """The actuals that the plan names, where they lie beside it."""
    found = os.path.normpath(os.path.join(os.path.dirname(plan.file), plan.actuals)) if plan.actuals else ""
    return found if os.path.isfile(found) else None


def the_plan(common: Common, told: Speaker) -> Plan:
    """The plan to work on; an unsound or unreadable one cannot be worked on."""
    from plan_cli.api import load_plan

    file = plan_file(common.plan, told, common.quiet)
    loaded = load_plan(file)
    if loaded.plan is None:
        from plan_cli.finding import any_errors

        errors = sum(finding.severity.rank == 0 for finding in loaded.findings)
        assert any_errors(loaded.findings)
        raise CannotRunError(told.word("unsound", errors=errors, file=file), loaded.findings, {file: loaded.source})
    return loaded.plan


def known_id(plan: Plan, name: str, told: Speaker) -> str:
    """The id of the indicator that a name, number or alias means."""
    from plan_cli.layout import names_of
    from plan_cli.nearest import nearest

    names = names_of(plan)
    if name not in names:
        near = nearest(name, names)
        facts = {"got": name, "near": told.word("near", name=near) if near else ""}
        raise CannotRunError(told.word("usage_indicator", **facts))
    return names[name].id


def known_profile(name: str, plan: Plan, told: Speaker) -> Profile:
    """The rules that a name means: an office's, one's own in the plan file, or in a file (FILE, FILE#NAME)."""
    from plan_cli.api import profile_of
    from plan_cli.profiles import PROFILES

    file, _, wanted = name.partition("#")
    if file.endswith((".yaml", ".yml")):
        return _profile_in(file, wanted, told)

    choice(name, "--profile", [*PROFILES, *(each.name for each in plan.profiles)], told)
    return profile_of(plan, name)


def _profile_in(file: str, wanted: str, told: Speaker) -> Profile:
    """The one profile of a file, or the one of that name."""
    from plan_cli.api import read_profiles

    profiles, findings = read_profiles(file)
    if not profiles:
        errors = sum(finding.severity.rank == 0 for finding in findings)
        raise CannotRunError(told.word("unsound_profile", errors=errors, file=file), findings)
    names = [profile.name for profile in profiles]
    if not wanted and len(names) == 1:
        return profiles[0]
    known = [f"{file}#{name}" for name in names]
    return profiles[known.index(choice(f"{file}#{wanted}" if wanted else file, "--profile", known, told))]


def year_of_plan(text: str, plan: Plan, told: Speaker) -> int:
    """The year that was asked for, if it is one of the plan's."""
    from plan_cli.actuals import read_year

    year = read_year(text)
    if year is None or year not in plan.years:
        raise CannotRunError(told.word("usage_year", got=text, first=plan.years[0], last=plan.years[-1]))
    return year


def part_of_year(text: str) -> Period | None:
    """The part of a year that a text names (2023-Q2, 2023-01/2023-07); None where it is no such part."""
    from plan_cli.actuals import read_period

    period = read_period(text, None)
    return None if period is None or period.full_year or period.start.year != period.end.year else period


def day_named(text: str, told: Speaker) -> date:
    """The day that a text names."""
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CannotRunError(told.word("usage_date", got=text)) from error


def note(text: str, quiet: bool = False) -> None:
    """A note for the user, beside the result."""
    if not quiet:
        sys.stderr.write(_encodable(text, sys.stderr.encoding) + "\n")


def choice(value: str, option: str, known: Sequence[str], told: Speaker) -> str:
    """The value, if it is one of those known."""
    if value not in known:
        raise CannotRunError(told.word("usage_choice", got=value, option=option, known=list(known)))
    return value


def deliver(report: Report, common: Common, told: Speaker, formats: Sequence[str], default: str = "table") -> int:
    """Write a report as it was asked for, and return its exit code."""
    format = chosen_format(common, told, formats, default)
    text = written(report, format, common, told)
    if format == "csv" and default != "full":
        from plan_cli.report.finding import concise

        for finding in report.findings:
            note(visible(concise(finding, told)))
    if common.output and common.output != "-":
        not_an_input(common.output, report, told)
        save(common.output, _bytes(text))
    else:
        out(text, machine=_writer(format).MACHINE)
    return int(report.exit_code)


def not_an_input(file: str, report: Any, told: Speaker) -> None:
    """Stop where a result would take the place of the plan or the figures that it was made from."""
    plan, check = getattr(report, "plan", None), getattr(report, "check", report)
    for read in (*([plan.file] if plan else []), *(each.file for each in getattr(check, "inputs", ()))):
        if os.path.exists(file) and os.path.exists(read) and os.path.samefile(file, read):
            raise CannotRunError(told.word("usage_input", file=file))


def send(report: Report, wanted: Sequence[str], common: Common, told: Speaker, formats: Sequence[str]) -> None:
    """Write the report to files as well: each ``FORMAT=PATH``, whole or not at all."""
    pairs = []
    for each in wanted:
        format, _, path = each.partition("=")
        if not path or format not in formats:
            raise CannotRunError(told.word("usage_emit", got=each, known=list(formats)))
        pairs.append((format, path))
    for format, path in pairs:
        save(path, _bytes(written(report, format, replace(common, output=path), told)), parents=True)


def _bytes(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode("utf-8")


def chosen_format(common: Common, told: Speaker, formats: Sequence[str], default: str = "table") -> str:
    """The format that was named, or that the output file's suffix means."""
    from plan_cli.writers import format_of

    format = common.format
    if format is None and common.output and common.output != "-":
        format = format_of(common.output)
        if format is None:
            raise CannotRunError(told.word("usage_format", got=os.path.splitext(common.output)[1], known=list(formats)))
    format = format or default
    if format not in formats:
        raise CannotRunError(told.word("usage_format", got=format, known=list(formats)))
    return format


def written(report: Report, format: str, common: Common, told: Speaker) -> str | bytes:
    """The report in a format."""
    from plan_cli.writers import Page

    to_file = bool(common.output and common.output != "-")
    encoding = "utf-8" if to_file else sys.stdout.encoding or "utf-8"
    page = Page(told, _width(common, to_file), _color(common, told, to_file), encoding)
    module = _writer(format)
    text: str | bytes = module.write(report, page)
    return text if module.MACHINE or isinstance(text, bytes) else harmless(text)


def _writer(format: str) -> Any:
    from plan_cli.writers import writer

    return writer(format)


def _width(common: Common, to_file: bool) -> int | None:
    """How wide the output may be; None where nothing limits it."""
    if common.width:
        return common.width
    columns = os.environ.get("COLUMNS", "")
    if columns.isdigit() and int(columns) > 0 and not to_file:
        return int(columns)
    if to_file or not sys.stdout.isatty():
        return None
    return os.get_terminal_size(sys.stdout.fileno()).columns or None


def _color(common: Common, told: Speaker, to_file: bool) -> bool:
    choice(common.color, "--color", ("auto", "always", "never"), told)
    if common.color != "auto":
        return common.color == "always"
    if to_file or os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def out(text: str | bytes, *, machine: bool) -> None:
    """Write to stdout: machine formats always as the same bytes, text in the encoding of the terminal."""
    encoding = "utf-8" if machine else sys.stdout.encoding or "utf-8"
    sys.stdout.flush()
    content = text if isinstance(text, bytes) else text.encode(encoding, errors="backslashreplace")
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        # A full disk is nobody's fault in here; what is left in the buffer must not be tried again at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise CannotRunError(f"stdout: {error.strerror or error}") from error


def _encodable(text: str, encoding: str | None) -> str:
    name = encoding or "utf-8"
    return text.encode(name, errors="backslashreplace").decode(name)


def save(file: str, content: bytes, *, parents: bool = False) -> None:
    """Write a file whole or not at all; with ``parents`` into folders that are not there yet."""
    from pathlib import Path

    target = Path(file)
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(content)
            return
        if parents:
            target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            partial.write_bytes(content)
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)
    except OSError as error:
        raise CannotRunError(f"{file}: {error.strerror or error}") from error


def tell(trouble: CannotRunError, given: Sequence[str]) -> int:
    """Say why a command could not run: on stderr, or as ``plan.error/1`` where JSON was asked for."""
    joined = " ".join(given)
    if "--format json" in joined or "--format=json" in joined:
        from plan_cli.report.validate import FindingsReport
        from plan_cli.writers.json import document

        out(document(FindingsReport(trouble.message, trouble.findings).wire()), machine=True)
        return ExitCode.UNABLE
    if trouble.findings:
        from plan_cli.report.finding import concise

        told = speaker_for(_lang(given))
        for finding in trouble.findings:
            if told.message(finding) not in trouble.message:
                note(visible(concise(finding, told)))
    note(f"plan: {trouble.message}")
    return ExitCode.UNABLE


def _lang(given: Sequence[str]) -> str | None:
    for position, argument in enumerate(given):
        if argument.startswith("--lang="):
            return argument.partition("=")[2]
        if argument == "--lang" and position + 1 < len(given):
            return given[position + 1]
    return None
