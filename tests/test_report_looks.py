"""The looks of an office: a colour, fonts and a logo, in every format that is printed; refused where nobody could read it."""

import re
import struct
import zlib
from base64 import b64encode
from pathlib import Path
from zipfile import ZipFile

import pytest

from conftest import Run
from plan_cli.model.theme import Theme, contrast_to_white, is_png
from test_report_forms import text_in

CALL = ("report", "data/actuals/changsha.csv", "--year", "2023", "--form", "summary", "--lang", "en")


def png(width: int, height: int) -> bytes:
    """A picture of one colour."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\0" + b"\x7a\x1f\x3d" * width) * height
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.fixture
def looks(tmp_path: Path) -> tuple[str, ...]:
    (tmp_path / "theme.yaml").write_text(
        'accent: "#7A1F3D"\nfont: 仿宋_GB2312\nheading_font: Arial Black\n', encoding="utf-8"
    )
    (tmp_path / "logo.png").write_bytes(png(180, 60))
    return ("--theme", str(tmp_path / "theme.yaml"), "--logo", str(tmp_path / "logo.png"))


def parts_of(file: Path) -> dict[str, bytes]:
    with ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_page_has_them(run: Run, looks: tuple[str, ...], tmp_path: Path) -> None:
    """Rules inside its policy: the picture is data, the colour is for light grounds, and there is still no script."""
    assert run(*CALL, *looks, "-o", str(tmp_path / "r.html")).code in (0, 1)
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert "img-src data:;" in policy[1]
    assert f'src="data:image/png;base64,{b64encode(png(180, 60)).decode()}"' in page
    assert "@media print, (prefers-color-scheme: light) { h1, h2 { color: #7A1F3D; }" in page
    assert 'body { font-family: "仿宋_GB2312",' in page
    plain = run(*CALL, "--format", "html").out
    assert "img-src" not in plain


def test_a_document_has_them(run: Run, looks: tuple[str, ...], tmp_path: Path) -> None:
    """Headings in the colour and font, for Chinese too; the logo above every page."""
    pytest.importorskip("docx")
    assert run(*CALL, *looks, "-o", str(tmp_path / "r.docx")).code in (0, 1)
    parts = parts_of(tmp_path / "r.docx")
    styles = parts["word/styles.xml"].decode("utf-8")
    heading = re.search(r'<w:style [^>]*w:styleId="Heading1".*?</w:style>', styles, re.DOTALL)
    assert heading is not None
    assert {'w:val="7A1F3D"', 'w:eastAsia="Arial Black"', 'w:ascii="Arial Black"'} <= set(
        re.findall(r'w:\w+="[^"]*"', heading[0])
    )
    assert 'w:eastAsia="仿宋_GB2312"' in styles
    assert any("header" in name and b"<pic:pic" in content for name, content in parts.items())


def test_a_workbook_has_them(run: Run, looks: tuple[str, ...], tmp_path: Path) -> None:
    """The title in the colour, all cells in the font, one logo beside the first title."""
    assert run(*CALL, *looks, "-o", str(tmp_path / "r.xlsx")).code in (0, 1)
    parts = parts_of(tmp_path / "r.xlsx")
    assert parts["xl/media/image1.png"] == png(180, 60)
    styles = parts["xl/styles.xml"].decode("utf-8")
    assert "FF7A1F3D" in styles
    assert 'val="仿宋_GB2312"' in styles


def test_a_theme_with_mistakes_is_refused_with_all_of_them(run: Run, tmp_path: Path) -> None:
    """Each with its place; what could end a rule of style is no name of a font."""
    theme = tmp_path / "theme.yaml"
    theme.write_text("accent: red\nfonts: x\nfont: 'x\"; }'\n")
    ran = run(*CALL, "--theme", str(theme), "-o", str(tmp_path / "r.html"))
    assert ran.code == 2
    assert "theme.yaml:1:9: error[PLN107] expected a colour as #rrggbb, not 'red'" in ran.err
    assert "theme.yaml:3:7: error[PLN107] expected the name of a font" in ran.err
    assert "theme.yaml:2:1: error[PLN101] unknown key 'fonts'" in ran.err
    assert not (tmp_path / "r.html").exists()


@pytest.mark.parametrize(
    ("color", "readable"), [("#767676", True), ("#777777", False), ("#000000", True), ("#FFFF00", False)]
)
def test_a_colour_that_cannot_be_read_is_refused(run: Run, tmp_path: Path, color: str, readable: bool) -> None:
    """WCAG's line for text on white lies between #767676 (4.54) and #777777 (4.48)."""
    theme = tmp_path / "theme.yaml"
    theme.write_text(f'accent: "{color}"\n')
    ran = run(*CALL, "--theme", str(theme), "-o", str(tmp_path / "r.html"))
    assert (ran.code in (0, 1), "choose a darker one" in ran.err) == (readable, not readable)


def test_looks_are_used_or_refused(run: Run, looks: tuple[str, ...], tmp_path: Path) -> None:
    """In text there are none; a logo is a PNG, and not a large one."""
    assert "--theme is for .html, .xlsx and .docx, not markdown" in run(*CALL, *looks[:2]).err
    assert "--logo is for .html, .xlsx and .docx, not table" in run(*CALL, *looks[2:], "--format", "table").err
    (tmp_path / "logo.png").write_bytes(b"GIF89a" + b"0" * 40)
    assert run(*CALL, *looks, "-o", str(tmp_path / "r.html")).code == 2
    (tmp_path / "logo.png").write_bytes(png(10, 10) + b"0" * 500_000)
    assert run(*CALL, *looks, "-o", str(tmp_path / "r.html")).code == 2


def test_a_ranking_has_them_too(run: Run, looks: tuple[str, ...], tmp_path: Path) -> None:
    """The same page around another content."""
    (tmp_path / "panel.csv").write_text("county,indicator,year,value\na,trade-total,2023,4000\n")
    file = tmp_path / "r.html"
    ran = run("report", str(tmp_path / "panel.csv"), "--by", "county", "--year", "2023", *looks, "-o", str(file))
    assert ran.code in (0, 1), ran.err
    assert "#7A1F3D" in text_in(file)


def test_a_logo_is_as_large_as_its_first_chunk_says() -> None:
    """Width and height stand behind IHDR; a file that ends there is no picture."""
    head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (640).to_bytes(4, "big") + (480).to_bytes(4, "big")
    assert not is_png(head)
    assert is_png(head + b"\x08")
    assert Theme(logo=head + b"\x08").logo_size == (640, 480)


@pytest.mark.parametrize(
    ("color", "ratio"), [("#000000", 21), ("#ffffff", 1), ("#ff0000", 3.998), ("#00ff00", 1.372), ("#0000ff", 8.592)]
)
def test_contrast_is_that_of_the_guidelines(color: str, ratio: float) -> None:
    """WCAG's relative luminance: what its own checkers print for black, white and the three lights."""
    assert contrast_to_white(color) == pytest.approx(ratio, abs=1e-3)
