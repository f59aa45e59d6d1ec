"""Selection: which of the rows of one indicator and period is the figure of the whole.

A column that is not used and in which such rows differ tells them apart (sex, age, region, source …). The headline is
the row whose cells there are blank or name the whole; where a period has none, nothing is judged for it, and the
finding names the columns, their values and a selection that would settle it. Columns of remarks tell nothing apart.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from plan_cli.codes import Severity
from plan_cli.datafile.column_roles import ColumnRoles
from plan_cli.datafile.dimensions import (
    DIMENSIONS,
    OF_AREAS,
    OF_ECONOMY,
    OF_PEOPLE,
    OF_SCENARIOS,
    SUBGROUPS,
    heading_key,
    is_headline,
)
from plan_cli.datafile.findings import Findings
from plan_cli.datafile.left_out import LeftOut
from plan_cli.datafile.records import Record
from plan_cli.datafile.sections import SECTION
from plan_cli.datafile.totals import is_total
from plan_cli.diagnostics import Diagnostic
from plan_cli.model.plan import Plan
from plan_cli.model.units import shift
from plan_cli.text import plain

#: How many values of a column a finding names.
NAMED = 6


class Dimensions(NamedTuple):
    """The columns that tell rows apart, as positions among ``ColumnRoles.dimensions``.

    In ``divided`` some row is of the whole; in ``undivided`` none is.
    """

    divided: tuple[int, ...] = ()
    undivided: tuple[int, ...] = ()


def headlines(
    records: Sequence[Record],
    roles: ColumnRoles,
    settled: AbstractSet[int],
    plan: Plan,
    findings: Findings,
    left_out: LeftOut,
) -> list[Record]:
    """The records that are figures of the whole; of an indicator and period without one, none, with a finding.

    ``settled`` are positions of columns that have selected rows already.
    """
    open_ones = [i for i, at in enumerate(roles.dimensions) if at not in settled]
    by_indicator: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_indicator[record.indicator.id].append(record)
    _report_constant(by_indicator, roles, open_ones, plan, findings)
    if roles.positions.get("entity") not in settled:
        _report_one_entity(records, roles, plan, findings)
    dimensions = _dimensions(by_indicator.values(), roles, open_ones)
    several_units = len({record.text("unit") for record in records}) > 1
    if not (dimensions.divided or dimensions.undivided or several_units):
        return list(records)
    kept: list[Record] = []
    for found in by_indicator.values():
        kept += _of_indicator(found, dimensions, roles, findings, left_out)
    if subgroups := left_out.first.get("parts"):
        names = [roles.headings[roles.dimensions[i]] for i in dimensions.divided]
        findings.add("PLN343", subgroups, columns=names, count=left_out.rows["parts"])
    place = {id(record): i for i, record in enumerate(records)}
    return sorted(kept, key=lambda record: place[id(record)])


def _groups(records: Iterable[Record]) -> dict[object, list[Record]]:
    groups: dict[object, list[Record]] = defaultdict(list)
    for record in records:
        groups[record.indicator.id, record.period, record.years, record.measure, record.entity].append(record)
    return groups


def _dimensions(by_indicator: Iterable[list[Record]], roles: ColumnRoles, open_ones: Sequence[int]) -> Dimensions:
    """The columns in which rows of one indicator and period differ; where the heading is known, of one indicator."""
    differ: set[int] = set()
    whole: set[int] = set()
    known = {i for i, at in enumerate(roles.dimensions) if heading_key(roles.headings[at]) in DIMENSIONS}
    scenarios = {i for i, at in enumerate(roles.dimensions) if heading_key(roles.headings[at]) in OF_SCENARIOS}
    known |= scenarios
    for records in by_indicator:
        for i in open_ones:
            if i in differ and i in whole:
                continue
            texts = {record.parts[i] for record in records}
            if len(texts) < 2 and not (i in scenarios and not is_headline(next(iter(texts)))):
                continue
            if any(is_headline(text) for text in texts):
                whole.add(i)
            # A column that names the whole somewhere names a part elsewhere, whatever its heading.
            subgroups = any(text.lower() in SUBGROUPS or is_total(text) for text in texts)
            if (
                i in known
                or subgroups
                or any(len({record.parts[i] for record in group}) > 1 for group in _groups(records).values())
            ):
                differ.add(i)
    return Dimensions(tuple(sorted(differ & (whole | known))), tuple(sorted(differ - whole - known)))


def _of_indicator(
    records: list[Record], dimensions: Dimensions, roles: ColumnRoles, findings: Findings, left_out: LeftOut
) -> list[Record]:
    kept: list[Record] = []
    without: list[Record] = []
    groups = [_in_fitting_unit(group, left_out) for group in _groups(records).values()]
    wholes = [[record for record in group if all(is_headline(record.parts[i]) for i in dimensions.divided)]
              for group in groups]  # fmt: skip
    # A part that stands alone in its period still is a part, where other periods have several.
    parted = any(len({record.parts[i] for record in whole}) > 1 for whole in wholes for i in dimensions.undivided)
    for group, whole in zip(groups, wholes, strict=True):
        if not whole or parted:
            without += group
            findings.unusable.update((record.indicator.id, record.period.end.year) for record in group)
            continue
        kept += whole
        left_out.add_all("parts", [record for record in group if record not in whole])
    if without:
        _report_without_headline(without, dimensions, roles, findings)
        left_out.add_all("without_headline", without)
    return kept


def _in_fitting_unit(group: list[Record], left_out: LeftOut) -> list[Record]:
    """Of rows in several units those whose unit can be converted to the plan's, where there are any."""
    if len(group) < 2 or len({record.text("unit") for record in group}) < 2:
        return group
    wanted = group[0].indicator.unit
    fitting = [record for record in group if shift(record.text("unit"), wanted) is not None]
    if fitting:
        left_out.add_all("other_units", [record for record in group if record not in fitting])
    return fitting or group


def _report_without_headline(
    records: list[Record], dimensions: Dimensions, roles: ColumnRoles, findings: Findings
) -> None:
    """One finding for an indicator: the columns, some of their values, the years, and rows that could be chosen."""
    columns, values, choice = [], [], []
    for i in (*dimensions.divided, *dimensions.undivided):
        texts = sorted({record.parts[i] for record in records})
        divided = [text for text in texts if not is_headline(text)]
        if divided:
            heading = roles.headings[roles.dimensions[i]]
            columns.append(heading)
            values += [text for text in divided[:NAMED] if text not in values]
            choice.append(f"--where '{heading}={divided[0]}'")
    years = sorted({record.period.end.year for record in records})
    facts = {"columns": columns, "values": values, "years": years, "where": " ".join(choice)}
    findings.add("PLN344", records[0].cell, records[0].indicator.id, **facts)


def _report_constant(
    by_indicator: Mapping[str, Sequence[Record]],
    roles: ColumnRoles,
    open_ones: Sequence[int],
    plan: Plan,
    findings: Findings,
) -> None:
    """A warning for a column that names one part in every row, of all indicators or of one."""
    for i in open_ones:
        heading = roles.headings[roles.dimensions[i]]
        texts = {id: {record.parts[i] for record in records} for id, records in by_indicator.items()}
        constant = {id: next(iter(found)) for id, found in texts.items() if len(found) == 1}
        everywhere = len(constant) == len(texts) and len(set(constant.values())) == 1
        for id, text in constant.items():
            if _is_part(heading, text) and not plan.mentions(text):
                findings.add("PLN345", by_indicator[id][0].cell, None if everywhere else id, column=heading, value=text)
                if everywhere:
                    break


def _report_one_entity(records: Sequence[Record], roles: ColumnRoles, plan: Plan, findings: Findings) -> None:
    """A note where every row is of one entity that the plan does not name."""
    entities = {record.entity for record in records}
    if len(entities) == 1 and (text := entities.pop()) and not is_headline(text) and not plan.mentions(text):
        # Entities may stand in the headings of their columns instead.
        column = roles.headings[roles.positions["entity"]] if "entity" in roles.positions else text
        facts, place = {"column": column, "value": text}, records[0].cells()[1]["entity"].place
        findings.extend([Diagnostic("PLN345", facts, place=place, severity_here=Severity.INFO)])


def _is_part(heading: str, text: str) -> bool:
    """Whether a cell names a part of a population, an area or an economy."""
    divides = heading == SECTION or heading_key(heading) in OF_PEOPLE | OF_AREAS | OF_ECONOMY
    return plain(text).lower() in SUBGROUPS or (divides and not is_headline(text))
