"""Totals: the names by which a table calls all of its areas, sexes or ages together.

A row of such a name is no entity of its own. To add a word: one more in ``WORDS``; its upper and lower case and its
capitalised form are recognised with it.
"""

from __future__ import annotations

WORDS = (
    # SDMX codes
    "T", "_T", "TOTAL", "ALLAREA", "BOTHSEX", "ALLAGE",
    # English, German, French, Spanish
    "All", "All areas", "Both sexes", "All ages", "Grand total", "Insgesamt", "Gesamt", "Ensemble", "Ambos sexos",
    # Chinese
    "合计", "总计", "共计", "全部", "总和", "全市合计", "全省合计", "全国合计",
)  # fmt: skip

#: Every spelling of them.
TOTALS = frozenset(
    spelt for word in WORDS for spelt in (word, word.upper(), word.lower(), word.capitalize(), word.title())
) - {"t"}
