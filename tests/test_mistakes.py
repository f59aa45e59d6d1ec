"""Every mistake in a plan file or in actuals is a diagnostic at its line and column; every message is provoked here."""

from pathlib import Path
from time import process_time

import pytest

from conftest import Run, indicator_plan
from plan_cli import check, load_plan, read_actuals, validate
from plan_cli.codes import CODES
from plan_cli.diagnostics import Diagnostic
from plan_cli.i18n import languages, messages_in
from plan_cli.model.plan import Plan

HEAD = "format: 1\nid: t\ntitle: T\nbase_year: 2020\ntarget_year: 2025\n"
ONE = "indicators:\n  - {id: x, name: X, baseline: 10, target: 20}\n"
SOUND = HEAD + ONE

#: The character before which a mistake is expected to be found.
HERE = "¦"


def one(**changed: str) -> str:
    """A sound plan with one part of its only indicator written otherwise."""
    fields = {"id": "x", "name": "X", "baseline": "10", "target": "20"} | changed
    return HEAD + "indicators:\n  - {" + ", ".join(f"{key}: {value}" for key, value in fields.items() if value) + "}\n"


#: code · the text of a plan file with the place marked, or bytes (then the place is their first)
PLAN_FILES: list[tuple[str, str | bytes]] = [
    ("PLN001", HEAD + "indicators: [1,¦\n"),
    ("PLN001", "a: 1\n b¦: 2\n"),
    ("PLN002", "title: 长沙\n".encode("gb18030")),
    ("PLN003", "¦"),
    ("PLN003", "¦# only a comment\n"),
    ("PLN004", "¦- a\n- b\n"),
    ("PLN004", "¦just words\n"),
    ("PLN005", "format: 1\nid: t\n¦id: u\n"),
    ("PLN006", SOUND + "¦---\nformat: 1\n"),
    ("PLN007", SOUND.replace("title: T", "title: ¦!!python/object/apply:os.system ['true']")),
    ("PLN007", SOUND.replace("id: t\n", "id: ¦!x t\n")),
    ("PLN008", SOUND + "? ¦[a]\n: b\n"),
    ("PLN009", HEAD + "indicators: " + "[" * 999 + "¦" + "[" * 9_000),
    ("PLN010", "a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,¦*d,*d,*d,*d]\n"),
    ("PLN010", "a: &a [¦*a]\n"),
    ("PLN011", SOUND.replace("title: T", "title: T¦\x07")),
    ("PLN012", SOUND.replace("base_year: 2020", "base_year: ¦.nan")),
    ("PLN013", SOUND.replace("base_year: 2020", "base_year¦：2020")),
    ("PLN013", HEAD + "indicators¦：\n  - id: x\n"),
    ("PLN013", HEAD + "indicators:\n  - ¦id：x\n"),
    ("PLN013", HEAD + "indicators:\n  - {id: x¦，name: X, target: 5}\n"),
    ("PLN013", "format¦：1\n"),
    ("PLN013", SOUND + "¦\u3000source: s\n"),
    ("PLN014", HEAD + "indicators:\n  - id: x\n    target: ¦>6.5\n"),
    ("PLN014", HEAD + "indicators:\n  - id: x\n    target: ¦>6\n"),
    ("PLN015", SOUND.replace("id: t\n", "id: ¦010\n")),
    ("PLN016", b"#" * 5_000_001),
    ("PLN017", one(target="¦" + "9" * 50)),
    ("PLN017", one(target="¦1e400")),
    ("PLN017", one(target="¦1e1000000000000000000")),
    ("PLN017", one(target="¦0x" + "f" * 99)),
    ("PLN020", "¦" + SOUND + "".join(f"k{number}: 1\n" for number in range(1001))),
    ("PLN021", HEAD + "indicators: [" + "a," * 199_993 + "¦a]\n"),
    ("PLN019", HEAD + "indicators:\n  - id: x\n    unit: ¦%\n"),
    ("PLN019", one(unit="¦%")),
    ("PLN101", one(baseline="48,¦200")),
    ("PLN101", SOUND + "¦<<: {source: s}\n"),
    ("PLN101", one(target="").replace("}", ", ¦traget: 20}")),
    ("PLN102", HEAD + "indicators:\n  - ¦{id: x, name: X}\n"),
    ("PLN103", one(target="¦yes")),
    ("PLN103", one(target="¦1_000")),
    ("PLN103", one(target="¦12:30")),
    ("PLN103", one(target='¦"20"')),
    ("PLN103", one(target="¦2024-02-30")),
    ("PLN104", SOUND.replace("base_year: 2020", "base_year: ¦2020.5")),
    ("PLN105", SOUND.replace("title: T", "title: ¦5")),
    ("PLN106", one(attribute="¦bindng")),
    ("PLN106", one(target="{kind: ¦levl, value: 20}")),
    ("PLN107", HEAD + "indicators: ¦{}\n"),
    ("PLN107", HEAD + "indicators: ¦[]\n"),
    ("PLN107", one(name='¦""')),
    ("PLN107", one(name="¦{}")),
    ("PLN107", one(name='{en: ¦" "}')),
    ("PLN108", SOUND + "  - {id: ¦x, name: Y, target: 3}\n"),
    ("PLN109", one(group="¦trde")),
    ("PLN110", SOUND + "actuals: [a.csv, {file: b.csv, indicator: ¦zz}]\n"),
    ("PLN110", SOUND + "actuals: {file: b.csv, indicators: {GDP: ¦zz}}\n"),
    ("PLN101", SOUND + "actuals: [{file: b.csv, columns: {¦yaer: Y}}]\n"),
    ("PLN105", SOUND + "actuals: [{file: b.csv, columns: {year: ¦~}}]\n"),
    ("PLN101", SOUND + "actuals: [{file: b.csv, ¦wher: {}}]\n"),
    ("PLN107", SOUND + "actuals: ¦true\n"),
    ("PLN318", SOUND + "fiscal_year: {starts: ¦13-01, named_by: end}\n"),
    ("PLN110", SOUND + "relations:\n  - {share: ¦y, of: x, value: 5, source: s}\n"),
    ("PLN111", SOUND + "  - {id: y, name: ¦X, target: 3}\n"),
    ("PLN112", SOUND.replace("target_year: 2025", "target_year: ¦2020")),
    ("PLN113", one(decimals="¦-1")),
    ("PLN113", one(target="{kind: total, value: 3, weights: ¦{2021: 0}}")),
    ("PLN113", one(tolerance="¦100%")),
    ("PLN113", one(target="{kind: level, value: {low: ¦7, high: 6}}")),
    ("PLN113", one(target="{kind: band, low: ¦7, high: 6}")),
    ("PLN113", one(target="{kind: change, value: ¦-101}")),
    ("PLN113", one(target="{kind: change, value: ¦-3/2}")),
    ("PLN113", one(target="{kind: milestones, values: {2023: {low: ¦7, high: 6}}}")),
    ("PLN107", one(target="{kind: level, value: ¦7, operator: within}")),
    ("PLN114", SOUND.replace("format: 1", "format: ¦2")),
    ("PLN106", one(target="{kind: change, value: 50, unit: ¦万元}", unit="亿元")),
    ("PLN106", one(target="{kind: change, value: 5, unit: ¦pp}", unit="km")),
    ("PLN115", one(target="¦{kind: band}")),
    ("PLN115", one(target="{kind: growth, rate: 5, from: 2022}", baseline="¦{year: 2020, value: 3}")),
    ("PLN115", one(baseline="¦{value: 3, missing: dash}")),
    ("PLN116", SOUND.replace("id: t\n", "id: ¦长沙\n")),
    ("PLN117", one(target="{kind: level, value: 20, operator: ¦at_most}")),
    ("PLN115", one(baseline="¦{value: 3, year: 2020, date: 2020-09}")),
    ("PLN102", one(baseline="¦{date: 2020-09}")),
    ("PLN318", one(baseline="{value: 3, date: ¦2020-02-30}")),
    ("PLN318", one(baseline="{value: 3, date: ¦September 2020}")),
    ("PLN104", one(target="{kind: milestones, values: {¦2023-09: 5}}")),
    ("PLN118", one(baseline="{value: 3, date: ¦2020-09}", target="{kind: total, value: 9}")),
    ("PLN119", one(average="¦3", target="{kind: total, value: 9}")),
    ("PLN119", one(average="¦3", target="{kind: rank, value: 9}")),
    ("PLN113", one(average="¦1")),
    ("PLN201", one(target="¦5")),
    ("PLN204", one(path="¦steps")),
]  # fmt: skip

TABLE = "indicator,year,value,unit,bound,status,period,measure,published\n"
#: code · the text of an actuals file for ``TARGETS`` with the place marked
ACTUALS_FILES: list[tuple[str, str | bytes]] = [
    ("PLN301", TABLE + "¦Total exprots,2023,5,,,,,,\n"),
    ("PLN302", TABLE + "x,2023,¦1e3,,,,,,\n"),
    ("PLN303", TABLE + "x,¦soon,5,,,,,,\n"),
    ("PLN304", TABLE + "x,2023,5,,,,,,\nx,2023,¦6,,,,,,\n"),
    ("PLN340", TABLE + "x,2023,5,¦亿美元,,,,,\n"),
    ("PLN306", TABLE + "x,2023,5,¦万元,,,,,\n"),
    ("PLN307", "¦indicator,year,vlaue\nx,2023,5\n"),
    ("PLN308", "indicator,year,value\n¦x,2023,12,34\n"),
    ("PLN309", "indicator,year,value,¦value\nx,2023,5,6\n"),
    ("PLN310", 'indicator,year,value\n# a comment\n"x",2022,5\nx,2023,¦"6\n'),
    ("PLN311", TABLE + "x,2023,5,,,,¦2022-Q1,,\n"),
    ("PLN312", TABLE + "x,2023,5,,¦?,,,,\n"),
    ("PLN313", TABLE + "x,¦2031,5,,,,,,\n"),
    ("PLN314", TABLE + "x,2020,¦9,,,,,,\n"),
    ("PLN315", TABLE + "x,2023,>5,,¦<,,,,\n"),
    ("PLN316", "¦\n"),
    ("PLN317", TABLE + "p,2023,¦0.65,%,,,,,\n"),
    ("PLN318", TABLE + "x,2023,5,,,,,,¦yesterday\n"),
    ("PLN319", "indicator,year,value\nx,2023,¦\x005\n"),
    ("PLN320", TABLE + "g,2023,¦5,,,,,,\n"),
    ("PLN339", TABLE + "¦twin,2023,5,,,,,,\n"),
    ("PLN305", "indicator,year,value\nx,2023,15\n¦Source: the office,,\n"),
    ("PLN338", TABLE + "x,2023,15,,,,,,\n¦Rainfall,2023,801,,,,,,\n"),
    ("PLN341", TABLE + "x,¦2023/24,15,,,,,,\n"),
    ("PLN342", TABLE + "x,2009-11,¦15,,,,,,\nx,2012-14,15,,,,,,\n"),
    ("PLN343", "indicator,year,value,sex\nx,2023,15,\nx,2023,¦12,F\n"),
    ("PLN344", "indicator,year,value,sex\nx,2023,¦15,M\nx,2023,12,F\n"),
    ("PLN345", "indicator,year,value,sex\nx,2022,¦15,F\nx,2023,12,F\n"),
    ("PLN371", "indicator,year,value\nx,2022,14\n¦,2023,15\n"),
    ("PLN369", "¦X per capita,,\nindicator,2022,2023\nx,14,15\n"),
    ("PLN346", TABLE + "x,2023,¦15,,,F,,,\n"),
    ("PLN347", "单位：万元,,,\nindicator,year,value,unit\nx,2023,15,¦亿元\n"),
    ("PLN348", TABLE + "x,2023,¦150000,,,,,,\n"),
    ("PLN349", TABLE + "¦Rainfall,2023,801,,,,,,\n"),
    ("PLN362", "indicator code,indicator name,year,value\n¦x,P,2023,15\n"),
    ("PLN363", TABLE + "x,2021,¦15,,,B,,,\nx,2023,16,,,,,,\n"),
    ("PLN321", "indicator,year,value\nété,2023,5\nçà,2023,6\n".encode("latin-1")),
]  # fmt: skip
TARGETS = indicator_plan(
    "id: x, name: X, unit: 亿元, baseline: 10, target: 20",
    'id: p, name: P, unit: "%", baseline: 60, target: 70',
    'id: g, name: G, unit: "%", target: {kind: growth, rate: 15}',
    "id: ex, name: Total exports, baseline: 1, target: 5",
    "id: twin-a, name: twin, target: 5",
    "id: twin-b, name: twin, target: 5",
)
#: Provoked elsewhere: a missing file, what is said of the file as a whole, the audit's own tests.
ELSEWHERE = {
    "PLN018",
    "PLN121",
    "PLN122",
    "PLN123",
    "PLN124",
    "PLN090",
    "PLN370",
    "PLN901",
    *(
        code
        for code in CODES
        if code[:4] in ("PLN2", "PLN4")
        or "PLN322" <= code < "PLN338"
        or "PLN350" <= code < "PLN362"
        or code >= "PLN364"
    ),
}


def _write(tmp_path: Path, name: str, content: str | bytes) -> tuple[Path, tuple[int, int] | None]:
    """The file with this content, and the place that is marked in it."""
    file = tmp_path / name
    if isinstance(content, bytes):
        file.write_bytes(content)
        return file, None
    before, _, after = content.partition(HERE)
    file.write_bytes((before + after).encode("utf-8"))
    return file, (before.count("\n") + 1, len(before) - before.rfind("\n"))


def _found(diagnostics: tuple[Diagnostic, ...], code: str, expected: tuple[int, int] | None) -> None:
    places = [diagnostic.place for diagnostic in diagnostics if diagnostic.code == code]
    assert places, [diagnostic.code for diagnostic in diagnostics]
    assert expected is None or expected in [(place.line, place.column) for place in places if place]


@pytest.mark.parametrize(("code", "content"), PLAN_FILES, ids=[case[0] for case in PLAN_FILES])
def test_a_mistake_in_a_plan_is_at_its_place(tmp_path: Path, code: str, content: str | bytes) -> None:
    """Each mistake has its own code, at the right line and column, found at once."""
    file, expected = _write(tmp_path, "t.yaml", content)
    begun = process_time()
    diagnostics = load_plan(file).diagnostics
    assert process_time() - begun < 4
    _found(diagnostics, code, expected)


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    found = load_plan(_write(tmp_path, "plan.yaml", TARGETS)[0]).plan
    assert found is not None
    return found


@pytest.mark.parametrize(("code", "content"), ACTUALS_FILES, ids=[case[0] for case in ACTUALS_FILES])
def test_a_mistake_in_actuals_is_at_its_place(tmp_path: Path, plan: Plan, code: str, content: str | bytes) -> None:
    """Each mistake in a table has its own code, at the right line and column."""
    file, expected = _write(tmp_path, "a.csv", content)
    _found(check(plan, read_actuals(file, plan), 2023).diagnostics, code, expected)


def test_every_message_has_an_input_that_provokes_it() -> None:
    """A code that nothing in these tests can bring about would be a message nobody has read."""
    provoked = {case[0] for case in PLAN_FILES + ACTUALS_FILES} | ELSEWHERE
    assert CODES.keys() <= provoked


@pytest.mark.parametrize("language", languages())
@pytest.mark.slow
def test_every_message_can_be_said(tmp_path: Path, plan: Plan, language: str) -> None:
    """In every language each diagnostic has a whole sentence, its facts put in, and no word of a library in it."""
    told = messages_in(language)
    for case in PLAN_FILES:
        for diagnostic in load_plan(_write(tmp_path, "t.yaml", case[1])[0]).diagnostics:
            said = told.message(diagnostic) + told.hint(diagnostic)
            assert "{}" not in said
            assert not [word for word in ("pydantic", "input_value", "type=", "PydanticCustom") if word in said]
    for case in ACTUALS_FILES:
        for diagnostic in read_actuals(_write(tmp_path, "a.csv", case[1])[0], plan).diagnostics:
            assert told.message(diagnostic)


def test_all_mistakes_at_once_and_the_good_rows_are_used(run: Run, tmp_path: Path) -> None:
    """Ten mistakes are ten diagnostics in one run, sorted by place."""
    lines = [case[1] for case in ACTUALS_FILES if isinstance(case[1], str) and case[1].startswith(TABLE)]
    rows = "".join(line.replace(HERE, "").splitlines()[1] + "\n" for line in lines if "2020" not in line)
    plan, _ = _write(tmp_path, "plan.yaml", TARGETS)
    actuals, _ = _write(tmp_path, "a.csv", TABLE + rows + "x,2022,14,,,,,,\n")
    out = run("check", "2022", str(actuals), "--plan", str(plan)).out
    assert len([line for line in out.splitlines() if "[PLN" in line]) >= 10
    assert "on track" in out


@pytest.mark.parametrize(
    ("text", "meaning"),
    [("1e3", "1000"), ("6.50", "6.50"), ("0x10", "16"), ("+5", "5"), ("-0.5", "-0.5"), (".5", "0.5")],
)
def test_numbers_keep_their_digits(tmp_path: Path, text: str, meaning: str) -> None:
    """YAML 1.2's numbers, from the very digits that are printed."""
    file, _ = _write(
        tmp_path, "t.yaml", SOUND.replace("baseline: 10", f"baseline: {text}, path: linear, direction: increase")
    )
    plan = load_plan(file).plan
    assert plan is not None
    assert format(plan.indicators[0].baseline.value, "f") == meaning


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_plan_may_come_from_any_editor(tmp_path: Path, encoding: str, newline: str) -> None:
    """A byte-order mark, UTF-16 and Windows line ends are read."""
    file = tmp_path / "t.yaml"
    file.write_bytes(SOUND.replace("title: T", "title: 长沙").replace("\n", newline).encode(encoding))
    assert load_plan(file).plan is not None


def test_nothing_in_a_file_is_executed(tmp_path: Path) -> None:
    """A tag that asks Python to run something is refused."""
    mark = tmp_path / "mark"
    load_plan(_write(tmp_path, "t.yaml", f"a: !!python/object/apply:os.system ['touch {mark}']\n")[0])
    assert not mark.exists()


MANY = """\
format: 1
id: t
base_year: 2020
target_year: 2025
groups: {g: G}
indicators:
  - {id: a, name: A, target: yes, group: g}
  - {id: b, name: B, traget: 5}
  - {id: b, name: C, target: 5, group: gg}
  - {id: d, name: D, baseline: 10, target: 5}
  - {id: e, name: E, attribute: bindng, target: 3}
  - {id: f, name: F, target: {kind: level, value: 3, operator: at_most}}
relations:
  - {share: zz, of: a, value: 3, source: s}
"""


def test_mistakes_of_every_depth_are_told_in_one_run(run: Run, tmp_path: Path) -> None:
    """A wrong type hides no double id, no unknown group and no wrong side; nothing only follows from another mistake."""
    plan, _ = _write(tmp_path, "many.yaml", MANY)
    out = run("validate", str(plan), "--format", "concise").out
    errors = [line.split("error[")[1][:6] for line in out.splitlines() if "error[" in line]
    assert errors == [
        "PLN102",
        "PLN103",
        "PLN102",
        "PLN101",
        "PLN108",
        "PLN109",
        "PLN201",
        "PLN106",
        "PLN117",
        "PLN110",
    ]
    assert "PLN225" not in out


@pytest.mark.parametrize(
    ("code", "text", "shown"),
    [
        ("PLN014", HEAD + "indicators:\n  - {id: x, target: >6.5, name: X}\n", "'>6.5'"),
        ("PLN101", one(baseline="48,200"), "without separators"),
        ("PLN101", SOUND + "<<: {source: s}\n", "merge keys"),
        ("PLN115", one(target="{kind: band}"), "at least one of: low, high"),
        ("PLN106", one(path="5"), "s-curve"),
        ("PLN103", one(growth="fast"), "expected a number"),
        ("PLN103", one(target="yes"), "{kind: done}"),
        ("PLN103", one(target="完成"), "{kind: done}"),
        ("PLN103", one(target="5%"), 'write 5 and `unit: "%"`'),
        ("PLN103", one(target="{kind: level, value: 5%}"), 'write 5 and `unit: "%"`'),
        ("PLN103", one(target="2 to 4"), "{kind: band, low: 2, high: 4}"),
        ("PLN103", one(target="[2, 4]"), "value: {low: 2, high: 4}"),
        ("PLN106", one(target="{kind: range, low: 2, high: 4}"), "'band'"),
        ("PLN106", one(target="{kind: yes}"), "'done'"),
        ("PLN106", one(target="{kind: '%', value: 5}"), "'change'"),
        ("PLN102", one(target="{low: 2, high: 4}"), "`kind: band`"),
        ("PLN110", one(target="20") + "relations: [{share: x, of: all, operator: at_least, value: 3, unit: '%', year: 2025, source: s}]\n", "label: {en: …}"),
        ("PLN011", SOUND.replace("title: T", "title: T" + "\x07" * 3000), "3000"),
    ],
)  # fmt: skip
def test_a_message_names_the_cause_and_the_way_out(tmp_path: Path, code: str, text: str, shown: str) -> None:
    """The sentence and the hint quote what is wrong and no more, and say what to write instead."""
    english = messages_in("en")
    found = [each for each in load_plan(_write(tmp_path, "t.yaml", text)[0]).diagnostics if each.code == code]
    assert len(found) == 1
    assert shown in english.message(found[0]) + " " + english.hint(found[0])


@pytest.mark.parametrize("number", ["1e400", ".nan", "-.inf", "1e1000000000000000000", "9" * 50])
def test_a_refused_number_is_one_error(tmp_path: Path, number: str) -> None:
    """It counts as nothing, never as 0, so that no second error follows from it; other parts are still checked."""
    file, _ = _write(
        tmp_path, "t.yaml", one(target=number) + "  - {id: y, name: Y, baseline: 1, target: 5, group: g}\n"
    )
    assert [each.code for each in load_plan(file).diagnostics if each.severity.rank == 0] in (
        ["PLN017", "PLN109"], ["PLN012", "PLN109"],
    )  # fmt: skip


def test_empty_lines_cost_no_time(tmp_path: Path) -> None:
    """Time grows with the length of a file, not with its square."""
    begun = process_time()
    assert load_plan(_write(tmp_path, "t.yaml", "\n" * 400_000)[0]).diagnostics[0].code == "PLN003"
    assert process_time() - begun < 10


def test_an_excerpt_shows_the_part_of_a_long_line_around_the_place(run: Run, tmp_path: Path) -> None:
    """A plan on one line of a million characters does not fill the screen; the caret stands under the mistake."""
    file, _ = _write(tmp_path, "t.yaml", HEAD + "source: " + "x" * 1_000_000 + "\x07" + "y" * 500 + "\n" + ONE)
    lines = run("validate", str(file)).out.splitlines()
    shown, caret = next((above, below) for above, below in zip(lines, lines[1:], strict=False) if "^" in below)
    assert len(shown) < 300
    assert shown[caret.index("^") :].startswith("\\x07")


def test_notes_are_counted_and_shown_on_request(run: Run, tmp_path: Path) -> None:
    """A screen of notes does not hide the warnings."""
    file, _ = _write(tmp_path, "t.yaml", HEAD + "indicators:\n  - {id: x, name: X, target: 20}\n")
    brief = run("validate", str(file)).out
    assert "PLN216" not in brief
    assert "1 note not shown" in brief
    assert "PLN216" in run("validate", str(file), "-v").out
    assert "PLN216" in run("validate", str(file), "--select", "no-baseline").out


def test_a_rule_with_few_digits_is_no_repeated_indicator(tmp_path: Path) -> None:
    """Three coverages that go from 90 to 100 % are three indicators; two with the same long figures are one."""
    three = "".join(f'  - {{id: c{i}, name: C{i}, unit: "%", baseline: 90, target: 100}}\n' for i in range(3))
    two = "".join(f"  - {{id: c{i}, name: C{i}, unit: t, baseline: 2350, target: 4700}}\n" for i in range(2))
    for text, count in ((three, 0), (two, 1)):
        found = validate(_write(tmp_path, "t.yaml", HEAD + "indicators:\n" + text)[0]).diagnostics
        assert [each.code for each in found].count("PLN227") == count
