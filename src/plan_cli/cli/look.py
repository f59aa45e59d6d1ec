"""Look: applies the columns, the order and the signs that a command line asks for to a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from plan_cli.cli.errors import CannotRunError, choice, refuse_options
from plan_cli.cli.option_groups import options_set
from plan_cli.cli.params import Look
from plan_cli.i18n import Messages

if TYPE_CHECKING:
    from plan_cli.report import Report
    from plan_cli.report.layout import Arrangeable

#: The options that each format supports.
_USED = {
    "table": ("--columns", "--sort", "--grouping", "--ascii"),
    "markdown": ("--columns", "--sort", "--grouping", "--ascii"),
    "csv": ("--columns", "--sort"),
    "json": ("--ascii",),
}


def follows(format: str, look: Look) -> bool:
    """Whether a format supports all the options that were given."""
    return set(options_set(look)) <= {*_USED.get(format, ())}


def refuse_choice(look: Look, format: str, messages: Messages) -> None:
    """Stop at --columns and --sort for a single indicator, which has no table; in CSV only at --sort."""
    idle = {"--sort", *(() if format == "csv" else ("--columns",))}
    refuse_options((each for each in options_set(look) if each in idle), "usage_no_table", messages)


def in_layout(report: Report, look: Look, format: str, messages: Messages) -> Report:
    """The report in the layout that was asked for. Errors: ``CannotRunError`` for what the format does not support."""
    from plan_cli.report.layout import Arranged, Layout, columns_offered

    idle = (each for each in options_set(look) if each not in _USED.get(format, ()))
    refuse_options(idle, "usage_layout", messages, format=format)
    if format == "json":
        return report
    given = cast("Arrangeable", report)
    names = [name.strip() for name in (look.columns or "").replace("，", ",").split(",") if name.strip()]
    sort, mark, order = (look.sort or "").partition(":")
    if mark:
        choice(order, "--sort NAME:", ("asc", "desc"), messages)
    offered = {name: name for name in given.to_rows().columns} if format == "csv" else columns_offered(given, messages)
    columns = tuple(_column(name, "--columns", offered, messages) for name in names)
    by = _column(sort, "--sort", offered, messages) if sort else ""
    return Arranged(given, Layout(columns, by, order == "desc", look.grouping, look.ascii))


def _column(name: str, option: str, offered: dict[str, str], messages: Messages) -> str:
    """The key of a column by one of its names; without a table any name is taken as it is."""
    if name in offered or not offered:
        return offered.get(name, name)
    facts = {"near": messages.near(name, offered), "known": ", ".join(dict.fromkeys(offered.values()))}
    raise CannotRunError(messages.text("usage_column", got=name, option=option, **facts))
