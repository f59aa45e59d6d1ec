"""Judge: what rows are judged by, and how that is handed to an engine: small tables of numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf
from typing import Any

from plan_cli.model.indicator import Indicator
from plan_cli.panel.thresholds import Rungs, Stretch
from plan_cli.profiles import Status


@dataclass(frozen=True, slots=True)
class Ladder:
    """An indicator with its rungs.

    ``base`` is the baseline they count from, where that is not each entity's own; ``needs`` is whether a figure
    without a baseline lacks one.
    """

    indicator: Indicator
    rungs: Rungs
    base: float | None = None
    needs: bool = False


@dataclass(frozen=True)
class Judge:
    """What rows are judged by: the year, the indicators by code, everything one may be called, and the ladders.

    ``others`` are names of indicators that were not asked for: their rows are passed over. ``keys`` are the columns
    that tell entities apart. ``ladders`` are the indicators' own by code, then those of entities with their own ends;
    rows are read before they are there.
    """

    year: int
    indicators: tuple[Indicator, ...]
    names: Mapping[str, int]
    others: frozenset[str]
    keys: tuple[str, ...]
    words: Any
    ladders: Sequence[Ladder] = ()

    @cached_property
    def outcomes(self) -> list[Stretch]:
        """Every verdict there is, by number: engines handle numbers only."""
        found = [stretch for ladder in self.ladders for stretch in ladder.rungs.stretches]
        return list(dict.fromkeys([MISSING_VALUE, SPOILT, NO_BASE, *found]))


MISSING_VALUE = Stretch(Status.MISSING)
SPOILT = Stretch(Status.MISSING, None, "bad_data")
NO_BASE = Stretch(Status.NOT_ASSESSABLE, None, "no_base_level")


def names_columns(judge: Judge) -> dict[str, list[Any]]:
    """Everything an indicator may be called, with what its rows are held against."""
    meant = [judge.indicators[code] for code in judge.names.values()]
    return {
        "indicator": list(judge.names),
        "code": list(judge.names.values()),
        "base_year": [each.baseline.year for each in meant],
        "wanted": [each.unit for each in meant],
        "vague": [int(each.is_index and each.unit == "%") for each in meant],
    }


def most(ladders: Sequence[Ladder]) -> int:
    """How many rungs the longest ladder has."""
    return max((len(ladder.rungs.points) for ladder in ladders), default=0)


def ladder_columns(judge: Judge) -> dict[str, list[Any]]:
    """The ladders as columns; a ladder that is shorter ends in rungs that nothing reaches."""
    numbered = {stretch: number for number, stretch in enumerate(judge.outcomes)}
    height = most(judge.ladders)
    columns: dict[str, list[Any]] = {
        "ladder": list(range(len(judge.ladders))),
        "sign": [ladder.rungs.sign for ladder in judge.ladders],
        "own": [int(ladder.rungs.own) for ladder in judge.ladders],
        "needs": [int(ladder.rungs.own or ladder.needs) for ladder in judge.ladders],
        "plan_base": [ladder.base for ladder in judge.ladders],
        "milestone": [ladder.rungs.milestone for ladder in judge.ladders],
    }
    padded = [_padded(ladder.rungs, height) for ladder in judge.ladders]
    for i in range(height):
        columns[f"point_{i}"] = [points[i] for points, _, _ in padded]
        columns[f"offset_{i}"] = [offsets[i] for _, offsets, _ in padded]
    for i in range(height + 1):
        columns[f"outcome_{i}"] = [numbered[stretches[i]] for _, _, stretches in padded]
    return columns


def _padded(rungs: Rungs, height: int) -> tuple[list[float], list[float], list[Stretch]]:
    short = height - len(rungs.points)
    # An own rung that nothing reaches: a factor of 0 and an infinite offset (a baseline × inf could be no number).
    points = [*rungs.points, *[0.0 if rungs.own else inf] * short]
    offsets = [*(rungs.offsets or (0.0,) * len(rungs.points)), *[inf] * short]
    return points, offsets, [*rungs.stretches, *[rungs.stretches[-1]] * short]
