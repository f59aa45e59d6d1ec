"""Progress: a line on stderr about what takes long, on a terminal only."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from plan_cli.cli.output import print_note
from plan_cli.i18n import Messages
from plan_cli.text import visible

#: With this many indicators a report or a sheet of pictures takes seconds.
MANY = 500


def drawing(indicators: int, messages: Messages, quiet: bool) -> None:
    """Note how many indicators are being assessed and drawn, where they are many."""
    if indicators >= MANY and sys.stderr.isatty():
        print_note(messages.text("drawing", indicators=indicators), quiet)


@contextmanager
def reading(file: str, messages: Messages, quiet: bool) -> Iterator[Callable[[int], None]]:
    """A function to call with the number of rows read so far; it updates a line that is gone afterwards."""
    if quiet or not sys.stderr.isatty():
        yield lambda rows: None
        return
    from rich.console import Console
    from rich.progress import Progress, TextColumn

    line = TextColumn("{task.description}", markup=False)
    with Progress(line, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(messages.text("panel_reading", file=visible(file)), total=None)

        def counted(rows: int) -> None:
            shown.update(task, description=messages.text("panel_rows", file=visible(file), rows=f"{rows:,}"))

        yield counted
