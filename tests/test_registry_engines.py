"""Engines: what every module of ``panel/engines/`` owes, found by walking the package."""

import inspect
from pathlib import Path

import pytest

from plan_cli.panel.engine import Cluster, Engine
from plan_cli.panel.engines import DEFAULT, EngineEntry, all_engines

ROOT = Path(__file__).parent.parent
METHODS = [name for name, _ in inspect.getmembers(Engine, inspect.isfunction) if not name.startswith("_")]


def test_the_default_engine_comes_first() -> None:
    """It is the one that help and choices name first."""
    assert next(iter(all_engines())) == DEFAULT


@pytest.mark.parametrize("name", all_engines())
def test_an_engine_is_complete(name: str) -> None:
    """An entry with the extra that pyproject.toml has, every method of the protocol, docs, and a test of its own."""
    entry = all_engines()[name]
    assert isinstance(entry, EngineEntry)
    extras = (ROOT / "pyproject.toml").read_text(encoding="utf-8").partition("[project.optional-dependencies]")[2]
    assert f"\n{entry.extra} = " in extras, f"pyproject.toml lacks the extra {entry.extra} of the engine {name}"
    source = (ROOT / "src" / "plan_cli" / "panel" / "engines" / f"{name}.py").read_text(encoding="utf-8")
    wanted = [*METHODS, *(["files", "lost"] if entry.remote else [])]
    lacks = [method for method in wanted if f"def {method}(" not in source]
    assert not lacks, f"the engine {name} lacks {lacks}"
    assert name in (ROOT / "docs" / "panel.md").read_text(encoding="utf-8").lower(), f"docs/panel.md lacks {name}"
    assert not entry.remote or hasattr(Cluster, "lost")
