"""Events: the stream of YAML events as data, with the place of every key and every value.

libyaml parses where it is present. Nothing in the file is ever executed; what cannot be read becomes a diagnostic.
"""

import re
from collections import Counter
from typing import Any, NamedTuple

import yaml

from plan_cli.diagnostics import Diagnostic, Place, Route
from plan_cli.patterns import late
from plan_cli.planfile import scalars
from plan_cli.planfile.syntax import FULL_WIDTH_KEY, explained, point

#: The greatest depth of a file, and the greatest number of values that its aliases may expand to.
DEPTH_LIMIT = 100
#: The greatest number of values in a file.
VALUE_LIMIT = 200_000
#: The number of mistakes that are listed; nobody corrects more one by one.
LISTED = 1_000
ALIAS_LIMIT = 50_000

#: What looks like a colon or a blank in a key.
_WIDE = r"[：\u3000\u00a0]"
_CONTROL = late(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


class Span(NamedTuple):
    """A range of text: lines and columns 1-based, in code points, the end past the last character."""

    line: int
    column: int
    end_line: int
    end_column: int


class _StopReadingError(Exception):
    """Nothing more can be read; the diagnostic says why."""


class _Open:
    """A list or mapping whose end has not been seen yet."""

    __slots__ = ("anchor", "has_key", "into", "key", "route", "size", "span")

    def __init__(self, route: Route, into: Any, span: Span, anchor: str | None) -> None:
        self.route, self.into, self.span, self.anchor = route, into, span, anchor
        self.size, self.has_key = 1, False
        self.key: Any = None


class Reader:
    """Reads one text; ``keys`` and ``values`` hold places by route, ``diagnostics`` what was found."""

    def __init__(self, file: str, text: str) -> None:
        self.file, self.text, self.lines = file, text, physical_lines(text)
        self.keys: dict[Route, Span] = {}
        self.values: dict[Route, Span] = {}
        self.diagnostics: list[Diagnostic] = []
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.open: list[_Open] = []
        self.root: Any = None
        self.aliased = self.nodes = 0

    def read(self) -> dict[Any, Any] | None:
        """The mapping of the file, or None where it cannot be used."""
        self._control_characters()
        try:
            documents = self._events()
        except _StopReadingError:
            return None
        except yaml.YAMLError as error:
            self.diagnostics.append(explained(error, self.lines, self.file, DEPTH_LIMIT))
            return None
        except RecursionError:
            self._find("PLN009", point(self.file, 1, 1), limit=DEPTH_LIMIT)
            return None
        if () not in self.values or (self.root is None and documents <= 1):
            comments = any(line.lstrip().startswith("#") for line in self.lines)
            self._find("PLN003", point(self.file, 1, 1), has=("comments" if comments else "nothing"))
        elif not isinstance(self.root, dict):
            self._not_a_mapping()
        return self.root if isinstance(self.root, dict) else None

    def _control_characters(self) -> None:
        """One diagnostic for each character that is not allowed, at its first place."""
        counts = Counter(_CONTROL.findall(self.text))
        for number, line in enumerate(self.lines if counts else (), 1):
            for match in _CONTROL.finditer(line):
                if count := counts.pop(match[0], 0):
                    facts = {"character": f"U+{ord(match[0]):04X}", "count": count if count > 1 else None}
                    self._find("PLN011", point(self.file, number, match.start() + 1), **facts)
            if not counts:
                break

    def _events(self) -> int:
        """Read every event and return the number of documents."""
        documents = 0
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        for event in yaml.parse(_CONTROL.sub("�", self.text), Loader=loader):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents == 2:
                    self._stop("PLN006", _span(event))
            elif isinstance(event, yaml.NodeEvent):
                self._node(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._close(event)
        return documents

    def _not_a_mapping(self) -> None:
        span = self.values[()]
        wide = re.match(FULL_WIDTH_KEY, self.root) if isinstance(self.root, str) else None
        if wide:
            self._find("PLN013", point(self.file, 1, span.column + wide.start(1)), character="：", ascii=":")
        else:
            self._find("PLN004", self._place(span), got="text" if isinstance(self.root, str) else "list")

    def _node(self, event: Any) -> None:
        span = _span(event)
        into = self.open[-1] if self.open else None
        if into is not None and isinstance(into.into, dict) and not into.has_key:
            self._key(event, into, span)
            return
        route = () if into is None else (*into.route, into.key if isinstance(into.into, dict) else len(into.into))
        self.values[route] = span
        self.nodes += 1
        if self.nodes > VALUE_LIMIT:
            self._stop("PLN021", span, limit=VALUE_LIMIT)
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
        text = event.value if event.style else scalars.key(event.value)
        route = (*into.route, text)
        if text in into.into:
            self._find("PLN005", self._place(span), key=str(text), first_line=self.keys[route].line)
        if isinstance(text, str) and not (event.style or text.isascii()) and (wide := re.search(_WIDE, text)):
            place = point(self.file, span.line, span.column + wide.start())
            self._find("PLN013", place, character=wide[0], ascii=":" if wide[0] == "：" else " ")
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
        if event.style == ">" and (found := re.match(r">([0-9]+)\s*$", self.lines[span.line - 1][span.column - 1 :])):
            self._find("PLN014", self._place(span), text=f">{found[1]}")
        if event.style:
            return text
        value, problem = scalars.plain_scalar(text)
        if problem is not None:
            self.diagnostics.append(problem.at(self._place(span)))
        return value

    def _place(self, span: Span) -> Place:
        return Place(self.file, span.line, span.column, span.end_line, span.end_column)

    def _find(self, code: str, place: Place, **facts: Any) -> None:
        self.diagnostics.append(Diagnostic(code, facts, place=place))
        if len(self.diagnostics) > LISTED:
            raise _StopReadingError

    def _stop(self, code: str, span: Span, **facts: Any) -> None:
        self._find(code, self._place(span), **facts)
        raise _StopReadingError


def _span(event: Any) -> Span:
    start, end = event.start_mark, event.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def physical_lines(text: str) -> list[str]:
    """The lines as an editor counts them: ended by CR, LF or CRLF only."""
    return re.split(r"\r\n|\r|\n", text)
