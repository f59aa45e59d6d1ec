"""A plan: its indicators, what must hold between them, and the profiles that it states itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from plan_cli.model.indicator import Indicator
from plan_cli.model.label import Label
from plan_cli.model.sources import FiscalYear, Source, Windows
from plan_cli.text import nearest

if TYPE_CHECKING:
    from plan_cli.model.relations import Relation, RelationT
    from plan_cli.model.stated_profile import StatedProfile


@dataclass(frozen=True, slots=True, repr=False)
class Plan:
    """A multi-year plan."""

    id: str
    title: Label
    base_year: int
    target_year: int
    indicators: tuple[Indicator, ...]
    groups: Mapping[str, Label] = field(default_factory=dict)
    relations: tuple[Relation, ...] = ()
    fiscal_year: FiscalYear | None = None
    #: Of which year a window of several years speaks; without it such figures are not judged.
    windows: Windows | None = None
    sources: tuple[Source, ...] = ()
    source: str | None = None
    actuals: str | None = None
    file: str = ""
    sha256: str = ""
    profiles: tuple[StatedProfile, ...] = ()

    def __repr__(self) -> str:
        return f"<Plan {self.id}: {len(self.indicators)} indicators, {self.base_year} to {self.target_year}>"

    def with_target(self, id: str, value: Decimal | float | str) -> Plan:
        """The plan with another value to reach for one indicator: a what-if. A float has the digits that it prints.

        Where the target was revised, every version of it has that value.

        Errors: ``KeyError`` for an id that is not there; ``ValueError`` for what is no number, for a target without a
        single value, and for a value on the wrong side of the baseline.
        """
        indicator = self.named(id)
        try:
            number = Decimal(str(value))
        except ArithmeticError:
            number = Decimal("NaN")
        if not number.is_finite():
            raise ValueError(f"a target is a number, not {value!r}")
        changed = indicator.with_value(number)
        if changed is None:
            raise ValueError(f"the target of {id} is not a single value")
        if changed.wrong_side and not changed.direction_written:
            raise ValueError(f"{number} is on the wrong side of the baseline of {id}, which is to {changed.direction}")
        # It is no longer the plan of the file.
        every = tuple(changed if each is indicator else each for each in self.indicators)
        return replace(self, indicators=every, sha256="")

    def indicator(self, id: str) -> Indicator | None:
        """The indicator with that id."""
        return next((indicator for indicator in self.indicators if indicator.id == id), None)

    def named(self, id: str) -> Indicator:
        """The indicator with that id. Errors: ``KeyError`` where none has it."""
        found = self.indicator(id)
        if found is None:
            near = nearest(id, (each.id for each in self.indicators))
            raise KeyError(f"no indicator is called {id!r}" + (f"; did you mean {near!r}?" if near else ""))
        return found

    def mentions(self, text: str) -> bool:
        """Whether a text is a word of the plan's title, or of an indicator's name, scope or another name of it."""
        labels = [self.title, *(each.name for each in self.indicators)]
        written = [text for label in labels for text in label.texts.values()]
        written += [text for each in self.indicators for text in (*each.aliases, each.scope) if text]
        edge = r"\b" if text.isascii() else ""
        word = re.compile(edge + re.escape(text) + edge, re.IGNORECASE)
        return any(word.search(each) for each in written)

    @property
    def has_binding(self) -> bool:
        """Whether any of its indicators is binding."""
        return any(indicator.attribute == "binding" for indicator in self.indicators)

    @property
    def years(self) -> range:
        """Every year of the plan, its base year first."""
        first = min([self.base_year, *(indicator.baseline.year for indicator in self.indicators)])
        last = max([self.target_year, *(indicator.final_year for indicator in self.indicators)])
        return range(first, last + 1)

    def related(self, kind: type[RelationT]) -> Iterator[RelationT]:
        """Its relations of one kind."""
        yield from (each for each in self.relations if isinstance(each, kind))
