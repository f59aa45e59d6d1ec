"""Headings: the role that a heading names, and the period, measure and unit that the heading of a value column states.

Headings are known in several languages and as SDMX names. To accept another one, add it to ``COLUMNS``. Blanks,
underscores and case do not count: ``TimePeriod`` is ``TIME_PERIOD``.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from plan_cli.datafile.periods import CALENDAR, PartOfYear, YearGrammar, read_period
from plan_cli.datafile.words import MEASURES, STATUSES, status_of
from plan_cli.model.observations import Measure, Period
from plan_cli.model.units import is_known_unit, looks_like_unit
from plan_cli.patterns import late
from plan_cli.text import plain

#: Every role that a column can have, with the headings that name it beside the role's own name.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "indicator": (
        "指标", "指标名称", "指标代码", "指标编码", "名称", "id", "name", "indicator_id", "indicator_code",
        "indicator_name",
        "series", "series_code", "series_name", "series_description", "kpi", "indicators", "indikator", "indicateur",
        "indicador", "indicatore", "indicator.id", "indicator.value", "indicator.label", "показатель", "wskaźnik",
    ),
    "year": (
        "年份", "年度", "年", "time_period", "time", "ref_year", "ref_date", "years", "jahr", "zeit", "année", "año",
        "ano",
        "anno", "prd_de", "jaar", "år", "vuosi", "rok", "год", "年次", "연도", "tahun", "time_dim",
    ),
    "value": (
        "实际值", "数值", "值", "实际完成", "完成值", "实际数", "完成数", "actual", "obs_value", "observation_value",
        "values",
        "val", "wert", "valeur", "valor", "valore", "waarde", "värde", "verdi", "værdi", "arvo", "wartość", "wartosc",
        "значение", "値", "数据", "data_value",
        # Beside another column of values it is not clear which one counts.
        "revised_value", "value_revised", "修订值", "修订数",
    ),
    "unit": (
        "单位", "计量单位", "单位名称", "数据单位", "金额单位", "货币单位", "量纲", "unit_measure", "units", "uom",
        "unit_nm", "unit_of_measure", "unit_of_measurement", "units_of_measure", "units_of_measurement",
        "measurement_unit",
        "measure_unit", "value_unit", "data_unit", "unit_name", "unit_label", "unit_code", "unit_text", "cl_unit",
        "fact_value_uom", "einheit", "maßeinheit", "mengeneinheit", "unité", "unité_de_mesure", "unidad",
        "unidad_de_medida", "unidade", "unidade_de_medida", "unità_di_misura", "unità", "eenheid", "meeteenheid",
        "enhet", "måttenhet", "måleenhet", "enhed", "yksikkö", "mittayksikkö", "jednostka", "jednostka_miary",
        "jednotka",
        "měrná_jednotka", "mértékegység", "birim", "ölçü_birimi", "единица_измерения", "ед._изм.", "ед.изм.",
        "одиниця_виміру", "μονάδα", "単位", "單位", "단위", "satuan", "đơn_vị", "đơn_vị_tính", "หน่วย", "الوحدة",
    ),
    "bound": ("界限", "范围", "qualifier"),
    "status": ("状态", "数据状态", "obs_status", "obs_flag", "observation_status"),
    "period": (
        "时期", "期间", "时间段", "报告期", "month", "月份", "月", "monat", "mois", "mes", "quarter", "季度",
        "季", "quartal", "trimestre", "half", "half_year", "半年",
    ),
    "measure": ("口径", "度量"),
    "entity": ("地区", "单元", "ref_area", "area", "geo"),
    "published": ("发布日期", "公布日期", "发布时间", "publication_date"),
    "source": ("来源", "资料来源", "数据来源"),
    "multiplier": (
        "unit_mult", "unit_multiplier", "units_multiplier", "scalar_factor", "scalar_factor_code", "scale",
        "power_code",
        "magnitude", "magntude", "multiplier_code", "factor", "数量级",
    ),
    "currency": ("currency_code", "币种", "货币", "币别", "währung", "devise", "monnaie", "moneda"),
    "frequency": ("freq", "频率", "time_frequency", "prd_se"),
    "note": (
        "备注", "说明", "注", "notes", "comment", "comments", "obs_comment", "remark", "remarks", "footnote",
        "footnotes",
        "bemerkung", "observaciones", "observações",
    ),
    "action": (),
    # The last year that was reported: what comes after it in the row is estimated or expected (IMF).
    "last_actual": (
        "estimates_start_after", "last_actual_year", "latest_actual_annual_data", "latest_actual_data",
    ),
    "se": ("standard_error", "std_error", "std_err", "stderr", "标准误", "standardfehler"),
    "moe": ("margin_of_error", "误差范围"),
    "low": (
        "lower_bound", "lower_ci", "ci_lower", "ci_low", "lower_cl", "lower_confidence_limit", "置信下限", "下限",
    ),
    "high": (
        "upper_bound", "upper_ci", "ci_upper", "ci_high", "upper_cl", "upper_confidence_limit", "置信上限", "上限",
    ),
}  # fmt: skip
NEEDED = ("indicator", "year", "value")
#: Columns of free text, in which a word alone may say that a row is no actual.
REMARK_ROLES = ("note", "source")
#: Roles whose heading may mean something else: the column has the role only where its cells are words of it.
WEAK = {
    "status": ("status", "状态"), "measure": ("measure",), "scale": ("scale", "factor", "magnitude"),
    "bound": ("qualifier",),
}  # fmt: skip
#: Words that are a letter or two from a known heading and mean something else.
OTHER_WORDS = frozenset({"publisher", "uncode"})
#: Roles of how sure a figure is: their columns hold numbers, or have no role.
SURENESS = ("se", "moe", "low", "high")
#: Headings of the period that say which part of the year the numbers below them count.
PARTS_OF_YEAR: Mapping[str, PartOfYear] = {
    **dict.fromkeys(("month", "月份", "月", "monat", "mois", "mes"), "month"),
    **dict.fromkeys(("quarter", "季度", "季", "quartal", "trimestre"), "quarter"),
    **dict.fromkeys(("half", "halfyear", "半年"), "half"),
}
#: Words under a year that say which figure of it stands there; the year before (去年同期) is none of the year's own.
SUBHEADINGS: Mapping[str, Measure | None] = {
    **{word: measure for word, measure in MEASURES.items() if word},
    # Under a period 累计 counts from January on, never from the base year: the period says how far.
    "累计": "", "本年累计": "", "绝对值": "", "绝对数": "", "数值": "", "总量": "",
    "完成": "", "实绩": "", "实际": "", "level": "", "amount": "", "增长": "growth", "增长率": "growth",
    "比上年增长": "growth",
    "同比增速": "growth", "growth rate": "growth", "change": "growth", "yoy": "growth", "去年同期": None,
    "上年同期": None,
    "上年": None, "previous year": None, "占比": None, "比重": None, "share": None, "排名": None, "rank": None,
}  # fmt: skip


def _compact(heading: str) -> str:
    return re.sub(r"[\s_\-\[\]]+", "", plain(heading).lower())


_ROLES = {_compact(heading): role for role, headings in COLUMNS.items() for heading in (role, *headings)}
_BRACKETS = late(r"(?P<base>.*?)\s*[(\[（【〔](?P<inside>[^()\[\]（）【】〔〕]*)[)\]）】〕]\s*\Z", re.DOTALL)

_IN_UNIT = late(r"(?i)(?P<base>.*\S)\s+in\s+(?P<inside>\S.*)\Z", re.DOTALL)

#: The headings of names as they are mostly spelt, for a quick look at many rows.
INDICATOR_HEADINGS = frozenset(
    spelt
    for word in ("indicator", *COLUMNS["indicator"])
    for spelt in (word, word.capitalize(), word.upper(), word.title().replace("_", " "))
)


def role_of(heading: str) -> str:
    """The role that a heading names, else an empty text; SDMX may write ``REF_AREA: Reference area``.

    A unit in brackets does not count: ``Value (bn)``.
    """
    role = _ROLES.get(_compact(heading)) or _ROLES.get(_compact(heading.partition(":")[0]), "")
    if not role and (found := _BRACKETS.match(plain(heading))) and found["base"]:
        return _ROLES.get(_compact(found["base"]), "") if is_known_unit(found["inside"]) else ""
    return role


def part_of_year(heading: str) -> PartOfYear:
    """Which part of the year the numbers under a heading count: ``month``, ``quarter``, ``half``, else none."""
    return PARTS_OF_YEAR.get(_compact(heading), "")


@lru_cache(maxsize=4096)
def near_role(heading: str) -> str:
    """The known heading that a heading of another role misses by a letter or two (``mesure``), else an empty text."""
    word = _compact(heading)
    if role_of(heading) or len(word) < 4 or not word.isascii() or word in OTHER_WORDS:
        return ""
    for known, role in _ROLES.items():
        allowed = 2 if len(known) >= 8 else 1
        matters = role not in REMARK_ROLES and (len(known) >= 5 or known == "unit") and word[0] == known[0]
        if matters and edits(word, known, allowed) <= allowed:
            return known
    return ""


class ValueHeading(NamedTuple):
    """What the heading of a value column states: ``2023年{同比}`` or ``2023年（预计）(亿元)``."""

    period: Period | None = None
    measure: Measure | None = ""
    status: str = ""
    unit: str = ""


def value_heading(upper: str, lower: str, grammar: YearGrammar = CALENDAR) -> ValueHeading | None:
    """What two heading cells, one over the other, state of a value column; None where they name no period."""
    found = _one(upper, grammar)
    if lower in ("", upper):
        return found
    if found is None:
        # The years stand below, and above them what is said of several.
        found = _one(lower, grammar)
        return found and (_with(found, upper) or found)
    return _with(found, lower)


def _with(found: ValueHeading, other: str) -> ValueHeading | None:
    """What a heading and the one above or below it state together; None where that one is not understood."""
    text, unit = without_unit(other)
    word = text.lower()
    if word in SUBHEADINGS:
        return found._replace(measure=SUBHEADINGS[word], unit=unit or found.unit)
    if word in STATUSES:
        return found._replace(status=STATUSES[word], unit=unit or found.unit)
    if looks_like_unit(other) or unit:
        return found._replace(unit=unit or plain(other))
    return None


def is_subheading(text: str) -> bool:
    """Whether a text says which figure of a year stands below it: 绝对值, 同比, Budget."""
    word = without_unit(text)[0].lower()
    return word in SUBHEADINGS or word in STATUSES


#: 2023 Actual, 2023e; Actual 2023.
_YEAR_AND_WORD = (
    late(r"(?P<year>[0-9]{4}年?)\s?(?P<word>[^\W\d_]{1,12})\.?\Z"),
    late(r"(?P<word>[^\W\d_]{2,12})\.?\s?(?P<year>[0-9]{4}年?)\Z"),
)


def _one(heading: str, grammar: YearGrammar) -> ValueHeading | None:
    text, status, unit = plain(heading), "", ""
    while match := _BRACKETS.match(text):
        inside = plain(match["inside"])
        if is_known_unit(inside):
            unit = inside
        elif state := status_of(inside.lower()):
            status = state
        elif not re.match(r"(?i)yr\d{4}\Z", inside):
            break
        text = match["base"]
    for shape in _YEAR_AND_WORD:
        if flagged := shape.match(text):
            word = flagged["word"].lower()
            state = status_of(word) if len(word) < 3 else STATUSES.get(word)
            text, status = (flagged["year"], state) if state else (text, status)
    if (found := re.match(r"([0-9]{4}年?)[,，]?\s+(\D.*)\Z", text)) and looks_like_unit(found[2]):
        text, unit = found[1], unit or plain(found[2])
    measure: Measure | None = ""
    for word, meaning in SUBHEADINGS.items():
        if not word.isascii() and text.endswith(word) and read_period(text.removesuffix(word), None, grammar):
            text, measure = text.removesuffix(word), meaning
    period = read_period(text, None, grammar)
    return None if period is None else ValueHeading(period, measure, status, unit)


def without_unit(text: str) -> tuple[str, str]:
    """A name without the unit in brackets behind it, and that unit: 国内生产总值(亿元)."""
    word = plain(text)
    base, mark, unit = word.rpartition("__")
    if mark and base and looks_like_unit(unit.replace("_", " ")):
        # BIP004__Bruttoinlandsprodukt__Mrd._EUR (GENESIS)
        return base, unit.replace("_", " ")
    found = _BRACKETS.match(word) or _IN_UNIT.match(word)
    if found and found["base"] and looks_like_unit(found["inside"]):
        return plain(found["base"]), plain(found["inside"])
    return word, ""


def edits(one: str, other: str, limit: int) -> int:
    """How many letters differ, are missing, too many, or changed places; at most ``limit`` + 1 is told exactly."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before, row = [0] * (len(other) + 1), list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, before, row = before, row, [i] + [0] * len(other)
        for j, b in enumerate(other, 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                row[j] = min(row[j], last[j - 2] + 1)
        if min(row) > limit:
            return limit + 1
    return row[-1]
