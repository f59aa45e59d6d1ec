"""Words that may stand in the columns of a data file: missing marks, statuses, measures, frequencies.

The ordinary check and every panel engine read them from here. To accept another spelling, add one entry; keys are
lower case, and a cell is compared without blanks around it.
"""

from plan_cli.model.observations import Measure

#: Marks that mean "no value", never 0.
MISSING = frozenset({
    "", "-", "--", "—", "——", "–", "…", "……", "...", "..", ".", ":", "x", "n/a", "na", "n.a.", "null", "none", "暂无",
    "无数据",
})  # fmt: skip

#: Whether something is done, as a figure.
ANSWERS = {
    **dict.fromkeys(
        ("yes", "y", "true", "done", "completed", "finished", "是", "已完成", "完成", "已建成", "已实现"), 1
    ),
    **dict.fromkeys(("no", "n", "false", "not done", "not yet", "否", "未完成", "未建成", "未实现"), 0),
}

MEASURES: dict[str, Measure] = {
    "": "", "value": "", "cumulative": "cumulative", "累计": "cumulative", "growth": "growth", "同比": "growth",
    "同比增长": "growth", "增速": "growth", "mean_growth": "mean_growth", "年均增长": "mean_growth",
}  # fmt: skip

#: SDMX observation statuses (CL_OBS_STATUS) and the words for them.
STATUSES = {
    "": "A", "a": "A", "p": "P", "e": "E", "f": "F", "b": "B", "m": "M", "r": "R",
    "o": "M", "l": "M", "q": "M", "i": "E", "d": "B", "v": "P",
    "normal": "A", "final": "A", "provisional": "P", "prov": "P", "preliminary": "P",
    "prelim": "P", "estimated": "E", "estimate": "E", "est": "E",
    "forecast": "F", "nowcast": "F", "outlook": "F", "budget": "F",
    "budgeted": "F", "projection": "F", "projected": "F", "target": "F", "plan": "F", "planned": "F", "actual": "A",
    "reported": "A", "official": "A", "undefined": "A", "low reliability": "A", "observed": "A", "break": "B",
    "break in series": "B", "series break": "B",
    "definition differs": "B", "missing": "M", "revised": "R",
    "正常": "A", "正式数": "A", "初步": "P", "初步数": "P", "快报": "P", "快报数": "P", "估计": "E", "估计数": "E",
    "预测": "F", "预测数": "F", "预计": "F", "预计数": "F", "预算": "F",
    "be": "F", "budget estimate": "F", "budget estimates": "F", "re": "E", "revised estimate": "E",
    "revised estimates": "E", "pe": "P", "provisional estimates": "P", "fae": "E", "sae": "E", "actuals": "A",
    "决算": "A", "决算数": "A",
    "targets": "F", "forecasts": "F", "projections": "F", "goal": "F", "expected": "F",
    "预算数": "F", "计划数": "F", "口径变化": "B", "缺失": "M", "目标": "F", "目标值": "F",
    "计划": "F", "规划": "F", "实际": "A", "实绩": "A", "修订": "R", "修订数": "R",
}  # fmt: skip

#: SDMX frequencies, and how many months a period of each covers.
FREQUENCIES = {
    "a": 12, "s": 6, "h": 6, "q": 3, "m": 1, "annual": 12, "yearly": 12, "quarterly": 3, "monthly": 1, "年度": 12,
    "季度": 3, "月度": 1,
}  # fmt: skip

#: Flags that statistics offices put beside a number (Eurostat, OECD), as observation statuses.
FLAGS = {
    "p": "P", "e": "E", "s": "E", "i": "E", "f": "F", "b": "B", "d": "B", "r": "R", "u": "A", "c": "A", "n": "A",
    "z": "A",
}  # fmt: skip


def status_words(codes: str) -> tuple[str, ...]:
    """Every word for one of these statuses: ``status_words("M")`` are those that say that a value is missing."""
    return tuple(word for word, code in STATUSES.items() if code in codes)


def status_of(word: str) -> str | None:
    """The status that a word or a group of flags (``bp``) means; None where it is none."""
    word = word.strip("()[]（）").rstrip(".").removesuffix(" value").removesuffix(" figure")
    if word in STATUSES:
        return STATUSES[word]
    found = [FLAGS.get(flag) for flag in word]
    if len(word) > 3 or None in found:
        return None
    return max((flag for flag in found if flag), key="ARPEBF".index)
