"""Cost grows with the work and no faster: twice the indicators are at most twice the calls, whatever the command.

Calls are counted, not time, so the answer is the same on any machine. ``bench/growth.py`` measures the seconds.
"""

import gc
import itertools
import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from conftest import Run
from growing import CALLS, ELSEWHERE, SPOILT, called, written
from plan_cli.cli import commands
from plan_cli.datafile.collector import resting_collector
from plan_cli.registry import modules_in

SIZES = (40, 80, 160)
#: A first run, not counted, fills what is kept between runs.
WARM = 20
#: The second doubling may cost this much more than twice the first: groups of figures differ a little.
SLACK = 1.15
#: How many calls, those of built-in functions among them, a row may take that says what one before it said. Read by its
#: cells it takes 73, asked by itself what one before it said 15.
CALLS_OF_A_ROW = 1

pytestmark = pytest.mark.slow


def calls(run: Run, arguments: list[str]) -> int:
    """How many functions a run of the program calls."""
    counted = 0

    def count(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        ran = run(*arguments)
    finally:
        sys.setprofile(None)
    assert ran.code in (0, 1), ran.err
    return counted


def assert_linear(counts: list[int]) -> None:
    """What the second doubling adds is at most twice what the first added."""
    first, second = (later - earlier for earlier, later in itertools.pairwise(counts))
    assert second <= 2 * SLACK * first, counts


def grown(run: Run, folder: Path, call: str, format: str, spoilt: str = "") -> list[int]:
    """The calls at each size."""
    found = []
    for size in (WARM, *SIZES):
        place = folder / str(size)
        place.mkdir()
        found.append(calls(run, called(call, written(place, size, spoilt), str(place / "out"), format)))
    return found[1:]


@pytest.mark.parametrize(("call", "format"), [(call, format) for call, (_, each) in CALLS.items() for format in each])
def test_twice_the_indicators_are_at_most_twice_the_work(run: Run, tmp_path: Path, call: str, format: str) -> None:
    """Every command, in the formats that differ in how they are made."""
    assert_linear(grown(run, tmp_path, call, format))


@pytest.mark.parametrize("spoilt", SPOILT)
def test_twice_the_mistakes_are_at_most_twice_the_work(run: Run, tmp_path: Path, spoilt: str) -> None:
    """A mistake in every row: each is told, none is compared with all others."""
    assert_linear(grown(run, tmp_path, "check", "json", spoilt))


@pytest.mark.parametrize(("title", "note"), [("", ""), ("Indicators of things\n", "Source: the office\n")])
def test_a_row_of_another_indicator_takes_few_calls(run: Run, tmp_path: Path, title: str, note: str) -> None:
    """A row that says what one before it said is never looked at by itself, whatever stands around the table."""
    files = written(tmp_path, WARM)
    figures, counts = Path(files["actuals"]).read_text(), []
    for rows in (1_000, 10_000, 20_000):
        other = "".join(f"other {i % 50},{1990 + i % 34},{i}\n" for i in range(rows))
        Path(files["actuals"]).write_text(f"{title}{figures}{other}{note}")
        counts.append(calls(run, called("check", files, str(tmp_path / "out"), "json")))
    assert counts[2] - counts[1] < CALLS_OF_A_ROW * 10_000, counts


def test_a_mistake_in_a_plan_does_not_double_the_work(run: Run, tmp_path: Path) -> None:
    """One unknown key among 160 indicators: what is sound is not read twice."""
    files = written(tmp_path, 160)
    arguments = ["validate", files["plan"], "--format", "json"]
    calls(run, arguments)
    sound = calls(run, arguments)
    plan = Path(files["plan"])
    plan.write_text(plan.read_text().replace("{id: i7,", "{id: i7, nmae: x,"))
    assert calls(run, arguments) < 1.5 * sound


def test_after_a_rest_the_collector_does_not_look_through_all_that_was_made() -> None:
    """What was made while the collector rested is old when it wakes; what its owner froze stays frozen."""
    looks: list[str] = []
    gc.collect()
    gc.callbacks.append(lambda phase, info: looks.append(phase))
    try:
        with resting_collector():
            kept = [[number] for number in range(2 * gc.get_threshold()[0])]
        assert not looks
        assert gc.get_count()[0] < len(kept)
        gc.freeze()
        with resting_collector():
            pass
        assert gc.get_freeze_count()
    finally:
        gc.callbacks.pop()
        gc.unfreeze()


def test_every_command_is_counted() -> None:
    """A new command is entered in ``tests/growing.py``, or said to do no work of the plan's."""
    entered = {call.split()[0] for call in CALLS} | ELSEWHERE
    assert set(modules_in(commands.__path__)) == entered
