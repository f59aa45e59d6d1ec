"""The JSON documents that the program prints, key by key, from the records that they are made from."""

from plan_cli.report.records import documents, schema_of
from schemas import cell, shown, table, type_of

HEAD = """# JSON documents

What `--format json` prints, key by key; made from the program when the site is built. A key that is added later is a
minor change, so a program that reads a document passes over keys that it does not know. `plan schema --of check`
prints the schema of one.
"""


def documents_page() -> str:
    """A section for each document, then one for each mapping that occurs in them."""
    schemas = {name: schema_of(name) for name in documents()}
    parts = [HEAD]
    for name, schema in schemas.items():
        address = schema["$id"].rpartition("/")[2]
        parts.append(f"## plan.{name}\n\n{cell(schema.get('description', ''))} [Schema](../schema/{address})\n")
        parts.append(_keys(schema) if "properties" in schema else type_of(schema) + "\n")
    parts.append("## Mappings in them\n")
    mappings = {name: each for schema in schemas.values() for name, each in schema.get("$defs", {}).items()}
    for name, schema in sorted(mappings.items()):
        parts.append(f"### {shown(name)}\n\n{cell(schema.get('description', ''))}\n")
        parts.append(_keys(schema) if "properties" in schema else type_of(schema) + "\n")
    return "\n".join(parts)


def _keys(schema: dict[str, object]) -> str:
    keys = schema["properties"]
    assert isinstance(keys, dict)
    rows = [(f"`{key}`", type_of(each), cell(each.get("description", ""))) for key, each in keys.items()]
    return table(rows, "key", "value", "meaning")
