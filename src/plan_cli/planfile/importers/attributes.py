"""Attributes: whether a printed table calls an indicator binding or anticipatory, by the words of its cells."""

from plan_cli.text import plain

#: What cells call a binding and an anticipatory indicator, and how a column headed as binding answers.
_BINDING = ("约束", "强制", "必达", "binding", "mandatory")
_ANTICIPATORY = ("预期", "导向", "非约束", "anticipatory", "indicative", "non-binding", "nonbinding", "not binding")
_ANSWERS = {"是": True, "√": True, "✓": True, "y": True, "yes": True, "否": False, "×": False, "n": False, "no": False}


def attribute_named(text: str, heading: str = "") -> str | None:
    """Which attribute a cell names, or answers under a heading that asks; None where it names none."""
    word = plain(text).lower()
    if any(each in word for each in _ANTICIPATORY):
        return "anticipatory"
    answer = _ANSWERS.get(word) if any(each in heading.lower() for each in _BINDING) else None
    if answer is None:
        answer = any(each in word for each in _BINDING) or None
    return None if answer is None else "binding" if answer else "anticipatory"
