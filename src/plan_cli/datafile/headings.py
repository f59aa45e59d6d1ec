"""Headings: which row of a table holds them, and the role that each one names.

Headings are known in both languages and as SDMX names. To accept another one, add it to ``COLUMNS``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from plan_cli.datafile.table import Row
from plan_cli.text import plain

#: Every role that a column can have, with the headings that name it beside the role's own name.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "indicator": ("指标", "指标名称", "指标代码", "名称", "id", "name", "indicator_id", "indicator_code", "series"),
    "year": ("年份", "年度", "年", "time_period", "time", "ref_year"),
    "value": ("实际值", "数值", "值", "实际完成", "完成值", "actual", "obs_value"),
    "unit": ("单位", "计量单位", "unit_measure", "units"),
    "bound": ("界限", "范围", "qualifier"),
    "status": ("状态", "数据状态", "obs_status"),
    "period": ("时期", "期间", "时间段", "报告期"),
    "measure": ("口径", "度量"),
    "entity": ("地区", "单元", "ref_area", "area"),
    "published": ("发布日期", "公布日期", "发布时间", "publication_date"),
    "source": ("来源", "资料来源", "数据来源"),
    "multiplier": ("unit_mult", "unit_multiplier"),
    "frequency": ("freq", "频率"),
    "note": ("备注", "说明", "注", "notes", "comment", "obs_comment"),
}
NEEDED = ("indicator", "year", "value")
#: How many rows of titles may stand above the headings.
TITLE_ROWS = 10
_ROLES = {heading: role for role, headings in COLUMNS.items() for heading in (role, *headings)}


def role_of(heading: str) -> str:
    """The role that a heading names, else an empty text; SDMX may write ``REF_AREA: Reference area``."""
    text = plain(heading).lower()
    return _ROLES.get(text) or _ROLES.get(text.partition(":")[0].strip(), "")


def parted_at_headings(rows: Sequence[Row]) -> tuple[Row, tuple[Row, ...]]:
    """The headings of a table and the rows below them.

    Rows of titles above are left out; of two heading rows merged into one the lower counts. A table without an
    indicator column has its headings in the first row.
    """
    if not rows:
        return (), ()
    heads = [i for i, row in enumerate(rows[: TITLE_ROWS + 2]) if any(role_of(c.text) == "indicator" for c in row)]
    first = heads[0] if heads else 0
    while first + 1 in heads and _same_headings(rows[first], rows[first + 1]):
        first += 1
    return _without_labels(rows[first], tuple(rows[first + 1 :]))


def _same_headings(upper: Row, lower: Row) -> bool:
    """Whether the lower row repeats the upper one's indicator heading, as cells merged over both do."""
    return any(role_of(a.text) == "indicator" and a.text == b.text for a, b in zip(upper, lower, strict=False))


def _without_labels(headings: Row, rows: tuple[Row, ...]) -> tuple[Row, tuple[Row, ...]]:
    """SDMX-CSV with labels (``A: Normal value`` under ``OBS_STATUS: Observation status``) as codes alone."""
    labelled = {
        i
        for i, cell in enumerate(headings)
        if ":" in cell.text and plain(cell.text).lower() not in _ROLES and role_of(cell.text)
    }
    if not labelled:
        return headings, rows

    def codes(row: Row) -> Row:
        return tuple(replace(c, text=c.text.partition(":")[0]) if i in labelled else c for i, c in enumerate(row))

    return codes(headings), tuple(map(codes, rows))
