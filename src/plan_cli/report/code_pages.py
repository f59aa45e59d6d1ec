"""The explanation of a code: a summary, hints, and a page with a bad and a good input, without open placeholders."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from plan_cli.codes import CODES
from plan_cli.i18n import Messages
from plan_cli.i18n.examples import EXAMPLES

if TYPE_CHECKING:
    from plan_cli.report.records.explain import CodeRecord

#: A hint with more open facts than this says nothing by itself.
_FACTS = 1


def code_entry(code: str, messages: Messages, docstring: str = "") -> CodeRecord:
    """A code explained in a language; ``docstring`` is that of its rule, where it has one."""
    text, examples = _text_and_examples(code, messages, docstring)
    summary, rest = _summary_and_rest(text)
    hints = [hint for hint in messages.outline(code)[1] if hint.count("…") <= _FACTS]
    page = "\n\n".join(part for part in (rest, examples) if part)
    entry = CODES[code]
    return {
        "code": code, "rule": entry.rule, "severity": entry.severity, "message": summary, "hints": hints, "page": page,
    }  # fmt: skip


def _text_and_examples(code: str, messages: Messages, docstring: str) -> tuple[str, str]:
    bad, good = (messages.text("code_example", word=messages.text(word)) for word in ("bad", "good"))
    own, _, example = docstring.partition("Bad::")
    if example:
        return messages.pages.get(code, own.strip()), bad + example.replace("Good::", good)
    shown = [f"{head}\n\n{_indented(text)}" for head, text in zip((bad, good), EXAMPLES.get(code, ()), strict=False)]
    return messages.pages[code], "\n\n".join(shown)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())


def _summary_and_rest(text: str) -> tuple[str, str]:
    """The first sentence, and what follows it."""
    first = re.match(r".+?(?:[.!?](?=\s|$)|[。？！])", text, re.DOTALL)
    end = first.end() if first else len(text)
    return " ".join(text[:end].split()), text[end:].strip()


def codes_page(docstrings: Mapping[str, str], messages: Messages) -> str:
    """All codes as a page of the documentation, from what ``plan explain`` knows; ``docstrings`` are those of rules."""
    parts = [f"# {messages.text('title_codes')}", messages.text("lead_codes")]
    for entry in (code_entry(code, messages, docstrings.get(code, "")) for code in CODES):
        severity = messages.text(entry["severity"]).capitalize()
        parts += [
            f"## {entry['code']} {entry['rule']}",
            messages.text("code_is", severity=severity, text=entry["message"]),
        ]
        # A page is written as docstrings are, in the other markup.
        parts += [entry["page"].replace("``", "`")] if entry["page"] else []
        parts += [messages.text("code_hint", hint=hint) for hint in entry["hints"]]
    return "\n\n".join(parts) + "\n"
