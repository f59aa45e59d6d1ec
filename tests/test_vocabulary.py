"""Names are the field's words: docs/vocabulary.md lists the ones that are not used, and no identifier uses one."""

import ast
import re
from collections.abc import Iterator

from conftest import ROOT

PAGE = ROOT / "docs" / "vocabulary.md"


def not_used() -> set[str]:
    """The first column of the page's last table."""
    table = PAGE.read_text(encoding="utf-8").partition("## Words that are not used")[2]
    return {word for row in re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE)[1:] for word in row.strip().split(", ")}


def identifiers(source: str) -> Iterator[str]:
    """Every name that a module gives or uses: functions, classes, arguments, variables, attributes, keywords."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.arg(arg=name) | ast.Name(id=name) | ast.Attribute(attr=name):
                yield name
            case ast.keyword(arg=str(name)) | ast.alias(asname=str(name)):
                yield name


def words(identifier: str) -> list[str]:
    """``oddRows_told`` is odd, rows, told."""
    return [word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", identifier)]


def test_no_identifier_uses_a_word_that_is_not_used() -> None:
    """A newcomer reads the names without a dictionary."""
    banned = not_used()
    where: dict[str, set[str]] = {}
    for file in sorted((ROOT / "src").rglob("*.py")):
        for identifier in identifiers(file.read_text(encoding="utf-8")):
            for word in banned.intersection(words(identifier)):
                where.setdefault(word, set()).add(file.relative_to(ROOT / "src" / "plan_cli").as_posix())
    assert where == {}


def test_the_words_of_the_test_are_split_as_a_reader_would() -> None:
    """A banned word inside another word is another word."""
    assert words("oddRows_told") == ["odd", "rows", "told"]
    assert words("boolean") == ["boolean"]
    assert {"told", "ladder"} <= not_used()
