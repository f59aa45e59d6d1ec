"""Dimensions: columns such as sex, age or region, which tell rows of one indicator and period apart.

The row whose cells there are blank or name the whole (``totals.py``) is the headline. These lists grow with what
offices write: add a word, lower case.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from plan_cli.datafile.totals import is_total
from plan_cli.datafile.words import ANSWERS, STATUSES
from plan_cli.text import SEEN, plain

#: What says, beside the words of ``totals.py``, that a dimension does not apply.
NOT_DIVIDED = frozenset({"", "_z", "not applicable", "n/a", "-", "—", "不限"})
#: Values that name a part of a population, whatever the heading.
SUBGROUPS = frozenset({
    "female", "females", "male", "males", "women", "men", "girls", "boys", "urban", "rural", "foreign-born",
    "native-born",
    "disabled", "indigenous", "女", "男", "女性", "男性", "城镇", "农村", "乡村", "frauen", "männer", "femmes",
    "hommes",
    "femmine", "maschi", "weiblich", "männlich", "mujeres", "hombres", "mulheres", "homens", "vrouwen", "mannen",
    "kvinnor", "män", "kvinner", "menn", "kvinder", "mænd", "naiset", "miehet", "kobiety", "mężczyźni", "женщины",
    "мужчины", "女子", "男子", "여자", "남자", "여성", "남성", "sex_f", "sex_m", "sex_fmle", "sex_mle",
    "youth", "children",

})  # fmt: skip
#: Columns that divide a population: a value that is not the whole names a part of it, also where every row has it.
OF_PEOPLE = frozenset({
    "sex", "gender", "age", "age group", "residence", "education level", "income group", "quintile",
    "disability status",
    "ethnicity", "race", "migratory status", "country of birth", "性别", "年龄", "年龄组", "城乡",
    "sesso", "geschlecht", "sexo", "sexe", "geslacht", "kjønn", "kön", "køn", "sukupuoli", "płeć", "пол", "性別",
    "男女別", "성별", "jenis kelamin", "giới tính", "sex code", "sex label", "sex.label", "age class", "age code",
    "age range", "alter", "altersgruppe", "âge", "classe d'âge", "edad", "grupo de edad", "idade", "grupo etário",
    "età",
    "classe di età", "leeftijd", "ålder", "alder", "ikä", "wiek", "возраст", "年齢", "年齢階級", "연령", "연령별",
    "population group", "percentile", "decile", "quantile", "wealth quintile", "marital status", "citizen",
})  # fmt: skip
#: Columns that divide a country, and those that divide its economy: likewise.
OF_AREAS = frozenset({
    "region", "state", "province", "county", "city", "district", "municipality", "location", "urbanisation",
    "urbanization", "区域", "省份", "省", "市", "城市", "县", "区县", "市县", "街道", "乡镇",
    "territorio", "território", "territoire", "région", "región", "região", "regione", "regio", "bundesland",
    "kommune",
    "kommun", "fylke", "län", "województwo", "регион", "территория", "都道府県", "地域", "시도별", "행정구역별",
})  # fmt: skip
OF_ECONOMY = frozenset({
    "sector", "industry", "activity", "product", "commodity", "occupation", "行业", "产业", "产品", "subgroup",
    "breakdown", "citizenship", "nationality", "education", "income", "disability", "分组",
    "settore", "branche", "wirtschaftszweig", "sektor", "産業", "산업", "flow", "partner",
})  # fmt: skip
#: Columns that tell rows apart even where no two rows of one period stand side by side.
DIMENSIONS = (
    OF_PEOPLE
    | OF_AREAS
    | OF_ECONOMY
    | {
        "country",
        "geoareaname",
        "geoareacode",
        "geography",
        "migration",
        "scenario",
        "variant",
        "series",
        "group",
        "category",
        "情景",
        "类别",
        "dim1",
        "dim2",
        "dim3",
        "classif1",
        "classif2",
        "price base",
        "price basis",
        "prices",
    }
)
#: Columns of an office's flags, which say nothing apart from the one that marks a forecast.
FLAGS_OF_ROWS = frozenset({"flag", "flags", "flag codes", "obs flag", "symbol", "footnote codes"})
#: Columns of remarks, and of numbers for machines: they tell nothing apart.
REMARKS = FLAGS_OF_ROWS | {
    "note", "notes", "footnote", "footnotes", "remark", "remarks", "comment", "comments", "owner", "clerk", "author",
    "source", "sources", "url", "link", "description", "id", "row", "no", "number", "index", "vector", "coordinate",
    "dguid", "terminated", "decimals", "uom id", "scalar id", "upperbound", "lowerbound", "upper bound",
    "lower bound",
    "ci lower", "ci upper", "baseline", "target", "goal", "rag", "last update", "structure", "structure id",
    "structure name", "base per", "base period", "date modified", "datemodified", "dataflow", "conf status",
    "confidentiality status (flag)",
    "备注", "说明", "来源", "序号", "负责人", "责任单位", "目标", "基期",
}  # fmt: skip
#: Remarks that may as well be what figures are divided by: energy by source, where a cell names the sum.
OF_SOURCES = frozenset({"source", "sources", "来源", "数据来源", "资料来源"})
#: Columns that say whether a row was reported, asked for or expected; and the words there that say that it was
#: reported.
SCENARIOS = frozenset({
    "scenario", "variant", "version", "data type", "value type", "obs type", "figure type", "type", "kind", "nature",
    "estimate", "actual/forecast", "forecast/actual", "actual or forecast", "actual/target", "plan/actual",
    "actual/plan",
    "情景", "数据类型", "数据性质", "类型", "口径类型",
})  # fmt: skip
REPORTED = frozenset({
    "", "actual", "actuals", "reported", "observed", "outturn", "historical", "history", "实际", "实绩", "实际值",
    "实际数",
})  # fmt: skip
#: Columns of nothing but scenarios: one alone is no figure of the whole either.
OF_SCENARIOS = frozenset({"scenario", "scenarios", "情景", "情景方案"})
#: Words that say that a row is asked for or expected, by what is counted of them.
NOT_REPORTED = {
    **dict.fromkeys((
        "target", "targets", "goal", "plan", "planned", "budget", "budgeted", "目标", "目标值", "计划", "计划数",
        "规划", "规划数", "预算", "预算数",
    ), "targets"),
    **dict.fromkeys((
        "forecast", "forecasts", "projection", "projections", "projected", "expected", "nowcast", "outlook", "预测",
        "预计", "预测值", "预测数", "预计数", "预计值",
    ), "forecasts"),
}  # fmt: skip

#: How a remark begins that calls its figure a forecast: Forecast based on three quarters.
_FORECAST = re.compile(r"(?:forecast|projection|projected|nowcast)s?\b|预测|预计")
#: The answers of a column that asks whether its row is expected only.
YES_NO = {**ANSWERS, "1": 1, "0": 0, "": 0}


@lru_cache(maxsize=SEEN)
def is_headline(text: str) -> bool:
    """Whether a cell of a dimension says that its row is of the whole."""
    return plain(text).lower() in NOT_DIVIDED or is_total(text)


@lru_cache(maxsize=SEEN)
def not_reported(text: str, heading: str = "") -> str:
    """What a row is whose scenario column holds this: ``targets``, ``forecasts`` or ``scenarios``; empty if reported.

    A word of how final a figure is (provisional, revised) says that it was reported.
    """
    word = plain(text).lower()
    if word in YES_NO and (kind := _question_of(heading)):
        return kind if YES_NO[word] else ""
    if word in REPORTED or word in NOT_REPORTED:
        return NOT_REPORTED.get(word, "")
    status = STATUSES.get(word)
    return "scenarios" if status in (None, "M", "B") else "forecasts" if status == "F" else ""


def _question_of(heading: str) -> str:
    """What a heading asks of each row, to be answered by yes or no: ``is_forecast``, 是否预测; empty where nothing."""
    word = heading_key(heading).removeprefix("is ").removesuffix(" flag").removeprefix("是否为").removeprefix("是否")
    return NOT_REPORTED.get(word, "")


def remarked(heading: str, text: str) -> str:
    """What a row is of which a remark or a flag says that it is a target or a forecast; empty for any other remark."""
    word = plain(text).lower()
    is_flag = word == "f" and heading_key(heading) in FLAGS_OF_ROWS
    return "forecasts" if is_flag or _FORECAST.match(word) else NOT_REPORTED.get(word, "")


def is_scenario_column(heading: str, texts: Iterable[str]) -> bool:
    """Whether a column says of its rows that they were reported, or are targets, forecasts or scenarios."""
    words = {plain(text).lower() for text in texts} - {""}
    if words and words <= YES_NO.keys() and _question_of(heading):
        return True
    not_actual, reported = words & NOT_REPORTED.keys(), words & REPORTED
    key = heading_key(heading)
    coded = "f" in words and all(STATUSES.get(word) for word in words)
    if key in SCENARIOS:
        return bool(not_actual or reported or coded)
    return bool(not_actual and (reported or words <= NOT_REPORTED.keys()))


def heading_key(heading: str) -> str:
    """A heading as these tables have it: lower case, without brackets around it and with blanks between words."""
    word = plain(heading).lower().strip("[]")
    return " ".join(word.replace("_", " ").split()).removesuffix(" name").removesuffix(" label")
