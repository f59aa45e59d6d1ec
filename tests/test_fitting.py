"""A sound plan file is read without pydantic; what is read so is what pydantic would have read."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings

from conftest import ROOT
from plan_cli.planfile.fitting import fitting
from plan_cli.planfile.models import PlanForm, ProfilesForm
from plan_cli.planfile.source import read_source
from plan_cli.planfile.structure import explained
from test_audit_schema import REAL, RICH, mutated

#: What the other two plans have not: claims, revisions and profiles of every kind.
ODD: dict[str, Any] = {
    "format": 1, "id": "p", "title": "P", "base_year": 2020, "target_year": 2025, "source": None, "actuals": "a.csv",
    "indicators": [
        {"id": "a", "name": {"zh": "甲"}, "target": 3, "weight": 2, "notes": {"en": "n"}, "baseline": {"missing": "dash"},
         "claims": [{"target": 3, "source": "s", "operator": "about"}, {"growth": {"value": 5}, "source": "s"},
                    {"baseline": 1, "year": 2019, "source": "s"}],
         "revisions": [{"date": "2023-06-30", "target": 4}, {"date": "2024-06-30", "target": 5, "source": "s"}]},
        {"id": "b", "name": "B", "target": {"kind": "level", "value": 1, "operator": "at_most", "year": 2024},
         "path": {"shape": "reference", "shares": {2022: 18, 2023: 50}}, "direction": "decrease", "no": 2},
        {"id": "c", "name": "C", "target": {"kind": "statement", "text": "T"}, "path": "stated", "tolerance": "2.5%"},
    ],
    "relations": [{"share": "a", "of": {"en": "W"}, "value": 5, "source": "s"}, {"items": 7, "of": "b", "source": "s"}],
    "profiles": [{"name": "m", "lines": [{"category": "x", "status": "on_track", "rate": 95}], "rounded": True,
                  "below": {"category": "y"}}],
}  # fmt: skip


def as_read(data: Any) -> Any:
    return read_source(yaml.safe_dump(data, allow_unicode=True).encode(), "p.yaml").data


@settings(max_examples=600, deadline=None)
@given(mutated(REAL, RICH, RICH, ODD, ODD))
def test_what_fits_is_what_pydantic_reads(written: Any) -> None:
    """Over plans with mistakes of every kind: both take a plan, with the same values to the last digit, or neither."""
    data = as_read(written)
    fitted, (form, mistakes) = fitting(PlanForm, data), explained(PlanForm, data)
    # Not only equal: 6.50 is not 6.5, and a path that was not written is not one that was.
    assert repr(fitted) == repr(form)
    assert bool(mistakes) == (fitted is None)
    if fitted and form:
        assert [type(each.path) for each in fitted.indicators] == [type(each.path) for each in form.indicators]


@pytest.mark.parametrize("written", [REAL, RICH, ODD], ids=["real", "rich", "odd"])
def test_a_sound_plan_fits(written: Any) -> None:
    """The plans that the test above spoils are sound before."""
    assert fitting(PlanForm, as_read(written)) is not None


PLANS = sorted([*(ROOT / "data").rglob("*.yaml"), *(ROOT / "src").rglob("*.yaml")])


@pytest.mark.parametrize("file", PLANS, ids=lambda file: file.name)
def test_every_plan_of_the_repository_fits(file: Path) -> None:
    """The plans, and the starters that ``plan init`` writes, need no pydantic."""
    text = file.read_bytes().replace(b"id: ID\n", b"id: x\n", 1)
    assert fitting(PlanForm, read_source(text, file.name).data) is not None


@pytest.mark.parametrize("profiles", [ODD["profiles"], [], None, [{"name": "m"}]])
def test_a_file_of_profiles_is_read_the_same_way(profiles: Any) -> None:
    """The other kind of file, sound and not."""
    data = as_read({"profiles": profiles})
    assert repr(fitting(ProfilesForm, data)) == repr(explained(ProfilesForm, data)[0])


def test_pydantic_is_loaded_for_a_misfit(tmp_path: Path) -> None:
    """Only a file with a mistake brings it, and then the mistake is explained."""
    bad = tmp_path / "bad.yaml"
    bad.write_text((ROOT / "data" / "targets.yaml").read_text(encoding="utf-8") + "\nnonsense: 1\n", encoding="utf-8")
    script = "import sys\nfrom plan_cli import load_plan\nprint(len(load_plan(sys.argv[1]).findings), 'pydantic' in sys.modules)"
    for file, said in ((ROOT / "data" / "targets.yaml", "0 False"), (bad, "1 True")):
        command = [sys.executable, "-c", script, str(file)]
        assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() == said
