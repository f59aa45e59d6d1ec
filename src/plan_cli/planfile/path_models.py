"""Paths as a plan file writes them: the name of a shape, or a mapping with a ``shape``.

To add a shape: its class here, in ``PathValue``, and its value in ``model/paths.py``, which has the same fields.
"""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from plan_cli.model.paths import SHAPES, Path, shape_named
from plan_cli.planfile.values import PlanPart, YearKey, tagged_by

_SHAPE = "Which shape of path this is."


class _PathModel(PlanPart):
    cap: Decimal | None = Field(None, description="The path goes no higher than this.")
    floor: Decimal | None = Field(None, description="The path goes no lower than this.")
    keep_better: bool = Field(
        False, description="Where the actual is better than the path, it takes the path's place in that year."
    )

    def resolve(self) -> Path:
        """The path of the model with the same fields."""
        values = dict(self)
        return type(shape_named(values["shape"]))(**values)


class CompoundModel(_PathModel):
    """The same growth rate every year: b·(t/b)^(n/N); or `growth` % a year, or `change` % of the baseline."""

    shape: Literal["compound"] = Field(description=_SHAPE)
    growth: Decimal | None = Field(
        None, gt=-100, description="Growth in % a year that the path follows instead of leading to the target."
    )
    change: Decimal | None = Field(
        None, gt=-100, description="Change in % of the baseline that the path leads to, instead of the target."
    )


class LinearModel(_PathModel):
    """The same amount every year: b + (t − b)·n/N; or `step` units a year, or `change` % of the baseline."""

    shape: Literal["linear"] = Field(description=_SHAPE)
    step: Decimal | None = Field(
        None, description="So many units a year that the path follows instead of leading to the target."
    )
    change: Decimal | None = Field(
        None, description="Change in % of the baseline that the path leads to, instead of the target."
    )


class StatedModel(_PathModel):
    """The growth that the document prints, carried on: b·(1+g)^n, or b + g·n where it is printed in points."""

    shape: Literal["stated"] = Field(description=_SHAPE)


class StepsModel(_PathModel):
    """Holds the last dated value until the next date."""

    shape: Literal["steps"] = Field(description=_SHAPE)
    values: dict[YearKey, Decimal] | None = Field(None, description="Values by year.")


class PiecewiseModel(_PathModel):
    """Through dated values, straight or compound between them."""

    shape: Literal["piecewise"] = Field(description=_SHAPE)
    values: dict[YearKey, Decimal] | None = Field(None, description="Values by year.")
    pieces: Literal["linear", "compound"] = Field("linear", description="Between dated values: linear or compound.")


class SCurveModel(_PathModel):
    """Slow, fast, slow: b + (t − b)·w²(3 − 2w), w = (n/N)^`exponent` (above 1 starts later, below 1 earlier)."""

    shape: Literal["s-curve"] = Field(description=_SHAPE)
    exponent: Decimal = Field(Decimal(1), description="Above 1 the way starts later, below 1 earlier.")


class ReferenceModel(_PathModel):
    """So many per cent of the way at given years, straight between them; a ten-year plan may leave them out."""

    shape: Literal["reference"] = Field(description=_SHAPE)
    shares: dict[YearKey, Decimal] | None = Field(None, description="How many per cent of the way are gone, by year.")


#: Every shape in its order, and the bare name of a shape.
PathValue = Annotated[
    Annotated[Literal[SHAPES], Tag("a text")]  # type: ignore[valid-type]
    | Annotated[CompoundModel, Tag("compound")]
    | Annotated[LinearModel, Tag("linear")]
    | Annotated[StatedModel, Tag("stated")]
    | Annotated[StepsModel, Tag("steps")]
    | Annotated[PiecewiseModel, Tag("piecewise")]
    | Annotated[SCurveModel, Tag("s-curve")]
    | Annotated[ReferenceModel, Tag("reference")],
    Discriminator(tagged_by("shape")),
]
