"""What people read for a profile and its categories: their author's labels, or the words of the office."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from plan_cli.i18n import MACHINE, Messages, languages, messages_in
from plan_cli.model.label import Label

if TYPE_CHECKING:
    from plan_cli.profiles.built_in import Profile


def labels_of(profile: Profile) -> Mapping[str, Label]:
    """The label of each category that has one; other categories are read as they are in every profile."""
    published = messages_in(MACHINE).profiles.get(profile.name, {}).get("categories")
    if not published:
        return profile.labels
    pages = {language: messages_in(language).profiles[profile.name]["categories"] for language in languages()}
    return {word: Label({language: page[word] for language, page in pages.items()}) for word in published}


def profile_title(name: str, messages: Messages) -> str:
    """A profile by its title, with the name that a command takes; an office's own by its name."""
    known = messages.profiles.get(name)
    return known["title"] + messages.bracketed(name) if known else name


def profile_word(name: str, messages: Messages) -> str:
    """A profile in the line above a table: by its name, which is English; elsewhere by its title as well."""
    return name if messages.language == MACHINE else profile_title(name, messages)
