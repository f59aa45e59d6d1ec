"""What every command, output format and language owes, asked of each that is found by walking its package.

Readers have theirs in test_readers.py. A member that lacks something fails with what is missing and where it belongs.
"""

import json
from pathlib import Path

import pytest

from conftest import ROOT, Run
from plan_cli.cli import commands
from plan_cli.i18n import languages
from plan_cli.registry import modules_in
from plan_cli.render import formats

HERE = Path(__file__)
PAGE = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
COMMANDS = modules_in(commands.__path__)
#: How each command is asked to print something of its own.
CALLS = {
    "check": ["2023", "data/actuals/changsha.csv"],
    "diff": ["data/plans/changsha-13fyp.yaml", "data/targets.yaml"],
    "explain": ["trade-total", "2023"],
    "forecast": ["data/actuals/changsha.csv"],
    "report": ["data/actuals/changsha.csv"],
    "show": ["trade-total"],
}
#: Formats for people, in the reader's language. So is the form to fill in that ``template`` makes.
SPEAKING = {"table", "markdown", "full", "concise", "html", "xlsx", "docx"}


def has_test(name: str) -> bool:
    """Whether a test names it, besides this one."""
    files = (file for file in HERE.parent.glob("test_*.py") if file != HERE)
    texts = [file.read_text(encoding="utf-8") for file in files]
    return any(f'"{name}"' in text or f'.{name}"' in text for text in texts)


def offering(run: Run, format: str) -> list[str]:
    """The commands that write a format: what they refuse names those that they have."""
    refusals = {name: run(name, *CALLS.get(name, []), "--format", "no-such-format").err for name in COMMANDS}
    return [name for name, refusal in refusals.items() if format in refusal]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_explained_and_tested(run: Run, name: str) -> None:
    """Help with examples, a section of docs/commands.md, a test."""
    section = PAGE.partition(f"\n## plan {name}\n")[2].partition("\n## ")[0]
    owed = {
        f"its docstring lacks 'Examples:' with a line 'plan {name} …'":
            f"plan {name}" in run(name, "--help").out.partition("Examples:")[2],
        f"docs/commands.md lacks a section '## plan {name}' that shows a call": f"plan {name}" in section,
        f'no test runs it (run("{name}", …))': has_test(name),
    }  # fmt: skip
    assert [missing for missing, done in owed.items() if not done] == []


@pytest.mark.parametrize("format", formats())
def test_a_format_is_explained_and_tested(format: str) -> None:
    """A row in the table of formats in docs/commands.md, a test."""
    owed = {
        f"docs/commands.md lacks a row '| `{format}` | …' in its table of formats": f"\n| `{format}` |" in PAGE,
        f'no test names it ("{format}")': has_test(format),
    }
    assert [missing for missing, done in owed.items() if not done] == []


@pytest.mark.slow
@pytest.mark.parametrize("format", formats())
def test_a_format_is_written_by_every_command_that_offers_it(run: Run, tmp_path: Path, format: str) -> None:
    """It is offered somewhere; each file is the same twice, and in every language where a program reads it."""
    names = offering(run, format)
    assert names, f"no command offers {format}"
    for name in names:
        written = []
        for number, language in enumerate(["en", "en", "zh"]):
            file = tmp_path / f"{name}-{number}.out"
            ran = run(name, *CALLS.get(name, []), "--format", format, "-o", str(file), "--lang", language)
            assert ran.code in (0, 1), (name, ran)
            written.append(file.read_bytes())
        assert written[0] == written[1]
        assert written[0]
        assert format in SPEAKING or name == "template" or written[0] == written[2], name


@pytest.mark.parametrize("language", languages())
def test_a_language_can_be_chosen_and_begins_a_plan(run: Run, tmp_path: Path, language: str) -> None:
    """It is offered, named in docs/commands.md, and the plan that it starts with is sound."""
    named = f"`{language}`" in PAGE
    assert named, f"docs/commands.md does not name the language `{language}`"
    assert language in run("milestones", "--lang", "no-such-language").err
    plan = tmp_path / "new.plan.yaml"
    assert run("init", str(plan), "--lang", language).code == 0
    summary = json.loads(run("validate", str(plan), "--format", "json").out)["summary"]
    assert summary["errors"] == 0, f"the starter of {language} has errors"
