"""Structure: the data of a plan file validated by pydantic, and every structural error."""

from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from plan_cli.diagnostics import Diagnostic, Route
from plan_cli.planfile.events import LISTED

if TYPE_CHECKING:
    from plan_cli.planfile.values import PlanPart

Part = TypeVar("Part", bound="PlanPart")


class Structure(NamedTuple, Generic[Part]):
    """The model of the data, or None and the errors: as diagnostics, and the routes of the parts that are wrong."""

    model: Part | None
    diagnostics: tuple[Diagnostic, ...] = ()
    wrong: tuple[Route, ...] = ()


def structure(model: type[Part], data: Any) -> Structure[Part]:
    """The data as a model. Never raises for what is in them."""
    from pydantic import ValidationError

    try:
        return Structure(model.model_validate(data))
    except ValidationError as error:
        from plan_cli.planfile.errors import diagnostics_of

        # The input of an error is looked up by its route; a copy in each error would fill the memory.
        errors = error.errors(include_url=False, include_input=False)
        return Structure(None, *diagnostics_of(errors[: LISTED + 1], data, model))
