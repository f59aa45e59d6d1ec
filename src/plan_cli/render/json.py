"""JSON: one document, UTF-8, full figures, the same bytes for the same input."""

import json
from typing import Any

from plan_cli.render import Page
from plan_cli.report import Documented
from plan_cli.text import escape_surrogates

REPORT = Documented
SUFFIXES = (".json",)
MACHINE = True


def write(report: Documented, page: Page) -> str:
    """The report's published document."""
    return document(report.to_record(), ascii=page.ascii)


def document(record: Any, *, ascii: bool = False) -> str:
    """A value as one JSON document; half a surrogate pair, which UTF-8 cannot hold, stands as an escape."""
    return escape_surrogates(json.dumps(record, ensure_ascii=ascii, allow_nan=False, indent=2)) + "\n"
