"""JUnit: one test case for each subject (an indicator, or a plan file), a failure for what makes the report fail.

What could not be judged is skipped, with the reason.
"""

from collections.abc import Sequence
from xml.etree import ElementTree as Xml

from plan_cli.render import Page
from plan_cli.report import Annotated
from plan_cli.report.annotations import Annotation, annotations_of, relative
from plan_cli.text import encodable

REPORT = Annotated
SUFFIXES = (".xml",)
MACHINE = True


def write(report: Annotated, page: Page) -> str:
    """A suite for each file, its cases in the report's order."""
    root = Xml.Element("testsuites", name="plan")
    paths = {file: relative(file) for file in report.subjects}
    by_file: dict[str, list[Annotation]] = {path: [] for path in paths.values()}
    elsewhere: list[Annotation] = []
    for each in annotations_of(report.annotated):
        by_file.get(each.file, elsewhere).append(each)
    failing = frozenset(map(str, report.failing))
    for file, subjects in report.subjects.items():
        # Findings in a separate file of actuals belong to the suite of the plan.
        by_subject: dict[str, list[Annotation]] = {subject: [] for subject in ("", *subjects)}
        for each in (*by_file[paths[file]], *elsewhere):
            by_subject[each.indicator if each.indicator in subjects else ""].append(each)
        suite = Xml.SubElement(root, "testsuite", name=encodable(paths[file]))
        for subject, found in by_subject.items():
            case = Xml.SubElement(
                suite, "testcase", classname=encodable(paths[file]), name=encodable(subject or paths[file]), time="0"
            )
            _fill(case, found, failing, subjects.get(subject))
        _count(suite, suite)
    _count(root, root)
    Xml.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"


def _fill(case: Xml.Element, found: Sequence[Annotation], failing: frozenset[str], skipped: str | None) -> None:
    failures = [_line(each) for each in found if each.severity in failing]
    others = [_line(each) for each in found if each.severity not in failing]
    if failures:
        failure = Xml.SubElement(case, "failure", message=failures[0], type="error")
        failure.text = "\n".join(failures)
    elif skipped is not None:
        Xml.SubElement(case, "skipped", message=encodable(skipped))
    if others:
        Xml.SubElement(case, "system-out").text = "\n".join(others)


def _count(element: Xml.Element, within: Xml.Element) -> None:
    """Set the numbers of cases, failures and skipped cases as attributes."""
    for key, tag in (("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped")):
        element.set(key, str(sum(1 for _ in within.iter(tag))))
    element.set("errors", "0")


def _line(each: Annotation) -> str:
    where = f"{each.file}:{each.place.line}:{each.place.column}"
    return encodable(f"{where}: {each.severity}[{each.code}] {each.text}")
