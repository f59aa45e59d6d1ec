"""Relations of a panel: the entities whose own figures contradict a sum, a part, a share or a ratio of the plan.

An engine compares columns of doubles, with the room that the rounding of each figure leaves. What lies too near an edge
for doubles to say, and what is told, is judged as the ordinary check judges it, by the rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial, reduce
from operator import add
from typing import Any, NamedTuple

from plan_cli.assess.implied import accepted
from plan_cli.diagnostics import Diagnostic, Place
from plan_cli.model.numbers import figure_of
from plan_cli.model.plan import Plan
from plan_cli.model.relations import Part, Ratio, Share, Sum
from plan_cli.model.units import shift
from plan_cli.panel.aggregate import JudgedPanel
from plan_cli.panel.decimals import DECIMALS, decimals_in
from plan_cli.panel.engine import EXAMPLES, FILE, Frame
from plan_cli.rules import contradicted

#: Sums of doubles that differ by less of their size may be the same.
_NEAR = 1e-9
_Held = Sum | Part | Share | Ratio


class _Room(NamedTuple):
    """Between which two numbers a figure lies, as expressions; None where on that side there is no end."""

    low: Any
    high: Any

    def times(self, factor: float) -> _Room:
        """Multiplied by a number, of either sign."""
        ends = (self.low * factor, self.high * factor)
        return _Room(*(ends if factor >= 0 else reversed(ends)))

    def plus(self, other: _Room) -> _Room:
        """The sum."""
        return _Room(self.low + other.low, self.high + other.high)


def entity_relations(panel: JudgedPanel, plan: Plan, files: Sequence[str]) -> Iterator[Diagnostic]:
    """A finding for each relation that some entities contradict: the first of them, and how many more."""
    criteria = panel.criteria
    chosen = {each.id for each in criteria.indicators}
    every = [each for each in plan.relations if isinstance(each, _Held) and isinstance(each.whole, str)]
    relations = [each for each in every if chosen.issuperset(each.ids)]
    if unchosen := len(every) - len(relations):
        yield Diagnostic("PLN346", {"count": unchosen, "what": "unchosen_relations"}, place=Place(files[0], 1))
    held = (_Compared(panel, plan, each) for each in relations if criteria.latest or each.year in (None, criteria.year))
    if compared := [each for each in held if each.factors is not None]:
        figures = _figures(panel, {id for each in compared for id in each.relation.ids})
        frames = panel.runner.materialize(*(each.doubtful(figures) for each in compared))
        for each, frame in zip(compared, frames, strict=True):
            yield from each.findings(frame, files)


def _figures(panel: JudgedPanel, ids: set[str]) -> Frame:
    """The figures of these indicators, each with half of its last digit: computed once, whatever is asked of them."""
    criteria, nw = panel.criteria, panel.criteria.expressions
    codes = [code for code, each in enumerate(criteria.indicators) if each.id in ids]
    usable = panel.verdicts.filter(nw.col("code").is_in(codes) & ~nw.col("far") & ~nw.col("value").is_null())
    keys = (*criteria.keys, *(["year"] if criteria.latest else []))
    half = _half(nw, nw.col("value"), nw.col("digits"))
    (figures,) = panel.runner.materialize(usable.select(*keys, "code", "value", "digits", "at", half=half))
    return figures


class _Compared(NamedTuple):
    """One relation, and the panel whose figures are compared by it."""

    panel: JudgedPanel
    plan: Plan
    relation: _Held

    def findings(self, doubtful: Frame, files: Sequence[str]) -> Iterator[Diagnostic]:
        """What the first of the entities contradicts, and who else does."""
        panel, nw = self.panel, self.panel.criteria.expressions
        count = dict(panel.runner.fetch(doubtful.group_by("broken").agg(n=nw.len())))
        # Who surely breaks it is counted, and the first of them told; who may break it is looked at one by one.
        listed = self._listed(doubtful.filter(nw.col("broken")), EXAMPLES + 1) if count.get(True) else []
        listed += self._listed(doubtful.filter(~nw.col("broken"))) if count.get(False) else []
        found = [(row, each) for row in listed for each in self._judged(row)]
        if not found:
            return
        further = max(count.get(True, 0) - EXAMPLES - 1, 0)
        found.sort(key=lambda each: [each[0][name] for name in panel.columns])
        (row, diagnostic), *others = found
        entities = [self._entity(each) for each, _ in others[:EXAMPLES]]
        facts = {**diagnostic.facts, "entity": self._entity(row)}
        if others:
            facts |= {"more": len(others) + further, "names": entities}
        at = row[f"at_{self._ids.index(diagnostic.indicator or '')}"]
        yield replace(diagnostic, facts=facts, place=Place(files[at // FILE], at % FILE or 1))

    def _listed(self, doubtful: Frame, most: int | None = None) -> list[dict[str, Any]]:
        """The entities of some rows, in order, with their figures; only the first ones where so many are enough."""
        names = (*self.panel.columns, *self._columns)
        named = self.panel.gathered.named(doubtful).select(*names).sort(*self.panel.columns)
        return [
            dict(zip(names, row, strict=True)) for row in self.panel.runner.fetch(named.head(most) if most else named)
        ]

    @property
    def _ids(self) -> tuple[str, ...]:
        return self.relation.ids

    @property
    def _columns(self) -> tuple[str, ...]:
        every = [f"{name}_{i}" for i in range(len(self._ids)) for name in ("value", "digits", "at")]
        return (*every, *(["year"] if self.panel.criteria.latest else []))

    def _entity(self, row: dict[str, Any]) -> str:
        return " ".join(filter(None, (row[name] for name in self.panel.columns)))

    def doubtful(self, figures: Frame) -> Frame:
        """Entities with every figure for whom the relation may not hold, and whether it is surely ``broken``."""
        nw, criteria = self.panel.criteria.expressions, self.panel.criteria
        codes = {each.id: code for code, each in enumerate(criteria.indicators)}
        on = [*criteria.keys, *(["year"] if criteria.latest else [])]
        if self.relation.year is not None and criteria.latest:
            figures = figures.filter(nw.col("year") == self.relation.year)
        own = []
        for i, id in enumerate(self._ids):
            named = {f"{name}_{i}": nw.col(name) for name in ("value", "digits", "at", "half")}
            own.append(figures.filter(nw.col("code") == codes[id]).select(*on, **named))
        rows = reduce(lambda one, other: one.join(other, on=on, how="inner"), own)
        rooms = [self._room(nw, i).times(factor) for i, factor in enumerate(self.factors or ())]
        limits = list(self._limits(nw, *reversed(rooms)))
        size: Any = reduce(add, [each.abs() for limit in limits for each in limit])
        excess: Any = reduce(partial(_larger, nw), [left - right for left, right in limits])
        rows = rows.with_columns(excess=excess, near=size * _NEAR)
        rows = rows.filter(~(nw.col("excess") < -nw.col("near")).fill_null(False))
        return rows.with_columns(broken=(nw.col("excess") > nw.col("near")).fill_null(False))

    @property
    def factors(self) -> list[float] | None:
        """What the figure of each indicator is multiplied by, in the unit of the whole; None where units are unlike."""
        weights = dict(self.relation.weighted) if isinstance(self.relation, Sum) else {}
        (whole,) = (each for each in self.panel.criteria.indicators if each.id == self.relation.whole)
        units = {each.id: each.unit for each in self.panel.criteria.indicators}
        powers = [0 if id == self.relation.ratio else shift(units[id], whole.unit) for id in self._ids]
        if None in powers:
            return None
        return [
            float(weights.get(id, 1)) * 10.0**power
            for id, power in zip(self._ids, powers, strict=True)
            if power is not None
        ]

    def _room(self, nw: Any, position: int) -> _Room:
        value, half = nw.col(f"value_{position}"), nw.col(f"half_{position}")
        return _Room(value - half, value + half)

    def _limits(self, nw: Any, whole: _Room, *others: _Room) -> Iterator[tuple[Any, Any]]:
        """Pairs of numbers, the first of which is not more than the second where the relation can hold."""
        match self.relation:
            case Sum():
                total = reduce(_Room.plus, others)
                yield from ((total.low, whole.high), (whole.low, total.high))
            case Part():
                yield others[0].low, whole.high
            case Share(value=value, operator=operator):
                ends = (
                    None if each is None else nw.lit(float(each)) for each in accepted(operator, value or Decimal(0))
                )
                yield from _quotient(nw, others[0].times(100), whole, _Room(*ends))
            case Ratio():
                part, ratio = others
                units = {each.id: each.unit for each in self.panel.criteria.indicators}
                percent = units[self.relation.ratio or ""] == "%"
                yield from _quotient(nw, part.times(100 if percent else 1), whole, ratio)

    def _judged(self, row: dict[str, Any]) -> list[Diagnostic]:
        """What the rules find in the figures of one entity."""
        # Of a figure that is LONG a double keeps as many digits as figure_of gives.
        figures = {id: figure_of(row[f"value_{i}"], max(row[f"digits_{i}"], 0)) for i, id in enumerate(self._ids)}
        year = row.get("year", self.panel.criteria.year)
        return contradicted(self.plan, (self.relation,), year, figures)


def _larger(nw: Any, one: Any, other: Any) -> Any:
    return nw.when(one >= other).then(one).otherwise(other)


def _quotient(nw: Any, part: _Room, whole: _Room, wanted: _Room) -> Iterator[tuple[Any, Any]]:
    """The limits of a part divided by a whole above zero, multiplied by the whole; null for another whole."""
    least, most = (nw.when(whole.low > 0).then(end) for end in whole)
    if wanted.high is not None:
        yield part.low, wanted.high * nw.when(part.low >= 0).then(most).otherwise(least)
    if wanted.low is not None:
        yield wanted.low * nw.when(part.high >= 0).then(least).otherwise(most), part.high


def _half(nw: Any, value: Any, digits: Any) -> Any:
    """Half of a figure's last digit; null where it has more decimals than are looked for."""
    half: Any = nw.lit(None, dtype=nw.Float64)
    printed = decimals_in(nw, value, digits)
    for decimals in range(DECIMALS + 1):
        half = nw.when(printed == decimals).then(nw.lit(0.5 / 10.0**decimals)).otherwise(half)
    return half
