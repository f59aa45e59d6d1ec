"""A panel that is stopped in the middle: nothing goes on, nothing is left behind, and nobody is blamed."""

import threading
from pathlib import Path
from typing import Any

import pytest

from panels import LOCAL, written
from plan_cli import api
from plan_cli import panel as room
from plan_cli.diagnostics import Diagnostic
from plan_cli.model.plan import Plan
from plan_cli.panel.engines.duckdb import DuckDB

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize("trouble", [KeyboardInterrupt, ValueError])
def test_what_reads_beside_is_stopped(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str, trouble: type[BaseException]
) -> None:
    """Whatever ends the check while rows are read ends the reading too, and comes out as itself."""
    panel = written(tmp_path / "panel.csv", [(f"c{number}", "up", 2023, number) for number in range(100_000)])
    before = set(threading.enumerate())

    def stopped(*given: Any) -> None:
        raise trouble("stop")

    monkeypatch.setattr(room, "_thresholds", stopped)
    with pytest.raises(trouble):
        api.check_panel(plan, panel, 2023, ["county"], engine=engine)
    still = set(threading.enumerate()) - before
    if engine == "duckdb":
        # It would read into a connection that is closed.
        assert not still
    for thread in still:
        thread.join(10)
        assert not thread.is_alive()


def test_an_interrupted_query_is_an_interruption(plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """DuckDB makes an error of Ctrl-C; to whoever asked it is Ctrl-C."""
    panel = written(tmp_path / "panel.csv", [("a", "up", 2023, 3600)])

    def interrupted(self: DuckDB, *frames: Any) -> None:
        raise RuntimeError("Query interrupted")

    monkeypatch.setattr(DuckDB, "materialize", interrupted)
    with pytest.raises(KeyboardInterrupt):
        api.check_panel(plan, panel, 2023, ["county"], engine="duckdb")


def test_each_spills_into_a_folder_of_its_own() -> None:
    """DuckDB names its files alike in every process: two checks in one folder would write over each other."""
    both = DuckDB(), DuckDB()
    (first,), (second,) = (each.connection.sql("select current_setting('temp_directory')").fetchone() for each in both)
    assert Path(first) != Path(second)
    for each in both:
        each.close()
    assert not Path(first).exists()
    assert not Path(second).exists()


@pytest.mark.parametrize("engine", LOCAL)
def test_trouble_far_down_a_file_ends_the_check(plan: Plan, tmp_path: Path, engine: str) -> None:
    """What the reading beside meets is told: never is the part before it taken for the whole."""
    panel = written(tmp_path / "panel.csv", [(f"c{number}", "up", 2023, number) for number in range(300_000)])
    with panel.open("a", encoding="utf-8") as opened:
        opened.write("c,up,2023,1,too,many,cells\n")
    found = api.check_panel(plan, panel, 2023, ["county"], engine=engine)
    assert isinstance(found, Diagnostic)
    assert found.place is not None
    assert (found.code, found.place.line) == ("PLN308", 300_002)
