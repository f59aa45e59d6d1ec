"""Relations: what must hold between indicators. To add a kind: a class here, in ``Relation``, with its leading key.

The leading key of a relation in the plan file is its class's ``kind``. ``tests/test_registry_relations.py`` says what
a kind owes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, TypeVar

from plan_cli.diagnostics import Route
from plan_cli.model.kind import Operator
from plan_cli.model.label import Label


@dataclass(frozen=True, slots=True, kw_only=True)
class _Related:
    """What the kinds may state. ``whole`` is an indicator's id, or a label of a quantity outside the plan."""

    whole: str | Label
    part: str | None = None
    #: Of a ratio: the indicator that it is.
    ratio: str | None = None
    #: Of a percentage: how many things were counted.
    items: int | None = None
    #: Of a sum: its parts, and what each is multiplied by where that is not 1.
    parts: tuple[str, ...] = ()
    weights: tuple[Decimal, ...] = ()
    #: Of entities: what a panel calls the one that is the whole.
    entity: str | None = None
    operator: Operator | None = None
    value: Decimal | None = None
    unit: str | None = None
    year: int | None = None
    scope: str | None = None
    note: str | None = None
    source: str | None = None
    route: Route = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """Every indicator it names, the whole last."""
        return tuple(name for name in (self.ratio, self.part, *self.parts, self.whole) if isinstance(name, str))


class Share(_Related):
    """The part is ``value`` (by ``operator``) per cent of the whole."""

    kind: ClassVar[str] = "share"

    def formula(self, name: Callable[[str | Label | None], str]) -> str:
        """In signs, its indicators by ``name``."""
        return f"{name(self.part)} ÷ {name(self.whole)}"


class Ratio(_Related):
    """The part divided by the whole is the indicator ``ratio``."""

    kind: ClassVar[str] = "ratio"

    def formula(self, name: Callable[[str | Label | None], str]) -> str:
        """In signs, its indicators by ``name``."""
        return f"{name(self.ratio)} = {name(self.part)} ÷ {name(self.whole)}"


class Items(_Related):
    """The whole is a percentage of so many counted things."""

    kind: ClassVar[str] = "items"

    def formula(self, name: Callable[[str | Label | None], str]) -> str:
        """In signs, its indicators by ``name``."""
        return f"{name(self.whole)}: {self.items}"


class Sum(_Related):
    """The parts add up to the whole, each multiplied by its weight where there are weights."""

    kind: ClassVar[str] = "sum"

    @property
    def weighted(self) -> tuple[tuple[str, Decimal], ...]:
        """The parts with their weights."""
        return tuple(zip(self.parts, self.weights or (Decimal(1),) * len(self.parts), strict=True))

    def formula(self, name: Callable[[str | Label | None], str]) -> str:
        """In signs, its indicators by ``name``."""
        terms = (name(id) if weight == 1 else f"{weight} × {name(id)}" for id, weight in self.weighted)
        return f"{' + '.join(terms)} = {name(self.whole)}"


class Entities(_Related):
    """The entities of a panel add up to the whole: the targets allotted to them, and what was reported of them."""

    kind: ClassVar[str] = "entities"

    def formula(self, name: Callable[[str | Label | None], str]) -> str:
        """In signs, its indicators by ``name``."""
        return f"Σ {name(self.whole)} = {self.entity or name(self.whole)}"


class Part(_Related):
    """The part is contained in the whole."""

    kind: ClassVar[str] = "part"

    def formula(self, name: Callable[[str | Label | None], str]) -> str:
        """In signs, its indicators by ``name``."""
        return f"{name(self.part)} < {name(self.whole)}"


Relation = Share | Ratio | Items | Sum | Entities | Part
#: One kind of relation.
RelationT = TypeVar("RelationT", Share, Ratio, Items, Sum, Entities, Part)
