"""The exit code and its reason, over every combination that a run can end with."""

from itertools import product

import pytest

from plan_cli.exits import DONE, Exit, ExitCode, FailOn, Reason, exit_of_plans, exit_of_verdicts
from plan_cli.i18n import languages, messages_in


def test_auto_is_binding_where_a_plan_has_binding_indicators() -> None:
    """Else a plan of anticipatory indicators alone could never fail."""
    assert (FailOn.AUTO.settled(True), FailOn.AUTO.settled(False)) == (FailOn.BINDING, FailOn.ANY)
    assert all(line.settled(flag) is line for line in FailOn if line is not FailOn.AUTO for flag in (True, False))


@pytest.mark.parametrize("fail_on", [FailOn.BINDING, FailOn.ANY, FailOn.NEVER])
def test_the_first_of_1_3_0_that_holds(fail_on: FailOn) -> None:
    """Bad data and binding indicators count always, others under ``any``; ``never`` turns 1 into 0 and leaves 3."""
    for bad, behind, binding, evaluated, allowed in product((False, True), (0, 2), (0, 1), (0, 3), (False, True)):
        found = bad or binding or (behind and fail_on is FailOn.ANY)
        expected = 1 if found and fail_on is not FailOn.NEVER else 3 if not evaluated and not allowed else 0
        got = exit_of_verdicts(
            fail_on,
            bad_data=bad,
            behind=behind,
            binding_behind=binding,
            evaluated=evaluated,
            allow_empty=allowed,
        )
        assert got.code == expected
        assert (got.reason in (Reason.BAD_DATA, Reason.BINDING_BEHIND, Reason.BEHIND)) is (expected == 1)


def test_a_validation_fails_on_errors_and_under_any_on_warnings() -> None:
    """What could not be read is 2 under every threshold."""
    unable = Exit(ExitCode.UNABLE, Reason.UNREADABLE)
    assert all(exit_of_plans(line, unreadable=True, errors=1, warnings=1) == unable for line in FailOn)
    codes = {
        line: [exit_of_plans(line, unreadable=False, errors=e, warnings=1).code for e in (0, 1)] for line in FailOn
    }
    assert codes == {"auto": [0, 1], "binding": [0, 1], "any": [1, 1], "never": [0, 0]}
    assert exit_of_plans(FailOn.ANY, unreadable=False, errors=0, warnings=0) == DONE


@pytest.mark.parametrize("language", languages())
def test_every_reason_has_words(language: str) -> None:
    """The last line says which reason held."""
    assert all(messages_in(language).text(f"exit_because_{reason}") for reason in Reason)
