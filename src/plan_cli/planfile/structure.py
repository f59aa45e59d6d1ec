"""Structure: the data of a plan file validated by pydantic, and every error in how it is built."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from plan_cli.diagnostics import Diagnostic, Route

if TYPE_CHECKING:
    from plan_cli.planfile.values import PlanPart

Part = TypeVar("Part", bound="PlanPart")


@dataclass(frozen=True, slots=True)
class Structure(Generic[Part]):
    """The model of the data, or None and the errors: as diagnostics, and the routes of the parts that are wrong."""

    model: Part | None
    diagnostics: tuple[Diagnostic, ...] = ()
    wrong: tuple[Route, ...] = ()


def structure(model: type[Part], data: Any) -> Structure[Part]:
    """The data as a model. Never raises for what is in them."""
    from pydantic import ValidationError

    from plan_cli.planfile.errors import diagnostics_of

    try:
        return Structure(model.model_validate(data))
    except ValidationError as error:
        diagnostics, wrong = diagnostics_of(error.errors(include_url=False), data, model)
        return Structure(None, diagnostics, wrong)
