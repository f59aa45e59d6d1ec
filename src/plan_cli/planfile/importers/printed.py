"""Printed values: what a cell of a printed table of targets says, as words of the plan file.

``read_printed`` takes a cell apart: number, operator, bracket (〔 〕 or [ ]: over the whole period), unit, marks.
It guesses nothing: a text that it does not understand in full is ``Printed(text=…)`` without a number.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from plan_cli.planfile.scalars import DIGIT_LIMIT
from plan_cli.text import plain

#: How a blank is printed.
DASHES = frozenset({"-", "—", "－", "–", "──", "——", "--", "…", "/", "\\", "―", "n/a", "na", "无"})
_NUMBER = r"[-+−]?[1-9]\d{0,2}(?:[,，]\d{3})+(?:\.\d+)?|[-+−]?\d+(?:\.\d+)?"
_MARKS = r"[*＊①②③④⑤⑥⑦⑧⑨⑩¹²³†‡]+"
_BEFORE: Mapping[str, Sequence[str]] = {
    "at_least": ("≥", "≧", ">=", "不低于", "不少于", "不小于", "至少", "达到", "达", "力争达到", "保持在", "稳定在",
                 "at least", "min", "minimum", "no less than", "not less than"),
    "more_than": (">", "＞", "超过", "大于", "高于", "突破", "超", "more than", "over", "above", "exceed"),
    "at_most": ("≤", "≦", "<=", "不超过", "不高于", "不大于", "控制在", "降至", "降到", "at most", "max", "maximum",
                "no more than", "not more than", "up to"),
    "less_than": ("<", "＜", "低于", "小于", "少于", "less than", "below", "under"),
    "about": ("约", "大约", "~", "～", "about", "approx.", "approx", "approximately", "around", "circa", "ca."),
}  # fmt: skip
_AFTER = {
    "at_least": ("以上", "及以上", "or more", "or above", "or higher", "+"),
    "at_most": ("以内", "以下", "及以下", "之内", "or less", "or below", "or lower"),
    "about": ("左右", "上下", "or so"),
}
_DONE = ("yes", "是", "完成", "建成", "done", "completed", "全部完成")
_YEARLY = ("年均增长", "年均", "每年", "annual", "average annual")
_TOTAL = ("累计", "累计新增", "五年累计", "新增", "cumulative", "total", "in total")
#: The same behind a number.
_IN_TOTAL = r"(?:五年)?累计|\bin (?:total|all)|\bcumulative(?:ly)?|\btotal"


@dataclass(frozen=True, slots=True)
class Printed:
    """What a cell says. ``blank``: why it holds nothing (``dash``, ``blank``); ``rank``: it is a place in a ranking."""

    text: str
    value: Decimal | None = None
    high: Decimal | None = None
    operator: str | None = None
    whole_period: bool = False
    yearly: bool = False
    points: bool = False
    change: bool = False
    falls: bool = False
    done: bool = False
    rank: bool = False
    unit: str = ""
    marks: str = ""
    year: int | None = None
    blank: str | None = None


def read_printed(cell: str) -> Printed:
    """The parts of a printed cell."""
    text = plain(cell)
    if not text or text.lower() in DASHES:
        return Printed(cell.strip(), blank="dash" if text else "blank")
    whole = Printed(cell.strip())
    if bracketed := re.fullmatch(r"[〔\[【［]\s*(.*?)\s*[〕\]】］](.*)", text):
        whole, text = replace(whole, whole_period=True), bracketed[1] + bracketed[2]
    if rank := re.fullmatch(r"(?:第|前|进入前|全国前|top\s*|no\.\s*)(\d+)\s*(?:位|名|强)?(?:以内)?", text, re.I):
        return replace(whole, value=Decimal(rank[1]), rank=True)
    if special := _in_words(text):
        return replace(whole, value=special, change=True, falls=special < 0, unit="%")
    if text.lower() in _DONE:
        return replace(whole, done=True)
    whole, text = _conditions(whole, re.sub(r"^(?:比|较)(?:(?:19|20)\d{2}年?|基期|上年)", "", text))
    number = re.fullmatch(rf"({_NUMBER})\s*({_MARKS})?\s*(.*)", text)
    if number is None or len(number[1]) > DIGIT_LIMIT:
        return Printed(cell.strip())
    whole = replace(whole, value=_decimal(number[1]), marks=number[2] or "")
    return _rest(whole, number[3].strip(), cell)


def _in_words(text: str) -> Decimal | None:
    """A change that is said in words."""
    if re.fullmatch(r"(?:比\d{4}年)?(?:实现)?(?:翻一番|翻番)|double[ds]?", text, re.I):
        return Decimal(100)
    return Decimal(-50) if re.fullmatch(r"减半|减少一半|halved?|reduce by half", text, re.I) else None


def _conditions(whole: Printed, text: str) -> tuple[Printed, str]:
    """What stands before the number: an operator, ``年均``, ``累计``, a word of change."""
    changed = True
    while changed:
        changed = False
        if word := _starting(text, _YEARLY):
            whole, text, changed = replace(whole, yearly=True), text[len(word) :].strip(), True
        if word := _starting(text, _TOTAL):
            whole, text, changed = replace(whole, whole_period=True), text[len(word) :].strip(), True
        if word := _starting(text, ("下降", "降低", "减少", "压减", "reduce by", "down by", "decrease by")):
            whole, text, changed = replace(whole, change=True, falls=True), text[len(word) :].strip(), True
        if word := _starting(text, ("提高", "增加", "上升", "增长", "increase by", "up by", "提升")):
            whole, text, changed = replace(whole, change=True), text[len(word) :].strip(), True
        for operator, signs in _BEFORE.items():
            if whole.operator is None and (word := _starting(text, signs)):
                whole, text, changed = replace(whole, operator=operator), text[len(word) :].strip(" :："), True
    return whole, text


def _rest(whole: Printed, rest: str, cell: str) -> Printed:
    """What stands behind the number: the end of a range, a unit, an operator, a year."""
    if found := re.match(rf"(%|％)?\s*(?:-|—|–|～|~|至|到|to)\s*({_NUMBER})", rest):
        if len(found[2]) > DIGIT_LIMIT:
            return Printed(cell.strip())
        whole, rest = replace(whole, high=_decimal(found[2])), (found[1] or "") + rest[found.end() :].strip()
    if found := re.search(r"[(（]\s*(\d{4})\s*年?\s*[)）]", rest):
        whole, rest = replace(whole, year=int(found[1])), (rest[: found.start()] + rest[found.end() :]).strip()
    if found := re.search(rf"[(（]?\s*(?:{_IN_TOTAL})\s*[)）]?$", rest, re.I):
        whole, rest = replace(whole, whole_period=True), rest[: found.start()].strip()
    if found := re.fullmatch(r"([^(（]{0,12}?)\s*([(（][^()（）]*\d[^()（）]*[)）])", rest):
        # 204 (30% reduction): the number stands, what the remark adds is for a person.
        whole, rest = replace(whole, marks=found[2]), found[1]
    for operator, words in _AFTER.items():
        for word in words:
            if rest.lower().endswith(word):
                whole, rest = replace(whole, operator=whole.operator or operator), rest[: -len(word)].strip()
    if found := re.fullmatch(rf"(.*?)\s*({_MARKS})", rest):
        whole, rest = replace(whole, marks=whole.marks + found[2]), found[1]
    if found := re.match(r"(?:个)?百分点|percentage points?|pp\b|pts?\b", rest, re.I):
        whole, rest = replace(whole, points=True), rest[found.end() :].strip()
    if len(rest) > 20 or re.search(r"[\d、，,;；。:：]", rest):
        return Printed(cell.strip())
    return replace(whole, unit=rest)


def _starting(text: str, words: Sequence[str]) -> str:
    """The longest of these words that a text starts with."""
    return max((word for word in words if text.lower().startswith(word)), key=len, default="")


def _decimal(text: str) -> Decimal:
    return Decimal(re.sub(r"[,，]", "", text).replace("−", "-").replace("+", ""))
