"""Units: bases and powers of ten (亿元, million tonnes), and exact conversion between scales of one base.

To add a scale or another spelling of a unit: one entry of a table here.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from plan_cli.model.numbers import exact_arithmetic
from plan_cli.text import plain

_SCALES = {
    "万亿": 12, "亿": 8, "千万": 7, "百万": 6, "十万": 5, "万": 4, "千": 3,
    "trillion": 12, "billion": 9, "million": 6, "thousand": 3,
}  # fmt: skip
_SAME = {
    "人民币": "元", "rmb": "元", "cny": "元", "yuan": "元", "usd": "美元", "us$": "美元", "teu": "标箱",
    "标准箱": "标箱", "t": "吨", "tonnes": "吨", "tons": "吨", "percent": "%", "per cent": "%", "pp": "百分点",
    "percentage points": "百分点", "pt": "%", "pc": "%",
}  # fmt: skip


def shift(unit: str, wanted: str) -> int | None:
    """The power of ten from one unit to another of the same base (万元 → 亿元: −4); None where they are unlike."""
    base, scale = _parted(unit)
    wanted_base, wanted_scale = _parted(wanted)
    return scale - wanted_scale if base == wanted_base else None


def scaled(value: Decimal, power: int) -> Decimal:
    """The figure in another scale, exactly; its last printed digit stays its last."""
    with exact_arithmetic():
        return value.scaleb(power)


def is_scale_of(text: str, unit: str) -> bool:
    """Whether a mark beside a number (3.5万) only repeats the scale that the unit (万吨) already says."""
    return text in _SCALES and unit.startswith(text)


@lru_cache(maxsize=512)
def _parted(unit: str) -> tuple[str, int]:
    """A unit as base and power of ten: 亿美元 → (美元, 8). A file has few units and many cells."""
    text = plain(unit).lower()
    for word, power in sorted(_SCALES.items(), key=lambda item: -len(item[0])):
        if text.startswith(word) and len(text) > len(word):
            base = text[len(word) :].strip()
            return _SAME.get(base, base), power
        if text.endswith(" " + word):
            base = text[: -len(word)].strip()
            return _SAME.get(base, base), power
    return _SAME.get(text, text), 0
