"""Frames: a report in a notebook, as dicts, as data frames, as a table in the page or the terminal.

A report takes it by inheriting from ``Framed``; pandas and Polars are imported when they are asked for.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

from plan_cli.i18n import MACHINE, messages_in
from plan_cli.report import Readable, Report, Tabular
from plan_cli.report.cells import text_of
from plan_cli.report.table import Block, Paragraph, Row, Table

if TYPE_CHECKING:
    import pandas
    import polars
    from rich.console import RenderableType


class Displayed(Report, Readable, Tabular, Protocol):
    """What a report needs to inherit from ``Framed``."""


class Framed:
    """A report as rows, frames and a displayed table."""

    def to_dicts(self: Tabular) -> list[dict[str, Any]]:
        """One dict for each row, under the keys of the CSV file; figures are floats, what is missing is None."""
        return _dicts(self)

    def to_pandas(self: Displayed) -> pandas.DataFrame:
        """The rows as a pandas data frame. Errors: ``ImportError`` without pandas."""
        import pandas

        return pandas.DataFrame(_dicts(self), columns=list(self.to_rows().columns))

    def to_polars(self: Displayed) -> polars.DataFrame:
        """The rows as a Polars data frame. Errors: ``ImportError`` without Polars."""
        import polars

        return polars.DataFrame(_dicts(self), schema=list(self.to_rows().columns), infer_schema_length=None)

    def __repr__(self: Displayed) -> str:
        title = next((block.text for block in _blocks(self) if isinstance(block, Paragraph) and block.text), "")
        return f"<{type(self).__name__}: {title}; {len(self.diagnostics)} diagnostics, exit code {int(self.exit_code)}>"

    def __rich__(self: Displayed) -> RenderableType:
        """The content as rich prints it."""
        from rich.console import Group
        from rich.table import Table as RichTable
        from rich.text import Text

        parts: list[RenderableType] = []
        for block in _blocks(self):
            if isinstance(block, Paragraph):
                parts.append(Text(_line(block)))
                continue
            table = block.essential
            shown = RichTable(box=None, show_header=table.headed)
            for column in table.columns:
                shown.add_column(Text(column.title), justify="right" if column.right else "left")
            for row in table.rows:
                shown.add_row(*map(Text, _texts(table, row)))
            parts.append(shown)
        return Group(*parts)

    def _repr_html_(self: Displayed) -> str:
        """The content for a notebook's page."""
        from html import escape

        return "\n".join(
            f"<p>{escape(_line(block))}</p>" if isinstance(block, Paragraph) else _html(block.essential)
            for block in _blocks(self)
        )


def _dicts(report: Tabular) -> list[dict[str, Any]]:
    rows = report.to_rows()
    return [{column: _plain(row.get(column)) for column in rows.columns} for row in rows.rows]


def _blocks(report: Readable) -> list[Block]:
    return report.content(messages_in(MACHINE))


def _plain(value: object) -> object:
    """A number as a float, as data frames have it."""
    return float(value) if isinstance(value, Decimal) else value


def _line(block: Paragraph) -> str:
    text = block.separator.join(block.items) if block.items else block.text
    return f"{block.label}  {text}" if block.label else text


def _texts(table: Table, row: Row) -> list[str]:
    if row.section:
        return [row.section if i == table.section_column else "" for i in range(len(table.columns))]
    return [text_of(row[column.key]) for column in table.columns]


def _html(table: Table) -> str:
    from html import escape

    head = "".join(f"<th>{escape(column.title)}</th>" for column in table.columns) if table.headed else ""
    lines = [
        "".join(
            f'<td style="text-align: {"right" if column.right else "left"}">{escape(text)}</td>'
            for column, text in zip(table.columns, _texts(table, row), strict=True)
        )
        for row in table.rows
    ]
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"<table>{f'<thead><tr>{head}</tr></thead>' if head else ''}<tbody>{body}</tbody></table>"
