"""Which findings are told: chosen by code or rule, hidden by a comment in the file, or known from a baseline.

A comment ``# plan: ignore[PLN206] why`` hides warnings and notes of its own line, or, on a line of its own, of the
next line that is not a comment; never an error. One that hides nothing is a finding itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence

from plan_cli.codes import CODES, Severity
from plan_cli.diagnostics import Finding, Place, in_order
from plan_cli.frozen import frozen, replace
from plan_cli.planfile.source import Source, physical_lines
from plan_cli.report.annotations import tickets
from plan_cli.report.validate import Validated, ValidateReport

_COMMENT = re.compile(r"(?:^|\s)#\s*plan:\s*ignore\[([^\]]*)\]")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
SCHEMA = "plan.baseline/1"


@frozen
class _Ignore:
    """One code that a comment hides, on which line, and where the comment stands."""

    code: str
    line: int
    place: Place


def codes_named(names: Sequence[str]) -> tuple[frozenset[str], str | None]:
    """The codes that codes, their beginnings (PLN2) or rule names mean; and the first name that means none."""
    meant: set[str] = set()
    for name in (part.strip() for each in names for part in each.split(",") if part.strip()):
        found = {code for code, entry in CODES.items() if entry.rule == name or code.startswith(name.upper())}
        if not found:
            return frozenset(), name
        meant |= found
    return frozenset(meant), None


def chosen(report: ValidateReport, select: Collection[str], ignore: Collection[str]) -> ValidateReport:
    """The report with the findings of some codes only, comments in the files obeyed first."""

    def keeps(finding: Finding) -> bool:
        # What keeps a file from being read is never left out.
        wanted = (not select or finding.code in select) and finding.code not in ignore
        return wanted or CODES[finding.code].unable

    files = []
    for each in report.files:
        found = [finding for finding in obeyed(each) if keeps(finding)]
        files.append(replace(each, findings=in_order(found)))
    return replace(report, files=tuple(files))


def obeyed(each: Validated) -> Iterator[Finding]:
    """The findings of a file that its comments do not hide, and the comments that hide nothing."""
    ignores = list(_ignores(each.source))
    used: set[_Ignore] = set()
    for finding in each.findings:
        line = finding.place.line if finding.place else 0
        hit = [one for one in ignores if one.line == line and one.code in (finding.code, finding.rule)]
        if hit and finding.severity is not Severity.ERROR:
            used.update(hit)
        else:
            yield finding
    for one in ignores:
        if one not in used:
            yield Finding("PLN090", {"code": one.code}, place=one.place)


def _ignores(source: Source) -> Iterator[_Ignore]:
    lines = physical_lines(source.text)
    for number, line in enumerate(lines, 1):
        bare = _QUOTED.sub(lambda match: "_" * len(match[0]), line)
        for match in _COMMENT.finditer(bare):
            start = match.start() + (0 if bare[match.start()] == "#" else 1)
            place = Place(source.file, number, start + 1, number, len(line.rstrip()) + 1)
            target = number
            if not bare[:start].strip():
                rest = enumerate(lines[number:], number + 1)
                target = next((n for n, text in rest if text.strip() and not text.lstrip().startswith("#")), number)
            for code in match[1].split(","):
                yield _Ignore(code.strip(), target, place)


def baseline_of(report: ValidateReport) -> str:
    """The findings of a report, to be known from now on."""
    known = [
        {"fingerprint": each.fingerprint, "code": each.code, "file": each.file, "text": each.text}
        for each in tickets(report.findings)
    ]
    return json.dumps({"schema": SCHEMA, "findings": known}, ensure_ascii=False, indent=2) + "\n"


def fingerprints(text: str) -> frozenset[str] | None:
    """The findings that a baseline knows; None where the text is no baseline."""
    try:
        read = json.loads(text)
        if read["schema"] != SCHEMA:
            return None
        return frozenset(str(each["fingerprint"]) for each in read["findings"])
    except (ValueError, TypeError, KeyError):
        return None


def unknown(report: ValidateReport, known: frozenset[str]) -> tuple[ValidateReport, int]:
    """The report without what is known, and how many of those known were not found any more."""
    names = iter([each.fingerprint for each in tickets(report.findings)])
    met, files = set(), []
    for each in report.files:
        left = []
        for finding, name in zip(each.findings, names, strict=False):
            if name in known:
                met.add(name)
            else:
                left.append(finding)
        files.append(replace(each, findings=tuple(left)))
    return replace(report, files=tuple(files)), len(known - met)
