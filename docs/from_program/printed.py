"""Pages that the program can say in every language: what its codes mean, and the profiles."""

from plan_cli import rules
from plan_cli.i18n import messages_in
from plan_cli.profiles.built_in import PROFILES
from plan_cli.render import Page
from plan_cli.render.markdown import write
from plan_cli.report.code_pages import codes_page
from plan_cli.report.profiles import ProfilesReport


def codes(language: str) -> str:
    """What `plan explain CODE` says, code by code."""
    return codes_page(rules.pages(), messages_in(language))


def profiles(language: str) -> str:
    """What `plan explain --profile all` says."""
    return write(ProfilesReport(tuple(PROFILES.values())), Page(messages_in(language)))
