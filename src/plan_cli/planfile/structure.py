"""Structure: the data of a plan file validated by pydantic into forms, and every mistake in how it is built."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from plan_cli.diagnostics import Diagnostic

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Form = TypeVar("Form")


def structure(form: type[Form], data: Any) -> tuple[Form | None, list[Diagnostic]]:
    """The form that these data are; None and at least one diagnostic where they are not."""
    from pydantic import ValidationError

    from plan_cli.planfile.errors import diagnostics_of

    try:
        return adapter(cast(Any, form)).validate_python(data), []
    except ValidationError as error:
        return None, diagnostics_of(error.errors(include_url=False), data)


@cache
def adapter(form: Any) -> TypeAdapter[Any]:
    """How pydantic reads a form."""
    from pydantic import TypeAdapter

    return TypeAdapter(form)
