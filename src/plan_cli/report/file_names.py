"""File names in a report for others: as much of the end of each path as tells files apart, never the whole path."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from plan_cli.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class FileNames:
    """The name of each file, with as many folders before it as tell it from the others."""

    names: Mapping[str, str]

    def of(self, file: str) -> str:
        """The name of a file."""
        return self.names.get(file) or PurePath(file).name or file

    def within(self, found: Diagnostic) -> Diagnostic:
        """The diagnostic with names in place of paths."""
        place = None if found.place is None else found.place._replace(file=self.of(found.place.file))
        facts = {key: self._fact(value) for key, value in found.facts.items()}
        return replace(found, place=place, facts=facts)

    def _fact(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return [self._fact(each) for each in value]
        return self.names.get(value, value) if isinstance(value, str) else value


def file_names(files: Iterable[str]) -> FileNames:
    """Distinct names for these files."""
    paths = {file: PurePath(file).parts for file in files if file}
    names = dict.fromkeys(paths, 1)
    while True:
        shown = {file: "/".join(parts[-names[file] :]) for file, parts in paths.items()}
        used = Counter(shown.values())
        longer = [file for file, name in shown.items() if used[name] > 1 and names[file] < len(paths[file])]
        if not longer:
            return FileNames(shown)
        for file in longer:
            names[file] += 1
