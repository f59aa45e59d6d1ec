"""SARIF 2.1.0: for code scanning, with what its largest reader needs beyond the standard."""

from typing import Any
from urllib.parse import quote

from plan_cli import rules
from plan_cli.addresses import CODES_PAGE
from plan_cli.codes import CODES
from plan_cli.i18n import MACHINE as ENGLISH
from plan_cli.i18n import messages_in
from plan_cli.render import Page
from plan_cli.render.json import document
from plan_cli.report import Annotated
from plan_cli.report.annotations import Annotation, annotations_of
from plan_cli.report.code_pages import code_entry
from plan_cli.report.json_values import TOOL

REPORT = Annotated
SUFFIXES = (".sarif",)
MACHINE = True

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def write(report: Annotated, page: Page) -> str:
    """One run with the rules that were found and every result."""
    found = annotations_of(report.annotated)
    codes = sorted({each.code for each in found})
    run = {
        "tool": {
            "driver": {"name": TOOL["name"], "version": TOOL["version"], "rules": [_rule(code) for code in codes]}
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, codes.index(each.code)) for each in found],
    }
    return document({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str) -> dict[str, Any]:
    entry = code_entry(code, messages_in(ENGLISH), rules.pages().get(code, ""))
    return {
        "id": code,
        "name": "".join(word.capitalize() for word in CODES[code].rule.split("-")),
        "helpUri": f"{CODES_PAGE}#{code.lower()}-{CODES[code].rule}",
        "shortDescription": {"text": CODES[code].rule.replace("-", " ")},
        "fullDescription": {"text": entry["message"]},
        "help": {"text": " · ".join((entry["message"], *entry["hints"], f"plan explain {code}"))},
        "defaultConfiguration": {"level": _LEVELS[str(CODES[code].severity)]},
    }


def _result(each: Annotation, index: int) -> dict[str, Any]:
    place = each.place
    line, column = max(1, place.line), max(1, place.column)
    end_line = max(line, place.end_line)
    end_column = place.end_column if end_line > line else max(column + 1, place.end_column)
    region = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": max(1, end_column)}
    location = {"physicalLocation": {"artifactLocation": {"uri": quote(each.file or "-")}, "region": region}}
    return {
        "ruleId": each.code,
        "ruleIndex": index,
        "level": _LEVELS[each.severity],
        "message": {"text": each.text},
        "locations": [location],
        "partialFingerprints": {"planFinding/v1": each.fingerprint},
    }
