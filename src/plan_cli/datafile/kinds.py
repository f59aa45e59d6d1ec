"""Kinds of figures: words in a title or a heading that say that its figures are of another kind than a plain level.

Where the plan says nothing of the kind, neither in its title nor in a name, a scope or a unit of an indicator, the
words are a warning: figures per head, at constant prices, of women only, of one month or expected ones may be another
thing than what is planned. To accept another word, add it; lower case.
"""

import re
from collections.abc import Mapping
from functools import cache

from plan_cli.model.plan import Plan
from plan_cli.text import plain

_MONTHS = ("february", "march", "april", "may", "june", "july", "august", "september", "october", "november")
_DASHES = "-–—~"
#: Words of one kind mean the same: a plan that has one of them speaks of that kind.
KINDS: Mapping[str, tuple[str, ...]] = {
    "per_head": ("per capita", "per head", "per inhabitant", "per person", "人均", "pro kopf", "par habitant",
                 "per cápita"),
    "constant_prices": (
        "constant prices", "constant price", "constant us", "real terms", "chain linked", "chain-linked", "chained",
        "volume index", "volume indices", "不变价", "可比价",
    ),
    "women": ("women", "female", "females", "girls", "女性", "妇女"),
    "men": ("men", "male", "males", "boys", "男性"),
    "rural": ("rural", "农村", "乡村"),
    "urban": ("urban", "城镇"),
    "forecast": (
        "forecast", "forecasts", "projection", "projections", "projected", "budget", "budgeted", "预测", "预计", "预算",
    ),
    "month": ("本月", "当月", "单月", "monthly"),
    "annualised": ("seasonally adjusted annual rate", "annualised", "annualized"),
    "fiscal_year": (
        "fiscal year", "fiscal years", "financial year", "financial years", "year ended june", "year ended march",
        "years ended june", "years ended march", "year ended 30 june", "year ended 31 march", "年度（4月", "财年",
    ),
    "growth": (
        "percentage change", "per cent change", "percent change", "% change", "annual change", "growth rate",
        "growth rates", "增长率", "增长速度", "增速", "比上年增长",
    ),
    "part_of_year": (
        "上半年", "下半年", "一季度", "二季度", "三季度", "四季度", "first half", "first quarter", "first nine months",
        "year to date", "ytd", "end of june", "end-june",
        *(f"1{dash}{month}月" for month in range(2, 12) for dash in f"{_DASHES}至到"),
        *(f"january{dash}{month}" for month in _MONTHS for dash in (*_DASHES, " to ", " - ", " – ")),
    ),
    "average": ("moving average", "-year average", "year averages", "年平均"),
    "scale": (
        "thousand", "thousands", "million", "millions", "billion", "billions", "'000", "000s", "000's", "1000", "1,000",
        "1 000", "tausend", "mio", "mrd", "milliers", "millionen",
    ),
    "since_start": ("cumulative since", "cumulative from", "since inception"),
}  # fmt: skip
#: A text that names both of two parts speaks of the whole.
_OPPOSITE = (("women", "men"), ("rural", "urban"))


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{re.escape(word)}" + r"\b" if word.isascii() else word for word in words), re.I)


def _named(text: str) -> dict[str, str]:
    """The kinds of which a text has a word, each with the word."""
    text = plain(text)
    lower = text.lower()
    # Most texts have none: then no pattern is needed.
    likely = [(i, words) for i, words in KINDS.items() if any(word in lower for word in words)]
    return {i: match[0] for i, words in likely if (match := _pattern(words).search(text))}


def kinds_of(text: str) -> dict[str, str]:
    """The kinds that a text speaks of, each with the word that says so."""
    found = _named(text)
    for pair in _OPPOSITE:
        if set(pair) <= found.keys():
            found = {i: word for i, word in found.items() if i not in pair}
    return found


def unplanned_kind(text: str, planned: frozenset[str]) -> str:
    """The word of a text that speaks of a kind which is not ``planned``; else an empty text."""
    return next((word for i, word in kinds_of(text).items() if i not in planned), "")


def planned_kinds(plan: Plan) -> frozenset[str]:
    """The kinds that a plan speaks of."""
    texts: list[str] = [*plan.title.texts.values()]
    for each in plan.indicators:
        texts += [*each.name.texts.values(), *each.aliases, *each.unit_names, each.unit, str(each.scope or "")]
    per_head = any(re.search(r"/|每|\bper\b", each.unit) for each in plan.indicators)
    relative = any(each.target.is_relative for each in plan.indicators)
    of_itself = {"per_head": per_head, "fiscal_year": plan.fiscal_year is not None, "growth": relative}
    # No word of a kind goes across a line.
    return frozenset(_named("\n".join(texts))) | {kind for kind, holds in of_itself.items() if holds}
