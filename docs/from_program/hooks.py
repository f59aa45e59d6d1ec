"""What mkdocs calls while it builds: the pages that are made join those that are written."""

import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from made import CHINESE, ENGLISH

#: A table of more columns does not stand beside the contents of its page.
WIDE = 12
#: A line break between two Chinese characters or signs; a browser would make a blank of it.
_BREAK = re.compile(r"(?<=[\u2014-\u201d\u3001-\u9fff\uff00-\uffee`*])\n(?=[\u201c\u300a-\u9fff\uff08])")
_FENCES = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages of the language that is built."""
    for address, made in (CHINESE if config.theme["language"] == "zh" else ENGLISH).items():
        files.append(File.generated(config, address, content=made()))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Join the lines of a Chinese paragraph; code stays as it is. A wide table has the room of the contents."""
    if any(line.startswith("|") and line.count("|") > WIDE for line in markdown.splitlines()):
        page.meta.setdefault("hide", ["toc"])
    if config.theme["language"] != "zh":
        return markdown
    parts = _FENCES.split(markdown)
    return "".join(part if part.startswith("```") else _BREAK.sub("", part) for part in parts)
