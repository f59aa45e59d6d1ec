"""The program: ``plan``, also ``python -m plan_cli``."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence

from plan_cli.exits import ExitCode


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with these arguments and return its exit code; without any, as the process itself."""
    if arguments is None:
        for name in ("stdout", "stderr"):
            if getattr(sys, name) is None:
                # Closed by the caller: there is nobody to write to.
                setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        # Half-written files are removed on the way out.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(ExitCode.TERMINATED))
    from plan_cli.cli import run

    return int(run(sys.argv[1:] if arguments is None else arguments))


if __name__ == "__main__":
    sys.exit(main())
