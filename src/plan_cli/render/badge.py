"""Badge: the JSON that shields.io draws a badge from: how many indicators are on track."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from plan_cli.exits import ExitCode
from plan_cli.profiles import Status
from plan_cli.render import Page
from plan_cli.render.json import document


class Counted(Protocol):
    """A report with counts of verdicts."""

    @property
    def summary(self) -> Mapping[str, int]:
        """Counts by status, and how many were evaluated."""

    @property
    def exit_code(self) -> ExitCode:
        """What the process returns."""


REPORT = Counted
SUFFIXES: tuple[str, ...] = ()
MACHINE = True


def write(report: Counted, page: Page) -> str:
    """The number of indicators that are on track or better, of those evaluated; green where the check passes."""
    counts = report.summary
    good = counts[Status.ACHIEVED] + counts[Status.ON_TRACK]
    colors = {ExitCode.OK: "brightgreen", ExitCode.FOUND: "orange"}
    message = f"{good} of {counts['evaluated']} on track"
    color = colors.get(report.exit_code, "lightgrey")
    return document({"schemaVersion": 1, "label": "plan", "message": message, "color": color})
