"""Totals: the names by which a table calls all of its areas, sexes or ages together.

A row of such a name is no entity of its own. To add a word: one more in ``WORDS``; its upper and lower case and its
capitalised form are recognised with it.
"""

from collections.abc import Iterable
from functools import lru_cache

from plan_cli.patterns import late
from plan_cli.text import SEEN, plain

#: Those that mean the sum of what is named beside them, whatever that is.
SUMS = (
    "_T", "TOTAL", "Totals", "Grand total", "All", "All sources", "Insgesamt", "Gesamt", "Ensemble", "合计", "总计",
    "共计", "全部",
)  # fmt: skip
WORDS = (
    *SUMS,
    # SDMX codes
    "T", "ALLAREA", "BOTHSEX", "ALLAGE",
    # English, German, French, Spanish
    "All areas", "Both", "Both sexes", "All ages", "All persons", "All people", "Everyone", "Overall",
    "National",
    "Whole country", "Les deux sexes", "Totale", "Totaal",
    "Ambos sexos", "Todos", "Persons", "Both sexes combined", "I alt", "Begge kjønn", "Båda könen", "Yhteensä",
    "Ogółem",
    "Razem", "Всего", "Celkem", "HM",
    # ILOSTAT, WHO
    "SEX_T", "SEX_BTSX", "BTSX",
    # Chinese
    "总和", "全市合计", "全省合计", "全国合计", "全体", "总体", "全国", "全省",
    "全市", "全县", "總計", "合計", "総数", "男女計", "전체", "합계", "계", "전국",
)  # fmt: skip

#: Every spelling of them.
TOTALS = frozenset(
    spelt for word in WORDS for spelt in (word, word.upper(), word.lower(), word.capitalize(), word.title())
) - {"t"}
_LOWER = frozenset(word.lower() for word in WORDS)


#: What the name of several entities together begins or ends with, in every engine's regular expressions.
SEVERAL = "(合计|小计|总计|共计|小計|合計)$|^[Ss]ub-?[Tt]otal"
_SEVERAL = late(SEVERAL)


def is_subtotal(text: str) -> bool:
    """Whether a name is that of several entities: 市辖区小计. Its row is no entity, nor is it the whole."""
    return _SEVERAL.search(text) is not None


_SUMS = frozenset(word.lower() for word in SUMS)


def names_sum(cells: Iterable[str]) -> bool:
    """Whether some cell of a column names the sum of the others: Coal, Wind, Total."""
    words = {plain(cell).lower() for cell in cells} - {""}
    return bool(words & _SUMS) and bool(words - _SUMS)


@lru_cache(maxsize=SEEN)
def is_total(text: str) -> bool:
    """Whether a cell names the whole, whatever its case."""
    return plain(text).lower() in _LOWER
