"""Trouble: why a command cannot run, in the language that was asked for."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from plan_cli.i18n import MACHINE, Messages, languages, messages_in

if TYPE_CHECKING:
    from plan_cli.diagnostics import Diagnostic


class CannotRunError(Exception):
    """The command cannot do its work: exit code 2. Raised and caught in the command line only."""

    def __init__(
        self, message: str, diagnostics: tuple[Diagnostic, ...] = (), sources: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(message)
        self.message, self.diagnostics, self.sources = message, diagnostics, sources or {}


def messages_for(lang: str | None) -> Messages:
    """The words of the language that was asked for: --lang, $PLAN_LANG, then the locale; else English."""
    if lang is not None:
        if lang not in languages():
            facts = {"got": lang, "option": "--lang", "known": list(languages())}
            raise CannotRunError(messages_in(MACHINE).word("usage_choice", **facts))
        return messages_in(lang)
    for name in ("PLAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            language = value.replace("-", "_").split("_")[0].split(".")[0].lower()
            return messages_in(language if language in languages() else MACHINE)
    return messages_in(MACHINE)


def choice(value: str, option: str, known: Sequence[str], messages: Messages) -> str:
    """The value, if it is one of those known."""
    if value not in known:
        raise CannotRunError(messages.word("usage_choice", got=value, option=option, known=list(known)))
    return value
