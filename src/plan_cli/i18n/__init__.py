"""Every sentence the program prints, by language: one package for each, found by walking this one.

To add a language, copy ``en/`` and translate: its modules hold tables (``MESSAGES``, ``WORDS``, ``REASONS``,
``PROBLEMS``, ``PROFILES``, ``CATEGORIES``, ``PAGES``, ``HELP``), which are merged, and ``starter.yaml`` is the plan that
``plan init`` writes. What a language lacks is taken from English, so a new key needs only English words.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib import import_module
from string import Formatter
from typing import TYPE_CHECKING, Any, NamedTuple

from plan_cli.diagnostics import Diagnostic
from plan_cli.model.label import Label
from plan_cli.model.numbers import readable
from plan_cli.registry import modules_in, packages_in
from plan_cli.text import nearest, shell_word

if TYPE_CHECKING:
    from plan_cli.model.observations import Period

#: The language of machine formats, and of whatever another language lacks.
MACHINE = "en"
#: The tables of a language: each is a dict that its modules may share out among them.
TABLES = ("MESSAGES", "WORDS", "REASONS", "PROBLEMS", "PROFILES", "CATEGORIES", "PAGES", "HELP")
#: Statuses that may be a profile's own category too.
_STATUSES = ("on_track", "lagging", "off_track", "reversing")
#: Facts that name a problem, and facts that name a word.
_PROBLEM_FACTS = ("wanted", "relation", "problem", "has", "what", "why")
_WORD_FACTS = ("operator", "own_operator", "theirs", "ours", "stricter", "verdict", "other_verdict")
#: How many entries of a list a sentence names.
_LISTED = 12


def languages() -> tuple[str, ...]:
    """Every language there is."""
    return tuple(packages_in(__path__))


class Messages(NamedTuple):
    """One language's words; every table is complete, since English fills the gaps."""

    language: str
    templates: Mapping[str, tuple[str, tuple[str, ...]]]
    words: Mapping[str, str]
    reasons: Mapping[str, str]
    problems: Mapping[str, str]
    profiles: Mapping[str, Mapping[str, Any]]
    categories: Mapping[str, str]
    pages: Mapping[str, str]
    help: Mapping[str, str]

    def text(self, key: str, /, **facts: Any) -> str:
        """The word or sentence for a key, its facts filled in."""
        return self._filled(self.words[key], facts)

    def help_of(self, text: str) -> str:
        """A text of ``--help`` in this language, by the English one that stands where a parameter is declared."""
        return self.help.get(text, text)

    def bracketed(self, text: str) -> str:
        """A text in the language's brackets, to stand behind another; nothing where it is empty."""
        return self.text("in_brackets", what=text) if text else ""

    def near(self, word: str, known: Iterable[str]) -> str:
        """The name that was probably meant by a word, as a question behind a sentence; nothing where none is near."""
        name = nearest(word, known)
        return self.text("near", name=name) if name else ""

    def with_categories(self, labels: Mapping[str, Label]) -> "Messages":
        """The same words, with the labels that an office gives its own categories."""
        own = {category: label.in_language(self.language) for category, label in labels.items()}
        return self._replace(categories={**self.categories, **own}) if own else self

    def category(self, key: str) -> str:
        """A profile's own word for a verdict; the category of an office's own profile stands as it was written."""
        status = self.words[key] if key in _STATUSES else key.replace("_", " ")
        return self.categories.get(key, status)

    def period(self, period: "Period") -> str:
        """A year, its months, or its days up to one; anything else from which day to which."""
        start, end = period.start, period.end
        facts = {"year": end.year, "first": start.month, "last": end.month, "day": end.day}
        if period.full_year:
            return self.text("period_year", year=end.year)
        if start.year != end.year or start.day != 1:
            return str(period)
        if period.whole_months:
            return self.text("period_month" if start.month == end.month else "period_months", **facts)
        return self.text("period_to_day", **facts) if start.month == 1 else str(period)

    def reason(self, key: str | None) -> str | None:
        """Why something could not be assessed."""
        return None if key is None else self.reasons[key]

    def message(self, diagnostic: Diagnostic) -> str:
        """What a diagnostic says, and of which entity of a panel."""
        sentence = self._filled(self.templates[diagnostic.code][0], self._facts(diagnostic))
        facts = diagnostic.facts
        if "entity" not in facts:
            return sentence
        if "more" in facts and not any("{more" in hint for hint in self.templates[diagnostic.code][1]):
            return self.text(
                "of_entities", what=sentence, **{name: facts[name] for name in ("entity", "more", "names")}
            )
        return self.text("of_entity", entity=facts["entity"], what=sentence)

    def hint(self, diagnostic: Diagnostic) -> str:
        """What to do about it: the first hint that has all its facts, or an empty text."""
        facts = self._facts(diagnostic)
        for hint in self.templates[diagnostic.code][1]:
            if all(_says(name, facts.get(name)) for name in _facts_in(hint)):
                return self._filled(hint, facts)
        return ""

    def outline(self, code: str) -> tuple[str, tuple[str, ...]]:
        """A code's message and hints as they read without facts: each fact is an ellipsis."""
        message, hints = self.templates[code]
        return _outlined(message), tuple(_outlined(hint) for hint in hints)

    def _facts(self, diagnostic: Diagnostic) -> dict[str, Any]:
        facts = dict(diagnostic.facts)
        for key in _PROBLEM_FACTS:
            value = facts.get(key)
            if isinstance(value, str) and value in self.problems:
                facts[key] = self.problems[value]
        for key in _WORD_FACTS:
            if facts.get(key) in self.words:
                facts[key] = self.words[facts[key]]
        for key, value in facts.items():
            if key == "growth_unit" and value == "pp":
                facts[key] = self.words["points"].strip()
            elif key.endswith("source") and not value:
                facts[key] = self.words["the_table"]
            elif isinstance(value, Label):
                facts[key] = value.in_language(self.language)
        if "year" in facts:
            part: Period | None = facts.get("in_part")
            facts["when"] = self.period(part) if part else self.text("period_year", year=facts["year"])
            facts["named"] = part.label if part else facts["year"]
        return facts

    def _filled(self, text: str, facts: Mapping[str, Any]) -> str:
        return text.format_map({key: _Fact(self._shown(value)) for key, value in facts.items()})

    def _shown(self, value: Any) -> str:
        if isinstance(value, Decimal):
            return readable(value)
        if isinstance(value, list | tuple):
            separator = self.words["list_separator"]
            more = f"{separator}…" if len(value) > _LISTED else ""
            return separator.join(self._shown(each) for each in value[:_LISTED]) + more
        return "" if value is None else str(value)


class _Fact(str):
    """A fact inside a sentence.

    ``{rows:row|rows}`` counts, ``{month:02}`` has two digits, ``{implied:rate}`` has two decimals, ``{file:shell}`` is
    one word of a command line, ``{rows}`` only shows.
    """

    __slots__ = ()

    def __format__(self, forms: str) -> str:
        if forms.isdecimal():
            return self.zfill(int(forms))
        if forms == "rate":
            return two_decimals(self)
        if forms == "shell":
            return shell_word(self)
        return counted(self, forms) if forms else str(self)


def two_decimals(number: str) -> str:
    """A computed rate as offices print it; what would become 0 or is shorter stays as it is."""
    rounded = Decimal(number).quantize(Decimal("0.01"), ROUND_HALF_UP) if number.count(".") == 1 else Decimal(0)
    return str(rounded) if rounded and len(number.partition(".")[2]) > 2 else number


def counted(number: str, forms: str) -> str:
    """``counted("2", "error|errors")`` is "2 errors": the only place that knows what a plural is."""
    singular, plural = forms.split("|")
    return f"{number} {singular if number == '1' else plural}"


@cache
def _facts_in(hint: str) -> tuple[str, ...]:
    """The facts that a hint needs; a doubled brace begins none."""
    return tuple(name for _, name, _, _ in Formatter().parse(hint) if name)


def _says(name: str, value: object) -> bool:
    """Whether a fact says something: none left out is not worth a hint."""
    return value not in ("", None, [], ()) and (name, value) != ("more", 0)


def _outlined(text: str) -> str:
    return re.sub(
        r"{(\w+)(?::(?:[^|}]*\|([^}]*)|rate|shell))?}", lambda match: f"… {match[2]}" if match[2] else "…", text
    ).format()


@cache
def messages_in(language: str) -> Messages:
    """The words of a language, and the English ones where it has none."""
    own, english = tables_of(language), tables_of(MACHINE)
    return Messages(language, *({**english[name], **own[name]} for name in TABLES))


@cache
def tables_of(language: str) -> Mapping[str, Mapping[str, Any]]:
    """What the modules of a language hold themselves, merged by table."""
    package = import_module(f"{__name__}.{language}")
    modules = [package, *(import_module(f"{package.__name__}.{name}") for name in modules_in(package.__path__))]
    return {name: _merged(getattr(module, name, {}) for module in modules) for name in TABLES}


def starter(language: str) -> str:
    """The plan that ``plan init`` writes, in a language or else in English."""
    from importlib.resources import files

    own = files(__name__) / language / "starter.yaml"
    return (own if own.is_file() else files(__name__) / MACHINE / "starter.yaml").read_text(encoding="utf-8")


def _merged(tables: Iterable[Mapping[str, Any]]) -> Mapping[str, Any]:
    return {key: value for table in tables for key, value in table.items()}
