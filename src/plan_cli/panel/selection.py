"""Selection: which rows of a panel are of the whole, where a column that is not used tells rows apart.

As in the ordinary check (``datafile.selection``): where rows of one entity, indicator and year differ in such a column,
the rows whose cells there are blank or name the whole count, and where no row is of the whole the panel is refused.
Rows that a column calls targets, forecasts or scenarios are no actuals.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from plan_cli.datafile.cells_of_columns import holds_units
from plan_cli.datafile.dimensions import (
    FLAGS_OF_ROWS,
    OF_ECONOMY,
    OF_PEOPLE,
    OF_SCENARIOS,
    OF_SOURCES,
    SUBGROUPS,
    heading_key,
    is_headline,
    is_scenario_column,
    not_reported,
    remarked,
)
from plan_cli.datafile.kinds import planned_kinds, unplanned_kind
from plan_cli.datafile.totals import is_total, names_sum
from plan_cli.diagnostics import Diagnostic, Place
from plan_cli.model.plan import Plan
from plan_cli.panel.criteria import PanelCriteria
from plan_cli.panel.engine import Engine, Frame, Scan
from plan_cli.panel.further_names import further_names

#: A column with more values than these is looked at only for rows that differ.
MANY = 10_000
#: So many values are named.
NAMED = 6


@dataclass(frozen=True, slots=True)
class Selection:
    """The ``scan`` limited to actuals of the whole, and what was found on the way.

    ``parts`` rows are of a part, told apart by the columns ``divided_by``; ``left_out`` rows are targets, forecasts or
    scenarios, by kind; ``constant`` are columns that name one part in every row, each with that part.
    """

    scan: Scan
    divided_by: tuple[str, ...] = ()
    parts: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)
    constant: tuple[tuple[str, str], ...] = ()


def selected(
    runner: Engine, plan: Plan, criteria: PanelCriteria, scan: Scan, file: str, chosen: Mapping[str, tuple[str, ...]]
) -> Selection | Diagnostic:
    """Which rows are actuals of the whole; a diagnostic where nothing says which.

    ``chosen`` has every text of the columns by which rows were chosen: such a column is settled.
    """
    if not scan.dimensions:
        return Selection(scan)
    nw: Any = criteria.expressions
    ours = nw.col("indicator").is_in(sorted(criteria.names))
    rows = runner.scan(scan).filter(ours)
    # What a column is depends on all its rows, also on those that were not chosen.
    every = runner.scan(replace(scan, chosen={})).filter(ours) if scan.chosen else rows
    where: dict[str, tuple[str, ...]] = {}
    left_out: Counter[str] = Counter()
    constant: list[tuple[str, str]] = []
    divided_by: list[str] = []
    of_whole: Any = nw.lit(True)
    names = further_names(scan)
    for i, heading in enumerate(scan.dimensions):
        column = f"dim_{i}"
        if heading in names and _names_each_once(runner, rows, column):
            continue
        values = sorted(text for (text,) in runner.fetch(rows.select(column).unique().head(MANY)))
        texts = [text for (text,) in runner.fetch(every.select(column).unique().head(MANY))] if scan.chosen else values
        if heading_key(heading) in OF_SOURCES and not names_sum(texts):
            continue
        scenarios = is_scenario_column(heading, chosen.get(heading, texts))
        if scenarios or (heading_key(heading) in FLAGS_OF_ROWS and heading not in chosen):
            if reasons := _reasons(heading, values, scenarios, heading in chosen):
                for text, count in runner.fetch(rows.group_by(column).agg(n=nw.len()).select(column, "n")):
                    left_out.update({reasons[text]: count} if text in reasons else {})
                where[heading] = tuple(text for text in values if text not in reasons)
                rows = rows.filter(nw.col(column).is_in(list(where[heading])))
            continue
        if heading in chosen:
            continue
        if "unit" not in scan.fields and holds_units(heading, values):
            known = {"column": "unit", "nearest": heading, "known": list(scan.dimensions), "file": file}
            return Diagnostic("PLN352", known, place=Place(file, 1, 1, 1, 1))
        if len(values) == 1 and _says_part(heading, values[0], plan):
            constant.append((heading, values[0]))
        scenarios = heading_key(heading) in OF_SCENARIOS and not all(map(is_headline, values))
        divides = len(values) > 1 and (
            (heading not in names and _subgroups(values)) or _differs(runner, nw, scan, rows, column)
        )
        if not (scenarios or divides):
            continue
        whole = tuple(text for text in values if is_headline(text))
        if not whole:
            choice = f"--where '{heading}={values[0]}'"
            facts = {"columns": [heading], "values": values[:NAMED], "years": [criteria.year], "where": choice}
            return Diagnostic("PLN344", facts, place=Place(file, 1, 1, 1, 1))
        where[heading] = whole
        divided_by.append(heading)
        of_whole = of_whole & nw.col(column).is_in(list(whole))
    parts = runner.fetch(rows.filter(~of_whole).select(nw.len()))[0][0] if divided_by else 0
    return Selection(replace(scan, where=where), tuple(divided_by), int(parts), left_out, tuple(constant))


def _reasons(heading: str, values: list[str], scenarios: bool, chosen: bool) -> dict[str, str]:
    """The texts of a column whose rows are no actuals, each with its kind.

    A scenario that was chosen is meant; a target or forecast still is no actual.
    """
    if not scenarios:
        return {text: reason for text in values if (reason := remarked(heading, text))}
    found = {text: reason for text in values if (reason := not_reported(text, heading))}
    return {text: reason for text, reason in found.items() if not (chosen and reason == "scenarios")}


def _says_part(heading: str, text: str, plan: Plan) -> bool:
    """Whether the one text of a column says that the figures are of a part, or of a kind the plan does not name."""
    return bool(unplanned_kind(text, planned_kinds(plan))) or (_is_part(heading, text) and not plan.mentions(text))


def _is_part(heading: str, text: str) -> bool:
    """Whether a cell names a part of a population or an economy; entities themselves are areas."""
    divides = heading_key(heading) in OF_PEOPLE | OF_ECONOMY
    return text.strip().lower() in SUBGROUPS or (divides and not is_headline(text))


def _subgroups(values: list[str]) -> bool:
    return any(text.strip().lower() in SUBGROUPS or is_total(text) for text in values)


def _names_each_once(runner: Engine, rows: Frame, column: str) -> bool:
    """Whether a further column of names has one text beside each name, as a label beside a code."""
    pairs = runner.fetch(rows.select("indicator", column).unique().head(MANY))
    return len({name for name, _ in pairs}) == len(pairs)


def _differs(runner: Engine, nw: Any, scan: Scan, rows: Frame, column: str) -> bool:
    """Whether rows of one entity, indicator and year differ in a column."""
    grouped = rows.group_by(*scan.keys, "indicator", "year").agg(least=nw.col(column).min(), most=nw.col(column).max())
    return bool(runner.fetch(grouped.filter(nw.col("least") != nw.col("most")).select("indicator").head(1)))
