"""The JSON Schema of the plan file, with which an editor gives the same verdict on structure as the program.

pydantic writes most of it from ``forms.py``; added here is what it leaves out: the tags of the unions are needed,
keys that are years, which keys exclude each other, and a description of every field.
"""

from __future__ import annotations

import ast
import inspect
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from plan_cli.planfile import models as forms
from plan_cli.planfile.models import FORMATS, PlanForm
from plan_cli.planfile.structure import adapter

DIALECT = "https://json-schema.org/draft/2020-12/schema"
#: A name, not an address: nothing is fetched.
ID = "urn:plan:schema:plan-file:1"

_LIMITS = {"ge": "minimum", "le": "maximum", "gt": "exclusiveMinimum", "lt": "exclusiveMaximum"}
_YEAR_KEYS = {"pattern": "^[1-9][0-9]{3}$"}

#: What the fields of targets and paths mean; those of the forms are described where they stand.
_FIELDS = {
    "kind": "Which kind of target this is.",
    "shape": "Which shape of path this is.",
    "value": "The value to reach.",
    "operator": "How it is meant: at_least (default), more_than, about …",
    "year": "The year it is for; else the plan's target year.",
    "rate": "Average growth in % a year.",
    "weights": "How much of the total each year is asked for, by year; else equal shares.",
    "values": "Values by year.",
    "after": "After the last dated value: hold it, or ask none.",
    "low": "Not below this.",
    "high": "Not above this.",
    "among": "Among whom the place is counted.",
    "limit": "The natural limit that the value cannot pass.",
    "text": "What the document says: one text, or one for each language.",
    "cap": "The path goes no higher than this.",
    "floor": "The path goes no lower than this.",
    "keep_better": "Where the actual is better than the path, it takes the path's place in that year.",
    "growth": "Growth in % a year that the path follows instead of leading to the target.",
    "change": "Change in % of the baseline that the path leads to.",
    "step": "So many units a year that the path follows instead of leading to the target.",
    "pieces": "Between dated values: linear or compound.",
    "shares": "How many per cent of the way are gone, by year.",
    "exponent": "Above 1 the way starts later, below 1 earlier.",
}


def plan_schema() -> dict[str, Any]:
    """The schema, in the dialect of 2020-12."""
    schema: dict[str, Any] = _mended(adapter(PlanForm).json_schema())
    kinds = schema["$defs"]
    for name, form in (*kinds.items(), (PlanForm.__name__, schema)):
        for field, default in _made_defaults(name).items():
            form["properties"][field] = dict(sorted({**form["properties"][field], "default": default}.items()))
        for field, described in _described(name).items():
            form["properties"][field]["description"] = described
    for name, kind in kinds.items():
        for tag in ("kind", "shape"):
            if tag in kind["properties"]:
                kind["properties"][tag].pop("default", None)
                kind["required"] = sorted({*kind.get("required", ()), tag})
        for field, described in kind["properties"].items():
            if "description" not in described:
                described["description"] = _FIELDS[field]
            if name in ("CompoundPath", "Growth") and field in ("growth", "change", "rate"):
                _above(described, -100)
            if field in ("values", "weights", "shares"):
                _by_year(described, field, empty=name not in ("Milestones", "Total"))
    schema["properties"]["format"]["enum"] = list(FORMATS)
    kinds["ClaimForm"]["oneOf"] = [_given(key) for key in ("target", "growth", "baseline")]
    kinds["BaselineForm"]["not"] = _given("value", "missing")
    kinds["Band"]["anyOf"] = [_given(key) for key in ("low", "high")]
    kinds["RelationForm"]["oneOf"] = _relations()
    return {"$schema": DIALECT, "$id": ID, "title": "Plan file", **{k: v for k, v in schema.items() if k != "title"}}


def _described(form: str) -> dict[str, str]:
    """What the fields of a form mean: the texts below them in ``forms.py``, read only when a schema is asked for."""
    classes = {node.name: node for node in ast.parse(inspect.getsource(forms)).body if isinstance(node, ast.ClassDef)}
    body = classes[form].body if form in classes else []
    told = {}
    for field, text in pairwise(body):
        described = isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and described:
            told[field.target.id] = str(text.value.value).replace("``", "`")  # type: ignore[attr-defined]
    return told


def _made_defaults(form: str) -> dict[str, Any]:
    """The defaults that are made anew for each value, which pydantic does not tell."""
    kind = getattr(forms, form, None)
    made = {each.name: each.default_factory for each in fields(kind)} if is_dataclass(kind) else {}
    return {name: factory() for name, factory in made.items() if factory is not MISSING}


def _mended(part: Any) -> Any:
    """pydantic's output with its own words for limits, titles and discriminators turned into the dialect's."""
    if isinstance(part, list):
        return [_mended(each) for each in part]
    if not isinstance(part, dict):
        return part
    told = {_LIMITS.get(key, key): _mended(value) for key, value in part.items() if key != "discriminator"}
    if isinstance(told.get("title"), str):
        told.pop("title")
    if told.get("type") == "number" or "oneOf" in told:
        default = told.get("default")
        if isinstance(default, str) and default.isdigit():
            told["default"] = int(Decimal(default))
    if isinstance(told.get("description"), str):
        told["description"] = told["description"].replace("``", "`")
    return told


def _given(*keys: str) -> dict[str, Any]:
    """These keys are there, with a value."""
    return {"required": list(keys), "properties": {key: {"not": {"type": "null"}} for key in keys}}


def _relations() -> list[dict[str, Any]]:
    """A relation is led by exactly one of share, ratio, items, sum; else it is a part of something."""
    leading = ("share", "ratio", "items", "sum")
    needed = {"share": ("of", "value"), "ratio": ("part", "whole"), "items": ("of",), "sum": ("equals",)}
    forms = []
    for lead in (*leading, "part"):
        absent = [_given(other) for other in leading if other != lead]
        forms.append({**_given(lead, *needed.get(lead, ("of",))), "not": {"anyOf": absent}})
    return forms


def _above(described: dict[str, Any], limit: int) -> None:
    for variant in (described, *described.get("anyOf", ())):
        if variant.get("type") == "number":
            variant["exclusiveMinimum"] = limit


def _by_year(described: dict[str, Any], field: str, *, empty: bool) -> None:
    for variant in (described, *described.get("anyOf", ())):
        if variant.get("type") == "object":
            variant["propertyNames"] = _YEAR_KEYS
            if not empty:
                variant["minProperties"] = 1
            if field == "weights":
                variant["additionalProperties"]["minimum"] = 0
                variant["not"] = {"additionalProperties": {"const": 0}}
