"""Headings: where a table's headings stand, and which column each of them means.

Headings are known in both languages and as SDMX names; a new synonym is one entry of ``COLUMNS``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from plan_cli.datafile.table import Sheet, SheetCell
from plan_cli.text import plain

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
_CANONICAL = {synonym: name for name, synonyms in COLUMNS.items() for synonym in (name, *synonyms)}


def from_headings(sheet: Sheet) -> Sheet:
    """The sheet from its headings on: rows of titles above them are left out, of two heading rows the lower counts."""
    table = (sheet.header, *sheet.rows)
    heads = [i for i, row in enumerate(table[: TITLE_ROWS + 2]) if any(field_named(c.text) == "indicator" for c in row)]
    if not heads:
        return _unlabelled(sheet)
    first = heads[0]
    while first + 1 in heads and _same_headings(table[first], table[first + 1]):
        first += 1
    return _unlabelled(replace(sheet, header=table[first], rows=table[first + 1 :]))


def field_named(heading: str) -> str | None:
    """The field that a heading names; SDMX may write it as ``REF_AREA: Reference area``."""
    text = plain(heading).lower()
    return _CANONICAL.get(text) or _CANONICAL.get(text.partition(":")[0].strip())


def _same_headings(upper: tuple[SheetCell, ...], lower: tuple[SheetCell, ...]) -> bool:
    """Whether the lower row repeats the upper one's indicator heading, as cells merged over both do."""
    return any(field_named(a.text) == "indicator" and a.text == b.text for a, b in zip(upper, lower, strict=False))


def _unlabelled(sheet: Sheet) -> Sheet:
    """SDMX-CSV with labels (``A: Normal value`` under ``OBS_STATUS: Observation status``) as codes alone."""
    labelled = {
        i for i, cell in enumerate(sheet.header) if ":" in cell.text and plain(cell.text).lower() not in _CANONICAL
        and field_named(cell.text)
    }  # fmt: skip
    if not labelled:
        return sheet

    def code(row: tuple[SheetCell, ...]) -> tuple[SheetCell, ...]:
        return tuple(replace(c, text=c.text.partition(":")[0]) if i in labelled else c for i, c in enumerate(row))

    return replace(sheet, header=code(sheet.header), rows=tuple(map(code, sheet.rows)))
