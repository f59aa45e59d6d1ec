"""Variants: the modules of a package that is walked (readers, renderers, rules, languages, commands)."""

import os
from collections.abc import Iterable

#: What distinguishes a package from a module.
_PACKAGE = "/__init__.py"


def modules_in(folders: Iterable[str]) -> list[str]:
    """The names of the modules in a package's ``__path__``, sorted; those with an underscore first are left out."""
    return sorted(
        name[:-3] for name in _entries(folders) if name.endswith(".py") and name[0] != "_" and "/" not in name
    )


def packages_in(folders: Iterable[str]) -> list[str]:
    """The names of the packages in a package's ``__path__``, sorted."""
    return sorted(name[: -len(_PACKAGE)] for name in _entries(folders) if name.endswith(_PACKAGE))


def _entries(folders: Iterable[str]) -> Iterable[str]:
    """File names of modules, and ``__init__.py`` with its folder for packages."""
    try:
        for folder in folders:
            for entry in os.scandir(folder):
                if entry.is_file():
                    yield entry.name
                elif os.path.exists(entry.path + _PACKAGE):
                    yield entry.name + _PACKAGE
    except OSError:
        # In an archive. The standard library's own walk can read it, but takes five times as long to load.
        from pkgutil import iter_modules

        yield from (module.name + (_PACKAGE if module.ispkg else ".py") for module in iter_modules(folders))
