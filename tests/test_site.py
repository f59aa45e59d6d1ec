"""The site: what it has from the program is whole, every page stands in its menu, nothing is loaded from elsewhere."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from conftest import ROOT, Run
from plan_cli.cli.app import app_for, command_names

DOCS = ROOT / "docs"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The module of the pages that are made when the site is built."""
    monkeypatch.syspath_prepend(str(DOCS / "from_program"))
    import made

    return made


def test_the_plan_of_the_examples_is_sound_and_has_every_key(run: Run, made: Any) -> None:
    """Each key of the reference has an example that works."""
    import plan_keys

    assert run("validate", str(plan_keys.EXAMPLES), "--fail-on", "any").code == 0
    keys = {(name, key) for name, schema in plan_keys.mappings().items() for key in schema["properties"]}
    assert set(plan_keys.key_examples()) == keys


@pytest.mark.parametrize(("language", "page"), [("ENGLISH", "reference/options.md"), ("CHINESE", "options.md")])
def test_every_option_of_every_command_is_in_the_reference(made: Any, language: str, page: str) -> None:
    """Made from the command line itself: no command or option is left out, none is invented."""
    text = getattr(made, language)[page]()
    for name, options in options_of_commands().items():
        section = text.partition(f"\n## plan {name}\n")[2].partition("\n## ")[0]
        assert set(re.findall(r"^\| `(?:-\w, )?(--[\w-]+)", section, re.MULTILINE)) == options, name


def test_every_command_is_explained_in_chinese() -> None:
    """The Chinese page of commands is complete in itself: it names each command, and no option that is not there."""
    prose = re.sub(r"```.*?```", "", (DOCS / "zh" / "commands.md").read_text(encoding="utf-8"), flags=re.DOTALL)
    assert [name for name in command_names() if f"plan {name}" not in prose] == []
    assert set(re.findall(r"--[a-z][\w-]*", prose)) - set().union(*options_of_commands().values()) == set()


def options_of_commands() -> dict[str, set[str]]:
    """The long name of each option of each command."""
    group: Any = typer.main.get_command(app_for(["--help"]))
    return {
        name: {max(param.opts, key=len) for param in command.params if isinstance(param, typer.core.TyperOption)}
        | {"--help"}
        for name, command in group.commands.items()
    }


@pytest.mark.parametrize(
    ("config", "folder", "language"), [("mkdocs.yml", ".", "ENGLISH"), ("mkdocs.zh.yml", "zh", "CHINESE")]
)
def test_every_page_stands_in_the_menu(made: Any, config: str, folder: str, language: str) -> None:
    """Written or made, a page is found from the menu of its language, and the menu leads nowhere else."""
    menu = set(re.findall(r": ([\w/-]+\.md)$", (ROOT / config).read_text(encoding="utf-8"), re.MULTILINE))
    base = DOCS / folder
    written = {str(path.relative_to(base)) for path in base.rglob("*.md")}
    here = {page for page in written if language == "CHINESE" or not page.startswith("zh/")}
    assert here | {page for page in getattr(made, language) if page.endswith(".md")} == menu


def test_the_schemas_lie_where_their_ids_say(made: Any) -> None:
    """``$id`` minus the address of the site is the file."""
    schemas = {name: yaml.safe_load(text()) for name, text in made.ENGLISH.items() if name.startswith("schema/")}
    assert len(schemas) > 10
    assert [name for name, schema in schemas.items() if schema["$id"] != f"{made.SITE}/{name}"] == []


@pytest.mark.slow
def test_the_site_is_built_strictly_and_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    """Both languages; no page fetches a script, style, font or picture from another host."""
    pytest.importorskip("material", reason="the extra docs is not installed")
    for config, folder in (("mkdocs.yml", tmp_path), ("mkdocs.zh.yml", tmp_path / "zh")):
        command = [
            sys.executable,
            "-m",
            "mkdocs",
            "build",
            "--strict",
            "--quiet",
            "-f",
            str(ROOT / config),
            "-d",
            str(folder),
        ]
        built = subprocess.run(command, capture_output=True, text=True, timeout=300)
        assert built.returncode == 0, built.stderr
    pages = list(tmp_path.rglob("*.html"))
    assert len(pages) > 40
    fetched = r'<(?:script|img|iframe|source)\b[^>]*\bsrc="(https?:)?//|<link\b[^>]*rel="?(?:stylesheet|preconnect|icon)[^>]*href="https?://'
    assert [page for page in pages if re.search(fetched, page.read_text(encoding="utf-8"))] == []


def test_the_picture_of_the_layers_is_current(made: Any) -> None:
    """docs/images/layers.svg is what the contract says (``python docs/from_program/layers.py`` draws it anew)."""
    import layers

    assert layers.PICTURE.read_text(encoding="utf-8") == layers.picture()
