"""A JSON Schema as tables: one section for each mapping, one row for each key."""

import re
from typing import Any

Schema = dict[str, Any]
#: How the types of a schema are called on a page.
_TYPES = {
    "number": "number",
    "integer": "whole number",
    "string": "text",
    "boolean": "true or false",
    "null": "nothing",
    "array": "list",
    "object": "mapping",
}


def ref_of(schema: Schema) -> str | None:
    """The name of the definition that a schema refers to."""
    return schema["$ref"].rpartition("/")[2] if "$ref" in schema else None


def shown(name: str) -> str:
    """What a page calls a mapping."""
    return re.sub(r"(?<=.)(Model|Record)$", "", name)


def choices_of(schema: Schema) -> list[Schema]:
    """The schemas that a value may follow, unions taken apart."""
    for union in ("anyOf", "oneOf"):
        if union in schema and "properties" not in schema:
            return [each for one in schema[union] for each in choices_of(one)]
    return [schema]


def type_of(schema: Schema) -> str:
    """What may stand there: types, words, links to the section of a mapping."""
    return " or ".join(dict.fromkeys(_name(each) for each in choices_of(schema) if each.get("type") != "null"))


def _name(schema: Schema) -> str:
    if (ref := ref_of(schema)) is not None:
        return f"[{shown(ref)}](#{shown(ref).lower()})"
    if "const" in schema:
        return f"`{schema['const']}`"
    if "enum" in schema:
        return ", ".join(f"`{word}`" for word in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {type_of(schema.get('items', {})) or 'anything'}"
    if schema.get("type") == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"mapping to {type_of(schema['additionalProperties'])}"
    types = schema.get("type", "anything")
    return " or ".join(_TYPES.get(each, each) for each in ([types] if isinstance(types, str) else types))


def cell(text: str) -> str:
    """A text as a cell of a table."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def code(text: str) -> str:
    """A text as code in a cell, where nothing is escaped."""
    return f"`{' '.join(text.split())}`"


def table(rows: list[tuple[str, ...]], *heads: str) -> str:
    """A table with these headings."""
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"
