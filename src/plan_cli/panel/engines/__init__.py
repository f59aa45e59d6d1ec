"""Engines: one module for each, found by walking this package; the module's name is the engine's.

To add an engine: one module here with ``ENGINE``, an ``EngineEntry``, and a class that answers ``panel.engine.Engine``
(its ``gather`` is ``panel.gather.gathered`` unless it can do better). Its library is imported inside ``__init__`` only.
No engine rounds, none raises to a power: the thresholds are computed before. A module whose name starts with an
underscore is part of another engine.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from plan_cli.panel.engine import Engine
from plan_cli.registry import modules_in


@dataclass(frozen=True, slots=True)
class EngineEntry:
    """An engine: the extra that pip installs for it, the modules it needs, and whether it asks a server.

    ``start`` is given the server's URL. Errors: ``ImportError`` where a library is not installed,
    ``UnreachableError`` where no server answers.
    """

    extra: str
    modules: tuple[str, ...]
    start: Callable[[str], Engine]
    remote: bool = False

    @property
    def missing(self) -> list[str]:
        """The modules that are not installed."""
        return [module for module in self.modules if find_spec(module) is None]


@cache
def all_engines() -> dict[str, EngineEntry]:
    """Every engine by name, the default one first."""
    names = sorted(modules_in(__path__), key=lambda name: (name != DEFAULT, name))
    return {name: import_module(f"{__name__}.{name}").ENGINE for name in names}


#: The engine that reads where none is named.
DEFAULT = "polars"
