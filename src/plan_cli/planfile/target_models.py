"""Targets as a plan file writes them: a number, or a mapping with a ``kind``.

To add a kind: its class here, in ``TargetValue``, and its value in ``model/targets/``, which has the same fields.
"""

from dataclasses import fields
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal, get_args

from pydantic import ConfigDict, Discriminator, Field, Tag, model_validator

from plan_cli.model.kind import NumberOperator, Operator
from plan_cli.model.targets import Target
from plan_cli.planfile.values import (
    ByForm,
    Count,
    FractionText,
    Labels,
    NonBlank,
    NotNegative,
    PlanPart,
    Year,
    YearKey,
    given,
    tagged_by,
)

_KIND = "Which kind of target this is."


class RangeModel(PlanPart):
    """Two ends: the near one is the target, beyond the far one is better still unless the operator is `within`."""

    low: Decimal = Field(description="The lower end.")
    high: Decimal = Field(description="The upper end.")


NumberOrRange = Annotated[Annotated[Decimal, Tag("a number")] | Annotated[RangeModel, Tag("a mapping")], ByForm]


class _TargetModel(PlanPart):
    year: Year | None = Field(None, description="Its last year, where that is not the plan's target year.")

    def resolve(self) -> Target:
        """The target of the model with the same fields."""
        values = self.values_of_fields()
        kind: type[Target] = _KINDS[values["kind"]]
        return kind(**values)

    def values_of_fields(self) -> dict[str, Any]:
        """What is written, by field; the near end of a range is settled when the direction is known."""
        values: dict[str, Any] = {}
        for key, each in self:
            values[key] = each.low if isinstance(each, RangeModel) else each
            if isinstance(each, RangeModel):
                values |= {"low": each.low, "high": each.high}
        return values


class _WithOperator(_TargetModel):
    operator: NumberOperator | None = Field(None, description="How it is meant: at_least (default), more_than, about …")


class _RangedModel(_TargetModel):
    operator: Operator | None = Field(
        None, description="How it is meant: at_least (default), more_than, about …; of a range also within."
    )


class _SinceYear(_TargetModel):
    from_year: Year | None = Field(
        None, alias="from", description="The year that it is compared with, where that is not the plan's base year."
    )


class LevelModel(_RangedModel):
    """Reach a value in the target year."""

    kind: Literal["level"] = Field(description=_KIND)
    value: NumberOrRange = Field(description="The value to reach, or a range with `low` and `high`.")


def _rate_or_than(schema: dict[str, Any]) -> None:
    """JSON Schema: a rate is needed where nothing else says how fast."""
    schema["required"] = [key for key in schema["required"] if key != "rate"]
    schema["anyOf"] = [given("rate"), given("than")]


class GrowthTargetModel(_RangedModel, _SinceYear):
    """Grow by so much a year on average, no level given: judged as an index, base year = 100."""

    model_config = ConfigDict(json_schema_extra=_rate_or_than)

    kind: Literal["growth"] = Field(description=_KIND)
    rate: Annotated[
        Annotated[Decimal, Field(gt=-100), Tag("a number")] | Annotated[RangeModel, Tag("a mapping")], ByForm
    ] = Field(
        description="Average growth in % a year, or a range with `low` and `high`; with `than`, so many points above "
        "it, and then 0 if left out."
    )
    than: str | None = Field(
        None, description="The id of an indicator whose growth over the same years it is compared with."
    )

    @model_validator(mode="before")
    @classmethod
    def _as_fast(cls, written: Any) -> Any:
        """Compared with another and no rate: as fast as that."""
        compared = isinstance(written, dict) and written.get("than") is not None and "rate" not in written
        return {**written, "rate": Decimal(0)} if compared else written


class TotalModel(_RangedModel):
    """Add up to so much over the period: an equal share each year, or `weights` by year."""

    kind: Literal["total"] = Field(description=_KIND)
    value: NumberOrRange = Field(description="The sum to reach, or a range with `low` and `high`.")
    from_year: Year | None = Field(
        None,
        alias="from",
        description="The first year that is added up, where that is not the one after the base year.",
    )
    weights: dict[YearKey, NotNegative] | None = Field(
        None,
        description="How much of the total each year is asked for, by year; else equal shares.",
        json_schema_extra={"not": {"type": "object", "additionalProperties": {"const": 0}}},
    )


class ChangeModel(_RangedModel, _SinceYear):
    """Change by so much over the period: a share of the baseline, or so many points or units."""

    kind: Literal["change"] = Field(description=_KIND)
    value: Annotated[
        Annotated[Decimal, Tag("a number")]
        | Annotated[FractionText, Tag("a text")]
        | Annotated[RangeModel, Tag("a mapping")],
        ByForm,
    ] = Field(
        description="The change: in % of the baseline, or in `unit`; -2/3 is that fraction of the baseline. Or a range "
        "with `low` and `high`."
    )
    unit: NonBlank | None = Field(None, description="% (default), pp for percentage points, or the indicator's unit.")
    additive: bool = Field(
        False, description="Whether yearly rates are added up, not compounded; those of a change in points are points."
    )

    def values_of_fields(self) -> dict[str, Any]:
        """What is written; a fraction is exact."""
        values = super().values_of_fields()
        return values | {"value": Fraction(self.value)} if isinstance(self.value, str) else values


class MilestonesModel(_WithOperator):
    """Values given year by year; after the last one the value is held, or nothing is asked."""

    kind: Literal["milestones"] = Field(description=_KIND)
    values: dict[YearKey, NumberOrRange] = Field(
        min_length=1, description="Values by year, or ranges with `low` and `high`."
    )
    after: Literal["hold", "none"] = Field("hold", description="After the last dated value: hold it, or ask none.")

    def values_of_fields(self) -> dict[str, Any]:
        """What is written; the near ends of ranges are settled when the direction is known."""
        ranges = {year: (each.low, each.high) for year, each in self.values.items() if isinstance(each, RangeModel)}
        values = {year: each.low if isinstance(each, RangeModel) else each for year, each in self.values.items()}
        return super().values_of_fields() | {"values": values, "ranges": ranges}


class BandModel(_TargetModel):
    """Stay within bounds every year; one of them may be open."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [given("low"), given("high")]})

    kind: Literal["band"] = Field(description=_KIND)
    low: Decimal | None = Field(None, description="Not below this.")
    high: Decimal | None = Field(None, description="Not above this.")
    than: str | None = Field(
        None,
        description="The id of an indicator, such as the average of a group: the bounds are so much above its figure "
        "of the year (0: not below it).",
    )


class RankModel(_TargetModel):
    """Stand at least so high."""

    kind: Literal["rank"] = Field(description=_KIND)
    value: Annotated[Annotated[Decimal, Tag("a number")] | Annotated[FractionText, Tag("a text")], ByForm] = Field(
        description="The place to reach; 1/3 is the last place in the best third of `of`."
    )
    of: Count | None = Field(None, description="How many are ranked.")
    among: str | None = Field(None, description="Among whom the place is counted.")

    def values_of_fields(self) -> dict[str, Any]:
        """What is written, with the place that a fraction means."""
        values = super().values_of_fields()
        if isinstance(self.value, str):
            share = Fraction(self.value)
            values |= {"share": share, "value": Decimal(int(share * (self.of or share.denominator)))}
        return values


class DoneModel(_TargetModel):
    """Something finished by a year; an actual of 1 says that it is, 0 that it is not."""

    kind: Literal["done"] = Field(description=_KIND)


class TrendModel(_TargetModel):
    """No value given, only the direction counts; judged by profiles that define it."""

    kind: Literal["trend"] = Field(description=_KIND)
    limit: Decimal | None = Field(None, description="The natural limit that the value cannot pass.")


class StatementModel(_TargetModel):
    """No number: listed, never scored."""

    kind: Literal["statement"] = Field(description=_KIND)
    text: Labels = Field(description="What the document says: one text, or one for each language.")


#: Every kind in its order, and the plain number that is short for a level.
TargetValue = Annotated[
    Annotated[Decimal, Tag("a number")]
    | Annotated[LevelModel, Tag("level")]
    | Annotated[GrowthTargetModel, Tag("growth")]
    | Annotated[TotalModel, Tag("total")]
    | Annotated[ChangeModel, Tag("change")]
    | Annotated[MilestonesModel, Tag("milestones")]
    | Annotated[BandModel, Tag("band")]
    | Annotated[RankModel, Tag("rank")]
    | Annotated[DoneModel, Tag("done")]
    | Annotated[TrendModel, Tag("trend")]
    | Annotated[StatementModel, Tag("statement")],
    Discriminator(tagged_by("kind")),
]

#: The values of the model by their kind.
_KINDS: dict[str, type[Target]] = {
    str(field.default): kind for kind in get_args(Target) for field in fields(kind) if field.name == "kind"
}
