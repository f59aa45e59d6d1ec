"""Every rule against its own page: the bad example is found, the good one is not."""

import re
import textwrap
from types import ModuleType

import pytest
import yaml

from plan_cli import rules
from plan_cli.codes import CODES
from plan_cli.i18n import languages, messages_in
from plan_cli.planfile import read_plan
from plan_cli.planfile.source import read_source

MODULES = list(rules.modules())
HEAD = {"format": 1, "id": "p", "title": "P", "base_year": 2020, "target_year": 2025}


def example(module: ModuleType, which: str) -> bytes:
    """The Bad or Good block of a page as a whole plan file: an indicator alone is put into a plan."""
    found = re.search(rf"^{which}::\n\n((?:    .*\n|\n)+)", (module.__doc__ or "") + "\n", re.MULTILINE)
    assert found, f"{module.__name__} has no {which} example"
    text = textwrap.dedent(found[1])
    data = yaml.safe_load(text)
    head = "\n".join(f"{key}: {value}" for key, value in HEAD.items()) + "\n"
    if "indicators" in data:
        return (head + text).encode()
    flow = text.strip() if text.lstrip().startswith("{") else textwrap.indent(text, "    ").strip()
    return (head + "indicators:\n  - " + flow + "\n").encode()


def found_in(raw: bytes) -> list[str]:
    source = read_source(raw, "p.yaml")
    plan, diagnostics = read_plan(source)
    assert plan is not None, diagnostics
    return [diagnostic.code for diagnostic in rules.audit(plan)]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.CODE)
def test_the_bad_example_yields_exactly_its_code(module: ModuleType) -> None:
    """What a page shows as bad is found by that rule and by no other."""
    assert set(found_in(example(module, "Bad"))) == {module.CODE}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.CODE)
def test_the_good_example_does_not_yield_it(module: ModuleType) -> None:
    """What a page shows as good is not found by that rule."""
    assert module.CODE not in found_in(example(module, "Good"))


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.CODE)
def test_what_a_rule_finds_is_a_whole_sentence(module: ModuleType, language: str) -> None:
    """Every fact of the message is there, in every language, and no name of a value is left in it."""
    told = messages_in(language)
    source = read_source(example(module, "Bad"), "p.yaml")
    plan, _ = read_plan(source)
    assert plan is not None
    for diagnostic in source.placed(rules.audit(plan)):
        said = told.message(diagnostic) + " " + told.hint(diagnostic)
        assert told.hint(diagnostic)
        assert not re.search(r"\{\w*\}|at_least|more_than|None|Decimal|  ", said), said


def test_every_soundness_code_has_one_rule() -> None:
    """The 2xx codes of the ledger and the rule modules are the same set."""
    assert sorted(module.CODE for module in MODULES) == [code for code in CODES if code.startswith("PLN2")]
