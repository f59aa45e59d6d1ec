"""The documentation is true: every command it shows is run and prints what stands there.

A console block is a transcript: ``$ plan …``, its output (stdout, then stderr), ``[exit N]`` where that is not 0. With PLAN_WRITE_DOCS=1 the
blocks are written anew from what the program prints.
"""

import ast
import os
import re
import shlex
from pathlib import Path

import pytest

from conftest import ROOT, Run

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "docs" / "zh").glob("*.md")])
#: Pages that only the site has: the program makes them in Chinese.
MADE = ("codes.md", "options.md", "profiles.md")
BLOCK = re.compile(r"(```console\n)(.*?)(```)", re.DOTALL)
COMMAND = re.compile(r"^\$ (plan .*)$", re.MULTILINE)

TABLE = re.compile(r"(<!-- (plan [^\n]*) -->\n)(.*?)(<!-- end -->)", re.DOTALL)


def tabled(run: Run, command: str) -> str:
    """What a report in Markdown says between its title and its next heading."""
    _, _, below = run(*shlex.split(command)[1:]).out.partition("\n")
    return below.partition("\n## ")[0].strip("\n").join(("\n", "\n\n"))


def played(run: Run, block: str) -> str:
    """The block as the program makes it."""
    parts = []
    for command in COMMAND.findall(block):
        ran = run(*shlex.split(command)[1:], LANG="en_US.UTF-8")
        end = f"[exit {ran.code}]\n" if ran.code else ""
        parts.append(f"$ {command}\n{ran.out}{ran.err}{end}")
    return "\n".join(parts)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_transcripts_are_what_the_program_prints(run: Run, page: Path) -> None:
    """Each command in a console block prints exactly what the page says."""
    text = page.read_text(encoding="utf-8")
    if os.environ.get("PLAN_WRITE_DOCS"):
        text = BLOCK.sub(lambda match: match[1] + played(run, match[2]) + match[3], text)
        page.write_text(text, encoding="utf-8")
    for match in BLOCK.finditer(text):
        assert played(run, match[2]) == match[2]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_tables_are_what_the_program_prints(run: Run, page: Path) -> None:
    """A table between ``<!-- plan … -->`` and ``<!-- end -->`` is that of the command, without title and method."""
    text = page.read_text(encoding="utf-8")
    if os.environ.get("PLAN_WRITE_DOCS"):
        text = TABLE.sub(lambda match: match[1] + tabled(run, match[2]) + match[4], text)
        page.write_text(text, encoding="utf-8")
    for match in TABLE.finditer(text):
        assert tabled(run, match[2]) == match[3]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_path_that_a_page_names_exists(page: Path) -> None:
    """A page that names a file or folder of this repository names one that is there."""
    text = BLOCK.sub("", page.read_text(encoding="utf-8"))
    named = re.findall(r"`((?:src|data|docs|tests|bench)/[\w./-]*)`|\]\(([\w./-]+\.\w+)\)", text)
    for inside, linked in named:
        if page.parent.name == "zh" and linked in MADE:
            continue
        at = ROOT / inside if inside else page.parent / linked
        assert at.exists(), f"{page.name} names {inside or linked}"


def docstrings(file: Path) -> str:
    """Everything that the docstrings of a module say."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    nodes = (node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, documented))
    return "\n".join(filter(None, map(ast.get_docstring, nodes)))


@pytest.mark.parametrize("folder", ["src", "tests", "bench"])
@pytest.mark.slow
def test_every_path_that_a_docstring_names_exists(folder: str) -> None:
    """A path of this repository is there; a bare module name is a module beside or above the one that names it."""
    wrong = []
    for file in (ROOT / folder).rglob("*.py"):
        text = docstrings(file)
        paths = re.findall(r"\b((?:src|data|docs|tests|bench)/[\w./-]*\w)", text)
        wrong += [f"{file.relative_to(ROOT)}: {path}" for path in paths if not (ROOT / path).exists()]
        modules = re.findall(r"(?<![\w/.])(\w+\.py)\b", text)
        beside = [file.parent, file.parents[1], ROOT / "tests"]
        wrong += [
            f"{file.relative_to(ROOT)}: {module}"
            for module in modules
            if not any(each for folder in beside for each in folder.rglob(module))
        ]
    assert wrong == []


READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]


@pytest.mark.parametrize("page", READMES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_two_commands_of_the_readme_stand_on_one_line_each(page: Path) -> None:
    """One line runs the main job, one passes the tests; both make their own environment."""
    lines = page.read_text(encoding="utf-8").splitlines()
    setup = [line.strip() for line in lines if line.strip().startswith("python3 -m venv .venv && ")]
    assert len(setup) == 2
    assert setup[0].endswith("plan check 2023 data/actuals/changsha.csv")
    assert setup[1].endswith("-m pytest -n auto")


@pytest.mark.parametrize("page", READMES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_plan_and_the_program_of_the_readme_work(run: Run, tmp_path: Path, page: Path) -> None:
    """The plan to begin with is sound and has milestones; the library's example runs."""
    text = page.read_text(encoding="utf-8")
    (written,) = re.findall(r"```yaml\n(format: 1.*?)```", text, re.DOTALL)
    plan = tmp_path / "targets.yaml"
    plan.write_text(written, encoding="utf-8")
    assert run("validate", str(plan)).code == 0
    assert run("milestones", "--plan", str(plan)).code == 0
    (program,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    exec(compile(program, page.name, "exec"), {})
