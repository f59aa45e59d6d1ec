"""Values: the types that the keys of a plan file are declared with.

A number of the file is a ``Decimal`` made from the printed digits (``events.py``); text never becomes a number and
``true`` is not 1. A key that may be written in several ways is a union told apart by ``written_as`` or ``tagged_by``,
so that pydantic reports the mistakes of the way that was chosen and of no other.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, WithJsonSchema

#: A text with at least one character that is not blank.
NON_BLANK = r"\S"
COLOR = r"^#[0-9A-Fa-f]{6}$"
#: Letters of any language, digits and blanks, so that the name of a font cannot break out of a CSS rule.
FONT = r"^[\w\- ]{1,60}$"
#: A percentage below 100.
PERCENTAGE = r"^[0-9]{1,2}(\.[0-9]+)?%$"
#: A day of any year, as 04-01.
MONTH_DAY = r"^(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$"
#: A day as 2023-06-30; that it is in the calendar is checked by ``consistency.py``.
ISO_DAY = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"


ISO_MONTH_OR_DAY = r"^[0-9]{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?$"


class PlanPart(BaseModel):
    """A mapping of the plan file: frozen, and a key that it does not declare is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


def _whole(value: object) -> object:
    """A decimal without a fraction as ``int``; anything else is left for pydantic to refuse."""
    if isinstance(value, Decimal) and value.is_finite() and value == value.to_integral_value():
        return int(value)
    return value


_READ_WHOLE = BeforeValidator(_whole)
Whole = Annotated[int, _READ_WHOLE]
WholeFromZero = Annotated[int, Field(ge=0), _READ_WHOLE]
Count = Annotated[int, Field(gt=0), _READ_WHOLE]
Decimals = Annotated[int, Field(ge=0, le=12), _READ_WHOLE]
Year = Annotated[int, Field(ge=1000, le=9999), _READ_WHOLE]
#: As a key of a mapping, which is text in JSON.
YearKey = Annotated[int, Field(ge=1000, le=9999), WithJsonSchema({"pattern": "^[1-9][0-9]{3}$"})]
Slug = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
NonBlank = Annotated[str, Field(pattern=NON_BLANK)]
#: A month or a day: 2023-09, 2023-09-15.
MonthOrDay = Annotated[str, Field(pattern=ISO_MONTH_OR_DAY)]
Day = Annotated[str, Field(pattern=ISO_DAY, json_schema_extra={"format": "date"})]
Positive = Annotated[Decimal, Field(gt=0)]
NotNegative = Annotated[Decimal, Field(ge=0)]
#: A share of the baseline that is no finite decimal, as -2/3.
FractionText = Annotated[str, Field(pattern=r"^-?[0-9]{1,9}/[1-9][0-9]{0,8}$")]
Percentage = Annotated[str, Field(pattern=PERCENTAGE)]


def written_as(value: object) -> str:
    """How a value is written: as a number, a text, a list or a mapping."""
    match value:
        case dict():
            return "a mapping"
        case str():
            return "a text"
        case Decimal():
            return "a number"
        case list():
            return "a list"
        case _:
            return "other"


def tagged_by(key: str) -> Callable[[object], str]:
    """How a value is written; for a mapping, the word that stands under ``key``."""

    def tag(value: object) -> str:
        return str(value.get(key, "")) if isinstance(value, dict) else written_as(value)

    return tag


#: A union whose member is chosen by how the value is written.
ByForm = Discriminator(written_as)
Labels = Annotated[
    Annotated[NonBlank, Tag("a text")] | Annotated[dict[str, NonBlank], Field(min_length=1), Tag("a mapping")], ByForm
]
#: As ``Labels``, but a single text may be blank.
Texts = Annotated[
    Annotated[str, Tag("a text")] | Annotated[dict[str, NonBlank], Field(min_length=1), Tag("a mapping")], ByForm
]
Numbering = Annotated[Annotated[Whole, Tag("a number")] | Annotated[str, Tag("a text")], ByForm]
Tolerance = Annotated[Annotated[NotNegative, Tag("a number")] | Annotated[Percentage, Tag("a text")], ByForm]


def given(*keys: str) -> dict[str, Any]:
    """JSON Schema: these keys are there, with a value."""
    return {"required": list(keys), "properties": {key: {"not": {"type": "null"}} for key in keys}}


def exactly_one(*keys: str) -> ConfigDict:
    """The settings of a part in which exactly one of these keys is given."""
    return ConfigDict(json_schema_extra={"oneOf": [given(key) for key in keys]})


def at_least_one(*keys: str) -> ConfigDict:
    """The settings of a part in which at least one of these keys is given."""
    return ConfigDict(json_schema_extra={"anyOf": [given(key) for key in keys]})


def variants_of(union: Any) -> dict[str, type[PlanPart]]:
    """The mappings of a tagged union by their tag."""
    tagged = [get_args(member) for member in get_args(get_args(union)[0])]
    return {mark.tag: part for part, mark in tagged if isinstance(part, type) and issubclass(part, PlanPart)}
