"""One entry of ``actuals:`` as text, and a plan file with one more entry, its comments kept."""

import codecs
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from plan_cli.planfile.importers.write import flow, one_line


def entry_text(keys: Mapping[str, Any], comments: Sequence[str]) -> str:
    """An entry of the list, two blanks in, with comments above it."""
    lines = [f"  # {one_line(comment)}" for comment in comments]
    for position, (key, value) in enumerate(keys.items()):
        value = list(value) if isinstance(value, tuple) else value
        lines.append(f"  {'- ' if position == 0 else '  '}{key}: {flow(value)}")
    return "\n".join(lines) + "\n"


def with_entry(raw: bytes, entry: str) -> bytes | None:
    """A plan file with one more entry under ``actuals:``, in its own encoding and with its own ends of lines.

    None where that must be done by hand.
    """
    # The byte-order mark stays in the text, as its first character.
    encoding = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}.get(raw[:2], "utf-8")
    text = raw.decode(encoding)
    windows = "\r\n" in text and text.count("\r\n") == text.count("\n")
    added = _added(text.replace("\r\n", "\n") if windows else text, entry)
    if added is None:
        return None
    return (added.replace("\n", "\r\n") if windows else added).encode(encoding)


def _added(text: str, entry: str) -> str | None:
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        return None
    pairs = {key.value: (key, value) for key, value in root.value}
    if "actuals" not in pairs:
        before = pairs.get("indicators", next(iter(pairs.values()), None))
        at = before[0].start_mark.index if before else len(text)
        return f"{text[:at]}actuals:\n{entry}{text[at:]}"
    key, value = pairs["actuals"]
    if isinstance(value, yaml.ScalarNode) and value.start_mark.line == value.end_mark.line == key.start_mark.line:
        rest = text[value.end_mark.index :]
        line, mark, after = rest.partition("\n")
        old = text[value.start_mark.index : value.end_mark.index]
        return f"{text[: key.end_mark.index]}:\n  - {old}{line}\n{entry}{after if mark else ''}"
    if isinstance(value, yaml.SequenceNode) and not value.flow_style and value.value:
        # Entries stand as far in as the first one.
        indent = " " * (value.start_mark.column)
        moved = "".join(f"{indent}{line[2:]}\n" for line in entry.splitlines())
        last = value.value[-1]
        end = last.end_mark.index if isinstance(last, yaml.ScalarNode) else _end_of_block(text, last)
        head, rest = text[:end], text[end:]
        line, mark, after = rest.partition("\n") if not head.endswith("\n") else ("", "\n", rest)
        ending = "" if head.endswith("\n") else f"{line}\n"
        return f"{head}{ending}{moved}{after if mark else ''}"
    return None


def _end_of_block(text: str, node: yaml.Node) -> int:
    """Where the last line of a node ends: its own mark stands after the comments that follow it."""
    last = node
    while isinstance(last, yaml.CollectionNode) and not last.flow_style and last.value:
        last = last.value[-1][1] if isinstance(last, yaml.MappingNode) else last.value[-1]
    end = text.find("\n", last.end_mark.index)
    return len(text) if end < 0 else end + 1
