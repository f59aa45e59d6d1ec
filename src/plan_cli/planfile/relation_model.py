"""Relations between indicators as a plan file writes them."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import ConfigDict, Field, Tag

from plan_cli.model.kind import Operator
from plan_cli.planfile.values import ByForm, Count, Labels, NonBlank, PlanPart, Year, given

_Summed = Annotated[
    Annotated[list[str], Tag("a list")] | Annotated[dict[str, Decimal], Field(min_length=1), Tag("a mapping")], ByForm
]
#: The keys that lead a relation, and the keys that each of them needs. ``part`` leads where no other one does.
NEEDED = {
    "share": ("of", "value"), "ratio": ("part", "whole"), "items": ("of",), "sum": ("equals",), "entities": (),
    "part": ("of",),
}  # fmt: skip


def _led_by_one() -> dict[str, Any]:
    """JSON Schema: exactly one key leads, and has what it needs."""
    variants = []
    for leading, needed in NEEDED.items():
        others = [given(other) for other in NEEDED if other not in (leading, "part")]
        variants.append({**given(leading, *needed), "not": {"anyOf": others}})
    return {"oneOf": variants}


class RelationModel(PlanPart):
    """What must hold between indicators: one of share, ratio, items, sum, entities, part leads."""

    model_config = ConfigDict(json_schema_extra=_led_by_one())

    share: str | None = Field(None, description="This indicator is so many per cent of another (`of`).")
    ratio: str | None = Field(None, description="This indicator is `part` ÷ `whole`.")
    items: Count | None = Field(None, description="So many counted things stand behind a percentage (`of`).")
    sum: _Summed | None = Field(
        None, description="These indicators add up to another (`equals`); a mapping says what each is multiplied by."
    )
    entities: str | None = Field(
        None, description="The entities of a panel add up to this indicator: the targets allotted to them, and figures."
    )
    part: str | None = Field(
        None, description="This indicator is contained in another (`of`), or is the part of a ratio."
    )
    of: Labels | None = Field(
        None, description="The whole: an indicator's id, or the label of a quantity outside the plan."
    )
    whole: Labels | None = Field(None, description="The whole of a ratio: an indicator's id, or a label.")
    equals: str | None = Field(None, description="The indicator that a sum makes.")
    entity: NonBlank | None = Field(None, description="What a panel calls the entity that is the whole, as a city.")
    operator: Operator | None = Field(None, description="How the value is meant.")
    value: Decimal | None = Field(None, description="The share, in `unit`.")
    unit: str | None = Field(None, description="The unit of the share.")
    year: Year | None = Field(None, description="The year it is said of.")
    scope: str | None = Field(None, description="Whom it covers, where that differs.")
    note: str | None = Field(None, description="A remark.")
    source: str = Field(description="Where in the document.")

    def leading(self) -> list[str]:
        """The keys that lead: one in a sound relation."""
        found = [key for key in NEEDED if key != "part" and getattr(self, key) is not None]
        return found or ["part"] * (self.part is not None)
