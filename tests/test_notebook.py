"""The notebook in docs/ works: its cells are run in order, and print and show what stands below them.

A notebook is JSON; no Jupyter is needed to run it. PLAN_WRITE_DOCS=1 writes the outputs anew.
"""

import ast
import contextlib
import io
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT

NOTEBOOK = ROOT / "docs/notebook.ipynb"


def outputs_of(code: str, names: dict[str, Any], count: int) -> list[dict[str, Any]]:
    """What a notebook shows below a cell: what is printed, and the value of its last expression."""
    tree = ast.parse(code)
    last = ast.Expression(tree.body.pop().value) if tree.body and isinstance(tree.body[-1], ast.Expr) else None  # type: ignore[attr-defined]
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(compile(tree, "cell", "exec"), names)
        value = None if last is None else eval(compile(last, "cell", "eval"), names)
    outputs: list[dict[str, Any]] = []
    if out.getvalue():
        outputs.append({"name": "stdout", "output_type": "stream", "text": lines(out.getvalue())})
    if value is not None:
        data = {"text/plain": lines(repr(value))}
        if hasattr(value, "_repr_html_"):
            data = {"text/html": lines(value._repr_html_()), **data}
        outputs.append({"data": data, "execution_count": count, "metadata": {}, "output_type": "execute_result"})
    return outputs


def lines(text: str) -> list[str]:
    """Text as notebooks store it."""
    return text.splitlines(keepends=True)


def test_the_notebook_runs_and_shows_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder where ``plan example harbour`` has written the example."""
    shutil.copytree(ROOT / "data/harbour", tmp_path / "harbour")
    monkeypatch.chdir(tmp_path)
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    names: dict[str, Any] = {}
    count = 0
    for cell in notebook["cells"]:
        if cell["cell_type"] != "code":
            continue
        count += 1
        shown = outputs_of("".join(cell["source"]), names, count)
        if os.environ.get("PLAN_WRITE_DOCS"):
            cell |= {"execution_count": count, "outputs": shown}
        assert cell["outputs"] == shown
    if os.environ.get("PLAN_WRITE_DOCS"):
        NOTEBOOK.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert count > 4


def test_the_notebook_is_one_that_programs_open() -> None:
    """Format 4: each cell has its kind, its source and an id; no output is an error."""
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(set(ids)) == len(ids)
    assert all(cell["cell_type"] in ("code", "markdown") and cell["source"] for cell in notebook["cells"])
