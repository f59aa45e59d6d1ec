"""JUnit: one test case for each subject (an indicator, or a plan file), a failure for each error."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree as Xml

from plan_cli.render import Page
from plan_cli.report import Annotatable
from plan_cli.report.annotations import Annotation, annotations_of, relative

SUFFIXES = (".xml",)
MACHINE = True

#: What XML 1.0 cannot hold at all.
_IMPOSSIBLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(report: Annotatable, page: Page) -> str:
    """A suite for each file, its cases in the report's order."""
    found = annotations_of(report.told)
    root = Xml.Element("testsuites", name="plan")
    totals = {"tests": 0, "failures": 0}
    for file, subjects in report.subjects.items():
        path = relative(file)
        of_file = [each for each in found if each.file == path]
        # Where the actuals are a file of their own, what is found there belongs to the plan's suite.
        of_file += [each for each in found if each.file not in map(relative, report.subjects)]
        suite = Xml.SubElement(root, "testsuite", name=_text(path))
        failures = 0
        for subject in ("", *subjects):
            mine = [each for each in of_file if (each.indicator if each.indicator in subjects else "") == subject]
            failures += _case(suite, path, subject, mine)
        suite.set("tests", str(len(subjects) + 1))
        suite.set("failures", str(failures))
        suite.set("errors", "0")
        totals["tests"] += len(subjects) + 1
        totals["failures"] += failures
    for key, value in totals.items():
        root.set(key, str(value))
    Xml.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"


def _case(suite: Xml.Element, path: str, subject: str, found: Iterable[Annotation]) -> int:
    """One case; how many failures it has (one or none, as JUnit counts cases)."""
    case = Xml.SubElement(suite, "testcase", classname=_text(path), name=_text(subject or path), time="0")
    lines = {"error": [], "other": []}  # type: dict[str, list[str]]
    for each in found:
        where = f"{each.file}:{each.place.line}:{each.place.column}"
        lines["error" if each.severity == "error" else "other"].append(
            _text(f"{where}: {each.severity}[{each.code}] {each.text}")
        )
    if lines["error"]:
        failure = Xml.SubElement(case, "failure", message=lines["error"][0], type="error")
        failure.text = "\n".join(lines["error"])
    if lines["other"]:
        Xml.SubElement(case, "system-out").text = "\n".join(lines["other"])
    return bool(lines["error"])


def _text(text: str) -> str:
    return _IMPOSSIBLE.sub(lambda match: f"\\x{ord(match[0]):02x}", text)
