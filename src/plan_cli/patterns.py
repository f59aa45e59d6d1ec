"""Regular expressions that are compiled when they are first used: most runs need few of those that a module has."""

import re
from typing import Any, cast

_METHODS = ("match", "fullmatch", "search", "sub", "split", "findall", "finditer")


class _Late:
    def __init__(self, source: str, flags: int) -> None:
        self.source, self.flags = source, flags

    def __getattr__(self, name: str) -> Any:
        """Compile it; from then on its methods are the compiled one's."""
        compiled = re.compile(self.source, self.flags)
        vars(self).update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)


def late(source: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression that is compiled when it is first used; for constants of a module."""
    return cast("re.Pattern[str]", _Late(source, flags))
