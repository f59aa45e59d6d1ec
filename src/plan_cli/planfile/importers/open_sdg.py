"""A draft of a plan from an Open SDG repository: one indicator for each series whose progress the site calculates.

What is read is what Open SDG documents: ``progress_calculation_options`` (series, unit, disaggregation, direction,
base_year, target_year, target, limit, group) in the indicators' configuration, the paths and special columns in
``config_data.yml``, and tidy CSV files in which a blank cell stands for the whole. The figures stay where they are:
the plan's ``actuals`` say which rows of which file each series is.
Source: https://open-sdg.readthedocs.io/en/latest/indicator-configuration/#progress_calculation_options
"""

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from plan_cli.diagnostics import Remark
from plan_cli.planfile.importers.draft import Draft, DraftIndicator, Value
from plan_cli.planfile.importers.open_sdg_data import Selection, select, table_of
from plan_cli.planfile.importers.open_sdg_site import Config, Site, mappings, site_of

#: The defaults of the progress calculation.
BASE_YEAR, TARGET_YEAR = 2015, 2030
#: Figures of this quarter alone stand for their years, as the level at the end of a year does.
LAST_QUARTER = "4"
#: The value of an option.
_OPTIONS = frozenset(
    {"series", "unit", "disaggregation", "direction", "base_year", "target_year", "target", "limit", "group"}
)


@dataclass(slots=True)
class _Draft:
    """The draft as far as it is made."""

    indicators: list[DraftIndicator] = field(default_factory=list)
    sources: list[Value] = field(default_factory=list)
    groups: dict[str, Value] = field(default_factory=dict)
    has_fiscal_years: bool = False
    has_windows: bool = False


def is_open_sdg(folder: Path) -> bool:
    """Whether a folder looks like the data repository of an Open SDG site."""
    return site_of(folder).has_configuration()


def draft_of_open_sdg(folder: Path, plan_folder: Path) -> Draft:
    """The plan of a data repository; its sources are paths seen from ``plan_folder``."""
    site, drafted = site_of(folder), _Draft()
    files, skipped = site.data_files(), []
    for config in sorted(site.configs(), key=lambda config: _natural(config.id)):
        if config.values.get("auto_progress_calculation") is not True:
            skipped.append(config.id)
            continue
        _add_indicator(config, site, files.get(config.id), plan_folder, drafted)
    _tell_apart(drafted.indicators)
    keys: dict[str, Value] = {
        "id": re.sub(r"[^A-Za-z0-9]+", "-", folder.resolve().name).strip("-").lower() or "open-sdg",
        "title": f"Open SDG: {folder.resolve().name}",
        "base_year": BASE_YEAR,
        "target_year": TARGET_YEAR,
    }
    if drafted.has_fiscal_years:
        keys["fiscal_year"] = {"starts": "04-01", "named_by": "start"}
    if drafted.has_windows:
        keys["windows"] = "first"
    keys |= {"groups": drafted.groups, "actuals": drafted.sources}
    notes = [Remark("import_open_sdg", {"count": len(drafted.indicators), "folder": folder.name})]
    if drafted.has_fiscal_years or drafted.has_windows:
        notes.append(Remark("import_first_year", check=True))
    if skipped:
        notes.append(Remark("import_not_calculated", {"count": len(skipped), "names": skipped}))
    return Draft(keys, tuple(drafted.indicators), (), tuple(notes))


def _add_indicator(config: Config, site: Site, file: Path | None, plan_folder: Path, drafted: _Draft) -> None:
    options = list(_series(config.values.get("progress_calculation_options") or [{}]))
    options = [option for position, option in enumerate(options) if option not in options[:position]]
    goal = re.match(r"\d+", config.id)
    if goal:
        drafted.groups.setdefault(f"goal-{goal[0]}", f"Goal {goal[0]}")
    for number, option in enumerate(options, 1):
        id = config.id if len(options) == 1 else f"{config.id}.{number}"
        selection = _selection(config, site, file, option)
        code, title = _name(config.id, option), _title(config, site, option)
        keys: dict[str, Value] = {"id": id, "name": title or code}
        if title:
            keys["aliases"] = [code]
        if len(options) == 1 and config.values.get("indicator_number"):
            keys["no"] = str(config.values["indicator_number"])
        if goal:
            keys["group"] = f"goal-{goal[0]}"
        keys |= {"unit": selection.unit or str(option.get("unit") or _unit(config)), **_target_keys(option)}
        if selection.quarters == {LAST_QUARTER}:
            keys["nature"] = "stock"
        keys["source"] = config.file
        drafted.indicators.append(DraftIndicator(keys, config.file, tuple(_notes(option, selection))))
        drafted.has_fiscal_years |= selection.has_fiscal_years
        drafted.has_windows |= selection.has_windows
        if selection.file:
            source: dict[str, Value] = {
                "file": Path(os.path.relpath(selection.file.resolve(), plan_folder.resolve())).as_posix(),
                "indicator": id,
                "columns": {"year": "Year", "value": selection.value_column},
                # The site knows its own unit: a target near zero must not make its figures look wrong.
                "scale": 1,
            }
            if selection.unit_with_scale:
                source["unit"] = selection.unit_with_scale
            if selection.quarters:
                # A site that also has fiscal years means the calendar's quarters.
                source["calendar_years"] = True
            drafted.sources.append(source | ({"where": dict(selection.where)} if selection.where else {}))


def _series(options: Any) -> Iterator[Mapping[str, Any]]:
    """The options of every series; a group only weights its members, at any depth."""
    for option in mappings(options):
        yield from _series(option["group"]) if "group" in option else [option]


def _selection(config: Config, site: Site, file: Path | None, option: Mapping[str, Any]) -> Selection:
    table = table_of(file) if file else None
    if file is None or table is None:
        return Selection(problem=Remark("import_no_data", check=True))
    columns = site.columns
    wanted = {columns.series: option.get("series"), columns.unit: option.get("unit")}
    wanted |= {str(each.get("field")): each.get("value") for each in mappings(option.get("disaggregation"))}
    cells = {heading: str(value) for heading, value in wanted.items() if value is not None}
    return select(table, file, cells, columns, site.keys)


def _name(first: str, option: Mapping[str, Any], site: Site | None = None, language: str = "") -> str:
    """An indicator's number or title, and what tells its series apart, as the site names them."""
    parts = [
        option.get("series"),
        option.get("unit"),
        *(each.get("value") for each in mappings(option.get("disaggregation"))),
    ]
    texts = [str(part) for part in parts if part is not None]
    return " / ".join([first, *((site.translated(text, language) or text) if site else text for text in texts)])


def _title(config: Config, site: Site, option: Mapping[str, Any]) -> Value:
    """The indicator's title in each language of the site that has one; None where its key is not in the site."""
    stated = config.values.get("indicator_name")
    if not isinstance(stated, str) or not stated.strip():
        return None
    titles = {language: site.translated(stated, language) for language in site.languages}
    names = {each: _name(title, option, site, each) for each, title in titles.items() if title}
    return next(iter(names.values())) if len(set(names.values())) == 1 else names or None


def _tell_apart(drafted: list[DraftIndicator]) -> None:
    """Put its id before each name that several indicators have: 1.5.1 and 11.5.1 have one title."""
    count = Counter(repr(each.keys["name"]) for each in drafted)
    for position, each in enumerate(drafted):
        if count[repr(name := each.keys["name"])] > 1:
            id = each.keys["id"]
            own = {k: f"{id} {v}" for k, v in name.items()} if isinstance(name, Mapping) else f"{id} {name}"
            drafted[position] = replace(each, keys={**each.keys, "name": own})


def _unit(config: Config) -> str:
    unit = config.values.get("computation_units")
    return unit if isinstance(unit, str) else ""


def _target_keys(option: Mapping[str, Any]) -> dict[str, Value]:
    """Direction, target and own base year. The direction is negative unless it is said to be positive."""
    keys: dict[str, Value] = {"direction": "increase" if option.get("direction") == "positive" else "decrease"}
    base, year = (_number(option.get(key)) for key in ("base_year", "target_year"))
    if base is not None and base != BASE_YEAR:
        keys["baseline"] = {"year": int(base)}
    target = _number(option.get("target"))
    if target is None:
        limit = _number(option.get("limit"))
        keys["target"] = {"kind": "trend"} | ({"limit": limit} if limit is not None else {})
    elif year is not None and year != TARGET_YEAR:
        keys["target"] = {"kind": "level", "value": target, "year": int(year)}
    else:
        keys["target"] = target
    return keys


def _number(value: Any) -> Decimal | None:
    """A number as it is written, in quotes or without."""
    try:
        number = None if isinstance(value, bool) else Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() else None


def _notes(option: Mapping[str, Any], selection: Selection) -> Iterator[Remark]:
    if selection.problem:
        yield selection.problem
    if selection.quarters == {LAST_QUARTER}:
        yield Remark("import_last_quarter", check=True)
    elif selection.quarters:
        yield Remark("import_quarters", {"quarters": [f"Q{each}" for each in sorted(selection.quarters)]}, check=True)
    for key in ("target", "limit", "base_year", "target_year"):
        if option.get(key) is not None and _number(option[key]) is None:
            yield Remark("import_no_number", {"key": key, "text": option[key]}, check=True)
    if unknown := sorted(map(str, option.keys() - _OPTIONS)):
        yield Remark("import_options_ignored", {"names": unknown}, check=True)
    if option.get("direction") not in ("positive", "negative"):
        yield Remark("import_direction_default")


def _natural(id: str) -> tuple[tuple[int, int, str], ...]:
    """1-2-1 before 1-10-1 before 1-a-1."""
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in re.split(r"[-.]", id))
