"""A rule of soundness is complete, or this file says what it lacks."""

from types import ModuleType

import pytest

from plan_cli import rules
from plan_cli.codes import CODES
from registries import MESSAGES, documented

MODULES = list(rules.modules())


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_a_rule_has_everything_it_owes(module: ModuleType) -> None:
    """Code, finder, page with both examples, message and documentation are there; the examples run elsewhere."""
    code, page = getattr(module, "CODE", ""), module.__doc__ or ""
    owed = {
        "CODE": bool(code),
        "find(plan)": callable(getattr(module, "find", None)),
        f"the line of {code} in codes.py": code in CODES,
        f"the message of {code} in i18n/en/": code in MESSAGES.templates,
        "a Bad:: example in its docstring": "\nBad::\n" in page,
        "a Good:: example in its docstring": "\nGood::\n" in page,
        f"the page of {code} in docs/codes.md": documented("docs/codes.md", code),
    }
    lacks = [what for what, there in owed.items() if not there]
    assert not lacks, f"rule {module.__name__} lacks " + "; ".join(lacks)


def test_no_two_rules_share_a_code() -> None:
    """Each finding names one rule."""
    codes = [module.CODE for module in MODULES]
    assert len(codes) == len(set(codes))
