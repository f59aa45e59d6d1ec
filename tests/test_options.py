"""No option is silently idle: every command with every option of it writes something else than without, or refuses it.

``VALUES`` holds a value for each option; an option that is in none of the tables fails, so that a new one is tried.
"""

import shutil
from pathlib import Path

import pytest

from conftest import Run, indicator_plan
from plan_cli.cli.app import command_of
from test_report_looks import png

pytestmark = pytest.mark.slow

#: What may stand anywhere: how the run speaks, and permissions that change nothing where none is needed.
ANYWHERE = {"--lang", "--quiet", "--debug", "--color", "--width", "--allow-outside", "--allow-empty"}
#: What acts on data that these files have not, or takes a server; tests of their own show what it does.
ELSEWHERE = {"--encoding", "--column", "--data-year", "--include-forecasts", "--alias", "--thousands", "--calendar-years", "--confidence", "--against", "--max-errors", "--remote", "--watch", "--font",
"--engine"}  # fmt: skip
VALUES = {
    "--output": "new.json", "--columns": "id,name", "--sort": "name:desc",
    "--grouping": "", "--ascii": "", "--sheet": "S", "--stdin-filename": "x.csv", "--as": "teu",
    "--scale": "2", "--unit": "t", "--decimal": ",", "--missing": "900.5", "--skip": "1", "--verbose": "",
    "--indicator": "co2", "--path": "linear", "--profile": "eurostat", "--year": "2024", "--actuals": "other.csv",
    "--as-of": "2020-01-01", "--emit": "json=new.json", "--compare": "", "--trace": "",
    "--baseline": "known.json", "--write-baseline": "new.json", "--since": "2024.json", "--by": "county",
    "--baselines": "own", "--targets": "plan", "--top": "1", "--group": "sea",
    "--form": "summary", "--period": "2025-Q2", "--title": "Title", "--footer": "Foot", "--theme": "theme.yaml",
    "--logo": "logo.png", "--port": "0", "--select": "PLN205", "--ignore": "PLN205", "--wide": "", "--excel": "",
    "--from": "table.csv", "--base-year": "2021", "--target-year": "2031", "--write": "", "--of": "check",
    "--force": "",
}  # fmt: skip
#: Options of which every value is tried, as one of them is the usual one.
SEVERAL = {
    "--format": ("json", "csv", "markdown", "concise", "html"),
    "--fail-on": ("never", "any", "weaker"),
    "--groups": ("few", "all"),
    "--where": ("indicator=teu", "county=B"),
    "--plan": ("plans/other.plan.yaml", "none.plan.yaml"),
}
RUNS = (
    "check 2025", "check 2025 --format csv", "check 2025 --format json", "check 2025 --format github",
    "check 2025 --compare", "check latest", "check 2025 --plan many", "check 2025 panel.csv --by county",
    "milestones", "milestones --format csv", "validate", "validate --format json", "show", "show co2",
    "show co2 --format json", "explain co2 2025", "explain PLN201", "forecast", "forecast --format json", "report",
    "report --form midterm", "report --format table", "report panel.csv --by county --year 2025", "chart co2", "chart",
    "diff plan.yaml plans/other.plan.yaml", "diff 2024.json 2025.json", "template", "template -o t.xlsx", "init new",
    "init new --from table.csv", "map actuals.csv", "schema", "completion bash",
)  # fmt: skip
#: Where an option rightly changes nothing: how the run begins, and the option.
SAME = (
    ("check 2025 --plan many", "--grouping"), ("check 2025 --compare", "--grouping"), ("diff", "--grouping"), ("diff", "--fail-on"),
    ("validate", "--fail-on"), ("check 2025 panel.csv", "--groups"),
    ("template -o", "--force"), ("init new", "--force"), ("init new --from", "--base-year"), ("validate --format json", "--verbose"),
)  # fmt: skip


@pytest.fixture
def folder(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan that is unsound in no way but one, its figures, and files for the options."""
    monkeypatch.chdir(tmp_path)
    plan = indicator_plan(
        "id: teu, no: 1, name: Containers, group: sea, unit: t, baseline: 1000, target: 1500, growth: 9",
        "id: dust, no: 4, name: Dust, group: air, unit: t, target: 100",
        "id: ore, no: 3, name: Ore, group: sea, unit: t, baseline: 1000, target: 1100",
        "id: co2, no: 2, name: CO₂, group: air, unit: kt, direction: decrease, baseline: 1000, target: 500",
        rest="groups: {sea: Sea, air: Air}\nactuals: actuals.csv\n",
        years=(2020, 2027),
    )
    Path("plan.yaml").write_text(plan, encoding="utf-8")
    figures = "indicator,year,value,published\n" + "".join(
        f"{id},{year},{1000.5 + slope * (year - 2020)},2026-01-01\n"
        for id, slope in (("teu", 40), ("ore", 1), ("co2", -20))
        for year in range(2021, 2026)
    )
    Path("actuals.csv").write_text(figures, encoding="utf-8")
    Path("other.csv").write_text(figures.replace("900.5", "700.5").replace("1200.5", "1300.5"), encoding="utf-8")
    panel = "county,indicator,year,value\n" + "".join(
        f"{county},{id},{year},{1000.5 + slope * (year - 2020)}\n"
        for county, slope in (("A", 40), ("B", -20), ("C", 9))
        for id in ("teu", "co2")
        for year in range(2020, 2026)
    )
    Path("panel.csv").write_text(panel, encoding="utf-8")
    Path("table.csv").write_text("Indicator,Unit,2020,2025\nA,t,1,2\n", encoding="utf-8")
    Path("theme.yaml").write_text("accent: '#123456'\n", encoding="utf-8")
    Path("logo.png").write_bytes(png(20, 20))
    for name in ("plans/other.plan.yaml", "many/a.plan.yaml", "many/b.plan.yaml"):
        Path(name).parent.mkdir(exist_ok=True)
        changed = plan.replace("1500", "1700").replace("500}", "400}")
        text = changed if "other" in name else plan.replace("title: T", f"title: {name[5]}")
        Path(name).write_text(text, encoding="utf-8")
        shutil.copy("actuals.csv", Path(name).parent)
    for year in ("2024", "2025"):
        run("check", year, "--format", "json", "-o", f"{year}.json")
    run("check", "2025", "--write-baseline", "known.json")
    return tmp_path


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file by its name."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("line", RUNS)
def test_an_option_is_used_or_refused(run: Run, folder: Path, line: str) -> None:
    """Exit code, output or a new file differ, or exit 2; never 70, and no file that was there is changed."""
    words, before = line.split(), files_in(folder)

    def left(*more: str) -> tuple[int, bytes, str, dict[str, bytes]]:
        ran, after = run(*words, *more), files_in(folder)
        written = {name: content for name, content in after.items() if name not in before}
        assert ran.code != 70, (more, ran.err)
        assert {name: content for name, content in after.items() if name in before} == before or "--write" in more
        for name in written:
            (folder / name).unlink()
        (folder / "plan.yaml").write_bytes(before["plan.yaml"])
        return ran.code, ran.raw, ran.err, written

    without, idle = left(), list[str]()
    assert without[0] in (0, 1), without
    for param in command_of(words[0]).params:
        option = next((name for name in param.opts if name.startswith("--")), "")
        if option in {"", "--help", *ANYWHERE, *ELSEWHERE} or {*param.opts} & {*words}:
            continue
        values = SEVERAL.get(option) or (VALUES[option],)
        same = [left(option, *filter(None, [value])) == without for value in values]
        if all(same) and not any(line.startswith(start) and each == option for start, each in SAME):
            idle.append(option)
    assert idle == []


def test_every_option_is_tried() -> None:
    """The tables name no option that is gone."""
    from plan_cli.cli.app import command_names

    known = {name for each in command_names() for param in command_of(each).params for name in param.opts}
    assert {*VALUES, *SEVERAL, *ANYWHERE, *ELSEWHERE} <= known
