"""Structure: the data of a plan file as forms, and every mistake in how it is built.

What fits is read by ``fitting.py``; where anything does not, pydantic (loaded then, not before) says what and where.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from plan_cli.diagnostics import Finding
from plan_cli.planfile.fitting import fitting

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Form = TypeVar("Form")


def structure(form: type[Form], data: Any) -> tuple[Form | None, list[Finding]]:
    """The form that these data are; None and at least one finding where they are not."""
    read = fitting(form, data)
    return (read, []) if read is not None else explained(form, data)


def explained(form: type[Form], data: Any) -> tuple[Form | None, list[Finding]]:
    """The same, read by pydantic."""
    from pydantic import ValidationError

    from plan_cli.planfile.errors import findings_of

    try:
        return adapter(cast(Any, form)).validate_python(data), []
    except ValidationError as error:
        return None, findings_of(error.errors(include_url=False), data)


@cache
def adapter(form: Any) -> TypeAdapter[Any]:
    """How pydantic reads a form."""
    from pydantic import TypeAdapter

    return TypeAdapter(form)
