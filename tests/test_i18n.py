"""Every language says everything."""

import re
from itertools import product
from string import Formatter

import pytest

from plan_cli.codes import CODES
from plan_cli.exits import ExitCode
from plan_cli.i18n import languages, messages_in
from plan_cli.profiles import Status

TABLES = ("templates", "words", "reasons", "troubles")
OTHERS = [language for language in languages() if language != "en"]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize(("language", "table"), list(product(OTHERS, TABLES)))
def test_a_language_has_every_key_and_no_other(language: str, table: str) -> None:
    """What one language can say every language can say."""
    assert getattr(messages_in(language), table).keys() == getattr(messages_in("en"), table).keys()


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_keeps_the_facts(language: str) -> None:
    """A message and a word carry the same facts in every language."""
    told, english = messages_in(language), messages_in("en")
    for code, (message, hints) in english.templates.items():
        assert placeholders(told.templates[code][0]) == placeholders(message), code
        assert len(told.templates[code][1]) == len(hints), code
    for key, text in english.words.items():
        assert placeholders(told.words[key]) == placeholders(text), key


def test_every_code_has_words_and_every_words_a_code() -> None:
    """No diagnostic is mute, and no message is left over."""
    assert messages_in("en").templates.keys() == CODES.keys()


def test_codes_are_in_their_ranges() -> None:
    """A code is PLN and three digits; names are unique."""
    assert all(re.fullmatch(r"PLN[0-9]{3}", code) for code in CODES)
    assert len({code.rule for code in CODES.values()}) == len(CODES)


def test_every_status_and_exit_code_has_a_word() -> None:
    """A verdict or an exit code that nobody could name would be a fault."""
    words = messages_in("en").words
    assert all(status in words for status in Status)
    assert all(f"exit_{int(code)}" in words for code in ExitCode)
