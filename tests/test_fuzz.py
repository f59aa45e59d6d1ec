"""A bounded run of every fuzz target; ``python tests/fuzz.py`` runs longer."""

import pytest

from fuzz import TARGETS, trials

#: Inputs of each target; the seeds are always the same, so a failure comes again.
TRIALS = 60


@pytest.mark.parametrize("target", TARGETS)
def test_no_input_crashes_or_hangs(target: str) -> None:
    """Exit 0 to 3, an answer within seconds, and JSON that is JSON, whatever is handed in."""
    failures = [
        f"{seed}: plan {arguments}: {wrong} ({folder})" for seed, wrong, arguments, folder in trials(target, 0, TRIALS)
    ]
    assert not failures, "\n".join(failures)
