"""The examples that come with the program: plans with their figures, named ``example`` or ``example:NAME``.

Their files are kept in ``data/`` and packed into the wheel (``force-include`` in pyproject.toml). To add one, add a
line to ``EXAMPLES`` and its folder to ``force-include``.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

#: Names the first example, wherever a plan file may be named.
EXAMPLE = "example"


@dataclass(frozen=True)
class Example:
    """One example: its files, the plan first, and the folder of ``data/`` that they are in."""

    folder: str
    files: tuple[str, ...]
    year: int


EXAMPLES: Mapping[str, Example] = {
    "changsha": Example("", ("targets.yaml", "actuals/changsha.csv"), 2023),
    "harbour": Example("harbour", ("plan.yaml", "actuals.csv"), 2025),
}
_FIRST = next(iter(EXAMPLES))


def is_example(file: str) -> bool:
    """Whether a name means a file of an example."""
    return file == EXAMPLE or file.startswith(f"{EXAMPLE}:")


def beside_example(plan: str, file: str) -> str:
    """The name of another file of the example that a plan belongs to."""
    return f"{EXAMPLE}:{_parts(plan)[0]}/{file}"


def read_example(file: str) -> bytes | None:
    """The bytes of ``example``, ``example:NAME`` or ``example:NAME/FILE``; None where there is no such example."""
    from pkgutil import get_data

    name, inner = _parts(file)
    example = EXAMPLES.get(name)
    if example is None or (inner and inner not in example.files):
        return None
    path = os.path.join(example.folder, inner or example.files[0])
    try:
        return get_data("plan_cli", f"examples/{path}") or b""
    except OSError:
        # Run from a working tree, where the data is beside the program.
        with open(os.path.join(os.path.dirname(__file__), "..", "..", "data", path), "rb") as opened:
            return opened.read()


def _parts(file: str) -> tuple[str, str]:
    name, _, inner = file.partition(":")[2].partition("/")
    return name or _FIRST, inner
