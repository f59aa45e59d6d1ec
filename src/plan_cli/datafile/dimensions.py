"""Dimensions: columns such as sex, age or region, which tell rows of one indicator and period apart.

The row whose cells there are blank or name the whole (``totals.py``) is the headline. These lists grow with what
offices write: add a word, lower case.
"""

from __future__ import annotations

from plan_cli.datafile.totals import is_total
from plan_cli.text import plain

#: What says, beside the words of ``totals.py``, that a dimension does not apply.
NOT_DIVIDED = frozenset({"", "_z", "not applicable", "n/a", "-", "—", "不限"})
#: Values that name a part of a population, whatever the heading.
SUBGROUPS = frozenset({
    "female", "females", "male", "males", "women", "men", "girls", "boys", "urban", "rural", "foreign-born",
    "native-born",
    "disabled", "indigenous", "女", "男", "女性", "男性", "城镇", "农村", "乡村", "frauen", "männer", "femmes",
    "hommes",
})  # fmt: skip
#: Columns that divide a population: a value that is not the whole names a part of it, also where every row has it.
OF_PEOPLE = frozenset({
    "sex", "gender", "age", "age group", "residence", "education level", "income group", "quintile",
    "disability status",
    "ethnicity", "race", "migratory status", "country of birth", "性别", "年龄", "年龄组", "城乡",
})  # fmt: skip
#: Columns that tell rows apart even where no two rows of one period stand side by side.
DIMENSIONS = frozenset({
    "sex", "gender", "age", "age group", "region", "state", "province", "county", "city", "district", "country",
    "geoareaname", "geoareacode", "geography", "location", "urbanisation", "urbanization", "residence", "education",
    "education level", "income", "income group", "quintile", "disability", "disability status", "ethnicity", "race",
    "migration", "migratory status", "country of birth", "citizenship", "nationality", "occupation", "sector",
    "industry",
    "activity", "product", "commodity", "scenario", "variant", "series", "subgroup", "group", "category", "breakdown",
    "性别", "年龄", "年龄组", "区域", "省份", "省", "市", "城市", "县", "区县", "城乡", "行业", "产业", "情景", "分组",
    "类别",
})  # fmt: skip
#: Columns of remarks, and of numbers for machines: they tell nothing apart.
REMARKS = frozenset({
    "note", "notes", "footnote", "footnotes", "remark", "remarks", "comment", "comments", "owner", "clerk", "author",
    "source", "sources", "url", "link", "description", "id", "row", "no", "number", "index", "vector", "coordinate",
    "dguid",
    "symbol", "terminated", "decimals", "uom id", "scalar id", "upperbound", "lowerbound", "upper bound", "lower bound",
    "ci lower", "ci upper", "baseline", "target", "goal", "rag", "last update", "structure", "structure id",
    "structure name", "dataflow", "conf status", "confidentiality status (flag)", "obs flag", "flag",
    "备注", "说明", "来源", "序号", "负责人", "责任单位", "目标", "基期",
})  # fmt: skip
#: Columns that say whether a row was reported, asked for or expected; and the words there that say that it was
#: reported.
SCENARIOS = frozenset({
    "scenario", "variant", "data type", "value type", "type", "kind", "nature", "情景", "数据类型", "类型", "口径类型",
})  # fmt: skip
REPORTED = frozenset(
    {"", "actual", "actuals", "reported", "observed", "historical", "history", "实际", "实绩", "实际值"}
)
#: Words that say that a row is asked for or expected, by what is counted of them.
NOT_REPORTED = {
    **dict.fromkeys(("target", "targets", "goal", "plan", "planned", "budget", "目标", "目标值", "计划", "规划",
    "预算"), "targets"),
    **dict.fromkeys((
        "forecast", "forecasts", "projection", "projections", "projected", "expected", "预测", "预计", "预测值",
    ), "forecasts"),
}  # fmt: skip


def is_headline(text: str) -> bool:
    """Whether a cell of a dimension says that its row is of the whole."""
    return plain(text).lower() in NOT_DIVIDED or is_total(text)


def heading_key(heading: str) -> str:
    """A heading as these tables have it: lower case, without brackets around it and with blanks between words."""
    word = plain(heading).lower().strip("[]")
    return " ".join(word.replace("_", " ").split())
