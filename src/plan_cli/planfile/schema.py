"""The JSON Schema of the plan file, with which an editor gives the same verdict on structure as the program.

pydantic generates it from ``models.py``. Differences from its usual output: a number of a plan file is never text,
titles and defaults are left as the file would have them.
"""

from decimal import Decimal
from typing import Any

from pydantic import Field
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from plan_cli.addresses import schema_address
from plan_cli.planfile.models import PlanModel
from plan_cli.planfile.profile_models import ProfileModel, ProfilesModel

#: Also the address of the file on the site; nothing is fetched from there.
ID = schema_address("plan-file", 1)


class _PlanFileSchema(GenerateJsonSchema):
    def decimal_schema(self, schema: core_schema.DecimalSchema) -> dict[str, Any]:
        """A number, where pydantic would allow its digits as text as well."""
        limits = {"gt": "exclusiveMinimum", "ge": "minimum", "lt": "exclusiveMaximum", "le": "maximum"}
        return {"type": "number"} | {name: int(schema[key]) for key, name in limits.items() if key in schema}  # type: ignore[literal-required]

    def dict_schema(self, schema: core_schema.DictSchema) -> dict[str, Any]:
        """A mapping whose keys follow a pattern has no other keys."""
        described = super().dict_schema(schema)
        return described | ({"additionalProperties": False} if "patternProperties" in described else {})

    def field_title_should_be_set(self, schema: Any) -> bool:
        """The key itself is title enough."""
        return False

    def encode_default(self, dft: Any) -> Any:
        """A decimal as a number."""
        return int(dft) if isinstance(dft, Decimal) else super().encode_default(dft)


class _WholePlan(PlanModel):
    """A plan file."""

    profiles: list[ProfileModel] = Field([], description=PlanModel.model_fields["profiles"].description)


def plan_schema() -> dict[str, Any]:
    """The schema, in the dialect of 2020-12."""
    schema = _WholePlan.model_json_schema(schema_generator=_PlanFileSchema)
    return {"$schema": GenerateJsonSchema.schema_dialect, "$id": ID, **schema, "title": "Plan file"}


def profiles_schema() -> dict[str, Any]:
    """The schema of a file of one's own profiles."""
    schema = ProfilesModel.model_json_schema(schema_generator=_PlanFileSchema)
    address = schema_address("own-profiles", 1)
    return {"$schema": GenerateJsonSchema.schema_dialect, "$id": address, **schema, "title": "File of profiles"}
