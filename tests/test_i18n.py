"""English says everything; ours in Chinese does too, and any other language may lack words."""

import re
import shutil
import sys
from pathlib import Path
from string import Formatter

import pytest

import plan_cli.i18n as i18n
from conftest import Run
from plan_cli.codes import CODES
from plan_cli.exits import ExitCode
from plan_cli.i18n import TABLES, counted, languages, messages_in, tables_of
from plan_cli.profiles import Status
from plan_cli.profiles.built_in import PROFILES

OTHERS = [language for language in languages() if language != "en"]
CATEGORIES = {str(word) for profile in PROFILES.values() for word in (*profile.categories, profile.unavailable) if word}
#: Languages that this project keeps complete.
COMPLETE = ("zh",)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def lacking(language: str) -> list[str]:
    own, english = tables_of(language), tables_of("en")
    keys = {table: set(english[table]) for table in TABLES}
    # An English word that is its key need not be written.
    keys["CATEGORIES"] |= CATEGORIES - {str(status) for status in Status}
    return [f"{table}: {key}" for table in TABLES for key in keys[table] if key not in own[table]]


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_no_key_that_english_lacks(language: str) -> None:
    """What nobody asks for is not translated. A rule's own docstring is its English page, a key its English word."""
    own, english = tables_of(language), tables_of("en")
    rules = {code for code in CODES if code.startswith("PLN2")} | CATEGORIES
    # The keys of help are the English texts themselves.
    tables = [table for table in TABLES if table != "HELP"]
    assert not [key for table in tables for key in own[table].keys() - english[table].keys() - rules]


@pytest.mark.parametrize("language", COMPLETE)
def test_a_language_that_we_keep_is_complete(language: str) -> None:
    """The list of what it lacks, for whoever adds a key: it must be empty here."""
    assert not lacking(language)


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_keeps_the_facts(language: str) -> None:
    """A message, a hint and a word carry the same facts in every language."""
    own, english = messages_in(language), messages_in("en")
    for code, (message, hints) in english.templates.items():
        assert placeholders(own.templates[code][0]) == placeholders(message), code
        assert len(own.templates[code][1]) == len(hints), code
    for key, text in english.words.items():
        assert placeholders(own.words[key]) == placeholders(text), key


def test_a_new_language_may_lack_anything(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of English with most of it left out is a language: what it lacks is said in English."""
    package = tmp_path / "fr"
    shutil.copytree(Path(i18n.__file__).parent / "en", package)
    for file in package.iterdir():
        if file.name not in ("__init__.py", "words.py"):
            file.unlink() if file.is_file() else shutil.rmtree(file)
    (package / "words.py").write_text('WORDS = {"status": "Statut"}\n', encoding="utf-8")
    monkeypatch.setattr(i18n, "__path__", [*i18n.__path__, str(tmp_path)])
    try:
        assert messages_in("fr").text("status") == "Statut"
        assert messages_in("fr").text("path") == "Path"
        assert run("init", str(tmp_path / "plan.yaml"), "--lang", "fr").code == 0
        assert run("validate", str(tmp_path / "plan.yaml"), "--lang", "fr").code == 0
        assert "MESSAGES: PLN001" in lacking("fr")
    finally:
        for name in [name for name in sys.modules if name.startswith("plan_cli.i18n.fr")]:
            del sys.modules[name]
        tables_of.cache_clear()
        messages_in.cache_clear()


def test_a_count_is_in_the_right_number() -> None:
    """One error, none or two errors."""
    assert [counted(number, "error|errors") for number in ("0", "1", "2")] == ["0 errors", "1 error", "2 errors"]


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
