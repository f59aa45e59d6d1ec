"""The program: ``plan``, also ``python -m plan_cli``."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with these arguments (default: those of the process) and return its exit code."""
    if arguments is None:
        # The process is ours and ends soon: looking for cycles would only go through what stays, again and again.
        gc.disable()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given == ["--version"]:
        # Nothing is imported to say who one is.
        from plan_cli import __version__

        sys.stdout.write(f"plan {__version__}\n")
        return 0
    from plan_cli.cli import run

    return int(run(given))


if __name__ == "__main__":
    sys.exit(main())
