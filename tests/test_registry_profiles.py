"""A profile is complete, or this file says what it lacks."""

from pathlib import Path

import pytest

from conftest import Run, indicator_plan
from plan_cli.profiles import needs_series
from plan_cli.profiles.built_in import PROFILES
from plan_cli.report.profiles import page_of
from registries import MESSAGES, documented, failing_commands, has_test

each_profile = pytest.mark.parametrize("name", PROFILES)
PLAN = indicator_plan("id: x, name: X, baseline: 100, target: 200, tolerance: 2%")


@each_profile
def test_a_profile_has_everything_it_owes(name: str) -> None:
    """Its categories, its page in words, its place in the documentation and a test of its own are there."""
    profile, page = PROFILES[name], MESSAGES.profiles.get(name, {})
    owed = {f"{part!r} of PROFILES[{name!r}] in i18n/en/profiles.py": bool(page.get(part)) for part in _PARTS}
    lines = page_of(profile, MESSAGES)["lines"] if page else {}
    owed |= {f"the line {word!r} in i18n/en/profiles.py": word in lines for word in profile.categories}
    owed |= {f"the word of the category {word!r}": bool(MESSAGES.category(word)) for word in profile.categories}
    owed |= {f"the category {word!r} of a share": word in profile.categories for word in profile.shares}
    owed["its section in docs/profiles.md"] = documented("docs/profiles.md", f"\n## {name} ·")
    owed[f"a test of its own (none has {name!r})"] = has_test(f'"{name}"', f"--profile {name}", type(profile).__name__)
    lacks = [what for what, there in owed.items() if not there]
    assert not lacks, f"profile {name!r} lacks " + "; ".join(lacks)


_PARTS = ("title", "rule", "source", "version")


@pytest.mark.slow
@each_profile
def test_a_profile_goes_through_every_command(name: str, run: Run, tmp_path: Path) -> None:
    """Check, panel (or its refusal where earlier years or errors count) and trace know what to do with it."""
    failing = failing_commands(run, PLAN, tmp_path, "--profile", name)
    if needs_series(PROFILES[name]):
        failing = [each for each in failing if "--by" not in each]
    assert not failing, "\n".join(failing)
