"""Marks: what may stand in a place of the plan file, where a plain type does not say it.

A mark stands in an ``Annotated`` of ``forms.py`` and answers twice: ``reader`` gives the function with which
``fitting.py`` reads a value that fits, ``__get_pydantic_core_schema__`` tells pydantic the same. The marks of figures
stand in ``figures.py``. To add one: a class here with these two, and a row of plans in ``tests/test_fitting.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

Reader = Callable[[Any], Any]
ReaderOf = Callable[[Any], Reader]


#: What is anywhere in a text that is not blank.
SOMETHING = r"\S"


class Pattern:
    """A text of a certain make."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.str_schema(pattern=f"^{self.pattern}$", strict=True)


class NotEmpty:
    """A list or a mapping of at least one, a text that says something."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        schema = handler(source)
        return {**schema, "pattern": SOMETHING} if schema["type"] == "str" else {**schema, "min_length": 1}


class Either:
    """A value that may be written in several forms: as ``number``, ``text`` or ``mapping``."""

    def __init__(self, **forms: Any) -> None:
        self.forms = forms

    def choose(self, value: Any) -> str | None:
        """In which of its forms a value is written; a form that is not meant counts as the first plain one."""
        form = "mapping" if isinstance(value, dict) else "text" if isinstance(value, str) else "number"
        if form == "number" and (value is None or isinstance(value, bool | list)):
            return None
        return form if form in self.forms else next((name for name in self.forms if name != "mapping"), None)

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        from pydantic_core import core_schema

        choices = {name: handler.generate_schema(written) for name, written in self.forms.items()}
        return core_schema.tagged_union_schema(
            choices, self.choose, custom_error_type="form_wanted", custom_error_message=" | ".join(self.forms)
        )


class Tagged:
    """One of several mappings, told apart by the word that stands under a key."""

    def __init__(self, key: str) -> None:
        self.key = key

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        from typing import Annotated

        from pydantic import Field

        schema: CoreSchema = handler.generate_schema(Annotated[source, Field(discriminator=self.key)])
        return schema
