"""Variants: the modules of a package that is walked (readers, writers, rules, languages, commands)."""

from __future__ import annotations

import os
from collections.abc import Iterable


def modules_in(folders: Iterable[str]) -> list[str]:
    """The names of the modules in a package's ``__path__``, sorted; those with an underscore first are left out."""
    try:
        files = [name for folder in folders for name in os.listdir(folder)]
    except OSError:
        # In an archive. The library's own walk knows how, and loads five times as much as this one.
        from pkgutil import iter_modules

        files = [f"{module.name}.py" for module in iter_modules(folders)]
    return sorted(name[:-3] for name in files if name.endswith(".py") and not name.startswith("_"))
