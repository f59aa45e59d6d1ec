"""Words that may stand in the columns of a data file: missing marks, statuses, measures, frequencies.

The ordinary check and every panel engine read them from here. To accept another spelling, add one entry; keys are
lower case, and a cell is compared without blanks around it.
"""

from __future__ import annotations

from plan_cli.model.observations import Measure

#: Marks that mean "no value", never 0.
MISSING = frozenset({"", "-", "--", "—", "——", "–", "…", "……", "...", "n/a"})

MEASURES: dict[str, Measure] = {
    "": "", "value": "", "cumulative": "cumulative", "累计": "cumulative", "growth": "growth", "同比": "growth",
    "同比增长": "growth", "增速": "growth", "mean_growth": "mean_growth", "年均增长": "mean_growth",
}  # fmt: skip

#: SDMX observation statuses (CL_OBS_STATUS) and the words for them.
STATUSES = {
    "": "A", "a": "A", "p": "P", "e": "E", "f": "F", "b": "B", "m": "M", "r": "R",
    "o": "M", "l": "M", "q": "M", "i": "E", "d": "B", "v": "P",
    "normal": "A", "final": "A", "provisional": "P", "preliminary": "P", "estimated": "E", "estimate": "E",
    "forecast": "F", "break": "B", "missing": "M", "revised": "R",
    "正常": "A", "正式数": "A", "初步": "P", "初步数": "P", "快报": "P", "快报数": "P", "估计": "E", "估计数": "E",
    "预测": "F", "预计": "F", "口径变化": "B", "缺失": "M", "修订": "R", "修订数": "R",
}  # fmt: skip

#: SDMX frequencies, and how many months a period of each covers.
FREQUENCIES = {"a": 12, "s": 6, "h": 6, "q": 3, "m": 1}


def status_words(codes: str) -> tuple[str, ...]:
    """Every word for one of these statuses: ``status_words("M")`` are those that say that a value is missing."""
    return tuple(word for word, code in STATUSES.items() if code in codes)
