"""The tutorials work: each is gone through from an empty folder, in both languages, and prints what the page says.

A block of code does what a reader does with it: one with a title is a file to write (a workbook is shown as its rows), a
console block is a transcript, Python runs, and the text after it is what it prints. PLAN_WRITE_DOCS=1 writes the transcripts
anew.
"""

import contextlib
import csv
import io
import os
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from conftest import ROOT, Run
from test_docs import played

pytestmark = pytest.mark.slow

PAGES = sorted((ROOT / "docs").glob("**/tutorials/*.md"))
FENCE = re.compile(r'^```(?P<language>\w+)(?: title="(?P<title>[^"]+)")?\n(?P<text>.*?)^```$', re.MULTILINE | re.DOTALL)


def save(name: str, text: str) -> None:
    """Write a file as its reader would: a workbook from its rows, anything else as it stands."""
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    if not name.endswith(".xlsx"):
        Path(name).write_text(text, encoding="utf-8")
        return
    book = openpyxl.Workbook()
    for row in csv.reader(io.StringIO(text)):
        book.active.append([float(cell) if re.fullmatch(r"-?\d+(\.\d+)?", cell) else cell or None for cell in row])
    book.save(name)


def gone_through(page: str, run: Run) -> str:
    """The page as it is when every block was done in order, in the folder one is in."""
    names: dict[str, Any] = {}
    printed = ""

    def done(block: re.Match[str]) -> str:
        nonlocal printed
        text = block["text"]
        if block["title"]:
            save(block["title"], text)
        elif block["language"] == "console":
            text = played(run, text)
        elif block["language"] == "python":
            with contextlib.redirect_stdout(io.StringIO()) as out:
                exec(compile(text, "tutorial", "exec"), names)
            printed = out.getvalue()
        elif block["language"] == "text":
            text = printed
        head, _, _ = block[0].partition("\n")
        return f"{head}\n{text}```"

    return FENCE.sub(done, page)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT / "docs")))
def test_a_tutorial_works_from_an_empty_folder(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: Path
) -> None:
    """Whoever types what the page says gets what the page shows."""
    page = path.read_text(encoding="utf-8")
    folder = tmp_path / "riverton"
    folder.mkdir()
    monkeypatch.chdir(folder)
    done = gone_through(page, run)
    if os.environ.get("PLAN_WRITE_DOCS"):
        path.write_text(done, encoding="utf-8")
        page = done
    assert done == page


def test_every_tutorial_ends_in_a_verdict_and_exists_in_both_languages() -> None:
    """Each checks figures; the Chinese pages have the same names."""
    english = {path.name for path in PAGES if path.parent.parent == ROOT / "docs"}
    assert len(english) == 4
    assert english == {path.name for path in PAGES if path.parent.parent.name == "zh"}
    assert [path for path in PAGES if not re.search(r"plan check|[ =]check\(", path.read_text(encoding="utf-8"))] == []
