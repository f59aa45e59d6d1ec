"""Criteria: what the rows of a panel are judged by, and how that is handed to an engine, as small tables of numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from plan_cli.assess.outcome import Outcome
from plan_cli.model.indicator import Indicator
from plan_cli.panel.thresholds import INCOMPLETE, NO_BASELINE, Thresholds


@dataclass(frozen=True)
class PanelCriteria:
    """What rows are judged by: the year, the indicators by code, every name of theirs, and the thresholds.

    ``names`` leads from every name to a code; ``unselected`` are names of indicators of the plan that were not asked
    for. ``keys`` are the columns that tell entities apart. ``expressions`` is the module in which queries are written
    (narwhals or Polars). ``every_pair`` asks for a cell of every entity and indicator, not only of those with a row.
    ``thresholds`` are the indicators' by code, then those of entities with a baseline and a target of their own; rows
    are read before they are there. ``years``, where each cell is judged in its newest one of them (``latest``):
    ``thresholds`` are then the indicators' by year, ``year`` is the last. Of the indicators ``with_units`` every figure
    states its unit, so that its scale is what it says. ``more_outcomes`` are those of figures near a threshold.
    ``own_ends``: cells have the columns ``query.OWN_ENDS`` beside them, which go before what their thresholds say.
    """

    year: int
    indicators: tuple[Indicator, ...]
    names: Mapping[str, int]
    unselected: frozenset[str]
    keys: tuple[str, ...]
    expressions: Any
    every_pair: bool = False
    thresholds: Sequence[Thresholds] = ()
    with_units: frozenset[str] = frozenset()
    more_outcomes: tuple[Outcome, ...] = ()
    years: tuple[int, ...] = ()
    own_ends: bool = False

    @property
    def latest(self) -> bool:
        """Whether each cell is judged in a year of its own, which stands beside it."""
        return bool(self.years)

    @cached_property
    def averaged(self) -> Mapping[int, frozenset[int]]:
        """Of each indicator whose figures are means over years, by code: the years whose figures count."""
        judged = self.years or (self.year,)
        return {
            code: frozenset(part for year in (*judged, each.baseline.year) for part in each.average.of(year))
            for code, each in enumerate(self.indicators)
            if each.average is not None
        }

    @property
    def several_years(self) -> bool:
        """Whether more than the judged year and the base year is read."""
        return self.latest or bool(self.averaged)

    @property
    def judged_year(self) -> Any:
        """The year of a cell, as an expression."""
        return self.expressions.col("year") if self.latest else self.expressions.lit(self.year)

    @cached_property
    def outcomes(self) -> list[Outcome]:
        """Every outcome there is, by number: engines handle numbers only."""
        found = [outcome for each in self.thresholds for outcome in (each.missing, each.spoilt, *each.outcomes)]
        return list(dict.fromkeys([NO_BASELINE, INCOMPLETE, *found, *self.more_outcomes]))


def names_columns(criteria: PanelCriteria) -> dict[str, list[Any]]:
    """Every name of an indicator, with what rows of that name are read and checked by."""
    named = [criteria.indicators[code] for code in criteria.names.values()]
    return {
        "indicator": list(criteria.names),
        "code": list(criteria.names.values()),
        "base_year": [each.baseline.year for each in named],
        "wanted": [each.unit for each in named],
        "least": [float(each.target.possible[0]) for each in named],
        "most": [float(each.target.possible[1]) for each in named],
        "rescaled": [int(each.scale not in (None, 1)) for each in named],
        "vague": [int(each.is_index and each.unit == "%") for each in named],
    }


def most(thresholds: Sequence[Thresholds]) -> int:
    """How many thresholds an indicator has at most."""
    return max((len(each.values) for each in thresholds), default=0)


def threshold_columns(criteria: PanelCriteria) -> dict[str, list[Any]]:
    """The thresholds as columns; fewer than the most are followed by nulls, which nothing reaches."""
    numbers = {outcome: number for number, outcome in enumerate(criteria.outcomes)}
    every, count = criteria.thresholds, most(criteria.thresholds)
    sizes = [None if each.indicator.id in criteria.with_units else each.sizes for each in every]
    columns: dict[str, list[Any]] = {
        "thresholds": list(range(len(every))),
        "sign": [each.indicator.sign for each in every],
        "scaled": [int(each.scaled) for each in every],
        "near": [each.near for each in every],
        "needs_baseline": [int(each.needs_baseline) for each in every],
        "plan_base": [each.base for each in every],
        "milestone": [each.milestone for each in every],
        # A part of the whole may be small; only where less is better would another scale look like success.
        "smallest": [
            size[0] if size and each.indicator.sign < 0 else None for each, size in zip(every, sizes, strict=True)
        ],
        "largest": [size[1] if size else None for size in sizes],
        "rates_within": [None if each.indicator.id in criteria.with_units else each.rates_within for each in every],
        "outcome_missing": [numbers[each.missing] for each in every],
        "outcome_spoilt": [numbers[each.spoilt] for each in every],
    }
    for i in range(count):
        columns[f"threshold_{i}"] = [each.values[i] if i < len(each.values) else None for each in every]
    for i in range(count + 1):
        columns[f"outcome_{i}"] = [numbers[each.outcomes[min(i, len(each.outcomes) - 1)]] for each in every]
    return columns
