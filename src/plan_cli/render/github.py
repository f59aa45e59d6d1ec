"""GitHub: workflow commands, one for each diagnostic, errors first; the runner shows them beside the lines."""

from plan_cli.codes import Severity
from plan_cli.render import Page
from plan_cli.report import Annotated
from plan_cli.report.annotations import Annotation, annotations_of
from plan_cli.text import visible

REPORT = Annotated
SUFFIXES: tuple[str, ...] = ()
MACHINE = True

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def write(report: Annotated, page: Page) -> str:
    """Every diagnostic as a command; no columns where it spans several lines, as the runner asks."""
    ordered = sorted(annotations_of(report.annotated), key=lambda each: Severity(each.severity).rank)
    return "".join(_command(each) + "\n" for each in ordered)


def _command(each: Annotation) -> str:
    place = each.place
    properties = {"file": each.file} if each.file else {}
    if place.line:
        properties |= {"line": str(place.line), "endLine": str(place.end_line or place.line)}
        if place.end_line in (0, place.line):
            properties |= {"col": str(place.column), "endColumn": str(max(place.end_column, place.column))}
    properties["title"] = f"{each.code} {each.rule}"
    escaped = {key: _data(value).replace(":", "%3A").replace(",", "%2C") for key, value in properties.items()}
    written = ",".join(f"{key}={value}" for key, value in escaped.items())
    return f"::{_COMMANDS[each.severity]} {written}::{_data(each.text)}"


def _data(text: str) -> str:
    """Text on one line, control characters escaped."""
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))
