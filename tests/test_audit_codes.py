"""Every code is explained, in every language; the page of codes is what the program knows."""

import json
import os

import pytest

from conftest import ROOT, Run
from plan_cli.codes import CODES
from plan_cli.i18n import languages, messages_in
from plan_cli.report.explain import codes_page

PAGE = ROOT / "docs" / "codes.md"


def test_explain_lists_every_code(run: Run) -> None:
    """As many entries as there are codes."""
    assert [one["code"] for one in json.loads(run("explain", "--format", "json").out)] == list(CODES)


def test_the_page_of_codes_is_current(run: Run) -> None:
    """docs/codes.md is made from the program (PLAN_WRITE_DOCS=1 writes it anew)."""
    text = codes_page(json.loads(run("explain", "--format", "json").out))
    if os.environ.get("PLAN_WRITE_DOCS"):
        PAGE.write_text(text, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("language", languages())
def test_every_rule_has_a_page_with_examples(run: Run, language: str) -> None:
    """In every language, with a bad and a good example, and by the rule's name as well."""
    told = messages_in(language)
    for code in (code for code in CODES if code.startswith("PLN2")):
        page = run("explain", code, "--lang", language).out
        assert CODES[code].rule in page
        bad, good = (told.word("bad"), told.word("good")) if told.pages else ("Bad", "Good")
        assert page.index(f"{bad}::") < page.index(f"{good}::")
    assert run("explain", "printed-growth", "--lang", language).out == run("explain", "PLN205", "--lang", language).out


def test_chinese_pages_are_those_of_the_rules() -> None:
    """A page for every soundness code and for no other."""
    assert sorted(messages_in("zh").pages) == [code for code in CODES if code.startswith("PLN2")]
