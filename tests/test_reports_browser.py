"""The page in a real browser: quiet, offline, and its filter and sorting work. Skipped where there is no browser."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from plan_cli.profiles import Status
from test_reports import ACTUALS, HOSTILE, hostile_files

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("browser"),
    pytest.mark.skipif(BROWSER is None, reason="no Chromium here"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    from playwright._impl._driver import compute_driver_executable

    if subprocess.run([*compute_driver_executable(), "--version"], capture_output=True, check=False).returncode:
        pytest.skip("playwright's driver does not run here: it needs libatomic.so.1")
    with playwright.sync_playwright() as started:
        launched = started.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"] if os.geteuid() == 0 else [])
        yield launched
        launched.close()


def opened(browser: Any, file: Path, **options: Any) -> tuple[Any, list[str], list[str]]:
    """A page with what its console said and what it asked the network for."""
    said: list[str] = []
    asked: list[str] = []
    page = browser.new_page(**options)
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: (said.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    return page, said, asked


def saved(run: Run, tmp_path: Path, *options: str, actuals: str = ACTUALS) -> Path:
    file = tmp_path / "r.html"
    assert run("report", actuals, "-o", str(file), *options).code in (0, 1, 3)
    return file


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_is_quiet_and_offline(run: Run, tmp_path: Path, browser: Any, lang: str, color_scheme: str) -> None:
    """No console message, no request but for the file itself, no sideways scrolling, pictures of a real size."""
    file = saved(run, tmp_path, "--year", "2023", "--lang", lang)
    page, said, asked = opened(browser, file, color_scheme=color_scheme, viewport={"width": 1100, "height": 900})
    assert (said, asked) == ([], [file.as_uri()])
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.get_by_role("button", name={"en": "Open all", "zh": "全部展开"}[lang]).click()
    boxes = page.evaluate(
        "Array.from(document.querySelectorAll('svg.picture'), svg => svg.getBoundingClientRect().width)"
    )
    assert len(boxes) > 5
    assert min(boxes) > 300
    assert page.locator("html").get_attribute("lang") == {"en": "en", "zh": "zh-CN"}[lang]
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (paper == "rgb(255, 255, 255)") == (color_scheme == "light")
    page.close()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [1280, 390])
def test_an_office_s_long_words_fit(run: Run, tmp_path: Path, browser: Any, lang: str, width: int) -> None:
    """Verdicts such as "lagging (progress made but acceleration needed)" are broken, not the page."""
    options = ("--plan", "data/gallery/canada-gif", "--profile", "statcan", "--lang", lang)
    file = saved(run, tmp_path, *options, actuals="data/gallery/canada-gif/actuals.csv")
    page, _, _ = opened(browser, file, viewport={"width": width, "height": 800})
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    wide = "Array.from(document.querySelectorAll('.wide:not([tabindex])'), it => it.scrollWidth - it.clientWidth)"
    assert max(page.evaluate(wide)) <= 0
    page.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_words_of_the_bar_are_whole(run: Run, tmp_path: Path, browser: Any, width: int) -> None:
    """However few of a kind there are, and on a phone."""
    file = saved(
        run,
        tmp_path,
        "--plan",
        "data/gallery/canada-gif",
        "--lang",
        "en",
        actuals="data/gallery/canada-gif/actuals.csv",
    )
    page, _, _ = opened(browser, file, viewport={"width": width, "height": 800})
    assert page.evaluate(
        "Array.from(document.querySelectorAll('.bar li')).every(it => it.scrollWidth <= it.clientWidth)"
    )
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.close()


def test_filters_and_sorting_work_with_the_keyboard(run: Run, tmp_path: Path, browser: Any) -> None:
    """Typing a name, choosing a status and pressing Enter on a heading do what they say."""
    page, said, _ = opened(browser, saved(run, tmp_path, "--year", "2023", "--lang", "en"))
    shown = (
        "Array.from(document.querySelectorAll('#table tr[data-status]:not([hidden])'), row => row.cells[1].textContent)"
    )
    every = page.evaluate(shown)
    assert page.locator("#shown").inner_text() == str(len(every)) == "7"
    page.get_by_label("Name contains").fill("africa")
    assert page.evaluate(shown) == ["Trade with Africa"]
    assert page.locator("#shown").inner_text() == "1"
    page.get_by_label("Name contains").fill("container throughput")
    assert page.evaluate(shown) == ["Container throughput of Changsha port"], "found though it is folded"
    page.get_by_label("Name contains").fill("")
    page.get_by_label("Status").select_option("off_track")
    assert page.evaluate(shown) == ["Total imports and exports"]
    page.get_by_label("Status").select_option("")
    heading = page.get_by_role("button", name="Milestone")
    heading.focus()
    page.keyboard.press("Enter")
    values = page.evaluate(
        "Array.from(document.querySelectorAll('#table tr[data-status]'), row => parseFloat(row.cells[5].textContent))"
    )
    numbers = [value for value in values if value == value and value is not None]
    assert numbers == sorted(numbers)
    assert len(numbers) > 10
    assert page.locator("#table th[aria-sort=ascending]").inner_text().startswith("Milestone")
    assert not page.locator("#table tr.section").first.is_visible(), "an order of figures has no groups"
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert page.evaluate(shown) == every
    page.get_by_role("button", name="Status").click()
    statuses = page.evaluate(
        "Array.from(document.querySelectorAll('#table tr[data-status]'), row => row.dataset.status)"
    )
    order = [str(status) for status in Status]
    assert statuses == sorted(statuses, key=order.index)
    assert len(set(statuses)) > 3
    assert said == []
    page.close()


def test_the_keyboard_reaches_everything(run: Run, tmp_path: Path, browser: Any) -> None:
    """First a link past the top, seen when it has the focus; then filters, headings and links, each outlined."""
    page, _, _ = opened(browser, saved(run, tmp_path, "--year", "2023", "--lang", "en"))
    page.keyboard.press("Tab")
    first = page.evaluate(
        "[document.activeElement.className, document.activeElement.getBoundingClientRect().left >= 0]"
    )
    assert first == ["skip", True]
    page.keyboard.press("Enter")
    reached = []
    for _ in range(16):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.localName"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none", reached
    assert reached[:5] == ["input", "select", "select", "select", "div"]
    assert set(reached[5:]) == {"button"}, "headings, then what unfolds a group"
    names = page.evaluate(
        "Array.from(document.querySelectorAll('input, select, [role=group]'), each => each.ariaLabel || each.labels[0].textContent)"
    )
    assert all(name.strip() for name in names)
    unscoped = "document.querySelectorAll('th:not([scope])').length"
    assert page.evaluate(unscoped) == 0
    page.close()


def test_hostile_text_is_only_text(run: Run, tmp_path: Path, browser: Any) -> None:
    """Nothing in names, units, sources and notes runs, asks or makes an element."""
    plan, actuals = hostile_files(tmp_path)
    page, said, asked = opened(browser, saved(run, tmp_path, "--plan", plan, actuals=actuals))
    assert (said, len(asked)) == ([], 1)
    names = page.evaluate(
        "Array.from(document.querySelectorAll('#table tr[data-status] th'), cell => cell.textContent)"
    )
    assert len(names) == len(HOSTILE)
    assert "<script>alert(1)</script>" in names
    assert page.locator("script").count() == 1
    page.close()


def test_the_page_prints_on_a4(run: Run, tmp_path: Path, browser: Any) -> None:
    """Printed, it is light in a dark browser too, its filters are gone, and nothing is wider than the sheet."""
    page, _, _ = opened(browser, saved(run, tmp_path, "--year", "2023"), color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size({"width": 680, "height": 960})
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("#filters").is_hidden()
    heading = page.locator("#table thead th").nth(1)
    assert heading.locator("button").is_hidden()
    told = heading.evaluate("th => [getComputedStyle(th, '::before').content, th.dataset.title, th.textContent]")
    assert told[0] == f'"{told[1]}"' == f'"{told[2]}"'
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.pdf(prefer_css_page_size=True)[:4] == b"%PDF"
    page.close()


def pages(browser: Any, file: Path) -> int:
    """On how many sheets of A4 a page is printed."""
    page, _, _ = opened(browser, file)
    content = page.pdf(prefer_css_page_size=True)
    page.close()
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", content))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("plan", ["data/targets.yaml", "data/harbour/plan.yaml"])
def test_a_summary_is_one_sheet_and_the_report_a_few(
    run: Run, tmp_path: Path, browser: Any, lang: str, plan: str
) -> None:
    """The summary prints on one A4; all that is unfolded of the full report on at most five."""
    actuals = plan.replace("plan.yaml", "actuals.csv") if "harbour" in plan else ACTUALS
    options = ("--plan", plan, "--lang", lang)
    assert pages(browser, saved(run, tmp_path, *options, "--form", "summary", actuals=actuals)) == 1
    assert pages(browser, saved(run, tmp_path, *options, actuals=actuals)) <= 5


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nobody_scrolls_past_what_is_missing(run: Run, tmp_path: Path, browser: Any, lang: str) -> None:
    """45 indicators, seven of them with figures: at most eight screens, and everything to decide on the first."""
    file = saved(run, tmp_path, "--year", "2023", "--lang", lang)
    page, _, _ = opened(browser, file, viewport={"width": 1280, "height": 800})
    assert page.evaluate("document.documentElement.scrollHeight") <= 8 * 800
    bottom = "Array.from(document.querySelectorAll('.lead, .bars, .card, #top .note'), it => it.getBoundingClientRect().bottom)"
    assert max(page.evaluate(bottom)) <= 800
    page.close()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_mid_term_table_fits_a_screen(run: Run, tmp_path: Path, browser: Any, lang: str) -> None:
    """At 1280 pixels no column is out of sight."""
    file = saved(run, tmp_path, "--year", "2023", "--lang", lang, "--form", "midterm")
    page, _, _ = opened(browser, file, viewport={"width": 1280, "height": 800})
    assert page.evaluate("Array.from(document.querySelectorAll('.wide')).every(it => it.scrollWidth <= it.clientWidth)")
    page.close()


def test_a_link_to_an_indicator_opens_it(run: Run, tmp_path: Path, browser: Any) -> None:
    """From the first screen and from the table."""
    page, _, _ = opened(browser, saved(run, tmp_path, "--year", "2023", "--lang", "en"))
    article = page.locator("#i-trade-total")
    assert not article.is_visible()
    page.locator(".card a").first.click()
    assert article.is_visible()
    page.close()


def test_a_folded_group_opens(run: Run, tmp_path: Path, browser: Any) -> None:
    """Its button shows the rows that have no figures, and says that it does."""
    page, _, _ = opened(browser, saved(run, tmp_path, "--year", "2023", "--lang", "en"))
    button = page.locator("[data-fold]").first
    row = page.locator("#table tr.silent").first
    assert not row.is_visible()
    button.click()
    assert (row.is_visible(), button.get_attribute("aria-expanded")) == (True, "true")
    page.close()


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
@pytest.mark.parametrize("form", ["full", "summary", "midterm"])
def test_axe_finds_nothing(run: Run, tmp_path: Path, browser: Any, form: str, color_scheme: str) -> None:
    """Names, roles, order of headings and contrast, on a desk and on a phone, with everything unfolded."""
    script = axe()
    file = saved(run, tmp_path, "--year", "2023", "--lang", "zh", "--form", form)
    for width in (1280, 390):
        # The policy of the page lets nothing run, the tester neither.
        page, _, _ = opened(
            browser, file, color_scheme=color_scheme, bypass_csp=True, viewport={"width": width, "height": 800}
        )
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        page.evaluate(script)
        found = page.evaluate("axe.run()")["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
        page.close()


def axe() -> str:
    """axe-core from ``AXE_CORE`` or npm's global packages; the test is skipped where there is none."""
    file = os.environ.get("AXE_CORE")
    if file is None and shutil.which("npm"):
        root = subprocess.run(["npm", "root", "-g"], capture_output=True, text=True, check=False).stdout.strip()
        file = f"{root}/axe-core/axe.min.js"
    if file is None or not Path(file).is_file():
        pytest.skip("no axe-core here: npm install -g axe-core, or AXE_CORE=…/axe.min.js")
    return Path(file).read_text(encoding="utf-8")
