"""Where the project is found: its repository and its site. Nothing is fetched from there; messages and files name them.

``pyproject.toml`` says the same for the package index; a test holds them together.
"""

REPOSITORY = "https://github.com/target-path/target-path"
SITE = "https://target-path.github.io/target-path"

ISSUES = f"{REPOSITORY}/issues"
#: The page with a section for every code of a diagnostic.
CODES_PAGE = f"{REPOSITORY}/blob/main/docs/codes.md"


def schema_address(name: str, version: int) -> str:
    """The ``$id`` of a JSON Schema: where the site has the same file."""
    return f"{SITE}/schema/{name}-{version}.json"
