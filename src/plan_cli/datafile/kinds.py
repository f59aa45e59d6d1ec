"""Kinds of figures: words in a title or a heading that say that its figures are of another kind than a plain level.

Where the plan says nothing of the kind, neither in its title nor in a name, a scope or a unit of an indicator, the
words are a warning: figures per head, at constant prices, of women only, of one month or expected ones may be another
thing than what is planned. To accept another word, add it; lower case.
"""

import re
from collections.abc import Mapping
from functools import cache

from plan_cli.model.plan import Plan
from plan_cli.model.targets import Rank
from plan_cli.model.units import is_share
from plan_cli.text import plain

_MONTHS = ("february", "march", "april", "may", "june", "july", "august", "september", "october", "november")
_DASHES = "-–—~"
#: Words of one kind mean the same: a plan that has one of them speaks of that kind.
KINDS: Mapping[str, tuple[str, ...]] = {
    "per_head": ("per capita", "per head", "per inhabitant", "per person", "人均", "pro kopf", "par habitant",
                 "per cápita"),
    "constant_prices": (
        "constant prices", "constant price", "constant us", "real terms", "chain linked", "chain-linked", "chained",
        "volume index", "volume indices", "constant", "不变价", "可比价",
    ),
    "women": ("women", "female", "females", "girls", "女性", "妇女", "女"),
    "men": ("men", "male", "males", "boys", "男性", "男"),
    "rural": ("rural", "农村", "乡村"),
    "urban": ("urban", "城镇", "市区", "市辖区"),
    "ages": ("aged", "ages", "岁"),
    "excluding": ("excluding", "excl.", "without", "不含", "不包括"),
    "above_size": ("规模以上", "限额以上"),
    "per_so_many": (
        "per 100", "per 1000", "per 1,000", "per 1 000", "per 10,000", "per 100,000", "per 100 000", "每万", "每百",
    ),
    "share": ("share of", "shares of", "percent of", "per cent of", "percentage of", "% of", "占比", "比重"),
    "index": ("=100", "= 100", "＝100", "index numbers", "定基指数"),
    "rank": ("rank", "ranks", "ranking", "排名", "位次"),
    "sureness": (
        "standard error", "standard errors", "confidence", "upper bound", "lower bound", "upper limit", "lower limit",
        "误差",
    ),
    "superseded": (
        "deprecated", "discontinued", "superseded", "old methodology", "before revision", "旧口径", "修订前",
    ),
    "forecast": (
        "forecast", "forecasts", "projection", "projections", "projected", "budget", "budgeted", "simulated",
        "simulation", "scenario", "variant", "预测", "预计", "预算", "计划数", "目标值", "目标数",
    ),
    "month": ("本月", "当月", "单月", "monthly"),
    "annualised": ("seasonally adjusted annual rate", "annualised", "annualized"),
    "fiscal_year": (
        "fiscal year", "fiscal years", "financial year", "financial years", "year ended june", "year ended march",
        "years ended june", "years ended march", "year ended 30 june", "year ended 31 march", "年度（4月", "财年",
    ),
    "growth": (
        "percentage change", "per cent change", "percent change", "% change", "annual change", "growth rate",
        "growth rates", "year-on-year", "year on year", "yoy", "change on previous", "change from previous",
        "net change", "增长率", "增长速度", "增速", "比上年增长", "同比", "环比", "增量", "增减",
    ),
    "part_of_year": (
        "上半年", "下半年", "一季度", "二季度", "三季度", "四季度", "first half", "first quarter", "first nine months",
        "second half", "second quarter", "third quarter", "fourth quarter", "quarterly", "year to date", "ytd",
        "end of june", "end-june", "h1", "h2", "q1", "q2", "q3", "q4", *(f"截至{month}月" for month in range(1, 12)),
        *(f"as of {month}" for month in _MONTHS), *(f"as at {month}" for month in _MONTHS),
        *(f"1{dash}{month}月" for month in range(2, 12) for dash in f"{_DASHES}至到"),
        *(f"january{dash}{month}" for month in _MONTHS for dash in (*_DASHES, " to ", " - ", " – ")),
    ),
    "average": ("moving average", "-year average", "year averages", "年平均"),
    "scale": (
        "thousand", "thousands", "million", "millions", "billion", "billions", "'000", "000s", "000's", "1000", "1,000",
        "1 000", "tausend", "mio", "mrd", "milliers", "millionen",
    ),
    "since_start": ("cumulative", "since inception", "累计"),
}  # fmt: skip
#: A text that names both of two parts speaks of the whole.
_OPPOSITE = (("women", "men"), ("rural", "urban"))


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(_whole_word, words)), re.I)


def _whole_word(word: str) -> str:
    """A pattern of a word that is no part of another one, where its script has spaces."""
    if not word.isascii():
        return re.escape(word)
    start, end = (r"\b" if mark.isalnum() else "" for mark in (word[0], word[-1]))
    return start + re.escape(word) + end


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
    of_itself = {
        "per_head": per_head,
        "per_so_many": per_head,
        "share": any(is_share(each.unit) for each in plan.indicators),
        "fiscal_year": plan.fiscal_year is not None,
        "growth": relative,
        "since_start": any(each.target.cumulative or each.reported == "cumulative" for each in plan.indicators),
        "rank": any(isinstance(each.target, Rank) for each in plan.indicators),
    }
    # No word of a kind goes across a line.
    return frozenset(_named("\n".join(texts))) | {kind for kind, holds in of_itself.items() if holds}
