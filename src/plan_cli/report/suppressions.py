"""Which diagnostics are shown: selected by code or rule, suppressed by a comment, or known from a baseline.

A comment ``# plan: ignore[PLN206] why`` hides warnings and notes of its own line, or, on a line of its own, of the
next line that is not a comment; never an error. One that hides nothing is a diagnostic itself.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from plan_cli.codes import CODES, PLAN_CODES, Severity
from plan_cli.diagnostics import Diagnostic, Place, in_order
from plan_cli.patterns import late
from plan_cli.planfile.events import physical_lines
from plan_cli.planfile.loading import Loaded
from plan_cli.planfile.source import Source
from plan_cli.report.annotations import annotations_of

if TYPE_CHECKING:
    from plan_cli.report.check import CheckReport
    from plan_cli.report.validate import ValidateReport

_COMMENT = late(r"(?:^|\s)#\s*plan:\s*ignore\[([^\]]*)\]")
_QUOTED = late(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
SCHEMA = "plan.baseline/1"


@dataclass(frozen=True, slots=True)
class _Ignore:
    """One code that a comment hides, on which line, and where the comment stands."""

    code: str
    line: int
    place: Place


def codes_named(names: Sequence[str]) -> tuple[frozenset[str], str | None]:
    """The codes of a plan that codes, their beginnings (PLN2) or rule names mean; and the first name of none."""
    codes: set[str] = set()
    for name in (part.strip() for each in names for part in each.split(",") if part.strip()):
        found = {code for code in PLAN_CODES if CODES[code].rule == name or code.startswith(name.upper())}
        if not found:
            return frozenset(), name
        codes |= found
    return frozenset(codes), None


def chosen(report: ValidateReport, select: Collection[str], ignore: Collection[str]) -> ValidateReport:
    """The report with the diagnostics of some codes only, comments in the files obeyed first."""

    def keeps(diagnostic: Diagnostic) -> bool:
        # What keeps a file from being read is never left out.
        wanted = (not select or diagnostic.code in select) and diagnostic.code not in ignore
        return wanted or CODES[diagnostic.code].unable

    files = []
    for each in report.files:
        found = [diagnostic for diagnostic in obeyed(each) if keeps(diagnostic)]
        files.append(replace(each, diagnostics=in_order(found)))
    return replace(report, files=tuple(files))


def obeyed(each: Loaded) -> Iterator[Diagnostic]:
    """The diagnostics of a file that its comments do not hide, and the comments that hide nothing."""
    ignores = list(_ignores(each.source))
    by_line: dict[int, list[_Ignore]] = {}
    for one in ignores:
        by_line.setdefault(one.line, []).append(one)
    used: set[_Ignore] = set()
    for diagnostic in each.diagnostics:
        line = diagnostic.place.line if diagnostic.place else 0
        hit = [one for one in by_line.get(line, ()) if one.code in (diagnostic.code, diagnostic.rule)]
        if hit and diagnostic.severity is not Severity.ERROR:
            used.update(hit)
        else:
            yield diagnostic
    for one in ignores:
        if one not in used:
            yield Diagnostic("PLN090", {"code": one.code}, place=one.place)


def _ignores(source: Source) -> Iterator[_Ignore]:
    lines = physical_lines(source.text)
    following = _next_content(lines)
    for number, line in enumerate(lines, 1):
        if "plan:" not in line:
            continue
        bare = _QUOTED.sub(lambda match: "_" * len(match[0]), line)
        for match in _COMMENT.finditer(bare):
            start = match.start() + (0 if bare[match.start()] == "#" else 1)
            place = Place(source.file, number, start + 1, number, len(line.rstrip()) + 1)
            target = number if bare[:start].strip() else following[number - 1]
            for code in match[1].split(","):
                yield _Ignore(code.strip(), target, place)


def _next_content(lines: Sequence[str]) -> list[int]:
    """For each line the number of the next one that is neither blank nor a comment, or its own."""
    following, content = [], 0
    for number in range(len(lines), 0, -1):
        following.append(content or number)
        if (text := lines[number - 1].lstrip()) and not text.startswith("#"):
            content = number
    return following[::-1]


def baseline_of(found: Iterable[Diagnostic], folder: str) -> str:
    """Diagnostics that are to be known from now on, for a file in that folder."""
    known = [
        {"fingerprint": each.fingerprint, "code": each.code, "file": each.file, "text": each.text}
        for each in annotations_of(found, folder)
    ]
    return json.dumps({"schema": SCHEMA, "findings": known}, ensure_ascii=False, indent=2) + "\n"


def fingerprints(text: str) -> frozenset[str] | None:
    """The diagnostics that a baseline knows; None where the text is no baseline."""
    return _each_of(text, "fingerprint")


def files_of(text: str) -> frozenset[str] | None:
    """The files that a baseline is about; None where the text is no baseline."""
    return _each_of(text, "file")


def _each_of(text: str, key: str) -> frozenset[str] | None:
    try:
        read = json.loads(text)
        if read["schema"] != SCHEMA:
            return None
        return frozenset(str(each[key]) for each in read["findings"])
    except (ValueError, TypeError, KeyError):
        return None


def unknown(report: ValidateReport, known: frozenset[str], folder: str) -> tuple[ValidateReport, int]:
    """The report without what is known, and how many of those known were not found any more."""
    met = _known(report.diagnostics, known, folder)
    names = iter(met)
    files = [
        replace(
            each, diagnostics=tuple(found for found, name in zip(each.diagnostics, names, strict=False) if not name)
        )
        for each in report.files
    ]
    return replace(report, files=tuple(files)), len(known - set(met))


def unaccepted(report: CheckReport, known: frozenset[str], folder: str) -> tuple[CheckReport, int]:
    """A check that neither shows nor counts what is accepted, and how many accepted findings are gone."""
    met = _known(report.annotated, known, folder)
    in_data = len(report.diagnostics)
    left = tuple(found for found, name in zip(report.diagnostics, met, strict=False) if not name)
    verdicts = zip(report.annotated[in_data:], met[in_data:], strict=True)
    accepted = frozenset(found.indicator or "" for found, name in verdicts if name)
    return replace(report, diagnostics=left, accepted=accepted), len(known - set(met))


def _known(found: Sequence[Diagnostic], known: frozenset[str], folder: str) -> list[str]:
    """Of each diagnostic its fingerprint if that is known, else an empty text."""
    names = [each.fingerprint for each in annotations_of(found, folder)]
    return [name if name in known else "" for name in names]
