"""A file with mistakes: exactly those diagnostics, at those places, and the good rows are still judged."""

import json
from pathlib import Path

import openpyxl
import polars
import pytest

from conftest import ROOT, Run, indicator_plan
from plan_cli import api
from plan_cli.assess.vintages import known_on, one_entity
from plan_cli.codes import CODES
from plan_cli.datafile.table import ReadOptions
from plan_cli.model.observations import Actuals

PLAN = api.load_plan(ROOT / "data" / "targets.yaml").plan

#: A CSV file with one mistake of each kind; after each ``»`` the code and column that its line must give.
ONE_OF_EACH = """\
# a comment
indicator,year,value,unit,bound,status,period,measure,published,note,UNIT_MULT
trade-totl,2023,1,,,,,,,, » PLN301:1
fdi,2023,"12,34",,,,,,,, » PLN302:10
fdi,23,1,,,,,,,, » PLN303:5
trade-total,2021,2780.3,,,A,,,,"two
lines",
trade-total,2021,2780.4,,,,,,,, » PLN304:18
africa-trade,2023,5,%,,,,,,, » PLN340:21
africa-trade,2022,160000,万元,,,,,,, » PLN306:26
# another comment

fdi,2024,1,,,,,,,,,9 » PLN308:1
fdi,2021,20.07,,,,2021-Q5,,,, » PLN311:19
fdi,2022,16.66,,,X,,,,, » PLN312:18
fdi,2026,1,,,,,,,, » PLN313:5
europe-trains,2020,528,,,,,,,,
europe-trains,2023,>1000,,<,,,,,, » PLN315:27
europe-trains,2022,1020,,,,,,2023/1/1,, » PLN318:30
ftz-trade-growth,2023,5,,,,,,,, » PLN320:23
air-cargo,2022,#N/A,,,,,,,, » PLN330:16
air-cargo,2023,"1"5,,,,,,,, » PLN332:19
trade-total,2022,33156,,,,,,,, » PLN333:18
air-cargo,2024,5,,,,,,,,x » PLN337:25
top500-projects,2021,67,,,,,,,,
"""


def _read(text: str | bytes, name: str = "a.csv", **options: str) -> Actuals:
    from plan_cli.datafile.readers import read
    from plan_cli.datafile.reading import actuals_of

    assert PLAN is not None
    raw = text if isinstance(text, bytes) else text.encode()
    return actuals_of(read(raw, name, ReadOptions(**options)), PLAN, "")


def _found(read: Actuals) -> list[tuple[str, int, int]]:
    return [(f.code, f.place.line, f.place.column) if f.place else (f.code, 0, 0) for f in read.diagnostics]


def test_one_mistake_of_each_kind() -> None:
    """Every mistake has its own line and column, after quoted line breaks, comments and blank lines too."""
    wanted, lines = [], []
    for number, line in enumerate(ONE_OF_EACH.splitlines(), 1):
        text, _, said = line.partition(" » ")
        lines.append(text)
        if said:
            code, _, column = said.partition(":")
            wanted.append((code, number, int(column)))
    read = _read("\n".join(lines) + "\n")
    assert _found(read) == wanted
    assert {(row.indicator, row.year) for row in read.rows} == {
        ("trade-total", 2022),
        ("africa-trade", 2022),
        ("europe-trains", 2020),
        ("top500-projects", 2021),
    }
    assert {("trade-total", 2021), ("fdi", 2024), ("air-cargo", 2022), ("air-cargo", 2023)} <= read.spoilt


HEAD = "indicator,year,value\n"
#: What must be in a file of its own: content, name, and exactly the diagnostics.
ALONE: list[tuple[str, str | bytes, str, list[tuple[str, int, int]]]] = [
    ("no column for the year", "indicator,yaer,value\nfdi,2023,1\n", "a.csv", [("PLN307", 1, 1)]),
    ("another currency", "indicator,year,value,币种\ntrade-total,2023,3600,USD\n", "a.csv", [("PLN340", 2, 23)]),
    ("a heading twice", "indicator,year,value,Value\nfdi,2021,20,1\n", "a.csv", [("PLN309", 1, 22)]),
    ("no heading over values", "indicator,year,,value\nfdi,2021,7.5,20\n", "a.csv", [("PLN309", 1, 16)]),
    ("a year twice", "indicator,2023,2023年\nfdi,1,2\n", "a.csv", [("PLN309", 1, 16)]),
    ("an open quote", HEAD + 'fdi,2021,"20\nfdi,2022,16\n', "a.csv", [("PLN310", 2, 10)]),
    ("nothing", "", "a.csv", [("PLN316", 1, 1)]),
    ("only comments", "# x\n", "a.csv", [("PLN316", 1, 1)]),
    ("fractions", "indicator,year,value,unit\nreform-pilots,2023,0.65,%\n", "a.csv", [("PLN317", 2, 20)]),
    ("a name above", HEAD + "fdi,2021,20\n,2022,16\n", "a.csv", [("PLN371", 3, 1)]),
    ("another kind", "fdi per capita\n" + HEAD + "fdi,2021,20\n", "a.csv", [("PLN369", 1, 1)]),
    ("NUL", HEAD + "fdi,2021,20\nfdi,20\x0022,16\n", "a.csv", [("PLN319", 3, 7), ("PLN303", 3, 5)]),
    ("doubtful bytes", "indicator,year,value\nfdi,2021,20é\n".encode("latin-1"), "a.csv", [("PLN321", 0, 0)]),
    ("not what it says", b"PK\x03\x04", "a.csv", [("PLN324", 0, 0)]),
    ("no archive", b"PK\x03\x04", "a.xlsx", [("PLN325", 0, 0)]),
    ("damaged", b"PAR1PAR1", "a.parquet", [("PLN326", 0, 0)]),
    ("bad JSON", '[{"indicator": "fdi",\n "year": 2021 "value": 20}]', "a.json", [("PLN328", 2, 15)]),
    (
        "a bad line of JSONL",
        '{"indicator": "fdi", "year": 2021}\n{"indicator": "fdi"\n{"indicator": "fdi", "year": 2, "value": 1}',
        "a.jsonl",
        [("PLN328", 3, 1), ("PLN303", 3, 30)],
    ),
    (
        "a bad value in JSON",
        '[\n {"indicator": "fdi", "year": 2021,\n  "value": "12,34"}\n]',
        "a.json",
        [("PLN302", 3, 12)],
    ),
    ("a key twice", '[{"indicator": "fdi", "year": 2021, "value": 20, "value": 21}]', "a.json", [("PLN309", 1, 50)]),
]  # fmt: skip


@pytest.mark.parametrize(("content", "name", "wanted"), [case[1:] for case in ALONE], ids=[case[0] for case in ALONE])
def test_mistakes_that_need_a_file_of_their_own(
    content: str | bytes, name: str, wanted: list[tuple[str, int, int]]
) -> None:
    """Exactly these diagnostics at these places."""
    assert sorted(_found(_read(content, name))) == sorted(wanted)


def test_every_code_of_the_actuals_is_provoked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No 3xx code that nothing can provoke, and none that no test knows."""
    import sys
    from datetime import date

    assert PLAN is not None
    seen = {line.partition(" » ")[2].partition(":")[0] for line in ONE_OF_EACH.splitlines()}
    seen |= {code for case in ALONE for code, _, _ in case[3]}
    book = openpyxl.Workbook()
    for row in (["indicator", "year", "value"], ["fdi", 2021, "=1"], ["fdi", 2022, 16], ["fdi", 2023, None]):
        book.active.append(row)
    book.active.merge_cells("C3:C4")
    book.create_sheet("b").append(["x"])
    book.save(tmp_path / "a.xlsx")
    polars.DataFrame({"a": [1]}).write_parquet(tmp_path / "a.parquet")
    for sheet in (None, "Sheet", "Shet"):
        seen |= {f.code for f in api.read_actuals(tmp_path / "a.xlsx", PLAN, ReadOptions(sheet=sheet)).diagnostics}
    monkeypatch.setitem(sys.modules, "polars", None)
    seen |= {f.code for f in api.read_actuals(tmp_path / "a.parquet", PLAN).diagnostics}
    base = _read(HEAD + "europe-trains,2020,528\n")
    seen |= {f.code for f in api.check(PLAN, base, 2023).diagnostics}
    mixed = _read("indicator,year,value,entity,published\nfdi,2021,20,A,2022-01-01\nfdi,2021,21,B,\n")
    seen |= {f.code for f in (*one_entity(mixed).diagnostics, *known_on(mixed, date(2021, 1, 1)).diagnostics)}
    # test_mistakes.py provokes those of units, selection and scale, test_panel.py those of panels, test_shapes.py PLN364,
    # test_limits.py PLN365, test_open_sdg.py PLN370.
    elsewhere = {
        *(code for code in CODES if code in ("PLN305", "PLN362", "PLN363") or "PLN338" <= code <= "PLN349"),
        "PLN350",
        "PLN364",
        "PLN365",
        "PLN351",
        "PLN352",
        "PLN353",
        "PLN354",
        "PLN355",
        "PLN356",
        "PLN358",
        "PLN359",
        "PLN360",
        "PLN361",
        "PLN368",
        "PLN370",
    }
    assert {code for code in CODES if code.startswith("PLN3")} - seen - elsewhere == set()


def test_max_errors_lists_so_many_and_counts_the_rest(run: Run, tmp_path: Path) -> None:
    """Of a file with many mistakes the first are listed, in the table and line by line; JSON keeps all of them."""
    plan, file = tmp_path / "p.plan.yaml", tmp_path / "a.csv"
    plan.write_text(indicator_plan("id: x, name: Exports, baseline: 100, target: 150"), encoding="utf-8")
    file.write_text("indicator,year,value\nx,2021,abc\nx,2022,1_0\nx,20x,5\nExprots,2023,4\n", encoding="utf-8")
    check = ("check", "2023", str(file), "--plan", str(plan), "--lang", "en", "--max-errors", "2")
    for shown in ("table", "concise", "markdown"):
        out = run(*check, "--format", shown).out
        assert (out.count("PLN302"), "and 2 more" in out) == (2, True)
    assert len(json.loads(run(*check, "--format", "json").out)["diagnostics"]) == 4
