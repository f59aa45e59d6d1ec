"""Cases: small plans and figures, a command, and the outcomes that are right. ``cases/*.yaml`` holds them as data.

A case has an ``id``, a ``topic``, ``why`` in one sentence, ``files`` (text; ``{copy: file}`` of that folder;
``{header, row, rows}`` for a long table), ``run`` (the arguments after ``plan``), perhaps ``steps`` (runs before it),
``in`` (the folder of the last run), ``stdin`` (text, or ``{closed: true}``), and ``accept``: a list of outcomes, one of
which must be met in all that it asks for (the methods of ``Outcome``).

``cases/open.txt`` lists the ids that are not met yet. It only shrinks: a listed case that is met fails the build, and
so does an unlisted one that is not.
"""

import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import Ran, Run
from fuzz import at_most

FOLDER = Path(__file__).parent / "cases"
CASES: list[dict[str, Any]] = [
    case for file in sorted(FOLDER.glob("*.yaml")) for case in yaml.safe_load(file.read_text(encoding="utf-8"))
]
OPEN = (FOLDER / "open.txt").read_text(encoding="utf-8").split()
#: Commands whose JSON says the same as their table.
WITH_JSON = ("check", "milestones", "forecast", "validate")
UNJUDGED = ("missing", "undecidable", "not_assessable", None)
#: Seconds that any run may take, on a busy machine too.
PATIENCE = 8
SEVERITIES = ("info", "warning", "error")


def content(value: Any) -> bytes:
    """The bytes of a file of a case."""
    if isinstance(value, str):
        return value.encode()
    if "copy" in value:
        return (FOLDER / value["copy"]).read_bytes()
    rows = [value["row"].format(number) for number in range(1, value["rows"] + 1)]
    return "\n".join([value["header"], *rows, ""]).encode()


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def equal(found: object, wanted: object) -> bool:
    """Whether a JSON value is the one wanted, or one of a list; numbers to a millionth of themselves."""
    if isinstance(wanted, list):
        return any(equal(found, each) for each in wanted)
    if isinstance(wanted, bool) or not isinstance(wanted, int | float):
        return found == wanted
    return isinstance(found, int | float) and not isinstance(found, bool) and found == pytest.approx(wanted, 1e-6, 1e-6)


def at(document: Any, route: str) -> Any:
    """What stands at ``a.b.0.c`` of a JSON document; None where there is no such place."""
    for part in route.split("."):
        try:
            document = document[int(part) if isinstance(document, list) else part]
        except (KeyError, IndexError, ValueError, TypeError):
            return None
    return document


@dataclass(frozen=True)
class Outcome:
    """What a case left behind. Each method named as a key of ``accept`` yields what is not as asked."""

    ran: Ran
    document: Any
    before: dict[str, bytes]
    after: dict[str, bytes]

    @property
    def diagnostics(self) -> list[dict[str, Any]]:
        return (at(self.document, "diagnostics") or []) if isinstance(self.document, dict) else []

    def result(self, id: str) -> dict[str, Any]:
        results: list[dict[str, Any]] = at(self.document, "results") or []
        return next((each for each in results if isinstance(each, dict) and each.get("id") == id), {})

    def exit(self, wanted: object) -> Iterator[str]:
        """The exit code, or one of several."""
        if not equal(self.ran.code, wanted):
            yield f"exit {self.ran.code}, not {wanted}"

    def results(self, wanted: dict[str, dict[str, object]]) -> Iterator[str]:
        """Keys of an indicator's result in the JSON."""
        for id, keys in wanted.items():
            for key, value in keys.items():
                if not equal(found := self.result(id).get(key), value):
                    yield f"{id}.{key} is {found!r}, not {value!r}"

    def refused(self, wanted: list[str]) -> Iterator[str]:
        """Indicators without a verdict, and a warning or an error that says why."""
        for id in wanted:
            if (status := self.result(id).get("status")) not in UNJUDGED:
                yield f"{id} is judged {status}"
        warned = any(each.get("severity") in ("warning", "error") for each in self.diagnostics)
        if not warned and not at(self.document, "error"):
            yield "no diagnostic of severity warning or error"

    def diagnosed(self, wanted: dict[str, str]) -> Iterator[str]:
        """One diagnostic of a severity ``at_least``, whose message, hint or facts match ``says``."""
        severities = SEVERITIES[SEVERITIES.index(wanted.get("at_least", "info")) :]
        for each in self.diagnostics:
            facts = json.dumps(each.get("facts") or {}, ensure_ascii=False)
            text = f"{each.get('message', '')} {each.get('hint') or ''} {facts}"
            if each.get("severity") in severities and re.search(wanted.get("says", ""), text, re.I | re.S):
                return
        yield f"no diagnostic like {wanted}"

    def says(self, wanted: list[str]) -> Iterator[str]:
        """Patterns in what is printed."""
        yield from (f"does not say /{each}/" for each in wanted if not self._printed(each))

    def not_says(self, wanted: list[str]) -> Iterator[str]:
        """Patterns that nothing printed matches."""
        yield from (f"says /{each}/" for each in wanted if self._printed(each))

    def _printed(self, pattern: str) -> bool:
        return re.search(pattern, self.ran.out + self.ran.err, re.I | re.S) is not None

    def same(self, wanted: dict[str, str]) -> Iterator[str]:
        """Files that hold what they held."""
        yield from (f"{name} was changed" for name in wanted if self.after.get(name) != self.before.get(name))

    def files(self, wanted: dict[str, str]) -> Iterator[str]:
        """Files that are there and match a pattern."""
        for name, pattern in wanted.items():
            if not re.search(pattern, self.after.get(name, b"\0").decode(errors="replace"), re.S):
                yield f"{name} does not say /{pattern}/"

    def json(self, wanted: dict[str, object]) -> Iterator[str]:
        """Any place of the JSON document."""
        for route, value in wanted.items():
            if not equal(found := at(self.document, route), value):
                yield f"{route} is {found!r}, not {value!r}"

    def misses(self, accepted: dict[str, Any]) -> list[str]:
        """All that one accepted outcome asks for and is not so."""
        checks = {"diagnostics": "diagnosed"}
        return [
            each
            for key, wanted in accepted.items()
            if wanted is not None
            for each in getattr(self, checks.get(key, key))(wanted)
        ]


def played(case: dict[str, Any], run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Outcome:
    """Play a case in a folder of its own."""
    for name, value in (case.get("files") or {}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content(value))
    before = contents(folder)
    stdin = case.get("stdin") or ""
    given = None if isinstance(stdin, dict) else stdin.encode()

    def call(arguments: list[str]) -> Ran:
        with at_most(PATIENCE):
            return run(*arguments, stdin=given, LANG="C.UTF-8", NO_COLOR="1")

    monkeypatch.chdir(folder)
    for step in case.get("steps", []):
        call(shlex.split(step))
    monkeypatch.chdir(folder / case.get("in", "."))
    arguments = shlex.split(str(case["run"]))
    ran = call(arguments if "--lang" in arguments else [*arguments, "--lang", "en"])
    after = contents(folder)
    as_json = ran
    if arguments[:1] and arguments[0] in WITH_JSON and not {"--format", "-o", "--emit"} & set(arguments):
        as_json = call([*arguments, "--format", "json"])
    try:
        document = json.loads(as_json.out)
    except ValueError:
        document = {}
    return Outcome(ran, document, before, after)


def parameter(case: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(reason="open", raises=AssertionError, strict=True)] if case["id"] in OPEN else []
    return pytest.param(case, id=case["id"], marks=marks)


@pytest.mark.parametrize("case", [parameter(case) for case in CASES])
@pytest.mark.sampled(4)
def test_a_case_is_met(case: dict[str, Any], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One of the accepted outcomes comes out."""
    outcome = played(case, run, tmp_path, monkeypatch)
    misses = [outcome.misses(accepted) for accepted in case["accept"]]
    assert not all(misses), f"{case['why']}\nplan {case['run']}\n" + "\n".join("; ".join(each) for each in misses)


def test_open_cases_are_cases() -> None:
    """The list of open cases names existing ids, each once, in order."""
    assert sorted({case["id"] for case in CASES} & set(OPEN)) == OPEN
