"""The target of a row of a printed table: its baseline, target, growth, direction and path."""

import re
from collections.abc import Mapping
from decimal import Decimal

from plan_cli.diagnostics import Remark
from plan_cli.patterns import late
from plan_cli.planfile.importers.draft import Value
from plan_cli.planfile.importers.printed import Printed
from plan_cli.planfile.importers.printed_growth import printed_growth
from plan_cli.planfile.importers.row_values import CEILINGS, GROWS, RowValues
from plan_cli.text import plain

_FALLS = late(r"降低|下降|减少|压减|削减|reduc|decreas|decline|lower", re.I)
_ADDS = late(r"新增|累计|added|new ", re.I)


def target_keys(row: RowValues) -> tuple[dict[str, Value], list[Remark]]:
    """The keys of an indicator, made of its values, and what a person must check."""
    keys: dict[str, Value] = {}
    notes: list[Remark] = []
    base = _baseline(row, keys, notes)
    row = row.with_overall(base, notes)
    falls = row.says_less or bool(row.direction == "" and _FALLS.search(row.name))
    final = row.final
    falls |= final is not None and final.falls
    growth = row.growth
    if final is None and growth.value is not None and growth.whole_period:
        final, growth = growth, Printed("", blank="blank")
    yearly = {year: value for year, value in row.targets.items() if value.value is not None}
    if final is None:
        keys["target"] = _without_value(row, growth, notes)
    elif final.whole_period or final.change or final.points:
        keys["target"] = _over_the_period(row, final, falls, base, notes)
        if len(yearly) > 1:
            notes.append(Remark("import_only_last", {"texts": [each.text for each in yearly.values()]}, check=True))
    elif final.done:
        keys["target"] = {"kind": "done"}
        keys.pop("baseline", None)
        notes = [note for note in notes if note.key != "import_not_understood"]
    elif final.rank:
        keys["target"] = {"kind": "rank", "value": final.value}
    elif final.yearly:
        keys["target"] = _yearly_growth(final, falls, notes)
    elif len(yearly) > 1:
        keys["target"] = _milestones(row, yearly, falls, notes)
    else:
        keys["target"] = _level(row, final, falls, notes)
    falls |= _below(keys["target"], base, final, row, notes)
    if falls:
        keys["direction"] = "decrease"
    if _is_rate(row, keys["target"]) and "baseline" in keys:
        # The growth of the base year is no level that the rates lead on from.
        del keys["baseline"]
        if base is not None and row.baseline is not None:
            notes.append(Remark("import_rate_before", {"text": row.baseline.text}))
    printed_growth(growth, keys, (base, final), notes)
    for each in (row.baseline, final):
        if each is not None and row.unit and not _same_unit(each, row.unit):
            notes.append(Remark("import_other_unit", {"text": each.text, "unit": row.unit}, check=True))
    unit = row.unit or next((each.unit for each in (final, row.baseline, growth) if each and each.unit), "")
    if unit and not row.unit:
        keys["unit"] = unit
    if not unit and final is not None and not (final.rank or final.done):
        notes.append(Remark("import_no_unit", check=True))
    ends = _ends(keys["target"], base)
    if ends and (unit == "%" or min(ends) <= 0):
        # No rate leads to or from zero, and a percentage moves by points.
        keys["path"] = "linear"
    return keys, notes


def _same_unit(printed: Printed, unit: str) -> bool:
    """Whether a cell says no other unit than its row does; a change may be in percent of anything."""
    own = plain(printed.unit).lower()
    return own in plain(unit).lower() or (own == "%" and (printed.change or printed.whole_period))


def _is_rate(row: RowValues, target: Value) -> bool:
    """Whether an indicator is itself a rate of growth (增加值增速, %)."""
    of_growth = isinstance(target, Mapping) and target.get("kind") == "growth"
    return of_growth and row.unit == "%" and bool(GROWS.search(row.name))


def _milestones(row: RowValues, yearly: Mapping[int, Printed], falls: bool, notes: list[Remark]) -> Value:
    """Values by year; a condition that not all of them have is for a person to check."""
    last = yearly[max(yearly)]
    for each in yearly.values():
        other = each.operator == "about" or each.operator not in (None, last.operator)
        if other or each.marks:
            notes.append(Remark("import_not_exact", {"text": each.text}, check=True))
    falls |= last.operator in CEILINGS
    less = falls or row.falls_to(last)
    values: Value = {
        str(year): _number(yearly[year], less, notes, key="import_range_of_year") for year in sorted(yearly)
    }
    target = _with_operator({"kind": "milestones", "values": values}, last, falls)
    if "operator" in target and any(each.operator is None for each in yearly.values()):
        notes.append(Remark("import_operator_of_all", {"text": last.text}, check=True))
    return target


def _baseline(row: RowValues, keys: dict[str, Value], notes: list[Remark]) -> Decimal | None:
    printed = row.baseline
    if printed is None:
        return None
    if printed.value is None:
        if printed.blank is None:
            notes.append(Remark("import_not_understood", {"text": printed.text}, check=True))
        keys["baseline"] = {"missing": printed.blank or "unstated"}
        return None
    starred = row.starred_year if "*" in printed.marks or "＊" in printed.marks else None
    year = printed.year or starred
    keys["baseline"] = printed.value if year is None else {"year": year, "value": printed.value}
    if year is None and row.base_month is not None:
        keys["baseline"] = {"date": f"{row.base_year}-{row.base_month:02d}", "value": printed.value}
    if printed.marks and starred is None:
        notes.append(Remark("import_marks", {"text": printed.text}, check=True))
    if printed.operator or printed.high is not None:
        notes.append(Remark("import_not_exact", {"text": printed.text}, check=True))
    return printed.value


def _without_value(row: RowValues, growth: Printed, notes: list[Remark]) -> Value:
    """A row without a target value: a yearly growth, or words."""
    words = next((each.text for each in row.targets.values() if each.blank is None), "")
    if growth.value is not None and row.grows_by(growth):
        return _yearly_growth(growth, False, notes)
    if growth.value is not None:
        notes.append(Remark("import_each_year", {"text": growth.text}, check=True))
        operator = growth.operator or "at_least"
        bound = "high" if operator in CEILINGS else "low"
        return {"kind": "band", bound: growth.value}
    text = words or (growth.text if growth.blank is None else "") or row.name
    if not (words or growth.blank is None):
        notes.append(Remark("import_no_target", check=True))
    else:
        notes.append(Remark("import_statement", {"text": text}, check=True))
    return {"kind": "statement", "text": text}


def _yearly_growth(printed: Printed, falls: bool, notes: list[Remark]) -> Value:
    """A growth of so much a year; no table says how near "about" is."""
    rate = _number(printed, falls, notes)
    _doubts(printed, notes, about="import_about_rate")
    return _with_operator({"kind": "growth", "rate": rate}, printed, falls)


def _number(printed: Printed, falls: bool, notes: list[Remark], sign: int = 1, key: str = "import_range") -> Value:
    """The number asked, or both ends of a range; ``sign`` -1: of a change that is printed without its sign."""
    assert printed.value is not None
    if printed.high is None:
        return sign * printed.value
    low, high = sorted((sign * printed.value, sign * printed.high))
    notes.append(Remark(key, {"text": printed.text, "value": high if falls else low}, check=True))
    return {"low": low, "high": high}


def _over_the_period(row: RowValues, final: Printed, falls: bool, base: Decimal | None, notes: list[Remark]) -> Value:
    """A bracket, or words of change: a change over the period, or the sum of it."""
    assert final.value is not None
    percent = (final.unit == "%" or (row.unit in ("%", "") and not final.unit)) and not final.points
    adds_up = _ADDS.search(row.name) or (not percent and base is None)
    if final.whole_period and not falls and not final.change and adds_up:
        # 累计达到 may also be the level that is reached in the end.
        notes.append(Remark("import_total", {"text": final.text}, check="达" in final.text))
        if final.high is not None:
            notes.append(Remark("import_not_exact", {"text": final.text}, check=True))
        return _with_operator({"kind": "total", "value": final.value}, final, falls)
    value = _number(final, falls, notes, -1 if falls and final.value > 0 else 1)
    change: dict[str, Value] = {"kind": "change", "value": value}
    if final.points:
        change["unit"] = "pp"
    elif not percent:
        change["unit"] = row.unit or final.unit
    sure = falls or final.points or (final.change and (final.text[:1] != "+" or row.in_percent_of_another(final)))
    shown = " .. ".join(str(each) for each in value.values()) if isinstance(value, Mapping) else value
    notes.append(
        Remark("import_change", {"text": final.text, "value": shown, "unit": str(change.get("unit", "%"))}, not sure)
    )
    _doubts(final, notes)
    return _with_operator(change, final, falls)


def _level(row: RowValues, final: Printed, falls: bool, notes: list[Remark]) -> Value:
    assert final.value is not None
    value = _number(final, falls or row.falls_to(final), notes)
    if final.operator in CEILINGS:
        notes.append(Remark("import_ceiling", {"text": final.text, "value": final.value}, check=True))
    _doubts(final, notes)
    if row.unit == "%" and GROWS.search(row.name) and (row.baseline is None or row.baseline.value is None):
        notes.append(Remark("import_rate_of_year", {"text": final.text, "value": final.value}, check=True))
    year = max((y for y, printed in row.targets.items() if printed.value is not None), default=row.target_year)
    level: dict[str, Value] = {"kind": "level", "value": value}
    if year != row.target_year:
        level["year"] = year
    level = _with_operator(level, final, falls)
    return value if level.keys() == {"kind", "value"} and not isinstance(value, Mapping) else level


def _doubts(printed: Printed, notes: list[Remark], about: str = "import_about") -> None:
    """Add remarks on what a number leaves open."""
    if printed.operator == "about":
        notes.append(Remark(about, {"text": printed.text}, check=True))
    if printed.marks:
        notes.append(Remark("import_marks", {"text": printed.text}, check=True))


def _with_operator(target: dict[str, Value], printed: Printed, falls: bool) -> dict[str, Value]:
    """The target with its operator, where that differs from what the direction implies."""
    usual = "at_most" if falls else "at_least"
    if printed.operator and printed.operator != usual:
        target["operator"] = printed.operator
    return target


def _below(target: Value, base: Decimal | None, final: Printed | None, row: RowValues, notes: list[Remark]) -> bool:
    """Whether less is better, as the target shows: a ceiling, or a value below the baseline (a person must confirm)."""
    if final is None or final.value is None or not isinstance(target, Decimal | Mapping):
        return False
    if isinstance(target, Mapping) and target.get("kind") not in ("level", "milestones"):
        return False
    if final.operator in CEILINGS:
        return True
    if base is not None and final.value < base and not row.says_less:
        if not _FALLS.search(row.name):
            notes.append(Remark("import_direction", {"target": final.value, "baseline": base}, check=True))
        return True
    return False


def _ends(target: Value, base: Decimal | None) -> tuple[Decimal, ...]:
    """Between which values a path leads; none where none is needed."""
    if isinstance(target, Mapping):
        target = target.get("value") if target.get("kind") == "level" else None
    values = list(target.values()) if isinstance(target, Mapping) else [target]
    found = tuple(each for each in values if isinstance(each, Decimal))
    return (base, *found) if base is not None and found else ()
