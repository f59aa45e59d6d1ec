"""A draft as the text of a plan file, with its remarks as comments at the lines they are about."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from plan_cli.diagnostics import Remark
from plan_cli.patterns import late
from plan_cli.planfile import scalars
from plan_cli.planfile.importers.draft import Draft, DraftIndicator, Value

#: The words of a remark: its key and facts → a sentence.
Words = Callable[[str, Mapping[str, object]], str]
#: Before a remark that a person must look at.
CHECK = "CHECK"
_PLAIN = late(r"[A-Za-z\u4e00-\u9fff][\w\u4e00-\u9fff ./·（）()-]*\Z")
#: Keys that YAML 1.1 readers take for booleans.
_RISKY = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}


def plan_text(draft: Draft, words: Words) -> str:
    """The plan file, ready to be validated."""
    lines = ["format: 1"]
    for key, value in draft.keys.items():
        if isinstance(value, Mapping) and value:
            lines += [f"{key}:", *(f"  {_scalar(name)}: {flow(text)}" for name, text in value.items())]
        elif isinstance(value, list) and value:
            lines += [f"{key}:", *(f"  - {flow(each)}" for each in value)]
        elif value not in ({}, [], ""):
            lines.append(f"{key}: {flow(value)}")
    lines += [_comment(note, words) for note in draft.notes]
    lines.append("indicators:")
    for indicator in draft.indicators:
        lines += _indicator(indicator, words)
    if draft.relations:
        lines += ["relations:", *(f"  - {flow(relation)}" for relation in draft.relations)]
    return "\n".join(lines) + "\n"


def _indicator(indicator: DraftIndicator, words: Words) -> Iterator[str]:
    yield f"  # {one_line(indicator.read_from)}"
    yield from (f"  {_comment(note, words)}" for note in indicator.notes)
    for position, (key, value) in enumerate(indicator.keys.items()):
        yield f"  {'- ' if position == 0 else '  '}{key}: {flow(value)}"


def _comment(note: Remark, words: Words) -> str:
    return f"# {CHECK + ': ' if note.check else ''}{one_line(words(note.key, note.facts))}"


def one_line(text: str) -> str:
    """A text without line breaks and control characters."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]+", " ", text)


def flow(value: Value) -> str:
    """A value on one line."""
    match value:
        case bool():
            return str(value).lower()
        case None:
            return "~"
        case Decimal():
            return format(value, "f")
        case int():
            return str(value)
        case str():
            return _scalar(value)
        case list():
            return "[" + ", ".join(flow(each) for each in value) + "]"
        case _:
            return "{" + ", ".join(f"{_key(key)}: {flow(inner)}" for key, inner in value.items()) + "}"


def _key(key: str) -> str:
    return key if key.isdigit() else _scalar(key)


def _scalar(text: str) -> str:
    """A text, quoted where YAML would read it otherwise."""
    bare = bool(_PLAIN.match(text)) and text == text.strip() and text.lower() not in _RISKY
    if bare and isinstance(scalars.plain_scalar(text)[0], str):
        return text
    return json.dumps(one_line(text), ensure_ascii=False)
