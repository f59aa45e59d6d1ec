"""Columns of a printed table of targets: which row holds the headings, and what each column is.

To accept another heading, add it to ``HEADINGS``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from plan_cli.planfile.importers.attributes import attribute_named
from plan_cli.text import plain

Grid = Sequence[Sequence[str]]
Kind = Literal["baseline", "target", "growth"]
#: How each role of a column is headed.
HEADINGS: dict[str, tuple[str, ...]] = {
    "no": ("序号", "编号", "no.", "no", "#", "nr", "id", "code"),
    "name": ("指标", "指标名称", "主要指标", "具体指标", "二级指标", "三级指标", "目标任务", "名称", "规划指标",
             "指标体系", "规划指标体系", "指标内容", "项目", "name", "kpi", "indicator", "indicators", "indicator name",
             "metric", "measure", "performance measure", "key performance indicator", "variable", "item",
             "kennzahl", "indikator", "indicateur", "indicador", "indicatore"),
    "group": ("类别", "类型", "领域", "一级指标", "分类", "维度", "category", "group", "pillar", "theme", "domain",
              "area", "objective", "goal"),
    "unit": ("单位", "计量单位", "unit", "units", "unit of measure", "uom",
             "einheit", "unité", "unidad", "unidade", "unità"),
    "attribute": ("属性", "指标属性", "性质", "指标性质", "attribute", "nature", "binding"),
    "growth": ("年均增长", "年均增速", "年均", "年均/累计", "年均增长率", "年均或累计", "年均[累计]", "年均〔累计〕",
               "年均增长[累计]", "年均增长〔累计〕", "average annual growth", "annual growth", "growth", "cagr",
               "growth p.a."),
    "direction": ("方向", "指标方向", "direction", "polarity", "desired direction"),
    "scope": ("范围", "统计范围", "scope", "coverage"),
    "source": ("来源", "数据来源", "资料来源", "source", "data source"),
    "owner": ("责任单位", "牵头单位", "责任部门", "牵头部门", "owner", "responsible", "department", "lead"),
    "notes": ("备注", "说明", "注", "note", "notes", "remark", "remarks", "comment", "comments", "definition"),
    "alias": ("英文名称", "英文名", "english", "english name", "name (en)"),
}  # fmt: skip
#: Headings of a baseline, and of figures, of which the newest is one where no column is headed as baseline.
_BASELINE = ("基期", "基期值", "基准值", "基数", "baseline", "base", "basiswert", "référence", "línea de base")
_FIGURES = ("现状", "现状值", "实际", "完成", "actual", "current", "ist")
_TARGET = (
    "目标", "目标值", "规划", "规划目标", "规划值", "预期目标", "预期值", "里程碑", "target", "goal", "planned",
    "milestone", "ziel", "zielwert", "cible", "meta",
)  # fmt: skip
_ROLES = {heading: role for role, headings in HEADINGS.items() for heading in headings}
#: Indicator including unit of measurement, Key indicators (2013 prices): a heading of names that says more.
_OF_INDICATORS = re.compile(r"(?:\w+ ){0,2}indicators?\b")
#: Two years in one heading: 2016/17, 2004-2008 average; 2023-09 is a month.
_TWO_YEARS = re.compile(
    r"(?<!\d)((?:19|20)\d{2})\s*年?\s*[-–—~至/]\s*((?:19|20)\d{2}|1[3-9]|[2-9]\d|(?<=/)\d{2})(?!\d)"
)
#: What a cell of figures looks like, beside dashes.
_FIGURE = re.compile(r"[-+≥≤<>〔\[]?\s*[\d.,]+\s*%?[〕\]]?|[-—－–]+")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: How many rows of titles may stand above the headings.
TITLE_ROWS = 15


@dataclass(frozen=True, slots=True)
class Columns:
    """The last row of headings, the roles by column, the columns of values by year, and those that are not used.

    ``between`` are plain years between a baseline and a target that are headed as such. ``month`` is that
    of the baselines, where their heading has one that does not end the year. ``several_years`` are headings with more
    than one year, and the year taken. ``names`` is the heading of the names, where only its place says so;
    ``attributes`` that of the attributes, where there is one.
    """

    row: int
    roles: dict[str, int]
    baselines: dict[int | None, int] = field(default_factory=dict)
    targets: dict[int | None, int] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    month: int | None = None
    several_years: tuple[tuple[str, int], ...] = ()
    names: str = ""
    attributes: str = ""


def columns_of(grid: Grid) -> Columns | None:
    """The columns of a table; None where no row looks like its headings."""
    found = _with_headings(grid) or _with_names_first(grid)
    return found and _with_attributes(found, grid)


def _with_headings(grid: Grid) -> Columns | None:
    for row in range(min(len(grid), TITLE_ROWS)):
        upper = [plain(cell) for cell in grid[row]]
        lower = [plain(cell) for cell in grid[row + 1]] if row + 1 < len(grid) else []
        found = _read(upper, row)
        if lower and (two := _two_levels(upper, lower)):
            both = _read(two, row + 1)
            if both and (found is None or _values(both) > _values(found) or _tells_more(both, found, upper, lower)):
                return _with_inner_names(both, grid)
        if found:
            return _with_inner_names(found, grid)
    return None


def _with_attributes(columns: Columns, grid: Grid) -> Columns:
    """The columns, one of which holds attributes under a heading of its own, such as Type."""
    if "attribute" in columns.roles:
        return columns
    for at, heading in enumerate(map(plain, grid[columns.row])):
        texts = [plain(row[at]) for row in grid[columns.row + 1 :] if len(row) > at and plain(row[at])]
        if heading in columns.unused and texts and all(attribute_named(text, heading) for text in texts):
            unused = tuple(each for each in columns.unused if each != heading)
            return replace(columns, roles={**columns.roles, "attribute": at}, unused=unused, attributes=heading)
    return columns


def _with_names_first(grid: Grid) -> Columns | None:
    """The columns of a table whose first one holds words under any heading, beside columns of figures and a target."""
    for row in range(min(len(grid), TITLE_ROWS)):
        headings = [plain(cell) for cell in grid[row]]
        first = next((at for at, heading in enumerate(headings) if heading), len(headings))
        texts = [plain(each[first]) for each in grid[row + 1 :] if len(each) > first and plain(each[first])]
        stated = any(is_target(heading) or _has(heading.lower(), _BASELINE) for heading in headings[first + 1 :])
        if not stated or len(texts) < 2 or any(_FIGURE.fullmatch(text) for text in texts):
            continue
        found = _read(["" if at == first else heading for at, heading in enumerate(headings)], row, names=first)
        if found and _values(found) > 1:
            return replace(found, names=headings[first])
    return None


def _with_inner_names(columns: Columns, grid: Grid) -> Columns:
    """The columns where one heading of names (指标) stands over two columns: groups, and the names in them."""
    outer = columns.roles["name"]
    inner, taken = outer + 1, {*columns.roles.values(), *columns.baselines.values(), *columns.targets.values()}
    heads, rows = grid[columns.row], grid[columns.row + 1 :]
    above, heading = (plain(heads[at]) if at < len(heads) else "-" for at in (outer, inner))
    texts = [plain(row[inner]) for row in rows if len(row) > inner and plain(row[inner])]
    words = sum(not _FIGURE.fullmatch(text) for text in texts)
    if inner in taken or heading not in ("", above) or not texts or words < len(texts):
        return columns
    roles = {**columns.roles, "name": inner}
    roles.setdefault("group", outer)
    return replace(columns, roles=roles)


def _values(columns: Columns) -> int:
    return len(columns.baselines) + len(columns.targets)


def _tells_more(both: Columns, one: Columns, upper: list[str], lower: list[str]) -> bool:
    """Whether a second row holds headings only, and with it another role or a year is known (2025年, 年均[累计])."""
    other = [cell for cell in lower if cell and cell not in upper]
    if not all(_value_column(cell) or _role(cell) for cell in other):
        return False
    years = [sum(year is not None for year in (*each.baselines, *each.targets)) for each in (both, one)]
    return len(both.roles) > len(one.roles) or years[0] > years[1]


def _two_levels(upper: list[str], lower: list[str]) -> list[str] | None:
    """Two rows of headings as one; None where the lower one is no heading."""
    if len({cell for cell in upper if cell}) < 2:
        return None
    width = max(len(upper), len(lower))
    upper, lower = upper + [""] * (width - len(upper)), lower + [""] * (width - len(lower))
    if not any(_value_column(cell) or cell.lower() in _ROLES for cell in lower):
        return None
    return [one if one == two or not two else f"{one} {two}".strip() for one, two in zip(upper, lower, strict=True)]


def _read(headings: list[str], row: int, names: int | None = None) -> Columns | None:
    roles: dict[str, int] = {} if names is None else {"name": names}
    values: list[tuple[Kind | None, int | None, int]] = []
    unused = []
    for column, heading in enumerate(headings):
        role = _role(heading)
        if role and role not in roles:
            roles[role] = column
        elif value := _value_column(heading):
            values.append((*value, column))
        elif heading:
            unused.append(heading)
    if "name" not in roles or not (values or "growth" in roles):
        return None
    baselines, targets, unread = _baselines_and_targets(values, headings)
    heading = next((headings[column] for column in baselines.values()), "")
    kinds = {kind for kind, _, _ in values}
    plain_years = {column for kind, _, column in values if kind is None} if kinds >= {"baseline", "target"} else set()
    between = tuple(headings[column] for column in targets.values() if column in plain_years)
    used = sorted((column, year) for year, column in (*baselines.items(), *targets.items()) if year)
    several = tuple((headings[column], year) for column, year in used if names_two_years(headings[column]))
    return Columns(
        row,
        roles,
        baselines,
        targets,
        (*unused, *unread),
        between,
        _month(heading),
        several,
        attributes=headings[roles["attribute"]] if "attribute" in roles else "",
    )


def _role(heading: str) -> str:
    text = re.sub(r"\s+", " ", heading.lower()).strip(" *:：")
    bare = re.sub(r"\s*[(（\[〔].*?[)）\]〕]\s*$", "", text)
    role = _ROLES.get(text) or _ROLES.get(text.replace(" ", "")) or _ROLES.get(bare.replace(" ", ""), "")
    return role or ("name" if _OF_INDICATORS.match(text) and _value_column(heading) is None else "")


def _value_column(heading: str) -> tuple[Kind | None, int | None] | None:
    """Whether a column holds values: of a baseline or a target where its heading says so, and of which year."""
    text = heading.lower()
    year = re.search(r"(?<!\d)(?:19|20)\d{2}(?!\d)", text)
    if year is None and re.search(r"\b(?:year|date|deadline|by when)\b|年份|日期|时限", text):
        return None
    kind: Kind | None = None
    if is_target(heading):
        kind = "target"
    elif _has(text, (*_BASELINE, *_FIGURES)):
        kind = "baseline"
    if "年均" in text or "growth" in text:
        return None
    return (kind, _year(text, int(year[0])) if year else None) if year or kind else None


def _year(text: str, first: int) -> int:
    """The year of a heading: of several the last, but of a fiscal year the one in which it starts."""
    two = _TWO_YEARS.search(text)
    last = first if two is None else int(two[1][:2] + two[2]) if len(two[2]) == 2 else int(two[2])
    return last if last > first + 1 else first


def is_target(heading: str) -> bool:
    """Whether a column is headed as a target."""
    return _has(heading.lower(), _TARGET)


def names_two_years(heading: str) -> bool:
    """Whether a heading has more than one year."""
    return bool(_TWO_YEARS.search(heading.lower()))


def _has(text: str, words: Sequence[str]) -> bool:
    return any(re.search(rf"(?<![a-z]){word}s?(?![a-z])" if word.isascii() else word, text) for word in words)


def _month(heading: str) -> int | None:
    """The month that stands with the year in a heading: 2023年9月, 2023-09, Sept 2023; December is the year's end."""
    text = heading.lower()
    found = re.search(r"(?:19|20)\d{2}(?:年\s*(1[0-2]|[1-9])月|-(0[1-9]|1[0-2])(?!\d))", text)
    named = re.search(rf"\b({'|'.join(_MONTHS)})[a-z]*\.?\s+(?:19|20)\d{{2}}", text)
    month = int(found[1] or found[2]) if found else _MONTHS.index(named[1]) + 1 if named else 12
    return None if month == 12 else month


def _baselines_and_targets(
    values: list[tuple[Kind | None, int | None, int]], headings: list[str]
) -> tuple[dict[int | None, int], dict[int | None, int], list[str]]:
    """The columns of baselines and of targets, and the headings of those that are neither.

    Where columns do not say which they are, the last year is the target; the one before a gap, or the first, the base.
    """
    reported = [(year, column) for kind, year, column in values if kind == "baseline"]
    stated = [each for each in reported if _has(headings[each[1]].lower(), _BASELINE)]
    baselines: dict[int | None, int] = dict(reversed(stated or reported))
    targets: dict[int | None, int] = {}
    for year, column in ((year, column) for kind, year, column in values if kind == "target"):
        targets.setdefault(year, column)
    open_ones = sorted((year, column) for kind, year, column in values if kind is None and year)
    if open_ones and not targets:
        year, column = open_ones.pop()
        targets[year] = column
    last = max((year for year in targets if year), default=None)
    if open_ones and not baselines:
        gap = last is not None and last - open_ones[-1][0] > 1
        chosen = open_ones.pop(-1 if gap else 0)
        baselines[chosen[0]] = chosen[1]
        if not gap:
            targets |= dict(open_ones)
            open_ones = []
    elif open_ones and baselines:
        base = max((year for year in baselines if year), default=0)
        targets |= {year: column for year, column in open_ones if year > base}
        open_ones = [each for each in open_ones if each[0] <= base]
    newest = max(baselines, key=lambda year: year or 0, default=None)
    taken = {*targets.values(), *((baselines[newest],) if baselines else ())}
    unread = [headings[column] for kind, _, column in values if kind is not None and column not in taken]
    unread += [headings[column] for _, column in open_ones]
    return ({newest: baselines[newest]} if baselines else {}), targets, unread
