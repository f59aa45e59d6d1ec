"""What mkdocs calls while it builds: the pages that are made join those that are written."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from made import CHINESE, ENGLISH


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages of the language that is built."""
    for address, made in (CHINESE if config.theme["language"] == "zh" else ENGLISH).items():
        files.append(File.generated(config, address, content=made()))
    return files
