"""Help and mistakes in the reader's language: every text that typer prints has its words in every language."""

import re

import pytest
import typer
from wcwidth import wcswidth

from conftest import Run
from plan_cli.cli import candidates
from plan_cli.cli.app import ABOUT, app_for, command_names
from plan_cli.cli.help import paragraphs_of
from plan_cli.codes import CODES, PLAN_CODES
from plan_cli.i18n import MACHINE, languages, messages_in

OTHERS = [language for language in languages() if language != MACHINE]


def help_texts(name: str) -> list[str]:
    """The description of a command and the help of its parameters, as they are declared."""
    command = typer.main.get_command(app_for([name])).commands[name]  # type: ignore[attr-defined]
    texts = [part for part in paragraphs_of(command.help) if not part.startswith("  ")]
    return texts + [param.help for param in command.get_params(typer.Context(command)) if param.help]


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", command_names())
def test_every_text_of_help_is_translated(name: str, language: str) -> None:
    """Those of a new option, too."""
    known = messages_in(language).help
    assert [text for text in [ABOUT, *help_texts(name)] if text not in known] == []


@pytest.mark.parametrize("language", OTHERS)
def test_no_translation_is_left_over(language: str) -> None:
    """A text that is no longer printed has no translation."""
    used = {text for name in command_names() for text in help_texts(name)}
    used |= {ABOUT, "[OPTIONS]", "COMMAND", "[ARGS]...", "COMMAND [ARGS]...", "Print the version."}
    assert sorted(set(messages_in(language).help) - used) == []


@pytest.mark.parametrize("name", ["", *command_names()])
def test_help_is_in_the_language_of_the_run(run: Run, name: str) -> None:
    """By --lang before or after --help, or by the locale; the headings too; no line wider than the terminal."""
    words = [name] if name else []
    shown = [run(*words, "--help", "--lang", "zh").out, run(*words, "-h", LANG="zh_CN.UTF-8").out]
    assert shown[0] == shown[1]
    assert shown[0].startswith("用法：plan")
    for heading in ("Usage", "Options", "Arguments", "Examples", "[required]", "default"):
        assert heading not in shown[0]
    assert "选项：" in shown[0]
    assert max(map(wcswidth, shown[0].splitlines())) <= 80


@pytest.mark.parametrize("columns", [50, 60])
def test_help_fits_a_narrow_terminal(run: Run, columns: int) -> None:
    """Choices are broken behind a bar; nothing of Python or of typer's own notation is in it."""
    for name in command_names():
        for lang in languages():
            usage, *lines = run(name, "--help", "--lang", lang, COLUMNS=str(columns)).out.splitlines()
            assert max(map(wcswidth, lines)) <= columns, name
            assert not any(odd in "\n".join([usage, *lines]) for odd in ("<str", "<list", "{", "： ")), name


def test_a_bare_plan_says_it_in_chinese(run: Run) -> None:
    """Usage, examples and the commands."""
    ran = run(LANG="zh_CN.UTF-8")
    assert ran.code == 2
    assert ran.out.startswith("用法：plan 命令 [选项]")
    assert "示例：" in ran.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["chek"], "没有命令“chek”；是否为 'check'"),
        (["check", "--fromat", "json"], "没有选项 --fromat（可能是：--format"),
        (["check"], "缺少参数“YEAR”"),
        (["check", "2023", "--lang"], None),
        (["check", "2023", "--format", "xml"], "'--format' 的值无效：'xml' 不在可选值之中：'table'"),
        (["check", "2023", "--width", "3"], "'--width' 的值无效：应不小于 40"),
        (["check", "2023", "--width", "x"], "'--width' 的值无效：应为整数"),
        (["check", "2023", "--against", "x"], "'--against' 的值无效：'x' 不在可选值之中：'in-force'、'original'"),
        (["check", "2023", "--plan", "a", "--plan", "b"], "'--plan' 的值无效：重复给出"),
        (["check", "2023", "--plan", ""], "'--plan' 的值无效：值为空"),
        (["check", "2023", "--quiet=1"], "选项 --quiet 不带值"),
        (["check", "2023", "--emit"], "选项 --emit 需要一个值"),
        (["show", "a", "b"], "多余的参数：b"),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, list) else "",
)
@pytest.mark.sampled(4)
def test_a_mistake_is_told_in_chinese(run: Run, words: list[str], said: str | None) -> None:
    """What typer says in English, with the usage and where help is."""
    ran = run(*words, LANG="zh_CN.UTF-8")
    assert ran.code == 2
    assert (said or "需要一个值") in ran.err
    assert "用法：plan" in ran.err or "请参阅 plan" in ran.err
    assert "--help" in ran.err


def test_help_and_completion_know_the_codes_of_plans(run: Run) -> None:
    """The ranges in the help hold each code that completion offers, and no other; what no plan has is refused."""
    shown = run("validate", "--help").out.partition("--select")[2].partition("--ignore")[0]
    named = re.findall(r"PLN(\d{3})(?:–(\d{3}))?", shown.partition("codes:")[2])
    spans = [range(int(first), int(last or first) + 1) for first, last in named]
    assert [code for code in CODES if any(int(code[3:]) in span for span in spans)] == [*PLAN_CODES]
    assert candidates.rules() == [*PLAN_CODES, *(CODES[code].rule for code in PLAN_CODES)]
    for idle in ("PLN401", "off-track", "PLN9"):
        ran = run("validate", "data/targets.yaml", "--select", idle)
        assert (ran.code, "never a plan: leave it out" in ran.err) == (2, True)
    assert run("validate", "data/targets.yaml", "--ignore", "PLN3").code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["check", "2023", "——format", "json"], "write --format"),
        (["check", "2023", "–o", "x.json"], "write -o"),
        (["check", "2023", "－－lang=zh"], "write --lang"),
        (["check", "2023", "x.csv", "--missing", "—"], "x.csv: no such file"),
        (["check", "2023", "—nothing.csv"], "—nothing.csv: no such file"),
    ],
    ids=" ".join,
)
def test_a_dash_that_is_no_hyphen(run: Run, words: list[str], said: str) -> None:
    """Editors and input methods make one of two hyphens; a file or a mark may begin so."""
    ran = run(*words, "--plan", "example", LANG="en_US.UTF-8")
    assert (ran.code, said in ran.err) == (2, True), ran.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["check", "2023", "data/actuals/changsha.csv", "-o", "x.xlsx"], "written by plan report"),
        (["report", "-o", "x.png"], "written by plan chart"),
        (["report", "-o", "x.pdf"], "print the .html or .docx"),
        (["template", "-o", "x.doc"], "formats: csv, xlsx\n"),
    ],
    ids=" ".join,
)
def test_a_format_of_another_command_is_named(run: Run, words: list[str], said: str) -> None:
    """Whoever wants a workbook of a check wants the report."""
    ran = run(*words, "--plan", "example", LANG="en_US.UTF-8")
    assert (ran.code, said in ran.err) == (2, True), ran.err


def test_a_wrong_language_is_told_in_the_locales(run: Run) -> None:
    """A mistake in --lang does not make everything English."""
    assert "用法：" in run("check", "2023", "--lang", "中文", LANG="zh_CN.UTF-8").err


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("check 2025 --top 3", True), ("check 1999", True), ("explain containers", True), ("chek", True),
        ("check 2025 --format xml", True), ("check 2025 none.csv", False), ("validate none.yaml", False),
    ],
)  # fmt: skip
def test_a_mistake_in_the_command_line_ends_in_where_help_is(run: Run, words: str, shown: bool) -> None:
    """Whoever found it; one in a file does not."""
    ran = run(*words.split(), PLAN_FILE="example:harbour", LANG="en_US.UTF-8")
    last = ran.err.splitlines()[-1] if ran.err else ""
    assert (ran.code, last.startswith("Try 'plan") and "--help'." in last) == (2, shown), ran.err


@pytest.mark.parametrize("option", ["--profile", "--plan", "--fail-on"])
def test_an_empty_value_is_not_answered_with_a_command_without_one(run: Run, option: str) -> None:
    """What is printed to be written must not be wrong itself."""
    ran = run("check", "2023", "data/actuals/changsha.csv", option, "", LANG="en_US.UTF-8")
    assert (ran.code, "write:" in ran.err) == (2, False), ran.err
