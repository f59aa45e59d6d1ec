"""The rows of a text file are kept as texts, and mean what they mean when every cell of them is read."""

from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from conftest import ROOT
from plan_cli import api
from plan_cli.datafile.heading_row import TITLE_ROWS
from plan_cli.datafile.readers import Limits, _records, read
from plan_cli.datafile.reading import actuals_of
from plan_cli.datafile.table import ReadOptions
from plan_cli.datafile.text_rows import TextRows, texts_of
from plan_cli.model.sources import Source
from test_actuals_fuzz import TEXTS

PLAN = api.load_plan(ROOT / "data" / "targets.yaml", strict=True)
#: What may stand in the cells of a row, by column: much of it decides whether the row is left out.
CELLS = {
    "indicator": [
        "fdi",
        "trade-total",
        "利用外资",
        "",
        "Rainfall",
        "Rain, other",
        "fd",
        "Note: x",
        "Women",
        "合计",
        "\x1c",
    ],
    "year": ["2021", "2022", "2023", "2023", "2023Q1", "", "2023年", "year"],
    "value": ["20.07", "131", "131p", "x", "", "1,234.5", "20.07 亿元"],
    "scenario": ["", "actual", "forecast", "target"],
    "note": ["", "预计", "goal", 'so "called"', "revised"],
    "sex": ["", "Total", "Female"],
    "action": ["", "D"],
}
ROWS = st.lists(st.tuples(*map(st.sampled_from, CELLS.values())), max_size=40)
SHAPES = st.lists(st.integers(1, len(CELLS) + 1), max_size=40)
SOURCES = st.sampled_from([{}, {"where": {"sex": ["Total", ""]}}, {"include_forecasts": True}, {"indicator": "fdi"}])


@given(TEXTS, st.sampled_from([1, 5, 40]))
@example('a,"b ""c""",\n"d"x,e\n"f\ng",h\r\n"i', 5)
@example('"a";"b" \n"";""\n#c;"d\n e"f;g"h\n', 1)
@example("a,b\r\nc,d\re,f\n,g\n h,i", 1)
def test_the_texts_of_a_row_are_those_of_its_cells(text: str, together: int) -> None:
    """Whether lines were taken together, one by one, by Python's own reader or by ours, in any file, however broken."""
    raw = text.encode("utf-8", "replace")
    with patch.object(_records, "TOGETHER", together):
        rows = read(raw, "a.csv", ReadOptions()).rows
    assert tuple(rows) == tuple(read(raw, "a.csv", ReadOptions()).rows)
    if isinstance(rows, TextRows):
        assert texts_of(rows) == [tuple(cell.text for cell in row) for row in rows]


#: Files, and of each the lines on which its rows begin, with their texts.
FILES = {
    "as on Windows": ("a,b\r\nc,d\r\n\r\ne,f\r\n", [(1, "a", "b"), (2, "c", "d"), (4, "e", "f")]),
    "lines as on Windows, none blank": ("a,b\r\nc,d\r\ne,f", [(1, "a", "b"), (2, "c", "d"), (3, "e", "f")]),
    "blank rows": (' ,b\n,\n  ,\t\n"",""\n" "\nc,d\n', [(1, " ", "b"), (6, "c", "d")]),
    "rows of blanks alone": ("a,b\n , \nc,d\n", [(1, "a", "b"), (3, "c", "d")]),
    "comments": ("#a,b\nc,d\n#e\n #,f\n", [(2, "c", "d"), (4, " #", "f")]),
    "a cell of two lines": ('a,"b\r\nb"\nc,d', [(1, "a", "b\r\nb"), (3, "c", "d")]),
    "a long cell": (f'a,"{"x" * 150_000}"\nc,d', [(1, "a", "x" * 150_000), (2, "c", "d")]),
}


@pytest.mark.parametrize(("text", "expected"), FILES.values(), ids=FILES)
def test_rows_stand_on_their_lines(text: str, expected: list[tuple[object, ...]]) -> None:
    """Every row that is not blank and no comment, with the line on which it begins, whatever ends the lines."""
    rows = read(text.encode(), "a.csv", ReadOptions()).rows
    assert [(row[0].place.line, *(cell.text for cell in row)) for row in rows] == expected


@pytest.mark.parametrize("row", ["a,b,c,d", '"a",b,c,d', '"a" ,b,c,d', ",b,c,d"])
def test_a_file_with_too_many_columns_is_refused(row: str) -> None:
    """In whichever way its lines are taken."""
    table = read(f"a,b,c\n{row}\n".encode(), "a.csv", ReadOptions(), Limits(columns=3))
    assert ([each.code for each in table.diagnostics], len(table.rows)) == (["PLN365"], 0)


#: Rows of one name that are not left out alike, each with what the source says.
NOT_ALIKE = {
    "one is selected": ("indicator,year,value,sex\nRain,2023,1,F\nRain,2023,2,T\nRain,2023,3,F\nRain,2023,4,T", {"where": {"sex": ["T"]}}),
    "one is deleted": ("indicator,year,value,action\nRain,2023,1,D\nRain,2023,2,\nRain,2023,3,D\nfdi,2023,4,A", {}),
    "a name above": ("indicator,year,value\nRain,2021,1\nfdi,2021,2\nRain,2021,3\n,2022,4\nfdi,2022,5\n,2023,6", {}),
    "no name above": ("indicator,year,value\n,2021,1\nfdi,2022,5\n,2023,6", {}),
    "another column names it": ("指标代码,指标,年份,数值\n,Rain,2023,1\n,利用外资,2023,20\nX,Rain,2023,3\nX,利用外资,2023,4", {}),
    "a remark": ("indicator,year,value,note\nRain,2023,1,\nRain,2023,2,预计\nRain,2023,3,\nfdi,2023,4,预计", {}),
}  # fmt: skip


def assert_means_what_its_cells_mean(text: str, stated: dict[str, object]) -> None:
    """Read by texts and by cells, a file gives the same figures, findings, counts and notes."""
    table, source = read(text.encode(), "a.csv", ReadOptions()), Source("a.csv", **stated)  # type: ignore[arg-type]
    by_cells = table._replace(rows=tuple(table.rows))
    assert actuals_of(table, PLAN, "", source) == actuals_of(by_cells, PLAN, "", source)


@pytest.mark.parametrize(("text", "stated"), NOT_ALIKE.values(), ids=NOT_ALIKE)
def test_rows_of_one_name_are_told_apart_by_every_cell_that_decides(text: str, stated: dict[str, object]) -> None:
    """What a selection, an action, a remark, a second name or the name above says counts for each row."""
    assert_means_what_its_cells_mean(text, stated)


@given(ROWS, SHAPES, SOURCES, st.sampled_from([3, 4, 5, 7]))
def test_rows_by_their_texts_mean_what_their_cells_mean(
    rows: list[tuple[str, ...]], shapes: list[int], stated: dict[str, object], width: int
) -> None:
    """Whether rows alike are left out unread or none is."""
    lengths = [*shapes, *[width] * len(rows)]
    cut = (row[: min(max(length, width - 1), width + 1)] for row, length in zip(rows, lengths, strict=False))
    doubled = ([text.replace('"', '""') for text in row] for row in [list(CELLS)[:width], *cut])
    lines = [",".join(f'"{text}"' if set(text) & set(',"') else text for text in row) for row in doubled]
    assert_means_what_its_cells_mean("\n".join(lines), stated)


def test_a_row_of_another_indicator_is_read_once() -> None:
    """Rows of indicators that the plan does not have are counted by their texts, however many there are."""
    rows = "".join(f"Rainfall {i % 7},{1990 + i % 34},{i}.5\n" for i in range(50_000))
    with patch.object(_records, "_unquoted", wraps=_records._unquoted) as made:
        table = read(f"indicator,year,value\n{rows}fdi,2023,20.07\n".encode(), "a.csv", ReadOptions())
        found = actuals_of(table, PLAN, "")
    assert [str(row.value) for row in found.rows] == ["20.07"]
    assert found.inputs[0].rows_left_out == {"other_indicators": 50_000}
    assert made.call_count < 100


def test_the_cells_of_a_row_are_made_once() -> None:
    """Also where each row has a finding: its texts say of what it is, its cells what is reported and where."""
    rows = "".join(f"fdi,{2021 + i % 3},{i}.5\n" for i in range(300))
    with patch.object(_records, "_unquoted", wraps=_records._unquoted) as made:
        found = actuals_of(read(f"indicator,year,value\n{rows}".encode(), "a.csv", ReadOptions()), PLAN, "")
    assert [(each.code, each.facts["alike"]) for each in found.diagnostics if each.code == "PLN304"] == [
        ("PLN304", 296)
    ]
    # For each shape of headings the first rows are looked at once more.
    assert made.call_count < 300 + 3 * TITLE_ROWS + 20


def test_every_part_that_is_left_out_is_counted() -> None:
    """The rows of a part of the whole, of which no cell is made, in the note and among the rows left out."""
    rows = "".join(f"fdi,{region},2023,{i}\n" for i, region in enumerate(["Total", "North", "South", "East"], 20))
    table = read(f"indicator,region,year,value\n{rows}".encode(), "a.csv", ReadOptions())
    found = actuals_of(table, PLAN, "")
    assert [str(row.value) for row in found.rows] == ["20"]
    assert found.inputs[0].rows_left_out == {"parts": 3}
    (note,) = (each for each in found.diagnostics if each.code == "PLN343")
    assert (note.facts["count"], note.place and note.place.line) == (3, 3)
