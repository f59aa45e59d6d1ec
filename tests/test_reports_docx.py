"""The document: read by its own library, and opened by an office that makes a PDF of it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from conftest import ROOT, Run
from plan_cli.render.chart.png import png
from test_reports import ACTUALS, HOSTILE, hostile_files

docx = pytest.importorskip("docx")
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
PDFTOTEXT = shutil.which("pdftotext")
needs_chinese_font = pytest.mark.skipif(
    png("<svg><!-- 国 --></svg>") is None, reason="no font here has Chinese characters: install fonts-noto-cjk"
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LARGEST = 40 * 1024


def document(run: Run, tmp_path: Path, *options: str, actuals: str = ACTUALS, name: str = "r.docx") -> Path:
    file = tmp_path / name
    ran = run("report", actuals, "-o", str(file), *options)
    assert ran.code in (0, 1, 3), ran.err
    return file


def pages_of(file: Path, tmp_path: Path) -> list[str]:
    """The text of every page of the PDF that LibreOffice makes."""
    profile = f"-env:UserInstallation=file://{tmp_path}/office"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    printed = subprocess.run(
        [str(PDFTOTEXT), "-layout", str(file.with_suffix(".pdf")), "-"], capture_output=True, check=True
    )
    return printed.stdout.decode("utf-8").split("\f")[:-1]


@pytest.mark.slow
@pytest.mark.parametrize("form", ["full", "summary", "midterm"])
def test_every_form_is_a_document_with_real_headings_and_tables(run: Run, tmp_path: Path, form: str) -> None:
    """A title, headings in their styles, tables whose first row is a heading that repeats, A4, numbered pages."""
    made = docx.Document(str(document(run, tmp_path, "--year", "2023", "--lang", "en", "--form", form)))
    styles = [paragraph.style.name for paragraph in made.paragraphs]
    assert styles.count("Title") == 1
    assert "Heading 1" in styles
    repeated = [table for table in made.tables if table.rows[0]._tr.find(f".//{W}tblHeader") is not None]
    assert any(len(table.columns) >= 8 for table in repeated)
    assert all(row._tr.find(f".//{W}cantSplit") is not None for table in made.tables for row in table.rows)
    section = made.sections[0]
    assert sorted(round(side.mm) for side in (section.page_width, section.page_height)) == [210, 297]
    fields = [field.get(f"{W}instr") for field in section.footer._element.iter(f"{W}fldSimple")]
    assert fields == ["PAGE", "NUMPAGES"]


@pytest.mark.slow
def test_a_wide_table_turns_the_paper(run: Run, tmp_path: Path) -> None:
    """The mid-term table lies on its side; the full report stands."""
    wide = docx.Document(str(document(run, tmp_path, "--year", "2023", "--form", "midterm", name="m.docx"))).sections[0]
    upright = docx.Document(str(document(run, tmp_path, "--year", "2023", name="f.docx"))).sections[0]
    assert wide.page_width > wide.page_height
    assert upright.page_width < upright.page_height


@pytest.mark.slow
def test_chinese_text_has_a_chinese_font(run: Run, tmp_path: Path) -> None:
    """Body and headings name one, so that Word does not choose."""
    made = docx.Document(str(document(run, tmp_path, "--year", "2023", "--lang", "zh")))
    fonts = {
        name: made.styles[name].element.rPr.rFonts.get(f"{W}eastAsia") for name in ("Normal", "Heading 1", "Title")
    }
    assert fonts == {"Normal": "宋体", "Heading 1": "黑体", "Title": "黑体"}


@needs_chinese_font
def test_what_was_reported_has_its_picture(run: Run, tmp_path: Path) -> None:
    """A PNG below the heading of its indicator, described in words."""
    made = docx.Document(str(document(run, tmp_path, "--year", "2023", "--lang", "en", "--indicator", "trade-total")))
    described = [shape._inline.docPr.get("descr") for shape in made.inline_shapes]
    assert len(described) == 1
    assert "2023: 2813.49 (provisional)" in described[0]


@needs_chinese_font
def test_no_two_pictures_share_a_number(run: Run, tmp_path: Path) -> None:
    """Word repairs a document in which they do; the logo has one too."""
    (tmp_path / "logo.png").write_bytes(png("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>") or b"")
    file = document(run, tmp_path, "--year", "2023", "--logo", str(tmp_path / "logo.png"))
    with ZipFile(file) as archive:
        xml = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
    numbers = re.findall(r'<wp:docPr id="(\d+)"', xml)
    assert len(numbers) == len(set(numbers)) > 2


@needs_chinese_font
def test_of_many_pictures_those_behind_are_drawn(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the document says that there are more."""
    monkeypatch.setattr("plan_cli.render.docx.MOST_PICTURES", 1)
    made = docx.Document(str(document(run, tmp_path, "--year", "2023", "--lang", "en")))
    described = [shape._inline.docPr.get("descr") for shape in made.inline_shapes]
    assert len(described) == 1
    assert described[0].startswith("Total imports and exports")
    assert any("Pictures of 1 indicators" in paragraph.text for paragraph in made.paragraphs)


def test_without_a_chinese_font_the_document_says_so(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Boxes in place of characters would be worse than no picture."""
    monkeypatch.setattr("plan_cli.render.chart.png.png", lambda *_, **__: None)
    made = docx.Document(str(document(run, tmp_path, "--year", "2023", "--lang", "en", "--indicator", "trade-total")))
    assert not made.inline_shapes
    assert any("No picture here" in paragraph.text for paragraph in made.paragraphs)


def test_the_same_input_makes_the_same_document(run: Run, tmp_path: Path) -> None:
    """No clock: two runs are the same bytes, and the archive's own times are fixed."""
    options = ("--year", "2023", "--lang", "zh", "--form", "summary")
    first, second = (document(run, tmp_path, *options, name=name) for name in ("a.docx", "b.docx"))
    assert first.read_bytes() == second.read_bytes()
    with ZipFile(first) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert str(ROOT) not in "".join(paragraph.text for paragraph in docx.Document(str(first)).paragraphs)
    assert len(first.read_bytes()) < LARGEST


@pytest.mark.slow
def test_no_text_becomes_markup(run: Run, tmp_path: Path) -> None:
    """Names, units and sources stand as they were written; there is no field but the page numbers and no link."""
    plan, actuals = hostile_files(tmp_path)
    file = document(run, tmp_path, "--plan", plan, "--lang", "en", actuals=actuals)
    made = docx.Document(str(file))
    headings = [paragraph.text for paragraph in made.paragraphs if paragraph.style.name == "Heading 1"]
    assert len([name for name in HOSTILE if any(name in heading for heading in headings)]) > len(HOSTILE) / 2
    assert not list(made.element.body.iter(f"{W}fldSimple", f"{W}instrText", f"{W}hyperlink"))


def test_sources_are_links(run: Run, tmp_path: Path) -> None:
    """An address in a source can be followed."""
    file = document(run, tmp_path, "--year", "2023", "--indicator", "trade-total")
    targets = [each.target_ref for each in docx.Document(str(file)).part.rels.values() if each.is_external]
    assert "http://alqotr.com/news/699612.html" in targets


@pytest.mark.slow
@pytest.mark.xdist_group("office")
@pytest.mark.skipif(OFFICE is None or PDFTOTEXT is None, reason="no LibreOffice or pdftotext here")
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_office_prints_it_whole(run: Run, tmp_path: Path, lang: str) -> None:
    """Every figure of the mid-term table is in the PDF unbroken, and the table's heading on each of its pages."""
    file = document(run, tmp_path, "--year", "2023", "--lang", lang, "--form", "midterm")
    pages = pages_of(file, tmp_path)
    table = next(table for table in docx.Document(str(file)).tables if len(table.columns) > 10)
    figures = {
        cell.text for row in table.rows for cell in row.cells if cell.text.strip("*p%").replace(".", "").isdigit()
    }
    assert len(figures) > 50
    words = set(" ".join(pages).split())
    assert figures - words == set()
    last = table.rows[-1].cells[1].text[:4]
    until = max(number for number, page in enumerate(pages) if last in page)
    assert until >= 1
    assert all("2021" in page and "2022" in page for page in pages[: until + 1])


def test_without_python_docx_the_command_to_get_it_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 2 with the exact pip line."""
    monkeypatch.setitem(__import__("sys").modules, "docx", None)
    ran = run("report", ACTUALS, "--format", "docx")
    assert (ran.code, "pip install 'target-path[docx]'" in ran.err) == (2, True)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
@pytest.mark.parametrize("format", ["docx", "xlsx"])
def test_a_terminal_gets_no_bytes(run: Run, format: str) -> None:
    """Exit 2 with the way out; a pipe gets them."""
    asked = ("report", ACTUALS, "--form", "summary", "--format", format, "--lang", "en")
    assert run(*asked).raw.startswith(b"PK")
    master, terminal = os.openpty()
    command = [sys.executable, "-m", "plan_cli", *asked]
    ran = subprocess.run(command, stdout=terminal, stderr=subprocess.PIPE, text=True, cwd=ROOT, check=False)
    os.close(terminal)
    os.close(master)
    assert (ran.returncode, f"{format} is a binary format: name a file with -o" in ran.stderr) == (2, True), ran.stderr


@pytest.mark.slow
def test_a_remark_goes_across_the_table(run: Run, tmp_path: Path) -> None:
    """How many indicators of a group have no figure: one line, not a column's width of it."""
    run("report", ACTUALS, "--year", "2023", "--lang", "zh", "-o", str(tmp_path / "r.docx"))
    with ZipFile(tmp_path / "r.docx") as archive:
        xml = archive.read("word/document.xml").decode()
    cells = [cell for cell in xml.split("<w:tc>") if "见附录）" in cell]
    assert cells
    assert all("w:gridSpan" in cell for cell in cells)


@pytest.mark.slow
def test_the_paper_is_turned_for_wide_tables_only(run: Run, tmp_path: Path) -> None:
    """In English the table of all indicators lies on its side; the indicators behind it stand, with the same foot."""
    options = ("--plan", "data/harbour/plan.yaml", "--lang", "en", "--footer", "Draft", "--fail-on", "never")
    made = docx.Document(str(document(run, tmp_path, *options, actuals="data/harbour/actuals.csv")))
    lying, standing = made.sections
    assert lying.page_width > lying.page_height
    assert standing.page_width < standing.page_height
    assert [each.footer.paragraphs[0].text for each in made.sections] == ["Draft", "Draft"]
