"""A well-formed command line is read without typer; what is read so is what typer would have handed to the command."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
import typer
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_cli.cli import wellformed
from plan_cli.cli.app import app as real
from plan_cli.cli.app import typed
from plan_cli.cli.params import Option, parameters_of

COMMANDS = {str(each.name): wellformed.command_named(str(each.name)) for each in real.registered_commands}
WORDS = [
    "2023", "2023-Q2", "a.csv", "-", "--", "trade-total", "", "-1", "0", "39", "40", "41", "1e3", "٣", "+5", "5.0", " 7",
    "zh", "json", "x=y", "=", "-x", "--nonsense", "--lang=", "--width", "-o", "-q", "-qo", "-ofile", "-o=f", "--output=-",
    "--help", "-h", "--version", "--debug", "check", "贸易", "-q=1", "--quiet=1", "--quiet", "--no-quiet", "--top", "9" * 30,
]  # fmt: skip


def recording(heard: list[tuple[str, Mapping[str, Any]]]) -> typer.Typer:
    """The program, its commands only noting what they are told."""

    def note(function: Callable[..., int], told: Mapping[str, Any]) -> int:
        heard.append((function.__name__, dict(told)))
        return 0

    app = typer.Typer(add_completion=False, context_settings={"help_option_names": ["-h", "--help"]})
    app.callback()(lambda: None)
    for name, function in COMMANDS.items():
        assert function is not None
        app.command(name)(typed(function, note))
    return app


HEARD: list[tuple[str, Mapping[str, Any]]] = []
APP = typer.main.get_command(recording(HEARD))


def typer_says(words: list[str]) -> tuple[str, Mapping[str, Any]] | None:
    HEARD.clear()
    try:
        APP(words, standalone_mode=False)
    except typer.TyperException:
        return None
    return HEARD[0] if HEARD else None


@st.composite
def command_lines(draw: st.DrawFn) -> list[str]:
    """Mostly sound command lines: arguments and options in any order, values joined or apart, now and then a stray."""
    name = draw(st.sampled_from(sorted(COMMANDS)))
    function = COMMANDS[name]
    assert function is not None
    odd = st.one_of(st.sampled_from(WORDS), st.text(max_size=4))
    parts: list[list[str]] = []
    for each in draw(st.permutations(parameters_of(function))):
        if not isinstance(each.said, Option):
            parts += (
                [[draw(st.sampled_from(["2023", "a.csv", "贸易", "-"]))]] if each.needed or draw(st.booleans()) else []
            )
        elif draw(st.integers(0, 4)) == 0:
            option = draw(st.sampled_from(each.said.names))
            word = draw(st.one_of(st.sampled_from(["41", "zh", "x=y"]), odd))
            sound = [option] if each.kind == "flag" else draw(st.sampled_from([[option, word], [f"{option}={word}"]]))
            parts += [sound] * draw(st.sampled_from([1, 1, 2]))
    if draw(st.integers(0, 3)) == 0:
        parts.insert(draw(st.integers(0, len(parts))), [draw(odd)])
    return [name, *(word for part in parts for word in part)]


@settings(max_examples=1500, deadline=None)
@given(command_lines())
def test_what_is_read_is_what_typer_reads(words: list[str]) -> None:
    """Whenever a command line is read without typer, typer would have called the same command with the same values."""
    plain = wellformed.read(words)
    if plain is not None:
        function, told = plain
        assert typer_says(words) == (function.__name__, told)


@pytest.mark.parametrize(
    "line",
    [
        "check 2023 a.csv", "check --format json 2023 - --lang=zh -q", "check -o out.json 2023 -- a.csv", "milestones",
        "check 2023 p.csv --by a --by=b --top 0 --width 40 --compare", "validate a.yaml b.yaml --max-errors 3",
        "explain trade-total 2023", "chart -o -", "init x --force", "show --plan=p.yaml fdi", "schema", "template --wide",
        "forecast a.csv --indicator fdi", "report a.csv --year 2023",
    ],
)  # fmt: skip
def test_ordinary_lines_are_read(line: str) -> None:
    """What people type every day does not need typer, and means the same."""
    plain = wellformed.read(line.split())
    assert plain is not None
    assert typer_says(line.split()) == (plain[0].__name__, plain[1])


@pytest.mark.parametrize(
    "words",
    [
        [], ["--version"], ["--help"], ["chek"], ["__init__"], ["check"], ["check", "2023"], ["check", "1", "2", "3"],
        ["check", "1", "2", "--nonsense"], ["check", "1", "2", "--lang"], ["check", "1", "2", "--lang", "--quiet"],
        ["check", "1", "2", "--width", "39"], ["check", "1", "2", "--width", "x"], ["check", "1", ""], ["show", "-h"],
        ["check", "1", "2", "--lang", "zh", "--lang", "en"], ["check", "1", "2", "--quiet=yes"], ["-q", "show"],
    ],
)  # fmt: skip
def test_everything_else_is_typers(words: list[str]) -> None:
    """Help, mistakes, and what only typer knows how to take."""
    assert wellformed.read(words) is None
