"""Names: everything that an indicator may be called in a table, and which indicator a name means.

An id, a number, a name or an alias means its indicator; so does a name with a unit behind it (国内生产总值(亿元)),
which is then the figure's unit. A name that nearly is a known one is a mistake; any other belongs to another indicator.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from plan_cli.datafile.headings import edits, without_unit
from plan_cli.model.indicator import Indicator
from plan_cli.model.plan import Plan
from plan_cli.model.units import is_known_unit, shift
from plan_cli.text import nearest, plain


class Meaning(NamedTuple):
    """What a name means: the indicators of that name (none, one, several), and the unit that stands in the name."""

    indicators: tuple[Indicator, ...] = ()
    unit: str = ""

    @property
    def only(self) -> Indicator | None:
        """The indicator, where there is one."""
        return self.indicators[0] if len(self.indicators) == 1 else None


class IndicatorNames:
    """The names of a plan's indicators; ``named`` says what a file calls them besides (name → id)."""

    def __init__(self, plan: Plan, named: Mapping[str, str] | None = None) -> None:
        self.plan = plan
        self._meanings = _meanings(plan)
        for name, id in (named or {}).items():
            self._meanings[plain(name)] = [each for each in plan.indicators if each.id == id]
        self._found: dict[str, Meaning] = {}

    @cached_property
    def unambiguous(self) -> Mapping[str, Indicator]:
        """The names that mean one indicator only."""
        return {name: found[0] for name, found in self._meanings.items() if len(found) == 1}

    def meaning(self, text: str) -> Meaning:
        """What a cell of names means. The same name stands in many rows, so the answer is kept."""
        found = self._found.get(text)
        if found is None:
            found = self._found[text] = self._meaning(plain(text))
        return found

    def _meaning(self, name: str) -> Meaning:
        base, unit = without_unit(name)
        if name in self._meanings:
            return Meaning(tuple(self._meanings[name]), unit)
        if unit and base in self._meanings:
            return Meaning(tuple(self._meanings[base]), unit)
        # 国内生产总值（万元） of a unit that is only known from the plan; "Exports, EUR bn".
        for pattern in (r"(.*\S)\s*\(([^()]+)\)\Z", r"(.*\S)\s*[,，]\s*([^,，]+)\Z"):
            found = re.match(pattern, name)
            if found and plain(found[1]) in self._meanings:
                indicators = self._meanings[plain(found[1])]
                stated = plain(found[2])
                if is_known_unit(stated) or all(shift(stated, each.unit) is not None for each in indicators):
                    return Meaning(tuple(indicators), stated)
        return Meaning()

    def near(self, text: str) -> str:
        """The known name that an unknown one misses by so little that it must be meant; else an empty text.

        One letter differs (two in long names), but no digit: 4.2.1 is not 4.2.2. In Chinese only blanks and marks may
        differ, since 进口 and 出口 are two things.
        """
        name = plain(text)
        if len(name) < 4:
            return ""
        if known := self._by_letters.get(_bare(name)):
            return known
        if not name.isascii():
            return ""
        allowed = 2 if len(name) >= 20 else 1
        digits = re.findall(r"\d+", name)
        for known, numbers in self._by_initial.get(name[0].lower(), ()):
            if numbers == digits and edits(name.lower(), known.lower(), allowed) <= allowed:
                return known
        return ""

    @cached_property
    def _by_letters(self) -> Mapping[str, str]:
        return {_bare(known): known for known in self.unambiguous if _bare(known)}

    @cached_property
    def _by_initial(self) -> Mapping[str, list[tuple[str, list[str]]]]:
        found: dict[str, list[tuple[str, list[str]]]] = defaultdict(list)
        for known in self.unambiguous:
            if len(known) >= 5:
                found[known[0].lower()].append((known, re.findall(r"\d+", known)))
        return found

    def nearest(self, name: str) -> str:
        """The known name most like an unknown one."""
        return nearest(plain(name), self.unambiguous)


def names_of(plan: Plan) -> Mapping[str, Indicator]:
    """Every name that means one indicator of the plan."""
    return IndicatorNames(plan).unambiguous


def _bare(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).lower()


def _meanings(plan: Plan) -> dict[str, list[Indicator]]:
    ids = {indicator.id: [indicator] for indicator in plan.indicators}
    names: dict[str, list[Indicator]] = defaultdict(list)
    for indicator in plan.indicators:
        written = (str(indicator.no or ""), *indicator.name.texts.values(), *indicator.aliases)
        for name in {plain(name) for name in written if name}:
            names[name].append(indicator)
    return {**names, **ids}
