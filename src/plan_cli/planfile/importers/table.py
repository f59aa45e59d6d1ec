"""A draft of a plan from a printed table of targets: one indicator a row, in Chinese or English.

The table is a grid of texts, merged cells repeated. ``columns.py`` says which row holds the headings and what each
column is, ``printed.py`` what a cell says, ``targets.py`` which target a row makes. What needs a person is a ``Remark``
to check.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from plan_cli.diagnostics import Remark
from plan_cli.patterns import late
from plan_cli.planfile.importers.attributes import attribute_named
from plan_cli.planfile.importers.columns import Columns, Grid, columns_of, is_target, names_two_years
from plan_cli.planfile.importers.draft import Draft, DraftIndicator, Value
from plan_cli.planfile.importers.printed import DASHES, Printed, read_printed
from plan_cli.planfile.importers.row_values import RowValues
from plan_cli.planfile.importers.targets import target_keys
from plan_cli.text import plain

#: A five-year plan by its number: the eleventh (十一五) ended in 2010.
_FIVE_YEARS = late(r"十([一二三四五])五(?![年月日])")
#: The mark of a footnote behind a name.
_MARK = late(r"\s*(?:\[\d{1,2}\]|[①-⑩*＊†‡]+)$")
_PERIOD = late(r"((?:19|20)\d{2})\s*年?\s*(?:-|—|–|－|~|～|至|到|to|—|──)+\s*((?:19|20)\d{2})")
_UNSEEN = late(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]+")
_NUMBERING = late(r"^\s*(?:[(（]?\d{1,3}[)）.、．]|[一二三四五六七八九十]+、)\s*")
_PART = late(r"^\s*(?:其中|of which)\s*[:：]?\s*", re.I)
_FOOTNOTE = late(r"^\s*(?:注|备注|说明|资料来源|数据来源|note|notes|source)\s*[:：]", re.I)
_UNIT = late(r"\s*[(（]\s*([^()（）]{1,14})\s*[)）]\s*$")
_NO_UNIT = late(r"含|不含|其中|见|注|incl|excl|total|average|of |per cent of", re.I)


class NotATableError(ValueError):
    """No table of targets was found; ``reason`` is the key of its words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(slots=True)
class _State:
    """The state that is carried from row to row."""

    base_year: int
    target_year: int
    starred_year: int | None
    group: str = ""
    groups: dict[str, str] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    last_whole: tuple[str, str] | None = None


def draft_of_table(
    grid: Grid, numbers: Sequence[int], name: str, base_year: int | None = None, target_year: int | None = None
) -> Draft:
    """The plan that a table describes. ``numbers`` are the rows' numbers in the file, ``name`` the file's own.

    Errors: ``NotATableError`` where there are no headings, no rows, or nobody says which years are meant.
    """
    grid = [[_UNSEEN.sub(" ", cell).strip() for cell in row] for row in grid]
    grid, commas = _in_points(grid)
    columns = columns_of(grid)
    if columns is None:
        raise NotATableError("import_no_headings")
    titles = [cell.strip() for row in grid[: columns.row] for cell in dict.fromkeys(row) if plain(cell)]
    below = [row for row in grid[columns.row + 1 :] if _is_footnote(row)]
    notes = [
        Remark("import_unused_column", {"heading": each}, check=is_target(each) or names_two_years(each))
        for each in columns.unused
    ]
    if columns.between:
        notes.append(Remark("import_between", {"headings": list(columns.between)}, check=True))
    if columns.names:
        notes.append(Remark("import_names", {"heading": columns.names}, check=True))
    for heading, year in columns.several_years[:1]:
        notes.append(Remark("import_several_years", {"heading": heading, "year": year}, check=True))
    if commas:
        notes.append(Remark("import_decimal_comma", {"text": commas}, check=True))
    first, last = _years(columns, titles, base_year, target_year)
    state = _State(first, last, _starred_year(below))
    indicators: list[DraftIndicator] = []
    relations: list[Mapping[str, Value]] = []
    for number, row in zip(numbers[columns.row + 1 :], grid[columns.row + 1 :], strict=True):
        texts = [cell.strip() for cell in row]
        if _is_rule(texts):
            continue
        if not any(texts) or _is_footnote(row):
            notes += [Remark("import_unused_row", {"row": number, "text": _shown(row)})] if any(texts) else []
        elif group := _group_row(texts, columns):
            _enter(state, group)
        elif indicator := _indicator(texts, number, columns, state):
            indicators.append(indicator)
            relations += _relation(texts, indicator, columns, state, number)
        else:
            notes.append(Remark("import_unused_row", {"row": number, "text": _shown(row)}, check=True))
    if not indicators:
        raise NotATableError("import_no_rows")
    keys: dict[str, Value] = {
        "id": _slug(name) or "plan", "title": titles[0] if titles else name, "base_year": first, "target_year": last,
        "groups": dict(state.groups), "source": name,
    }  # fmt: skip
    return Draft(keys, tuple(indicators), tuple(relations), tuple(notes))


def _in_points(grid: Grid) -> tuple[Grid, str]:
    """The table with decimal points, and a cell that shows that it was written with commas: 20,4 and 2.368,4."""
    cells = [plain(cell) for row in grid for cell in row]
    shown = next((cell for cell in cells if re.fullmatch(r"[+-]?(\d+(\.\d{3})*,\d{1,2}|0,\d+) ?%?", cell)), "")
    if not shown or any(re.fullmatch(r"[+-]?\d+(,\d{3})*\.\d{1,2} ?%?", cell) for cell in cells):
        return grid, ""
    figure = re.compile(r"\d+(?:\.\d{3})+(?:,\d+)?|\d+,\d+")
    point = str.maketrans(",", ".", ".")
    return [[figure.sub(lambda found: found[0].translate(point), cell) for cell in row] for row in grid], shown


def _years(columns: Columns, titles: list[str], base: int | None, target: int | None) -> tuple[int, int]:
    """The years of a plan: as given, else from the headings, else from the title (2021—2025, “十四五” from 2020)."""
    period = next((found for title in titles if (found := _PERIOD.search(title))), None)
    bases, targets = [y for y in columns.baselines if y], [y for y in columns.targets if y]
    named = next((found for title in titles if (found := _FIVE_YEARS.search(title))), None)
    end = int(period[2]) if period else 2010 + 5 * "一二三四五".index(named[1]) if named else 0
    start = int(period[1]) - 1 if period else end - 5 if named else 0
    last = target or max(targets, default=0) or end
    first = base or max(bases, default=0) or start
    if not first or not last or last <= first:
        raise NotATableError("import_no_years")
    return first, last


def _starred_year(below: Sequence[Sequence[str]]) -> int | None:
    """The year of figures with a star, as a note under the table says."""
    found = (re.search(r"[*＊][^。;；]{0,12}?((?:19|20)\d{2})\s*年?", cell) for row in below for cell in row)
    return next((int(match[1]) for match in found if match), None)


def _is_rule(texts: Sequence[str]) -> bool:
    """Whether a row is the rule under the headings of a table in Markdown."""
    return any(texts) and all(re.fullmatch(r":?-{2,}:?", text) for text in texts if text)


def _is_footnote(row: Sequence[str]) -> bool:
    texts = list(dict.fromkeys(plain(cell) for cell in row if plain(cell)))
    return len(texts) == 1 and bool(_FOOTNOTE.match(texts[0]) or (len(texts[0]) > 40 and texts[0][:1] in "①*〔[1"))


def _group_row(texts: list[str], columns: Columns) -> str:
    """The heading of a group: the only text of its row, or one text all over it."""
    found = list(dict.fromkeys(text for text in texts if text))
    name = texts[columns.roles["name"]] if columns.roles["name"] < len(texts) else ""
    values = [texts[c] for c in (*columns.baselines.values(), *columns.targets.values()) if c < len(texts)]
    alone = len(found) == 1 and (found[0] != name or not any(values) or values[0] == name)
    return _NUMBERING.sub("", found[0]) if alone and len(found[0]) <= 60 else ""


def _enter(state: _State, name: str) -> None:
    known = {text: key for key, text in state.groups.items()}
    if name not in known:
        known[name] = _unique(_slug(name) or f"group-{len(state.groups) + 1}", set(state.groups))
        state.groups[known[name]] = name
    state.group = known[name]


def _indicator(texts: list[str], number: int, columns: Columns, state: _State) -> DraftIndicator | None:
    def cell(role: str) -> str:
        column = columns.roles.get(role)
        return texts[column] if column is not None and column < len(texts) else ""

    written = _MARK.sub("", _PART.sub("", _NUMBERING.sub("", cell("name"))))
    if not written or written.lower() in DASHES:
        return None
    if cell("group"):
        _enter(state, _NUMBERING.sub("", cell("group")))
    notes: list[Remark] = []
    name, unit = _unit_of(written, "" if cell("unit").lower() in DASHES else plain(cell("unit")))
    of_years = {year: read_printed(texts[column]) for year, column in columns.targets.items() if column < len(texts)}
    values = RowValues(
        name=name,
        unit=unit,
        baseline=_value(texts, columns.baselines),
        targets={year or state.target_year: printed for year, printed in of_years.items()
                 if year or state.target_year not in of_years},
        overall=of_years.get(None) if len(of_years) > 1 else None,
        growth=read_printed(cell("growth")),
        direction=cell("direction"),
        base_year=state.base_year,
        base_month=columns.month,
        target_year=state.target_year,
        starred_year=state.starred_year,
    )  # fmt: skip
    keys, found = target_keys(values)
    notes += found
    head: dict[str, Value] = {"id": _new_id(cell("alias") or name, cell("no"), state)}
    numbered = re.match(r"\s*[(（]?(\d{1,3})[)）.、．]", cell("name"))
    if no := cell("no") or (numbered[1] if numbered else ""):
        head["no"] = int(no) if no.isdigit() else no
    head["name"] = {"zh": name, "en": cell("alias")} if cell("alias") else name
    for key, text in (("group", state.group), ("scope", cell("scope")), ("unit", str(keys.pop("unit", unit) or ""))):
        if text:
            head[key] = text
    stated = cell("attribute")
    attribute = attribute_named(stated, columns.attributes)
    if attribute == "binding":
        head["attribute"] = attribute
    elif attribute is None and stated and stated.lower() not in DASHES:
        notes.append(Remark("import_attribute", {"text": stated}, check=True))
    rest = {key: text for key in ("owner", "notes", "source") if (text := cell(key))}
    return DraftIndicator(head | dict(keys) | rest, f"{number}: {_shown(texts)}", tuple(notes))


def _value(texts: list[str], columns: Mapping[int | None, int]) -> Printed | None:
    column = next(iter(columns.values()), None)
    return None if column is None or column >= len(texts) else read_printed(texts[column])


def _unit_of(name: str, unit: str) -> tuple[str, str]:
    """The name without the unit in brackets behind it, where no column has it."""
    found = _UNIT.search(name)
    if found is None or _NO_UNIT.search(found[1]):
        return name, unit
    if not unit:
        return name[: found.start()].strip(), found[1].strip()
    return (name[: found.start()].strip() if found[1].strip() == unit else name), unit


def _relation(
    texts: list[str], indicator: DraftIndicator, columns: Columns, state: _State, number: int
) -> Iterator[Mapping[str, Value]]:
    """``其中`` says that a row is a part of the one above."""
    id, unit = str(indicator.keys["id"]), str(indicator.keys.get("unit", ""))
    if not _PART.match(_NUMBERING.sub("", texts[columns.roles["name"]])):
        state.last_whole = (id, unit)
    elif state.last_whole is not None and state.last_whole[1] == unit and unit != "%":
        yield {"part": id, "of": state.last_whole[0], "source": f"row {number}"}


def _new_id(name: str, no: str, state: _State) -> str:
    slug = _slug(name)
    wanted = (
        slug
        if len(slug) > 2 and not re.search(r"[\u4e00-\u9fff]", name)
        else f"indicator-{no if no.isalnum() and no.isascii() else len(state.ids) + 1}"
    )
    id = _unique(wanted, state.ids)
    state.ids.add(id)
    return id


def _slug(text: str) -> str:
    """The Latin letters and digits of a text, at most about forty, cut between words."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    slug = ""
    for word in words:
        if len(slug) + len(word) > 40:
            break
        slug = f"{slug}-{word}" if slug else word
    return slug if re.search("[a-z]", slug) else ""


def _unique(wanted: str, taken: set[str]) -> str:
    return next(id for id in (wanted, *(f"{wanted}-{i}" for i in range(2, 9999))) if id not in taken)


def _shown(row: Sequence[str]) -> str:
    return " | ".join(text for text in dict.fromkeys(plain(cell) or "—" for cell in row) if text)[:200]
