"""JSON: one document, UTF-8, full figures, the same bytes for the same input."""

from __future__ import annotations

import json
from typing import Any

from plan_cli.render import Page
from plan_cli.report import Report

SUFFIXES = (".json",)
MACHINE = True


def write(report: Report, page: Page) -> str:
    """The report's published document."""
    return document(report.wire())


def document(wire: Any) -> str:
    """A value as one JSON document."""
    return json.dumps(wire, ensure_ascii=False, allow_nan=False, indent=2) + "\n"
