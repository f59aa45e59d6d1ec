"""Near lines: figures within rounding of a threshold, judged one by one as they are printed.

A threshold is rounded to the decimals of the figure that is held against it, so such a figure's verdict hangs on its
digits. There are few; each is given to the ordinary check.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from plan_cli.assess.outcome import Outcome
from plan_cli.model.numbers import figure_of
from plan_cli.model.paths import Path
from plan_cli.panel.cell_reader import LONG
from plan_cli.panel.criteria import PanelCriteria
from plan_cli.panel.engine import Engine, Frame
from plan_cli.panel.query import verdict_columns
from plan_cli.panel.thresholds import exact_verdict
from plan_cli.profiles import Status

if TYPE_CHECKING:
    from plan_cli.profiles.built_in import Profile


def with_exact_verdicts(
    runner: Engine, criteria: PanelCriteria, verdicts: Frame, profile: Profile, path: Path | None
) -> tuple[PanelCriteria, Frame]:
    """The verdicts with those of figures near a threshold replaced, and the criteria with any outcome that is new."""
    nw = criteria.expressions
    names = (*criteria.keys, *verdict_columns(criteria))
    rows = runner.fetch(verdicts.filter(nw.col("near")).select(*names))
    if not rows:
        return criteria, verdicts
    known: dict[tuple[Any, ...], Outcome] = {}
    outcomes = []
    for row in rows:
        cell = dict(zip(names, row, strict=True))
        figure = tuple(cell[name] for name in ("thresholds", "base", "own_digits", "value", "digits"))
        if figure not in known:
            known[figure] = _outcome(criteria, cell, profile, path)
        outcomes.append(known[figure])
    criteria = replace(criteria, more_outcomes=tuple(dict.fromkeys(outcomes)))
    numbers = {outcome: number for number, outcome in enumerate(criteria.outcomes)}
    columns: dict[str, list[Any]] = {name: [row[i] for row in rows] for i, name in enumerate(names)}
    columns["outcome"] = [numbers[outcome] for outcome in outcomes]
    columns["near"] = [0] * len(rows)
    far = verdicts.filter(~nw.col("near"))
    kinds = dict(far.collect_schema())
    exact = runner.table(columns).select(**{name: nw.col(name).cast(kinds[name]) for name in names})
    (both,) = runner.materialize(nw.concat([far.select(*names), exact]))
    return criteria, both


def _outcome(criteria: PanelCriteria, cell: dict[str, Any], profile: Profile, path: Path | None) -> Outcome:
    thresholds = criteria.thresholds[cell["thresholds"]]
    base = cell["base"]
    if LONG in (cell["digits"], cell["own_digits"] if thresholds.scaled else 0):
        # What its last digits are is not known any more, and here they decide.
        return Outcome(Status.UNDECIDABLE, reason="many_digits")
    own = None if base is None else figure_of(base, cell["own_digits"] or 0)
    if thresholds.indicator.baseline.value is not None and base == float(thresholds.indicator.baseline.value):
        own = thresholds.indicator.baseline.value
    year = cell.get("year", criteria.year)
    return exact_verdict(thresholds, year, profile, path, own, figure_of(cell["value"], cell["digits"]))
