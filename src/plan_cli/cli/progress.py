"""Progress: a line on stderr that says what takes long, for whoever looks on at a terminal; never in a pipe."""

from __future__ import annotations

import sys

from plan_cli.cli.run import note
from plan_cli.say import Speaker

#: From how many indicators on a report or a sheet of pictures takes seconds.
MANY = 500


def drawing(indicators: int, told: Speaker, quiet: bool) -> None:
    """Say how many indicators are being judged and drawn, where they are many."""
    if indicators >= MANY and sys.stderr.isatty():
        note(told.word("drawing", indicators=indicators), quiet)
