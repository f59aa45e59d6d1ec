"""Every key of a plan file: what may stand there, what it means, its default, and an example that works."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from plan_cli.planfile.schema import plan_schema
from schemas import Schema, cell, choices_of, code, ref_of, shown, table, type_of

#: The plan that the examples are taken from; a test asks it for every key.
EXAMPLES = Path(__file__).parent / "every-key.plan.yaml"
#: The file itself, beside the mappings in it.
PLAN = "FileModel"
HEAD = """# Keys of the plan file

Every mapping of a plan file with its keys; made from the program when the site is built. Where a key has no default and
is not marked *required*, leaving it out means that the document does not say. What the keys are for is told on the page
[Plan file](../plan-file.md).
"""


def plan_keys_page() -> str:
    """A section for the file, then one for each mapping in it."""
    examples = key_examples()
    parts = [HEAD]
    for name, schema in mappings().items():
        parts.append(f"## {shown(name)}\n\n{cell(schema.get('description', ''))}\n")
        rows = [
            (f"`{key}`", type_of(each), cell(each.get("description", "")), _default(key, each, schema),
             code(examples[name, key]) if (name, key) in examples else "")
            for key, each in schema["properties"].items()
        ]  # fmt: skip
        parts.append(table(rows, "key", "value", "meaning", "default", "example"))
    return "\n".join(parts)


def mappings() -> dict[str, Schema]:
    """The schema of every mapping, the file first."""
    schema = plan_schema()
    return {PLAN: schema, **schema["$defs"]}


def _default(key: str, schema: Schema, mapping: Schema) -> str:
    if key in mapping.get("required", ()):
        return "*required*"
    default: Any = schema.get("default")
    return "" if default in (None, "", [], {}) else f"`{str(default).lower()}`"


def key_examples() -> dict[tuple[str, str], str]:
    """An example of each key of each mapping, as it is written in the file; a key that says the same lends its own."""
    text = EXAMPLES.read_text(encoding="utf-8")
    found: dict[tuple[str, str], str] = {}
    known = mappings()
    for name, key, node in _walked({"$ref": f"#/{PLAN}"}, yaml.compose(text), known):
        written = text[node.start_mark.index : node.end_mark.index].strip()
        found.setdefault((name, key), f"{key}: {written}" if "\n" not in written else f"{key}: …")
    same = {(key, known[name]["properties"][key].get("description")): found[name, key] for name, key in found}
    for name, mapping in known.items():
        for key, each in mapping["properties"].items():
            if (lent := same.get((key, each.get("description")))) is not None:
                found.setdefault((name, key), lent)
    return found


def _walked(schema: Schema, node: Any, known: dict[str, Schema]) -> Iterator[tuple[str, str, Any]]:
    """Every key below a node, with the mapping that it belongs to."""
    if isinstance(node, yaml.SequenceNode):
        for choice in choices_of(schema):
            for item in node.value if "items" in choice else ():
                yield from _walked(choice["items"], item, known)
    elif isinstance(node, yaml.MappingNode):
        written = {key.value: value for key, value in node.value}
        name = next((name for name in map(ref_of, choices_of(schema)) if name and _fits(known[name], written)), None)
        properties = known[name]["properties"] if name else {}
        for key, value in written.items():
            if name:
                yield name, key, value
            yield from _walked(properties.get(key, {}), value, known)


def _fits(schema: Schema, written: dict[str, Any]) -> bool:
    """Whether a mapping with these keys is this one: it has them all, and its kind or shape."""
    properties = schema["properties"]
    constants = {key: each["const"] for key, each in properties.items() if "const" in each and key in written}
    return set(written) <= set(properties) and all(written[key].value == str(word) for key, word in constants.items())
