"""Source: the text of a plan file as data, with the place of every key and every value.

The YAML is read as a stream of events (libyaml where present) with YAML 1.2's scalars: numbers become
``Decimal`` from the very digits, only ``true`` and ``false`` are booleans, ``yes``, ``1_000`` and ``12:30`` stay
text. Nothing in the file is ever executed; what cannot be read becomes a diagnostic. The kinds of file trouble and
their words stand in ``codes.py`` and ``say/``.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

import yaml

from plan_cli.diagnostics import Diagnostic, Place, Route

#: A plan file larger than this is refused.
SIZE_LIMIT = 5_000_000
#: How deep a file may nest, and how many values its aliases may stand for.
DEPTH_LIMIT = 100
ALIAS_LIMIT = 50_000
#: Figures beyond this many digits, before or after the point, are refused.
DIGIT_LIMIT = 40

_INTEGER = re.compile(r"[-+]?[0-9]+\Z")
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_BASED = re.compile(r"0(o[0-7]+|x[0-9a-fA-F]+)\Z")
_NOT_FINITE = re.compile(r"([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\Z")
_LEADING_ZERO = re.compile(r"[-+]?0[0-9]+\Z")
_WORDS = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
#: What is looked for once the syntax is wrong: compiled then, not before.
_FULL_WIDTH_KEY = r"^[\s-]*(?:[^\s:：#\"'][^:：#\"']*)?(：)"
_FULL_WIDTH_IN_FLOW = r"[{\[][^\"'}\]]*?([，：、])"
_ODD_SPACE = r"([\u3000\u00a0])"
_COMPARISON = r"(?:^\s*-|:)\s+([<>]=?\s*[0-9][^#]*)"


@dataclass(frozen=True, slots=True)
class Span:
    """From where to where: lines and columns 1-based, in code points, the end past the last character."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Source:
    """One plan file: its data (``None`` where it cannot be used), its places and what was found on the way."""

    file: str
    sha256: str = ""
    text: str = ""
    data: Any = None
    keys: dict[Route, Span] = field(default_factory=dict)
    values: dict[Route, Span] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()

    def place(self, route: Route, at_key: bool = False) -> Place:
        """The place of a key or value: the longest beginning of the route that is in the file."""
        for length in range(len(route), -1, -1):
            spans = self.keys if at_key and route[:length] in self.keys else self.values
            span = spans.get(route[:length])
            if span is not None:
                return Place(self.file, span.line, span.column, span.end_line, span.end_column)
        return Place(self.file, 1, 1, 1, 1)

    def placed(self, diagnostics: list[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Diagnostics that know their route, with their places."""
        return tuple(f if f.place else self._placed(f) for f in diagnostics)

    def _placed(self, diagnostic: Diagnostic) -> Diagnostic:
        facts = dict(diagnostic.facts)
        if "first" in facts:
            facts["first_line"] = self.place(facts.pop("first")).line
        return replace(diagnostic, facts=facts, place=self.place(diagnostic.route, diagnostic.at_key))


def read_source(raw: bytes, file: str) -> Source:
    """Read the bytes of a plan file. Never raises for what is in them."""
    sha256 = hashlib.sha256(raw).hexdigest()
    if len(raw) > SIZE_LIMIT:
        facts = {"bytes": len(raw), "limit": SIZE_LIMIT}
        return Source(file, sha256, diagnostics=(Diagnostic("PLN016", facts, place=Place(file)),))
    text, trouble = _decoded(raw, file)
    if trouble:
        return Source(file, sha256, diagnostics=(trouble,))
    reader = _Reader(file, text)
    data = reader.read()
    return Source(file, sha256, text, data, reader.keys, reader.values, tuple(reader.diagnostics))


def _decoded(raw: bytes, file: str) -> tuple[str, Diagnostic | None]:
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return raw.decode(encoding), None
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        try:
            raw.decode("gb18030")
            guess = "gb18030"
        except UnicodeDecodeError:
            guess = ""
        facts = {"byte": error.start, "guess": guess, "file": file}
        return "", Diagnostic("PLN002", facts, place=Place(file, line, 1, line, 1))


class _StopReadingError(Exception):
    """Nothing more can be read; the diagnostic says why."""


class _Open:
    """A list or mapping whose end has not been seen yet."""

    __slots__ = ("anchor", "has_key", "into", "key", "route", "size", "span")

    def __init__(self, route: Route, into: Any, span: Span, anchor: str | None) -> None:
        self.route, self.into, self.span, self.anchor = route, into, span, anchor
        self.size, self.has_key = 1, False
        self.key: Any = None


class _Reader:
    def __init__(self, file: str, text: str) -> None:
        self.file, self.text, self.lines = file, text, physical_lines(text)
        self.keys: dict[Route, Span] = {}
        self.values: dict[Route, Span] = {}
        self.diagnostics: list[Diagnostic] = []
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.open: list[_Open] = []
        self.root: Any = None
        self.aliased = 0

    def read(self) -> Any:
        """The data, or None where the file cannot be used."""
        for number, line in enumerate(self.lines if _CONTROL.search(self.text) else (), 1):
            for match in _CONTROL.finditer(line):
                self._find("PLN011", self._at(number, match.start() + 1), character=f"U+{ord(match[0]):04X}")
        documents = 0
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            for event in yaml.parse(_CONTROL.sub("�", self.text), Loader=loader):
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents == 2:
                        self._stop("PLN006", _span(event))
                elif isinstance(event, yaml.NodeEvent):
                    self._node(event)
                elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
                    self._close(event)
        except _StopReadingError:
            return None
        except yaml.YAMLError as error:
            self._syntax(error)
            return None
        except RecursionError:
            self._find("PLN009", self._at(1, 1), limit=DEPTH_LIMIT)
            return None
        if () not in self.values or (self.root is None and documents <= 1):
            comments = bool(re.search(r"^\s*#", self.text, re.MULTILINE))
            self._find("PLN003", self._at(1, 1), has=("comments" if comments else "nothing"))
        elif not isinstance(self.root, dict):
            shown = self.root if isinstance(self.root, str) else None
            wide = re.match(_FULL_WIDTH_KEY, shown) if shown else None
            if wide:
                self._find("PLN013", self._at(1, self.values[()].column + wide.start(1)), character="：", ascii=":")
            else:
                self._find("PLN004", self._place(self.values[()]), got="list" if shown is None else "text")
        return self.root if isinstance(self.root, dict) else None

    def _node(self, event: Any) -> None:
        span = _span(event)
        into = self.open[-1] if self.open else None
        if into is not None and isinstance(into.into, dict) and not into.has_key:
            self._key(event, into, span)
            return
        route = () if into is None else (*into.route, into.key if isinstance(into.into, dict) else len(into.into))
        self.values[route] = span
        if getattr(event, "tag", None) and not (isinstance(event, yaml.ScalarEvent) and event.tag == "!"):
            self._find("PLN007", self._place(span), tag=event.tag)
        if isinstance(event, yaml.AliasEvent):
            value, size = self.anchors.get(str(event.anchor), (None, 0))
            self.aliased += size
            if not size or self.aliased > ALIAS_LIMIT:
                self._stop("PLN010", span, name=event.anchor, limit=ALIAS_LIMIT)
            self._put(value, size)
        elif isinstance(event, yaml.ScalarEvent):
            value = self._scalar(event, span)
            if event.anchor:
                self.anchors[event.anchor] = (value, 1)
            self._put(value, 1)
        else:
            if len(self.open) >= DEPTH_LIMIT:
                self._stop("PLN009", span, limit=DEPTH_LIMIT)
            empty: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
            self.open.append(_Open(route, empty, span, event.anchor))

    def _key(self, event: Any, into: _Open, span: Span) -> None:
        if not isinstance(event, yaml.ScalarEvent):
            self._stop("PLN008", span)
        text = event.value
        if not event.style and _INTEGER.match(text) and not _LEADING_ZERO.match(text) and len(text) <= DIGIT_LIMIT:
            text = int(text)
        route = (*into.route, text)
        if text in into.into:
            self._find("PLN005", self._place(span), key=str(text), first_line=self.keys[route].line)
        if isinstance(text, str) and not event.style and (odd := re.search(r"[：\u3000\u00a0]", text)):
            place = self._at(span.line, span.column + odd.start())
            self._find("PLN013", place, character=odd[0], ascii=":" if odd[0] == "：" else " ")
        self.keys.setdefault(route, span)
        into.key, into.has_key = text, True

    def _put(self, value: Any, size: int) -> None:
        if not self.open:
            self.root = value
            return
        into = self.open[-1]
        into.size += size
        if isinstance(into.into, dict):
            into.into.setdefault(into.key, value)
            into.has_key = False
        else:
            into.into.append(value)

    def _close(self, event: Any) -> None:
        done = self.open.pop()
        end = _span(event)
        self.values[done.route] = Span(done.span.line, done.span.column, end.end_line, end.end_column)
        if done.anchor:
            self.anchors[done.anchor] = (done.into, done.size)
        self._put(done.into, done.size)

    def _scalar(self, event: Any, span: Span) -> Any:
        text: str = event.value
        if event.style == ">" and (found := re.match(r">([0-9]+)\s*$", self._line(span.line)[span.column - 1 :])):
            self._find("PLN014", self._place(span), text=f">{found[1]}")
        if event.style:
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _LEADING_ZERO.match(text):
            self._find("PLN015", self._place(span), text=text)
            return text
        if _NUMBER.match(text):
            value = Decimal(text)
            if value.is_finite() and (not value or abs(value.adjusted()) < DIGIT_LIMIT) and len(text) <= DIGIT_LIMIT:
                return value
            self._find("PLN017", self._place(span), text=text[:60], limit=DIGIT_LIMIT)
            return Decimal(0)
        if _BASED.match(text):
            return Decimal(int(text, 0))
        if _NOT_FINITE.match(text):
            self._find("PLN012", self._place(span), text=text)
            return Decimal(0)
        return text

    def _syntax(self, error: yaml.YAMLError) -> None:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        last = mark.line + 1 if mark else 1
        context = getattr(error, "context_mark", None)
        first = max(1, last - 3, min(context.line + 1 if context else last, last - 1))
        for number in range(first, last + 1):
            line = self._line(number)
            for pattern, code, marks in (
                (_FULL_WIDTH_KEY, "PLN013", "："), (_FULL_WIDTH_IN_FLOW, "PLN013", "，：、"),
                (_ODD_SPACE, "PLN013", "\u3000\u00a0"), (_COMPARISON, "PLN014", "<>"),
            ):  # fmt: skip
                # The marks first: on ten thousand brackets and none of them the pattern takes a second.
                if any(mark in line for mark in marks) and (found := re.search(pattern, line)):
                    place = self._at(number, found.start(1) + 1)
                    if code == "PLN014":
                        self._find(code, place, text=found[1].strip())
                    else:
                        ascii_form = {"：": ":", "，": ",", "、": ","}.get(found[1], " ")
                        self._find(code, place, character=found[1], ascii=ascii_form)
                    return
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "?"
        if "nesting depth" in str(problem):
            self._find("PLN009", self._at(last, (mark.column if mark else 0) + 1), limit=DEPTH_LIMIT)
            return
        column = (mark.column if mark else 0) + 1
        while last > 1 and not self._line(last).strip():
            # The file ends too early: that is where its last text ends.
            last, column = last - 1, len(self._line(last - 1)) + 1
        place = self._at(last, column)
        self._find("PLN001", place, problem=str(problem), text=self._line(last).strip()[:80])

    def _line(self, number: int) -> str:
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def _at(self, line: int, column: int) -> Place:
        return Place(self.file, line, column, line, column + 1)

    def _place(self, span: Span) -> Place:
        return Place(self.file, span.line, span.column, span.end_line, span.end_column)

    def _find(self, code: str, place: Place, **facts: Any) -> None:
        self.diagnostics.append(Diagnostic(code, facts, place=place))

    def _stop(self, code: str, span: Span, **facts: Any) -> None:
        self._find(code, self._place(span), **facts)
        raise _StopReadingError


def _span(event: Any) -> Span:
    start, end = event.start_mark, event.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def physical_lines(text: str) -> list[str]:
    """The lines as an editor counts them: ended by CR, LF or CRLF only."""
    return re.split(r"\r\n|\r|\n", text)
