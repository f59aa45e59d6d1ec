"""Request: how a panel is judged, as the command line and the library ask for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from plan_cli.model.indicator import Indicator
from plan_cli.model.paths import Path
from plan_cli.panel.engines import DEFAULT

if TYPE_CHECKING:
    from plan_cli.profiles.built_in import Profile

#: What may follow ``--baselines`` and ``--targets``, besides a file.
BASELINES = ("plan", "own")
TARGETS = ("growth", "plan")


def _no_progress(rows: int) -> None:
    """Nobody wants to know."""


@dataclass(frozen=True)
class PanelRequest:
    """How a panel is judged: the options of ``plan check YEAR PANEL --by …``.

    ``year`` is judged, ``latest`` the newest of each entity's indicator; ``by`` are the columns that entities are
    grouped by, ``where`` chooses rows (heading → values). ``baselines``: ``plan``, ``own`` or a file of each entity's;
    ``targets``: the plan's ``growth``, the ``plan``'s target itself, or a file. ``engine`` reads, a remote one at the
    URL ``remote``; ``encoding`` is that of CSV files where it is known. ``top`` entities furthest behind are shown for
    each indicator, and counts for each ``by`` value where those are ``few``, or ``all``. Every verdict is written to
    ``output``. ``on_progress`` is called now and then with the number of rows read so far.
    """

    year: int | Literal["latest"]
    by: tuple[str, ...]
    baselines: str = "plan"
    targets: str = "growth"
    engine: str = DEFAULT
    encoding: str | None = None
    top: int = 5
    groups: str = "few"
    output: str | None = None
    remote: str | None = None
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    on_progress: Callable[[int], None] = _no_progress

    @property
    def own_baselines(self) -> bool:
        """Whether growth is measured from each entity's own baseline."""
        return self.baselines != "plan"

    @property
    def tables(self) -> dict[str, str]:
        """The files of baselines and targets, by what they give."""
        given = {"baselines": self.baselines, "targets": self.targets}
        return {role: file for role, file in given.items() if file not in (*BASELINES, *TARGETS)}


@dataclass(frozen=True, slots=True)
class Rules:
    """What every verdict follows: the profile, another path where one was named, and which indicators."""

    profile: Profile
    path: Path | None
    indicators: tuple[Indicator, ...]
