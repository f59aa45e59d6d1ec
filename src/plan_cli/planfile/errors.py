"""Errors in the structure of a plan file: pydantic's error types as diagnostics.

pydantic's ``loc`` holds tags of unions and keys that are not in the file, and its English is for programmers: each
error type is mapped to a code and its facts here. A type that is missing here becomes ``wrong-shape`` and shows
pydantic's word; ``tests/test_audit_schema.py`` proves that none is left over.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from plan_cli.diagnostics import Diagnostic, Route
from plan_cli.patterns import late
from plan_cli.planfile import models, path_models, profile_models, relation_model, source_models, target_models
from plan_cli.planfile.other_words import KINDS, in_number_place, kind_of
from plan_cli.planfile.values import COLOR, FONT, ISO_DAY, ISO_MONTH_OR_DAY, MONTH_DAY, NON_BLANK, PlanPart, variants_of
from plan_cli.text import nearest

#: Two years, or a year and a month.
_YEARS = late(r"([1-9][0-9]{3})\s?([-–—/])\s?([0-9]{2}|[1-9][0-9]{3})")
#: The type that a place needs, by pydantic's error.
_SHAPES = {"model_type": "mapping", "dict_type": "mapping", "list_type": "list", "bool_type": "truth"}
#: The mappings of a plan file by their key; targets and paths are distinguished by their tag.
_PARTS: dict[str, type[PlanPart]] = {
    "indicators": models.IndicatorModel, "claims": models.ClaimModel, "relations": relation_model.RelationModel,
    "baseline": models.BaselineModel, "growth": models.PrintedGrowthModel, "profiles": profile_models.ProfileModel,
    "actuals": source_models.SourceModel, "fiscal_year": source_models.FiscalYearModel,
    "lines": profile_models.LineModel, "below": profile_models.BelowModel, "revisions": models.RevisionModel,
}  # fmt: skip
_VARIANTS = {
    "target": ("kind", variants_of(target_models.TargetValue)),
    "path": ("shape", variants_of(path_models.PathValue)),
}


def diagnostics_of(
    errors: Iterable[Any], data: Any, root: type[PlanPart]
) -> tuple[tuple[Diagnostic, ...], tuple[Route, ...]]:
    """One diagnostic for each of pydantic's errors, and the routes of all of them in the file's own data.

    A number that was refused when the file was read stands in the data as NaN: it is wrong, and reported already.
    """
    diagnostics, wrong = [], []
    for error in errors:
        route = _in_file(error["loc"], data)
        value = _at(route, data)
        wrong.append(route)
        if not (isinstance(value, Decimal) and value.is_nan()):
            missing = error["type"] == "missing"
            part = _part_at(route if missing else route[:-1], data, root)
            diagnostics.append(_diagnostic(error, route, value, part))
    return tuple(diagnostics), tuple(wrong)


def _diagnostic(error: Any, route: Route, value: Any, part: type[PlanPart] | None) -> Diagnostic:
    """The diagnostic of one error; ``part`` is the mapping that has the last key of the route, or lacks one."""
    context = error.get("ctx", {})
    if error["loc"][-1:] == ("[key]",) and error["type"] == "literal_error":
        return _unknown_key(route, value, _quoted(context["expected"]))
    if error["loc"][-1:] == ("[key]",):
        code = "PLN104" if error["type"] != "string_type" else "PLN105"
        return Diagnostic(code, {"got": shown(route[-1]), **_years_written(route, route[-1])}, route, at_key=True)
    match error["type"]:
        case "extra_forbidden" | "invalid_key":
            return _unknown_key(route, value, list(part.model_fields) if part else [])
        case "missing":
            return _missing_key(route, str(error["loc"][-1]), part)
        case "union_tag_invalid":
            return _wrong_variant(route, value, _quoted(context["expected_tags"]))
        case "decimal_type" | "is_instance_of":
            return _no_number(route, value)
        case "int_type":
            return Diagnostic("PLN104", {"got": shown(value), **_years_written(route, value)}, route)
        case "string_type":
            return Diagnostic("PLN105", {"got": shown(value)}, route)
        case "literal_error" if route[-1:] == ("baseline",):
            return _no_number(route, value)
        case "literal_error":
            return _not_a_choice(route, value, _quoted(context["expected"]))
        case "string_pattern_mismatch":
            return _wrong_text(route, value, context["pattern"])
        case "greater_than_equal" | "less_than_equal" if set(context.values()) & {1000, 9999}:
            return Diagnostic("PLN104", {"got": shown(value)}, route)
        case "greater_than_equal" | "less_than_equal" | "greater_than" as relation:
            (limit,) = context.values()
            return Diagnostic("PLN113", {"got": shown(value), "limit": int(limit), "relation": relation}, route)
        case "too_short":
            return Diagnostic("PLN107", {"wanted": "not_empty", "got": shown(value)}, route)
        case type_:
            return _wrong_shape(route, value, _SHAPES.get(type_, type_))


def _years_written(route: Route, value: Any) -> dict[str, Any]:
    """The facts of a text where a year belongs: a fiscal year (2023/24), a window (1988–94), a month (2023-09)."""
    found = _YEARS.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        return {}
    first, mark, end = int(found[1]), found[2], found[3]
    if mark == "-" and len(end) == 2 and 1 <= int(end) <= 12 and int(end) != (first + 1) % 100:
        year, month = first, int(end)
        if month < 12 and route[-2:] == ("baseline", "year"):
            return {"months_date": f"{year}-{month:02d}"}
        return {"months_year": year} | ({"starts": f"{month + 1:02d}-01"} if month < 12 else {})
    last = int(end) if len(end) == 4 else first - first % 100 + int(end)
    last += 100 if last < first else 0
    if last == first + 1:
        return {"fiscal_first": first, "fiscal_last": last}
    return {"window_first": first, "window_last": last, "window_years": last - first + 1} if last > first else {}


def _missing_key(route: Route, key: str, part: type[PlanPart] | None) -> Diagnostic:
    field = (
        next((field for name, field in part.model_fields.items() if key in (name, field.alias)), None) if part else None
    )
    examples = field.examples if field else None
    return Diagnostic("PLN102", {"key": key, "example": examples[0] if examples else None}, route, at_key=True)


def _unknown_key(route: Route, value: Any, known: list[str]) -> Diagnostic:
    key = str(route[-1])
    facts: dict[str, Any] = {"key": key, "nearest": nearest(key, known), "known": known}
    if value is None and key.isdigit():
        # {baseline: 48,200}: YAML ends the value at the comma and takes the rest for a key.
        facts = {"key": key, "digits": key}
    elif key == "<<":
        facts = {"key": key, "merge": key}
    return Diagnostic("PLN101", facts, route, at_key=True)


def _wrong_variant(route: Route, value: Any, tags: list[str]) -> Diagnostic:
    """A value of a form that is not allowed here, or a mapping whose tag is missing or unknown."""
    if isinstance(value, dict) and (place := _VARIANTS.get(str(route[-1]))):
        tag, variants = place
        if tag not in value:
            kind = kind_of(value) if tag == "kind" else None
            return Diagnostic("PLN102", {"key": tag, "example": kind}, route, at_key=True)
        return _not_a_choice((*route, tag), value[tag], list(variants))
    if isinstance(value, str) and "a number" in tags:
        return _wide_colon(route, value) or _no_number(route, value)
    if in_number_place(value, target=route[-1:] == ("target",)):
        return _no_number(route, value)
    if isinstance(value, Decimal) and route[-1:] == ("path",):
        return _not_a_choice(route, value, list(_VARIANTS["path"][1]))
    if isinstance(value, Decimal) and "a text" in tags:
        return Diagnostic("PLN105", {"got": shown(value)}, route)
    ways = dict.fromkeys(tag.removeprefix("a ") if tag.startswith("a ") else "mapping" for tag in tags)
    return _wrong_shape(route, value, " | ".join(way for way in ("number", "text", "list", "mapping") if way in ways))


def _no_number(route: Route, value: Any) -> Diagnostic:
    facts = in_number_place(value, target=route[-1:] == ("target",))
    return Diagnostic("PLN103", {"got": shown(value), **facts}, route)


def _not_a_choice(route: Route, value: Any, choices: list[str]) -> Diagnostic:
    another = KINDS.get(shown(value).lower()) if route[-1:] == ("kind",) else None
    near = another if another in choices else nearest(str(value), choices)
    facts = {"got": shown(value), "nearest": near, "choices": choices}
    return Diagnostic("PLN106", facts, route)


def _wrong_text(route: Route, value: str, pattern: str) -> Diagnostic:
    if pattern in (ISO_DAY, ISO_MONTH_OR_DAY, MONTH_DAY):
        return Diagnostic("PLN318", {"got": shown(value)}, route)
    if pattern == NON_BLANK:
        return Diagnostic("PLN107", {"wanted": "said", "got": f"'{value}'"}, route)
    if pattern in (COLOR, FONT):
        return Diagnostic("PLN107", {"wanted": "color" if pattern == COLOR else "font", "got": f"'{value}'"}, route)
    if route[-1:] == ("tolerance",):
        if re.fullmatch(r"[0-9]+(\.[0-9]+)?%", value):
            return Diagnostic("PLN113", {"got": shown(value), "limit": "100%", "relation": "less_than"}, route)
        return Diagnostic("PLN103", {"got": shown(value)}, route)
    return Diagnostic("PLN116", {"got": shown(value)}, route)


def _wrong_shape(route: Route, value: Any, wanted: str) -> Diagnostic:
    wide = _wide_colon(route, value)
    return wide or Diagnostic("PLN107", {"wanted": wanted, "got": shown(value)}, route)


def _wide_colon(route: Route, value: Any) -> Diagnostic | None:
    """A full-width colon, which turns a key and its value into one text."""
    wide = re.match(r"\s*[^\s：]*(：)", value) if isinstance(value, str) else None
    return Diagnostic("PLN013", {"character": wide[1], "ascii": ":"}, route) if wide else None


def _in_file(loc: tuple[str | int, ...], data: Any) -> Route:
    """The part of a ``loc`` that is in the file; the rest are tags of unions."""
    route: list[str | int] = []
    for part in loc:
        if part in data if isinstance(data, dict) else isinstance(data, list) and part in range(len(data)):
            data = data[part]
            route.append(part)
    return tuple(route)


def _at(route: Route, data: Any) -> Any:
    for part in route:
        data = data[part]
    return data


def shown(value: Any) -> str:
    """A value as its author would recognise it; lists and mappings by their kind."""
    match value:
        case None:
            return "~"
        case bool():
            return str(value).lower()
        case dict():
            return "{…}"
        case list():
            return "[…]"
        case _:
            return str(value)[:60]


def _quoted(listed: str) -> list[str]:
    return re.findall(r"'([^']*)'", listed)


def _part_at(route: Route, data: Any, root: type[PlanPart]) -> type[PlanPart] | None:
    """The model of a mapping of the file; None where it has none of its own."""
    place = next((part for part in reversed(route) if isinstance(part, str)), None)
    if place is None:
        return root
    if place in _VARIANTS:
        tag, variants = _VARIANTS[place]
        value = _at(route, data)
        return variants.get(str(value.get(tag))) if isinstance(value, dict) else None
    return _PARTS.get(place)
