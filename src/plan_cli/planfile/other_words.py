"""Other words: recognises common ways to write a target where a plan file needs a number or a kind."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

#: The kind of target that is meant by another word.
KINDS: Mapping[str, str] = {
    "range": "band", "between": "band", "bounds": "band", "interval": "band", "corridor": "band",
    "yes": "done", "no": "done", "yesno": "done", "yes/no": "done", "boolean": "done", "bool": "done", "true": "done",
    "deadline": "done", "%": "change", "percent": "change", "percentage": "change", "reduction": "change",
    "sum": "total", "cumulative": "total", "text": "statement", "qualitative": "statement", "ranking": "rank",
    "value": "level", "absolute": "level", "number": "level", "yearly": "milestones", "annual": "milestones",
}  # fmt: skip
#: The kind of a mapping without ``kind``, by a key that only this kind has.
_BY_KEY = {
    "low": "band",
    "high": "band",
    "values": "milestones",
    "rate": "growth",
    "among": "rank",
    "text": "statement",
}
_ANSWERS = ("yes", "no", "y", "n", "true", "false", "done", "complete", "completed", "是", "否", "完成", "建成", "有")
_NUMBER = r"[-−+]?[0-9]+(?:\.[0-9]+)?"
_PERCENT = re.compile(rf"({_NUMBER})\s*[%％]")
_BETWEEN = re.compile(rf"({_NUMBER})\s*%?\s*(?:-|–|—|~|～|\.\.|to|至|到)\s*({_NUMBER})\s*%?")


def kind_of(keys: Mapping[Any, Any]) -> str | None:
    """The kind of a target that is written without ``kind``."""
    found = next((kind for key, kind in _BY_KEY.items() if key in keys), None)
    return found or ("level" if "value" in keys else "done" if set(keys) == {"year"} else None)


def in_number_place(value: Any, *, target: bool) -> dict[str, Any]:
    """The facts of a text where a number belongs: a percentage; for a ``target`` also two ends, or an answer."""
    if target and isinstance(value, list) and len(value) == 2 and all(isinstance(each, Decimal) for each in value):
        return {"low": value[0], "high": value[1]}
    text = value.strip() if isinstance(value, str) else ""
    if found := _PERCENT.fullmatch(text):
        return {"percent": _number(found[1])}
    if target and (found := _BETWEEN.fullmatch(text)):
        return {"low": _number(found[1]), "high": _number(found[2])}
    return {"answer": text} if target and text.lower() in _ANSWERS else {}


def _number(text: str) -> Decimal:
    return Decimal(text.replace("−", "-"))
