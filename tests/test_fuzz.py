"""A bounded run of every fuzz target; ``python tests/fuzz.py`` runs longer."""

from pathlib import Path

import pytest

from conftest import Run
from fuzz import CSV, PLAN, PROFILE, TARGETS, put, trials

pytestmark = pytest.mark.slow

#: Inputs of each target; the seeds are always the same, so a failure comes again.
TRIALS = 60


@pytest.mark.parametrize("target", TARGETS)
def test_no_input_crashes_or_hangs(target: str) -> None:
    """Exit 0 to 3, an answer within seconds, and JSON that is JSON, whatever is handed in."""
    failures = [
        f"{seed}: plan {arguments}: {wrong} ({folder})" for seed, wrong, arguments, folder in trials(target, 0, TRIALS)
    ]
    assert not failures, "\n".join(failures)


def test_what_is_mutated_is_sound(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The inputs to begin with are good ones: else no mutant would come far."""
    monkeypatch.chdir(tmp_path)
    put(tmp_path, p_plan_yaml=PLAN, a_csv=CSV, own_yaml=PROFILE)
    assert run("validate", "p.plan.yaml").code == 0
    assert (
        run("check", "2023", "a.csv", "--plan", "p.plan.yaml", "--profile", "own.yaml", "--fail-on", "never").code == 0
    )
