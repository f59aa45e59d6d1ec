"""Markup: text from the data made harmless for XML and HTML, in the one place that both pages and pictures use."""

from collections.abc import Iterable
from html import escape

from plan_cli.text import encodable, visible


def escaped(text: str) -> str:
    """Text that can become neither markup nor an attribute, its unseen characters shown."""
    return escape(encodable(visible(text)))


def element(name: str, content: str = "", **attributes: str | float | None) -> str:
    """An element; ``content`` is markup already, attributes are escaped and None is left out.

    An underscore stands for a hyphen, and one at the end of a name is dropped (``class_``).
    """
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escaped(value) if type(value) is str else value}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{given}>{content}</{name}>" if content else f"<{name}{given}/>"


def joined(parts: Iterable[str]) -> str:
    """Markup one after the other, a line each."""
    return "\n".join(part for part in parts if part)
