"""What the site has from the program and from the root of the repository: never older than they are.

To add one: a function that returns its text, its address in ``ENGLISH`` or ``CHINESE``, its line in ``nav`` of the
configuration.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path

from documents import documents_page
from options import options_page
from plan_cli.addresses import REPOSITORY, SITE
from plan_cli.planfile.schema import plan_schema, profiles_schema
from plan_cli.report.records import documents, schema_of
from plan_keys import plan_keys_page
from printed import codes, profiles

ROOT = Path(__file__).parent.parent.parent
#: What stands in the root of the repository, and its page.
ROOT_PAGES = {
    "CHANGELOG.md": "changelog.md",
    "CODE_OF_CONDUCT.md": "conduct.md",
    "CONTRIBUTING.md": "contributing.md",
    "ROADMAP.md": "roadmap.md",
    "SECURITY.md": "security.md",
}


def root_page(name: str) -> str:
    """A file of the root as a page: its links lead to pages where there is one, else into the repository."""

    def led(match: re.Match[str]) -> str:
        path = match[1]
        if path.startswith("docs/"):
            return f"]({path.removeprefix('docs/')})"
        return f"]({ROOT_PAGES.get(path, f'{REPOSITORY}/blob/main/{path}')})"

    return re.sub(r"\]\((?!https?:|#)([^)]+)\)", led, (ROOT / name).read_text(encoding="utf-8"))


def schema_files() -> dict[str, Callable[[], str]]:
    """Every JSON Schema at the address that its ``$id`` names."""
    schemas = [plan_schema(), profiles_schema(), *(schema_of(name) for name in documents())]
    texts = {schema["$id"].removeprefix(f"{SITE}/"): json.dumps(schema, ensure_ascii=False) for schema in schemas}
    return {address: text.__str__ for address, text in texts.items()}


#: What every language has.
LOOK: dict[str, Callable[[], str]] = {
    "site.css": lambda: (Path(__file__).parent / "site.css").read_text(encoding="utf-8"),
}
ENGLISH: dict[str, Callable[[], str]] = {
    "reference/options.md": lambda: options_page("en"),
    "reference/plan-keys.md": plan_keys_page,
    "reference/documents.md": documents_page,
    **{page: (lambda name=name: root_page(name)) for name, page in ROOT_PAGES.items()},
    **schema_files(),
    "llms.txt": lambda: root_page("llms.txt"),
    **LOOK,
}
CHINESE: dict[str, Callable[[], str]] = {
    "codes.md": lambda: codes("zh"),
    "options.md": lambda: options_page("zh"),
    "profiles.md": lambda: profiles("zh"),
    **LOOK,
}
