"""Two plans compared: which targets were added, dropped, made more or less ambitious, or changed otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from plan_cli.diagnostics import Diagnostic
from plan_cli.exits import ChangeThreshold, Exit, exit_of_changes
from plan_cli.i18n import Messages
from plan_cli.model.indicator import Indicator
from plan_cli.model.paths import Path
from plan_cli.model.plan import Plan
from plan_cli.model.targets import Band, Target
from plan_cli.report import Ended, json_values
from plan_cli.report.cells import Cell
from plan_cli.report.frames import Framed
from plan_cli.report.number_format import json_number, printed
from plan_cli.report.plan_cells import target_text
from plan_cli.report.rows import Rows
from plan_cli.report.table import Block, Paragraph, Row, Table, columns_in, row

if TYPE_CHECKING:
    from plan_cli.report.records.diff import DiffDocument, DifferenceRecord


class Effect(StrEnum):
    """What a difference does to what a plan asks."""

    WEAKER = "weaker"
    STRONGER = "stronger"
    CHANGED = "changed"


#: How an effect is coloured.
_STYLES = {Effect.WEAKER: "off_track", Effect.STRONGER: "on_track", Effect.CHANGED: "info"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the new plan says otherwise of an indicator; ``field`` is a key of the plan file."""

    indicator: Indicator
    field: str
    old: Decimal | int | str | None
    new: Decimal | int | str | None
    effect: Effect
    before: Indicator | None = None


@dataclass(frozen=True, repr=False)
class PlanDiffReport(Ended, Framed):
    """What changed from one plan to another, in the order of the new plan; what was dropped stands last."""

    old: Plan
    new: Plan
    fail_on: ChangeThreshold = ChangeThreshold.NEVER
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Every difference, indicator by indicator."""
        before = {each.id: each for each in self.old.indicators}
        after = {each.id: each for each in self.new.indicators}
        found: list[Difference] = []
        for id, indicator in after.items():
            if id in before:
                found += _differences(before[id], indicator)
            else:
                found.append(Difference(indicator, "added", None, indicator.target.kind, Effect.STRONGER))
        dropped = (each for id, each in before.items() if id not in after)
        return (*found, *(Difference(each, "dropped", each.target.kind, None, Effect.WEAKER) for each in dropped))

    @property
    def exit(self) -> Exit:
        """How the run ends, and why."""
        effects = Counter(each.effect for each in self.differences)
        return exit_of_changes(self.fail_on, weaker=effects[Effect.WEAKER], changed=effects.total())

    @property
    def counts(self) -> dict[str, int]:
        """How many indicators were added, dropped, made weaker or stronger, changed otherwise, left as they were."""
        effects: dict[str, set[str]] = {}
        for each in self.differences:
            name = each.field if each.field in ("added", "dropped") else str(each.effect)
            effects.setdefault(name, set()).add(each.indicator.id)
        touched = set().union(*effects.values()) if effects else set()
        names = ("added", "dropped", *map(str, Effect))
        counts = {name: len(effects.get(name, ())) for name in names}
        return {**counts, "unchanged": sum(each.id not in touched for each in self.new.indicators)}

    def _records(self) -> list[DifferenceRecord]:
        return [
            {
                "id": each.indicator.id,
                "name": str(each.indicator.name),
                "field": each.field,
                "old": json_number(each.old) if isinstance(each.old, Decimal) else each.old,
                "new": json_number(each.new) if isinstance(each.new, Decimal) else each.new,
                "effect": str(each.effect),
            }
            for each in self.differences
        ]

    def to_record(self) -> DiffDocument:
        """``plan.diff/1``."""
        return {
            "schema": "plan.diff/1",
            "tool": json_values.TOOL,
            "old": json_values.plan_head(self.old),
            "new": json_values.plan_head(self.new),
            "summary": self.counts,
            "differences": self._records(),
            "diagnostics": [json_values.diagnostic(found) for found in self.diagnostics],
            "exit_code": int(self.exit_code),
        }

    def to_rows(self) -> Rows:
        """One row for each difference."""
        return Rows(("id", "name", "field", "old", "new", "effect"), tuple(self._records()))

    def content(self, messages: Messages) -> list[Block]:
        """A line for each difference, and the counts."""
        word, column = messages.text, columns_in(messages)
        title = word("title_diff", old=self.old.file, new=self.new.file)
        columns = (
            column("indicator", wraps=True), column("field"), column("old", right=True), column("new", right=True),
            column("effect"),
        )  # fmt: skip
        rows = tuple(_row(each, messages) for each in self.differences)
        counts = word("diff_counts", **self.counts)
        return [Paragraph(title, "title"), *([Table(columns, rows)] if rows else []), Paragraph(counts)]


def _row(each: Difference, messages: Messages) -> Row:
    word = messages.text

    return row(
        indicator=each.indicator.name.in_language(messages.language),
        field=word(f"diff_{each.field}"),
        old=_target(each, each.before or each.indicator, each.old, messages),
        new=_target(each, each.indicator, each.new, messages),
        effect=Cell(str(each.effect), label=word(f"effect_{each.effect}"), style=_STYLES[each.effect]),
    )


def _target(each: Difference, indicator: Indicator, value: Decimal | int | str | None, messages: Messages) -> str:
    """One side of a difference; a target as the plan states it."""
    if value is None:
        return ""
    if each.field in ("target", "added", "dropped"):
        texts = {target_text(one, messages) for one in (each.indicator, each.before or each.indicator)}
        alike = isinstance(value, str) and each.field == "target" and len(texts) == 1
        return str(value) if alike else target_text(indicator, messages)
    if isinstance(value, Decimal):
        return printed(value)
    if each.field == "kind":
        return messages.text(f"kind_{value}")
    shapes = {indicator.shape_name() for indicator in (each.indicator, each.before or each.indicator)}
    return messages.text(str(value)) if value in _WORDS or value in shapes else str(value)


#: Values that are words of every language.
_WORDS = ("binding", "anticipatory", "increase", "decrease", "flow", "stock")


#: After every revision.
_LAST_YEAR = 9999


def _differences(old: Indicator, new: Indicator) -> Iterator[Difference]:
    """What the new version of an indicator says otherwise; of a revised target the last one counts."""
    old, new = old.in_force(_LAST_YEAR), new.in_force(_LAST_YEAR)

    def differs(field: str, before: Any, after: Any, effect: Effect = Effect.CHANGED) -> Iterator[Difference]:
        if before != after:
            yield Difference(new, field, before, after, effect, old)

    comparable = (old.target.kind, old.unit, old.direction) == (new.target.kind, new.unit, new.direction)
    yield from differs("kind", old.target.kind, new.target.kind)
    yield from differs("target", *_demanded(old.target, new.target), _effect(old, new, comparable=comparable))
    yield from differs("operator", old.operator, new.operator, _effect_of_operator(old, new))
    yield from differs("target_year", old.target_year, new.target_year, _effect_of_year(old, new))
    yield from differs("baseline", old.baseline.value, new.baseline.value)
    yield from differs("base_year", old.baseline.dated or old.baseline.year, new.baseline.dated or new.baseline.year)
    yield from differs("unit", old.unit, new.unit)
    yield from differs("direction", old.direction, new.direction)
    bound = Effect.STRONGER if new.attribute == "binding" else Effect.WEAKER
    yield from differs("attribute", old.attribute, new.attribute, bound)
    yield from differs("tolerance", *_tolerances(old, new))
    paths = (old.shape_name(), new.shape_name())
    yield from differs("path", *(_differing(old.path, new.path) if paths[0] == paths[1] else paths))
    yield from differs("nature", old.nature, new.nature)
    yield from differs("reported", old.reported, new.reported)
    yield from differs("scale", old.scale, new.scale)
    yield from differs("average", old.average and old.average.years, new.average and new.average.years)
    yield from differs("decimals", old.decimals, new.decimals)


#: Operators, the stricter ones higher; what may be overshot is neither.
_STRICTNESS = {"about": 0, "at_least": 1, "at_most": 1, "more_than": 2, "less_than": 2}


def _effect_of_operator(old: Indicator, new: Indicator) -> Effect:
    before, after = _STRICTNESS.get(old.operator), _STRICTNESS.get(new.operator)
    if before is None or after is None or before == after:
        return Effect.CHANGED
    return Effect.STRONGER if after > before else Effect.WEAKER


def _effect_of_year(old: Indicator, new: Indicator) -> Effect:
    """More time makes a target easier to reach, and what is to be kept to harder; a yearly rate neither."""
    if new.target.growth_rate is not None:
        return Effect.CHANGED
    kept = new.is_limit or isinstance(new.target, Band)
    return Effect.STRONGER if (new.target_year > old.target_year) == kept else Effect.WEAKER


def _tolerances(
    old: Indicator, new: Indicator
) -> tuple[Decimal | str, Decimal | str] | tuple[Decimal, Decimal, Effect]:
    before, after = old.tolerance, new.tolerance
    if before.percent != after.percent and before.value and after.value:
        first, second = (printed(each.value) + "%" * each.percent for each in (before, after))
        return first, second
    return before.value, after.value, Effect.WEAKER if after.value > before.value else Effect.STRONGER


#: Keys of a target that are compared apart.
_APART = {"kind", "operator", "year"}
#: Its number, where it has one.
_NUMBERS = {"value", "rate"}


def _demanded(old: Target, new: Target) -> tuple[Decimal | str | None, Decimal | str | None]:
    """What two targets ask: their numbers, where nothing else differs; else each key that does."""
    only = {each.name for each in fields(old) if getattr(old, each.name) != getattr(new, each.name, None)} - _APART
    return (old.printed, new.printed) if old.kind != new.kind or only <= _NUMBERS else _differing(old, new)


def _differing(old: Target | Path, new: Target | Path) -> tuple[str, str]:
    """The keys of two values of one kind that differ, with what they say in each."""
    names = [each.name for each in fields(old) if each.name not in _APART]
    names = [name for name in names if getattr(old, name) != getattr(new, name)]
    before, after = (", ".join(f"{name}: {_plainly(getattr(each, name))}" for name in names) for each in (old, new))
    return before, after


def _plainly(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_plainly(each)}" for key, each in value.items())
    return printed(value) if isinstance(value, Decimal) else str(value)


def _effect(old: Indicator, new: Indicator, *, comparable: bool) -> Effect:
    """Whether a target is now harder or easier to reach: by every number of it, where both mean the same."""
    before, after = old.target.demands(new.sign), new.target.demands(new.sign)
    if not comparable or before.keys() != after.keys():
        return Effect.CHANGED
    moves = {_move(before[name][0], after[name][0], sign) for name, (_, sign) in after.items()} - {0}
    return {1: Effect.STRONGER, -1: Effect.WEAKER}[moves.pop()] if len(moves) == 1 else Effect.CHANGED


def _move(before: Decimal | None, after: Decimal | None, sign: int) -> int:
    """1: more is asked than before, -1: less; an open end asks nothing."""
    if before is None or after is None:
        return (after is not None) - (before is not None)
    return sign * ((after > before) - (after < before))
