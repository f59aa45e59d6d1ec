"""Units: bases and powers of ten (亿元, million tonnes), and exact conversion between scales of one base.

To add a scale or another spelling of a unit: one entry of a table here.
"""

import re
from decimal import Decimal
from functools import lru_cache

from plan_cli.model.numbers import exact_arithmetic
from plan_cli.patterns import late
from plan_cli.text import plain

#: The base of percentage points.
POINTS = "百分点"
#: Scales that stand before a Chinese unit, without a blank.
_PREFIXES = {
    "万亿": 12, "亿": 8, "千万": 7, "百万": 6, "十万": 5, "十亿": 9, "百亿": 10, "千亿": 11, "万": 4, "千": 3,
    "조": 12, "십억": 9, "억": 8, "백만": 6, "만": 4, "천": 3,
}  # fmt: skip
#: Scales that are words of their own, before or after the unit; some stand alone too ("in thousands").
_WORDS = {
    "trillion": 12, "trillions": 12, "tn": 12, "billion": 9, "billions": 9, "bn": 9, "bln": 9, "mrd": 9, "mrd.": 9,
    "milliard": 9, "milliards": 9, "milliarden": 9, "million": 6, "millions": 6, "mio": 6, "mio.": 6, "mn": 6,
    "mln": 6,
    "millionen": 6, "thousand": 3, "thousands": 3, "tsd": 3, "tsd.": 3, "tausend": 3, "milliers": 3, "'000": 3,
    "ths": 3,
    "mill.": 6, "milioni": 6, "millones": 6, "milhões": 6, "miljoner": 6, "miljoen": 6, "miljoonaa": 6, "млн": 6,
    "млн.": 6, "mld": 9, "mld.": 9, "miliardi": 9, "miljard": 9, "miljarder": 9, "bilhões": 9, "млрд": 9, "млрд.": 9,
    "tys.": 3, "tys": 3, "тыс": 3, "тыс.": 3, "duizend": 3, "migliaia": 3, "tuhatta": 3,
    "000": 3, "000s": 3, "'000s": 3, "000's": 3, "1000": 3, "1000s": 3,
    "hundred": 2, "hundreds": 2, "crore": 7, "crores": 7, "lakh": 5, "lakhs": 5,
}  # fmt: skip
#: Scales only beside a unit: alone they are metres and kelvins.
_LETTERS = {"m": 6, "k": 3, "b": 9}
_SAME = {
    "人民币": "元", "rmb": "元", "cny": "元", "yuan": "元", "元人民币": "元", "人民币元": "元", "usd": "美元",
    "us$": "美元", "us dollars": "美元", "us dollar": "美元", "u.s. dollars": "美元", "u.s. dollar": "美元",
    "dollars": "美元",
    "$": "美元", "€": "eur",
    "euro": "eur", "euros": "eur", "欧元": "eur", "£": "gbp", "pounds": "gbp", "英镑": "gbp", "jpy": "日元",
    "円": "日元",
    "원": "krw",
    "yen": "日元", "hkd": "港元", "港币": "港元", "teu": "标箱", "标准箱": "标箱", "percent": "%", "per cent": "%",
    "percentage": "%", "百分比": "%", "pct": "%", "pt": "%", "pc": "%",
    "prozent": "%", "pour cent": "%", "procent": "%",
    "prosent": "%", "por ciento": "%", "porcentaje": "%", "por cento": "%",
    "percentuale": "%", "percentuali": "%", "prosenttia": "%", "процент": "%", "процентов": "%", "パーセント": "%",
    "퍼센트": "%", "pp": POINTS,
    "个百分点": POINTS, "percentage points": POINTS, "percentage point": POINTS, "tonnes": "t", "tonne": "t",
    "tons": "t", "ton": "t", "吨": "t", "metric tons": "t",
    "metric ton": "t", "metric tonnes": "t", "persons": "人", "psns": "人", "명": "人",
    "person": "人", "people": "人", "inhabitants": "人",
    "人次": "人次", "kilometres": "km", "公里": "km", "years": "year", "hectares": "ha", "hectare": "ha",
    "公顷": "ha", "number": "number", "numbers": "number", "个": "个",
}  # fmt: skip
_MONEY = frozenset(
    {"元", "美元", "日元", "港元", "eur", "gbp", "krw", "inr", "rupees", "kr", "chf", "cad", "aud", "brl", "zar"}
)
#: What stands in a column of currencies and names none: not applicable, whatever the country's own is.
_NO_CURRENCY = frozenset({"", "_z", "_t", "xdc", "lcu", "national currency", "local currency", "本币"})
#: Units that carry their scale in one word. Case counts: Mt are million tonnes, MT may be metric tons.
_SCALED = {
    "THS_PER": ("人", 3), "CP_MEUR": ("eur", 6),
    "kt": ("t", 3), "Mt": ("t", 6), "Gt": ("t", 9), "kilotonnes": ("t", 3), "kilotonne": ("t", 3),
    "kilotons": ("t", 3),
    "Kilotonnes": ("t", 3), "megatonnes": ("t", 6), "Megatonnes": ("t", 6), "kWh": ("wh", 3), "MWh": ("wh", 6),
    "KT": ("t", 3), "GJ": ("j", 9), "TJ": ("j", 12), "PJ": ("j", 15), "EJ": ("j", 18), "gigajoules": ("j", 9),
    "terajoules": ("j", 12), "Terajoules": ("j", 12), "petajoules": ("j", 15), "Petajoules": ("j", 15),
    "ktoe": ("toe", 3), "KTOE": ("toe", 3), "Mtoe": ("toe", 6), "MTOE": ("toe", 6),
    "GWh": ("wh", 9), "TWh": ("wh", 12), "kW": ("w", 3), "MW": ("w", 6), "GW": ("w", 9), "TW": ("w", 12),
}  # fmt: skip
#: Bases of which nobody counts thousands.
_UNSCALED = frozenset({"year", "岁", "年", "day", "days", "天", "日", "位", "名", "rank", "index", "°c", "℃", "倍"})
_TWICE = late(r"(.+?)\s*\(([^()]+)\)\Z")
#: 100 000 and 100,000 are 100000.
_THOUSANDS = late(r"(?<=\d)[ ,](?=\d{3}(?!\d))")
#: PER_100000_POP (UN)
_POPULATION = late(r"\bpop\Z")
_PERCENT_OF = late(r"^(?:per ?cent|percentage|pct\.?|%)\s+of\s+(?:the\s+|total\s+)*")
_FILLERS = late(r"^(in|of|the|current)\s+|\s+(of|in)(?=\s|$)")


def shift(unit: str, wanted: str) -> int | None:
    """The power of ten from one unit to another of the same base (万元 → 亿元: −4); None where they are unlike.

    A scale alone (thousands, bn, 万) says nothing of the base: it goes with every one but %; where the plan has only a
    scale, with units that have one too, and with money.
    """
    base, scale = unit_parts(unit)
    wanted_base, wanted_scale = unit_parts(wanted)
    if base == wanted_base:
        return scale - wanted_scale
    alone = not base and scale and wanted_base not in ("%", POINTS)
    of_scale = not wanted_base and wanted_scale and (scale or base in _MONEY)
    return scale - wanted_scale if alone or of_scale else None


def contradicts(currency: str, unit: str) -> bool:
    """Whether a column's currency (USD) is another than that of a unit (亿元, 元/人); one without money has none."""
    own = unit_parts(unit)[0].partition(" ")[0]
    return own in _MONEY and plain(currency).lower() not in _NO_CURRENCY and unit_parts(currency)[0] != own


def is_share(unit: str) -> bool:
    """Whether figures in it are shares of something: the parts of a whole do not add up in it."""
    return unit_parts(unit)[0].startswith(("%", "‰", POINTS))


def takes_scale(unit: str) -> bool:
    """Whether a scale that is stated for a whole table may be meant of figures in it: not of shares, ratios, ages."""
    base = unit_parts(unit)[0]
    return not (is_share(unit) or base in _UNSCALED or re.search(r" per |/|每", base))


def scaled(value: Decimal, power: int) -> Decimal:
    """The figure in another scale, exactly; its last printed digit stays its last."""
    with exact_arithmetic():
        return value.scaleb(power)


def is_scale_of(text: str, unit: str) -> bool:
    """Whether a mark beside a number (3.5万) only repeats the scale that the unit (万吨) already says."""
    return text in _PREFIXES and unit.startswith(text)


def scale_word(text: str) -> int | None:
    """The power of ten that a word alone means: thousands → 3, units → 0; None where it is no scale."""
    word = plain(text).lower()
    if word in ("", "unit", "units", "ones", "one"):
        return 0
    return _WORDS.get(word, _PREFIXES.get(word))


def says_scale(unit: str, power: int) -> bool:
    """Whether a unit says a power of ten beside its name: million USD, GBP (£ Millions)."""
    inside = found[2] if (found := _TWICE.match(plain(unit))) else ""
    return power in (scale_in_words(unit), scale_in_words(inside))


def scale_in_words(unit: str) -> int:
    """The power of ten that stands beside a unit's name: million USD → 6; 0 for kt and GWh, units of their own."""
    return 0 if plain(unit) in _SCALED and "_" not in unit else unit_parts(unit)[1]


def is_known_unit(text: str) -> bool:
    """Whether a text is a unit, or one with a scale, whatever it is a unit of."""
    base, scale = unit_parts(text)
    known = {*_SAME, *_SAME.values(), *(base for base, _ in _SCALED.values())}
    return base in known or (base == "" and bool(scale))


def looks_like_unit(text: str) -> bool:
    """Whether a text is a unit, or says a scale of a unit that is not known here: KSh million, 십억원."""
    base, scale = unit_parts(text)
    words = base.split()
    short = len(words) <= 2 and not any(mark.isdigit() for mark in base)
    return not plain(text).isdigit() and (is_known_unit(text) or (bool(scale) and short))


def names_a_scale(text: str) -> bool:
    """Whether some word of a text is a scale: constant 2015 million US$."""
    return any(len(word) > 1 and not word.isdigit() and word in _WORDS for word in plain(text).lower().split())


@lru_cache(maxsize=2048)
def unit_parts(unit: str) -> tuple[str, int]:
    """A unit as base and power of ten: 亿美元 → (美元, 8). A file has few units and many cells.

    What stands behind "per" is part of the base: deaths per thousand and per million are unlike.
    """
    written = plain(unit).replace("億", "亿").replace("萬", "万")
    if written in _SCALED:
        return _SCALED[written]
    # Codes of SDMX have underscores: MIO_USD, PER_100000_LIVE_BIRTHS.
    text = _THOUSANDS.sub("", re.sub(r"[\s_]+", " ", written.lower()))
    if (found := _TWICE.match(text)) and unit_parts(found[1]) == unit_parts(found[2]):
        # Percentage (%)
        return unit_parts(found[1])
    text = _PERCENT_OF.sub("% ", text)
    whole, mark, share = re.match(r"(.*?)(\bper\b|/|每|$)(.*)", text, re.DOTALL).groups()  # type: ignore[union-attr]
    if mark and text not in _SAME:
        base, scale = unit_parts(whole) if whole.strip() else ("", 0)
        share = _POPULATION.sub("population", share.strip())
        return f"{base} {mark} {share}".replace(" / ", " per ").strip(), scale
    text = _FILLERS.sub(" ", text).strip()
    if text in _WORDS or text in _PREFIXES:
        return "", _WORDS.get(text) or _PREFIXES[text]
    first, _, rest = text.partition(" ")
    start, _, last = text.rpartition(" ")
    scales = {**_WORDS, **_LETTERS}
    for word, base in ((first, rest), (last, start)):
        if base and word in scales:
            # US Dollar, Millions (OECD); Metric tons,  thousand (UNSD)
            inner, scale = unit_parts(_FILLERS.sub(" ", base).strip(" ,"))
            return inner, scale + scales[word]
    for prefix, power in sorted(_PREFIXES.items(), key=lambda item: -len(item[0])):
        if text.startswith(prefix):
            base = text[len(prefix) :].strip()
            return _SAME.get(base, base), power
    return _SAME.get(text, text), 0
