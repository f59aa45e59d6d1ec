"""Every code is explained, in every language; the page of codes is what the program knows."""

import json
import os
import re

import pytest

from conftest import ROOT, Run
from plan_cli import rules
from plan_cli.codes import CODES
from plan_cli.i18n import languages, messages_in
from plan_cli.i18n.examples import EXAMPLES
from plan_cli.report.code_pages import codes_page

PAGE = ROOT / "docs" / "codes.md"


def test_explain_lists_every_code(run: Run) -> None:
    """As many entries as there are codes."""
    assert [one["code"] for one in json.loads(run("explain", "--format", "json").out)["codes"]] == list(CODES)


def test_the_page_of_codes_is_current() -> None:
    """docs/codes.md is made from the program (PLAN_WRITE_DOCS=1 writes it anew)."""
    text = codes_page(rules.pages(), messages_in("en"))
    if os.environ.get("PLAN_WRITE_DOCS"):
        PAGE.write_text(text, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("code", CODES)
@pytest.mark.sampled(5)
def test_every_code_is_explained(run: Run, language: str, code: str) -> None:
    """By its code and by its name, in whole sentences without a placeholder; with its examples where it has them."""
    messages = messages_in(language)
    page = run("explain", code, "--lang", language).out
    assert CODES[code].rule in page
    bad, good = (messages.text("code_example", word=messages.text(word)) for word in ("bad", "good"))
    assert code not in EXAMPLES or page.index(bad) < page.index(good)
    prose = page.partition(bad)[0]
    assert not re.search(r"{\w+}", prose)
    assert run("explain", CODES[code].rule, "--lang", language).out == page
