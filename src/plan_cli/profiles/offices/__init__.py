"""Published rule sets as data: one module for each office, found by walking this package.

A module holds ``PROFILES``: stated profiles, in the same words in which a user states one. Title, rule and source
stand in ``i18n/``, by the profile's name.
"""

from collections.abc import Iterator
from importlib import import_module

from plan_cli.model.stated_profile import StatedProfile
from plan_cli.registry import modules_in


def published() -> Iterator[StatedProfile]:
    """Every published profile that is stated as lines, by the names of their modules."""
    for name in modules_in(__path__):
        yield from import_module(f"{__name__}.{name}").PROFILES
