"""The values of a row of a printed table, and what they say beside each other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from plan_cli.diagnostics import Remark
from plan_cli.patterns import late
from plan_cli.planfile.importers.printed import Printed

GROWS = late(r"增长|增速|growth", re.I)
_LESS = ("decrease", "down", "lower", "less", "minimi", "减", "降", "逆", "负", "低", "小", "↓")
#: Operators of targets that are not to be exceeded.
CEILINGS = ("at_most", "less_than")


@dataclass(frozen=True, slots=True)
class RowValues:
    """The values of a row, as they are printed."""

    name: str
    unit: str
    baseline: Printed | None
    targets: Mapping[int, Printed]
    #: The target of a column without a year, beside others with theirs.
    overall: Printed | None
    growth: Printed
    direction: str
    base_year: int
    base_month: int | None
    target_year: int
    starred_year: int | None

    @property
    def says_less(self) -> bool:
        """Whether the column of directions says that less is better."""
        return any(word in self.direction.lower() for word in _LESS)

    @property
    def final(self) -> Printed | None:
        """The target that was printed for the last year with a number; one with a sign is a change (14 points more)."""
        years = [year for year, value in self.targets.items() if value.value is not None or value.done]
        if not years:
            return None
        final = self.targets[max(years)]
        signed = final.text[:1] == "+" or (final.text[:1] in "-−" and self.in_percent_of_another(final))
        if final.value is not None and signed:
            return replace(final, change=True, falls=final.value < 0)
        return final

    def with_overall(self, base: Decimal | None, notes: list[Remark]) -> RowValues:
        """The row with its overall target as that of the last year.

        Figures of years that lead from the baseline to it when they are added up are what each year adds.
        """
        overall = self.overall
        if overall is None or overall.value is None:
            return self
        yearly = {year: each for year, each in sorted(self.targets.items()) if each.value is not None}
        values = [each.value for each in yearly.values() if each.value is not None]
        if base is not None and len(values) > 1 and base + sum(values) == overall.value:
            texts = [each.text for each in yearly.values()]
            notes.append(Remark("import_additions", {"texts": texts, "text": overall.text}, check=True))
            reached = [Printed(str(sum(values[: i + 1], base)), sum(values[: i + 1], base)) for i in range(len(values))]
            return replace(self, targets=dict(zip(yearly, reached, strict=True)))
        last = self.targets.get(self.target_year)
        if last is not None and last.value not in (None, overall.value):
            notes.append(Remark("import_overall", {"text": overall.text, "other": last.text}, check=True))
        return replace(self, targets={**self.targets, self.target_year: overall})

    def falls_to(self, printed: Printed) -> bool:
        """Whether a value lies below the baseline, so that less is taken to be better."""
        base = self.baseline.value if self.baseline else None
        return base is not None and printed.value is not None and printed.value < base

    def grows_by(self, growth: Printed) -> bool:
        """Whether the column of yearly growth really holds one: a rate with its own level in % does not grow by it."""
        return growth.operator not in CEILINGS or bool(GROWS.search(self.name)) or self.unit not in ("%", "")

    def in_percent_of_another(self, printed: Printed) -> bool:
        """Whether a value is in percent of a quantity that has a unit of its own: -30% of so many kilograms."""
        return printed.unit == "%" and self.unit not in ("", "%")
