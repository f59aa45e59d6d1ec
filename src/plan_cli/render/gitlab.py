"""GitLab: a Code Quality report, as merge requests show it."""

from plan_cli.render import Page
from plan_cli.render.json import document
from plan_cli.report import Annotated
from plan_cli.report.annotations import annotations_of

REPORT = Annotated
SUFFIXES: tuple[str, ...] = ()
MACHINE = True

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def write(report: Annotated, page: Page) -> str:
    """Every diagnostic with its fingerprint, path and first line."""
    return document(
        [
            {
                "description": each.text,
                "check_name": f"{each.code} {each.rule}",
                "fingerprint": each.fingerprint,
                "severity": _SEVERITIES[each.severity],
                "location": {"path": each.file, "lines": {"begin": max(1, each.place.line)}},
            }
            for each in annotations_of(report.annotated)
        ]
    )
