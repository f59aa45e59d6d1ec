"""Own targets: the cells of entities with a target of their own, or the plan's from a baseline of their own.

Most are judged by ``own_ends.py`` over columns. Whatever that leaves gets thresholds by the same functions as the
plan's, once for each pair of baseline and target.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import isnan, nan
from typing import TYPE_CHECKING, Any, NamedTuple

from plan_cli.datafile.yardstick import sizes_in_scale
from plan_cli.model.indicator import Indicator
from plan_cli.model.numbers import figure_of
from plan_cli.model.paths import Path
from plan_cli.panel.criteria import PanelCriteria
from plan_cli.panel.engine import Engine, Frame
from plan_cli.panel.own_ends import Ends, OwnEnds, own_ends
from plan_cli.panel.query import OWN_ENDS, by_code
from plan_cli.panel.thresholds import Thresholds, between, outcome_only, shared, thresholds_of, unusable

if TYPE_CHECKING:
    from plan_cli.profiles.built_in import Profile


@dataclass(frozen=True, slots=True)
class OwnRules:
    """How own ends are judged. ``own``: from each entity's own baseline; ``given``: to a target of its own."""

    year: int
    profile: "Profile"
    path: Path | None
    own: bool
    given: bool


def codes_in_tables(criteria: PanelCriteria) -> list[int]:
    """The codes of the indicators whose target a table may give as a number: of a range to be kept it has one end."""
    codes = _codes_with_own_targets(criteria)
    return [code for code in codes if criteria.indicators[code].operator != "within"]


def _codes_with_own_targets(criteria: PanelCriteria) -> list[int]:
    return [code for code, each in enumerate(criteria.indicators) if each.target.varies_by_entity]


def with_own_targets(
    runner: Engine, criteria: PanelCriteria, now: Frame, targets: Frame | None, rules: OwnRules
) -> tuple[PanelCriteria, Frame]:
    """The thresholds beside the plan's, and beside each cell the number of its own, and what they leave open.

    ``targets`` are the numbers of a table; without them the plan's own target holds for every entity.
    """
    nw, key = criteria.expressions, [*criteria.keys, "code"]
    cells = now.filter(nw.col("code").is_in(_codes_with_own_targets(criteria))).select(
        *key, "own_base", "digits", "value"
    )
    if targets is None:
        cells = cells.with_columns(given=nw.lit(None, dtype=nw.Float64))
    else:
        cells = cells.join(targets, on=key, how="inner")
    columns = list(zip(*runner.fetch(cells.select(*key, "own_base", "given", "digits", "value")), strict=True))
    now = by_code(now, criteria)
    if not columns:
        return criteria, now
    *_, codes, base, given, digits, value = columns
    cells_of = _by_code(codes, base, given, digits, value)
    placed = _Placed(list(criteria.thresholds), len(codes))
    of = shared(lambda each: thresholds_of(each, rules.year, rules.profile, rules.path))
    for code, rows in cells_of.items():
        indicator = criteria.indicators[code]
        _place(
            placed, indicator, rows, rules, own_ends(placed.np, indicator, rules.year, rules.profile, rules.path, of)
        )
    columns_of = dict(zip(key, columns, strict=False))
    table = runner.table({**columns_of, **placed.columns})
    kinds = {"code": nw.Int32, "own_thresholds": nw.Int64, **dict.fromkeys(OWN_ENDS, nw.Float64)}
    kinds |= {"entity": nw.UInt32} if criteria.keys == ("entity",) else {}
    table = table.with_columns(**{name: nw.col(name).cast(kind) for name, kind in kinds.items()})
    now = now.join(table, on=key, how="left")
    now = now.with_columns(thresholds=nw.coalesce(nw.col("own_thresholds"), nw.col("thresholds")))
    return replace(criteria, thresholds=tuple(placed.thresholds), own_ends=True), now


class _Rows(NamedTuple):
    """Cells of an indicator, by their numbers among all: what is known of each, NaN where it is not."""

    numbers: Any
    base: Any
    given: Any
    digits: Any
    value: Any


class _Placed:
    """The thresholds so far, and for each cell the number of its own and the columns ``OWN_ENDS``."""

    def __init__(self, thresholds: list[Thresholds], cells: int) -> None:
        import numpy as np

        self.np: Any = np
        self.thresholds = thresholds
        self.numbers = np.zeros(cells, np.int64)
        self.ends = {name: np.full(cells, np.nan) for name in OWN_ENDS}

    @property
    def columns(self) -> dict[str, list[Any]]:
        """The columns, None where a threshold has its own."""
        np = self.np
        ends = {name: np.where(np.isnan(each), None, each).tolist() for name, each in self.ends.items()}
        return {"own_thresholds": self.numbers.tolist(), **ends}


def _by_code(codes: Sequence[int], *columns: Sequence[Any]) -> dict[int, _Rows]:
    """The cells of every indicator."""
    import numpy as np

    code = np.array(codes)
    arrays = [np.array(column, np.float64) for column in columns]
    order = np.argsort(code, kind="stable")
    found, begins = np.unique(code[order], return_index=True)
    parts = np.split(order, begins[1:])
    return {
        int(each): _Rows(rows, *(column[rows] for column in arrays)) for each, rows in zip(found, parts, strict=True)
    }


def _place(placed: _Placed, indicator: Indicator, rows: _Rows, rules: OwnRules, judge: OwnEnds | None) -> None:
    """Put the verdicts on an indicator's cells, or their thresholds, where they belong."""
    np, in_scale = placed.np, sizes_in_scale(indicator)
    if rules.given and indicator.goal:
        size = np.abs(rows.given / float(indicator.goal))
        placed.ends["own_size"][rows.numbers] = np.where(size > 0, size, 1.0)
    rest = np.ones(len(rows.numbers), bool)
    if judge is not None:
        start = rows.base if rules.own else np.full(len(rest), _double(indicator.baseline.value))
        goal = rows.given if rules.given else np.full(len(rest), _double(indicator.goal))
        judged = judge.judged(Ends(start, goal, rows.value, np.nan_to_num(rows.digits)))
        rest = ~judged.settled
        mine = rows.numbers[judged.settled]
        placed.numbers[mine] = len(placed.thresholds) + judged.outcome[judged.settled]
        placed.ends["own_start"][mine] = judged.start[judged.settled]
        placed.ends["own_milestone"][mine] = judged.milestone[judged.settled]
        placed.thresholds += [replace(each, sizes=in_scale) for each in judged.thresholds]
    alike: dict[tuple[Any, float | None], list[int]] = {}
    for row in np.flatnonzero(rest).tolist():
        start = _known(rows.base[row]) if rules.own else indicator.baseline.value
        alike.setdefault((start, _known(rows.given[row])), []).append(row)
    for (start, target), same in alike.items():
        placed.numbers[rows.numbers[same]] = len(placed.thresholds)
        own = between(indicator, start, target, given=rules.given)
        value = _known(rows.value[same[0]])
        if own is None:
            each = unusable(indicator)
        elif len(same) == 1 and value is not None:
            # Most pairs are one entity's only, and then there is one value to be judged.
            digits = int(np.nan_to_num(rows.digits[same[0]]))
            each = outcome_only(own, rules.year, rules.profile, rules.path, figure_of(value, digits))
        else:
            each = thresholds_of(own, rules.year, rules.profile, rules.path)
        placed.thresholds.append(each if own is None else replace(each, needs_baseline=True, sizes=in_scale))


def _known(number: float) -> float | None:
    return None if isnan(number) else float(number)


def _double(figure: Decimal | None) -> float:
    """A figure of the plan as a double; NaN where a double does not keep it."""
    return float(figure) if figure is not None and figure_of(float(figure)) == figure else nan
