"""What people read for a profile's categories: its author's labels, or the words that its office publishes for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from plan_cli.i18n import MACHINE, languages, messages_in
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
