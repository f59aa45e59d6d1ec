"""Badge: the JSON that shields.io draws a badge from: how many indicators are on track."""

from collections.abc import Mapping
from typing import Protocol

from plan_cli.exits import Exit, Reason
from plan_cli.profiles import Status
from plan_cli.render import Page
from plan_cli.render.json import document


class Counted(Protocol):
    """A report with counts of verdicts."""

    @property
    def summary(self) -> Mapping[str, int]:
        """Counts by status, and how many were evaluated."""

    @property
    def exit(self) -> Exit:
        """How the run ends, and why."""


REPORT = Counted
SUFFIXES: tuple[str, ...] = ()
MACHINE = True


def write(report: Counted, page: Page) -> str:
    """The number of indicators that are on track or better, of those evaluated, in the color of the worst."""
    counts = report.summary
    good = counts[Status.ACHIEVED] + counts[Status.ON_TRACK]
    message = f"{good} of {counts['evaluated']} on track"
    return document({"schemaVersion": 1, "label": "plan", "message": message, "color": _color(report, good)})


def _color(report: Counted, good: int) -> str:
    """Orange where the check fails or a binding indicator is behind, also where nothing fails the run."""
    counts, exit = report.summary, report.exit
    if not counts["evaluated"]:
        return "lightgrey"
    if exit.code or exit.reason is Reason.NEVER or counts["errors"]:
        return "orange"
    return "brightgreen" if good == counts["evaluated"] else "yellow"
