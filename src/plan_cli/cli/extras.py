"""Extras: libraries that a plain installation does not bring, and the command that brings them."""

from __future__ import annotations

from importlib.util import find_spec

from plan_cli.cli.errors import CannotRunError
from plan_cli.i18n import Messages


def needs(extra: str, modules: tuple[str, ...], what: str, messages: Messages) -> None:
    """Stop where one of these modules cannot be imported."""
    if any(find_spec(module) is None for module in modules):
        command = f"pip install 'target-path[{extra}]'"
        raise CannotRunError(messages.text("usage_extra", what=what, command=command))
