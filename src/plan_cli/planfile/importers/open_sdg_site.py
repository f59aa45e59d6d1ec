"""The files of an Open SDG data repository: configuration and metadata by indicator, data files, special columns.

``config_data.yml`` may name other places; without it the documented defaults hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

#: Where a site keeps its files unless it says otherwise.
DATA = ("data/*-*.csv",)
CONFIGURATION = ("meta/*-*.md", "meta/*-*.yml", "indicator-config/*-*.yml")
#: The names that a site's settings may have.
SETTINGS = ("config_data.yml", "data_config.yml")


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns with a role: what is no disaggregation, remarks on single figures, the series and the unit."""

    not_disaggregations: frozenset[str] = frozenset(
        {"Year", "Value", "Units", "Series", "GeoCode", "Observation status", "Unit multiplier", "Unit measure"}
    )
    attributes: frozenset[str] = frozenset({"COMMENT_OBS"})
    series: str = "Series"
    unit: str = "Units"
    progress: str = "Progress"

    def is_disaggregation(self, heading: str) -> bool:
        """Whether a column divides the whole."""
        roles = {"Year", "Value", self.series, self.unit, self.progress}
        return heading not in roles | self.not_disaggregations | self.attributes


@dataclass(frozen=True, slots=True)
class Config:
    """What a site says of one indicator, from all its files together."""

    id: str
    file: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Site:
    """A data repository."""

    folder: Path
    data: tuple[str, ...]
    configuration: tuple[str, ...]
    columns: Columns

    def data_files(self) -> dict[str, Path]:
        """The data file of each indicator."""
        files: dict[str, Path] = {}
        for pattern in self.data:
            files |= {_id(file): file for file in sorted(self.folder.glob(pattern))}
        return files

    def configs(self) -> Iterator[Config]:
        """Every indicator with its configuration; a later file adds to an earlier one."""
        values: dict[str, dict[str, Any]] = {}
        files: dict[str, str] = {}
        for pattern in self.configuration:
            for file in sorted(self.folder.glob(pattern)):
                found = _mapping(file)
                values.setdefault(_id(file), {}).update(found)
                if "progress_calculation_options" in found or _id(file) not in files:
                    files[_id(file)] = file.relative_to(self.folder).as_posix()
        yield from (Config(id, files[id], found) for id, found in values.items())


def site_of(folder: Path) -> Site:
    """The site in a folder."""
    settings = next((_mapping(folder / name) for name in SETTINGS if (folder / name).is_file()), {})
    inputs = [each for each in settings.get("inputs") or [] if isinstance(each, Mapping) and each.get("path_pattern")]
    data = tuple(str(each["path_pattern"]) for each in inputs if "Data" in str(each.get("class")))
    meta = tuple(str(each["path_pattern"]) for each in inputs if str(each.get("class")).endswith("Meta"))
    root = folder / str(settings.get("src_dir") or "")
    return Site(root, data or DATA, meta or CONFIGURATION, _columns(settings.get("indicator_options")))


def _columns(options: Any) -> Columns:
    options = options if isinstance(options, Mapping) else {}
    usual = Columns()
    return Columns(
        frozenset(map(str, options.get("non_disaggregation_columns") or usual.not_disaggregations)),
        frozenset(map(str, options.get("observation_attributes") or usual.attributes)),
        str(options.get("series_column") or usual.series),
        str(options.get("unit_column") or usual.unit),
        str(options.get("progress_column") or usual.progress),
    )


def _id(file: Path) -> str:
    return file.stem.removeprefix("indicator_")


def _mapping(file: Path) -> dict[str, Any]:
    """The YAML of a file, or of the front matter of a Markdown file; empty where there is none."""
    text = file.read_text(encoding="utf-8-sig", errors="replace")
    if file.suffix == ".md":
        front = re.match(r"---\s*\n(.*?)\n---", text, re.DOTALL)
        text = front[1] if front else ""
    try:
        found = yaml.safe_load(text)
    except yaml.YAMLError:
        return {}
    return found if isinstance(found, dict) else {}
