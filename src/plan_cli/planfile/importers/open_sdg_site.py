"""The files of an Open SDG data repository: configuration and metadata by indicator, data files, special columns.

``config_data.yml`` may name other places; without it the documented defaults hold.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
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
        {
            "Year", "Value", "Units", "Series", "GeoCode", "Observation status", "Unit multiplier", "Unit measure",
            "UNIT_MEASURE", "SERIES", "COMMENT_TS", "DATA_LAST_UPDATE",
        }
    )  # fmt: skip
    attributes: frozenset[str] = frozenset({"COMMENT_OBS"})
    series: str = "Series"
    unit: str = "Units"
    progress: str = "Progress"

    def is_disaggregation(self, heading: str) -> bool:
        """Whether a column divides the whole. Of several remarks on a figure each has a column: COMMENT_OBS_0, …_1."""
        roles = {"Year", "Value", self.series, self.unit, self.progress}
        attribute = heading in self.attributes or re.sub(r"_\d+\Z", "", heading) in self.attributes
        return not attribute and heading not in roles | self.not_disaggregations


@dataclass(frozen=True, slots=True)
class Config:
    """What a site says of one indicator, from all its files together."""

    id: str
    file: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Site:
    """A data repository."""

    folder: Path
    data: tuple[str, ...]
    configuration: tuple[str, ...]
    columns: Columns
    languages: tuple[str, ...] = ("en",)

    @property
    def language(self) -> str:
        """The site's first language."""
        return self.languages[0]

    @cached_property
    def _translations(self) -> Mapping[tuple[str, str], Mapping[str, Any]]:
        """The translations in its own folder, by language and group."""
        return {
            (language, file.stem): _mapping(file)
            for language in self.languages
            for file in self._matching((f"translations/{language}/*.yml",))
        }

    def translated(self, text: str, language: str) -> str:
        """A text, or what its key (``cif.1-1-1-title``) stands for; empty for a key that the site does not have."""
        group, point, key = text.strip().partition(".")
        if not point or not group or not key or " " in text.strip():
            return text.strip()
        found = self._translations.get((language, group), {}).get(key)
        return str(found).strip() if isinstance(found, str) else ""

    @cached_property
    def keys(self) -> Mapping[str, tuple[str, ...]]:
        """Under which keys of its translations a text of its own language may stand in data files."""
        found: dict[str, list[str]] = defaultdict(list)
        for (language, group), texts in self._translations.items():
            for key, text in texts.items() if language == self.language else ():
                found[str(text)].append(f"{group}.{key}")
        return {text: tuple(keys) for text, keys in found.items()}

    def data_files(self) -> dict[str, Path]:
        """The data file of each indicator."""
        return {_id(file): file for file in self._matching(self.data)}

    def has_configuration(self) -> bool:
        """Whether there is any indicator at all."""
        return any(True for _ in self._matching(self.configuration))

    def configs(self) -> Iterator[Config]:
        """Every indicator with its configuration; a later file adds to an earlier one."""
        values: dict[str, dict[str, Any]] = {}
        files: dict[str, str] = {}
        for file in self._matching(self.configuration):
            found = _mapping(file)
            values.setdefault(_id(file), {}).update(found)
            if "progress_calculation_options" in found or _id(file) not in files:
                files[_id(file)] = file.relative_to(self.folder).as_posix()
        yield from (Config(id, files[id], found) for id, found in values.items())

    def _matching(self, patterns: tuple[str, ...]) -> Iterator[Path]:
        """The files of some patterns, inside the repository only."""
        for pattern in patterns:
            if not Path(pattern).is_absolute() and ".." not in Path(pattern).parts:
                yield from (file for file in sorted(self.folder.glob(pattern)) if file.is_file())


def site_of(folder: Path) -> Site:
    """The site in a folder."""
    settings = next((_mapping(folder / name) for name in SETTINGS if (folder / name).is_file()), {})
    inputs = [each for each in mappings(settings.get("inputs")) if each.get("path_pattern")]
    data = tuple(str(each["path_pattern"]) for each in inputs if "Data" in str(each.get("class")))
    meta = tuple(str(each["path_pattern"]) for each in inputs if str(each.get("class")).endswith("Meta"))
    inside = folder / str(settings.get("src_dir") or "")
    root = inside if inside.resolve().is_relative_to(folder.resolve()) else folder
    named = settings.get("languages")
    languages = tuple(filter(str.isalnum, map(str, named))) if isinstance(named, list) else ()
    columns = _columns(settings.get("indicator_options"))
    return Site(root, data or DATA, meta or CONFIGURATION, columns, languages or Site.languages)


def _columns(options: Any) -> Columns:
    options = options if isinstance(options, Mapping) else {}
    usual = Columns()
    return Columns(
        _texts(options.get("non_disaggregation_columns")) or usual.not_disaggregations,
        _texts(options.get("observation_attributes")) or usual.attributes,
        str(options.get("series_column") or usual.series),
        str(options.get("unit_column") or usual.unit),
        str(options.get("progress_column") or usual.progress),
    )


def _texts(value: Any) -> frozenset[str]:
    return frozenset(map(str, value)) if isinstance(value, list) else frozenset()


def mappings(value: Any) -> list[Mapping[str, Any]]:
    """The mappings in a list; a mapping alone is a list of one."""
    found = value if isinstance(value, list) else [value]
    return [each for each in found if isinstance(each, Mapping)]


def _id(file: Path) -> str:
    return re.sub(r"[^A-Za-z0-9._-]+", "-", file.stem.removeprefix("indicator_"))


def _mapping(file: Path) -> dict[str, Any]:
    """The YAML of a file, or of the front matter of a Markdown file; empty where there is none."""
    text = file.read_text(encoding="utf-8-sig", errors="replace")
    if file.suffix == ".md":
        front = re.match(r"---\s*\n(.*?)\n---", text, re.DOTALL)
        text = front[1] if front else ""
    try:
        found = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        # What the site could not build from is as if it were not there: its indicators are counted as not calculated.
        return {}
    return found if isinstance(found, dict) else {}
