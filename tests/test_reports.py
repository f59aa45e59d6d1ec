"""Reports for reading: complete, the same every time, and nothing from the data can act in them."""

import os
import pty
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from wcwidth import wcswidth

from conftest import ROOT, Run, indicator_plan
from test_own_profiles import PROFILES
from test_terminal import EVIL

ACTUALS = "data/actuals/changsha.csv"
HOSTILE = [
    *EVIL,
    "<script>alert(1)</script>",
    "' onmouseover='alert(1)",
    "{{ 7*7 }}",
    "</title><b>",
    "]]>",
    "=1+1",
    "javascript:alert(1)",
]
INDICATORS = 45


class Page(HTMLParser):
    """The tags, attributes and text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text, self.scripts, self._inside = "", "", ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside = tag if tag in ("script", "style") else ""

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "script":
            self.scripts += data
        elif not self._inside:
            self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def made(run: Run, tmp_path: Path, *options: str, name: str = "r.html", actuals: str = ACTUALS) -> str:
    """The report as a file holds it."""
    file = tmp_path / name
    ran = run("report", actuals, "-o", str(file), *options)
    assert ran.code in (0, 1, 3), ran.err
    return file.read_text(encoding="utf-8")


def hostile_files(tmp_path: Path) -> tuple[str, str]:
    """A plan and actuals whose every text is hostile."""
    plan, actuals = tmp_path / "evil.plan.yaml", tmp_path / "evil.csv"
    quoted = [name.replace("\\", "\\\\") if "\\x" in name else name for name in HOSTILE]
    plan.write_text(
        indicator_plan(*(f'id: i{i}, name: "{name}", unit: "{name}", source: "{name}", baseline: 1, target: 2' for i, name in enumerate(quoted))),
        encoding="utf-8",
    )  # fmt: skip
    rows = [
        f'i{i},2021,1.2,P,"{name.replace(chr(34), "")}","{name.replace(chr(34), "")}"' for i, name in enumerate(HOSTILE)
    ]
    actuals.write_text("indicator,year,value,status,source,note\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return str(plan), str(actuals)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_stands_alone(run: Run, tmp_path: Path, lang: str) -> None:
    """F21: no reference to anything outside but the sources' own links; one script, never from the data."""
    text = made(run, tmp_path, "--year", "2023", "--lang", lang)
    page = Page(text)
    assert not re.search(r'https?://[^"]*\.(js|css)|<script src', text)
    assert [attributes for attributes in page.all("script") if attributes] == []
    assert not {"link", "img", "iframe", "object", "embed"} & {tag for tag, _ in page.tags}
    assert page.scripts.strip() == (ROOT / "src/plan_cli/render/chart/templates/report.js").read_text("utf-8").strip()
    assert all(re.match(r"(#|https?://)", attributes["href"] or "") for attributes in page.all("a"))
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on") or name == "style"]


def test_every_indicator_is_in_the_report(run: Run, tmp_path: Path) -> None:
    """Each has its row, and its section where it has figures; each picture says in words what it shows."""
    page = Page(made(run, tmp_path, "--year", "2023", "--lang", "en"))
    rows = [row for row in page.all("tr") if "data-status" in row]
    assert len(rows) == INDICATORS
    folded = [row for row in rows if "hidden" in row]
    assert {row["data-status"] for row in folded} == {"missing", "not_due", "not_assessable"}
    assert len(page.all("article")) == INDICATORS - len(folded) == len(page.all("details"))
    pictures = [svg for svg in page.all("svg") if svg.get("class") in ("picture", "spark")]
    assert len(pictures) > 10
    assert all(svg["role"] == "img" and svg["aria-label"] for svg in pictures)
    assert "2023: 2813.49 (provisional)" in str(pictures[0]["aria-label"])


@pytest.mark.parametrize("name", ["r.html", "r.md"])
def test_what_matters_stands_on_top(run: Run, tmp_path: Path, name: str) -> None:
    """A sentence with the counts and the worst, what needs a decision, how much could not be judged; no list of names."""
    text = made(run, tmp_path, "--year", "2023", "--lang", "en", name=name)
    top = text[: text.index("All indicators", text.index("What needs a decision"))]
    sentence = "The one judged indicator is behind; Total imports and exports: 2813.49 (provisional) of 3561.93 亿元"
    for part in (
        sentence,
        "needs 29.2% a year to 2025",
        "44 of 45 indicators could not be judged",
        "29 without figures",
    ):
        assert part in top, part
    assert "Container throughput" not in top
    assert "Container throughput" in text[len(top) :]


def test_binding_indicators_are_behind_first(run: Run, tmp_path: Path) -> None:
    """A binding one that lags stands before an anticipatory one that reverses."""
    plan, actuals = tmp_path / "p.plan.yaml", tmp_path / "a.csv"
    plan.write_text(
        indicator_plan(
            "id: a, name: Zeta, baseline: 10, target: 20",
            "id: b, name: Alpha, baseline: 10, target: 20, attribute: binding",
        )
    )
    actuals.write_text("indicator,year,value\na,2023,5\nb,2023,14\n")
    text = made(run, tmp_path, "--plan", str(plan), name="r.md", actuals=str(actuals), )  # fmt: skip
    top = text[text.index("What needs a decision") : text.index("All indicators")]
    assert top.index("Alpha") < top.index("Zeta")


@pytest.mark.parametrize("name", ["r.html", "r.md"])
def test_the_same_input_makes_the_same_bytes(run: Run, tmp_path: Path, name: str) -> None:
    """No clock, no chance."""
    assert made(run, tmp_path, name=name) == made(run, tmp_path, name=name)


@pytest.mark.slow
def test_the_same_bytes_wherever_it_runs(tmp_path: Path) -> None:
    """Neither time zone, locale, hash seed nor folder shows in a page, a workbook, a memo or a picture."""
    plan, actuals = tmp_path / "p.plan.yaml", tmp_path / "a.csv"
    plan.write_text(indicator_plan("id: x, name: X, baseline: 10, target: 20", "id: y, name: Y, target: 5"))
    actuals.write_text("indicator,year,value,status,source\nx,2021,12,P,http://a.example/\nx,2022,13,,\n")
    kinds = ("report r.html", "report r.xlsx", "report r.md", "chart c.svg", "chart c.png")

    def made_in(name: str, **environment: str) -> dict[str, bytes]:
        folder = tmp_path / name
        folder.mkdir()
        for kind in kinds:
            command, file = kind.split()
            given = [str(actuals)] if command == "report" else ["x", "--actuals", str(actuals)]
            options = ["--plan", str(plan), "--year", "2022", "--lang", "en", "-o", file]
            ran = [sys.executable, "-m", "plan_cli", command, *given, *options]
            subprocess.run(ran, cwd=folder, env={**os.environ, **environment}, check=False)
        return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}

    one = made_in("one", TZ="UTC", LANG="C", LC_ALL="C", PYTHONHASHSEED="1")
    two = made_in("two", TZ="Asia/Shanghai", LANG="zh_CN.UTF-8", LC_ALL="zh_CN.UTF-8", PYTHONHASHSEED="77")
    assert len(one) == len(kinds)
    assert {name for name in one if one[name] != two[name]} == set()


def test_nothing_from_the_data_becomes_markup(run: Run, tmp_path: Path) -> None:
    """Hostile names, units, sources and notes are shown as text: no tag, attribute or link comes of them."""
    plan, actuals = hostile_files(tmp_path)
    text = made(run, tmp_path, "--plan", plan, actuals=actuals)
    page = Page(text)
    assert len(page.all("script")) == 1
    assert len(page.all("article")) == len(HOSTILE)
    assert "<script>alert" not in text
    assert "<script>alert(1)</script>" in page.text
    assert "{{ 7*7 }}" in page.text
    assert not page.all("a") or all((a["href"] or "").startswith("#") for a in page.all("a"))
    assert not set("\x1b\x07\u202e\x00") & set(text)
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]


def test_only_web_addresses_become_links(run: Run, tmp_path: Path) -> None:
    """An address in a source is a link with the text around it kept; no other criteria is."""
    actuals = tmp_path / "a.csv"
    source = "局 http://a.example/x?b=1&c=<i>，javascript:alert(1) data:text/html,x"
    actuals.write_text(f'indicator,year,value,source\ntrade-total,2021,2780,"{source}"\n', encoding="utf-8")
    page = Page(made(run, tmp_path, "--indicator", "trade-total", actuals=str(actuals)))
    assert [a["href"] for a in page.all("a") if not (a["href"] or "").startswith("#")] == ["http://a.example/x?b=1&c="]
    assert source in page.text


def test_a_report_can_be_of_a_group_or_one_indicator(run: Run, tmp_path: Path) -> None:
    """--group and --indicator leave the others out; each is judged in its newest year."""
    assert len([row for row in Page(made(run, tmp_path, "--group", "trade")).all("tr") if "data-status" in row]) == 6
    page = Page(made(run, tmp_path, "--indicator", "europe-trains", "--lang", "en"))
    assert len(page.all("article")) == 1
    assert "report on the newest figures" in page.text
    assert "2024" in page.text
    assert run("report", ACTUALS, "--group", "trad").code == 2


def test_a_report_follows_the_rules_that_are_asked_for(run: Run, tmp_path: Path) -> None:
    """An office's profile, or one's own in a file, judges; its own words are in the page."""
    rules = tmp_path / "ours.yaml"
    rules.write_text(PROFILES)
    for profile, said in (("eurostat", "profile Eurostat (eurostat)"), (str(rules), "profile office")):
        assert said in made(run, tmp_path, "--year", "2022", "--profile", profile, "--lang", "en", name="r.md")


def test_what_spoils_the_data_is_told_where_no_report_can_be_made(run: Run, tmp_path: Path) -> None:
    """With not one usable figure every diagnostic is on stderr; with some, the diagnostics are in the report."""
    actuals = tmp_path / "a.csv"
    actuals.write_text("indicator,year,value\ntrade-total,2023,12x4\ntradetotal,2023,5\n")
    ran = run("report", str(actuals), "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert len(re.findall(r"a\.csv:[23]:\d+: error\[PLN3\d\d\]", ran.err)) == 2
    assert "--year" in ran.err
    told = made(run, tmp_path, "--year", "2023", "--lang", "en", name="r.md", actuals=str(actuals))
    assert len(re.findall(r"a.csv:[23]:\d+: error\\\[PLN3\d\d\\\]", told)) == 2


def test_without_the_extra_the_command_to_get_it_is_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 2 with the exact pip line; Markdown needs nothing."""
    monkeypatch.setitem(sys.modules, "jinja2", None)
    ran = run("report", ACTUALS, "-o", str(tmp_path / "r.html"))
    assert (ran.code, "pip install 'target-path[report]'" in ran.err) == (2, True)
    assert made(run, tmp_path, name="r.md")


def test_a_markdown_report_keeps_its_tables(run: Run, tmp_path: Path) -> None:
    """F24: pipes, backticks and line breaks in names and notes break no row; all tables are rectangles."""
    plan, actuals = hostile_files(tmp_path)
    text = made(run, tmp_path, "--plan", plan, actuals=actuals, name="r.md")
    for table in re.findall(r"(?:^\|.*\|$\n?)+", text, re.MULTILINE):
        rows = table.strip().splitlines()
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in rows}) == 1
        assert len({wcswidth(row) for row in rows}) == 1
    assert len(re.findall(r"(?m)^## ", text)) >= len(HOSTILE)


@pytest.mark.slow
def test_a_page_of_500_indicators_can_be_sent(run: Run, tmp_path: Path) -> None:
    """Under 5 MB, with a picture of each and everything that was reported."""
    plan, actuals = tmp_path / "p.plan.yaml", tmp_path / "a.csv"
    plan.write_text(
        indicator_plan(*(f"id: i{i}, no: {i}, name: Indicator {i}, unit: t, baseline: {i + 10}.5, target: {2 * i + 30}.5" for i in range(500)))
    )  # fmt: skip
    lines = [f"i{i},{year},{i + year - 2000}.25,P,http://statistics.example/{year}/{i}.html" for i in range(500) for year in (2021, 2022, 2023)]  # fmt: skip
    actuals.write_text("\n".join(["indicator,year,value,status,source", *lines]) + "\n")
    text = made(run, tmp_path, "--plan", str(plan), "--year", "2023", "--lang", "zh", actuals=str(actuals))
    assert len(Page(text).all("article")) == 500
    assert len(text.encode("utf-8")) < 5_000_000


@pytest.mark.slow
def test_long_work_is_told_to_whoever_looks_on(tmp_path: Path) -> None:
    """With hundreds of indicators one line on stderr, where that is a terminal; none with -q, none in a pipe."""
    plan, actuals = tmp_path / "p.plan.yaml", tmp_path / "a.csv"
    plan.write_text(indicator_plan(*(f"id: i{i}, name: N{i}, target: {{kind: done, year: 2025}}" for i in range(500))))
    actuals.write_text("indicator,year,value\ni1,2023,0\n")
    command = [sys.executable, "-m", "plan_cli", "report", str(actuals), "--plan", str(plan), "--lang", "en"]

    def told(*options: str, terminal: bool) -> bytes:
        ours, theirs = pty.openpty() if terminal else os.pipe()
        ran = subprocess.run([*command, *options], stdout=subprocess.DEVNULL, stderr=theirs, check=False)
        os.close(theirs)
        assert ran.returncode == 3
        try:
            return os.read(ours, 1000)
        except OSError:  # a terminal that nothing was written to
            return b""
        finally:
            os.close(ours)

    drawing = "assessing and drawing 500 indicators …".encode()
    assert drawing in told(terminal=True)
    assert drawing not in told("-q", terminal=True) + told(terminal=False)


def test_a_plan_is_read_once(run: Run) -> None:
    """Its audit is of the bytes that were judged: also of a plan that comes by standard input."""
    plan = (ROOT / "data" / "targets.yaml").read_bytes()
    piped = run("report", ACTUALS, "--year", "2023", "--plan", "-", stdin=plan)
    assert piped.out.count("PLN207") == run("report", ACTUALS, "--year", "2023").out.count("PLN207") > 0
