"""Mistakes in the structure of a plan file: pydantic's errors as our own diagnostics.

pydantic's ``loc`` holds union tags and keys that are not in the file, and its English is for programmers; here its
error *types* are mapped to codes, with facts. A type that is missing from the table would become
``wrong-shape``; ``tests/test_document.py`` proves that none is left over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields
from typing import Any, get_args

from plan_cli.diagnostics import Diagnostic, Route
from plan_cli.model.paths import Path
from plan_cli.model.targets import Target
from plan_cli.planfile import models as forms
from plan_cli.planfile.fields import SOMETHING
from plan_cli.text import nearest

_UNKNOWN_KEY = {"extra_forbidden", "unexpected_keyword_argument"}
_NUMBERS = {"number_wanted": "number", "whole_number_wanted": "whole", "year_wanted": "year"}
_SHAPES = {
    "model_type": "mapping", "dataclass_type": "mapping", "model_attributes_type": "mapping", "dict_type": "mapping",
    "list_type": "list", "bool_type": "truth",
}  # fmt: skip


def diagnostics_of(errors: Iterable[Any], data: Any) -> list[Diagnostic]:
    """One diagnostic for each of pydantic's errors, with its route in the file's own data."""
    return [_finding(error, data) for error in errors]


def _finding(error: Any, data: Any) -> Diagnostic:
    type_, loc = error["type"], error["loc"]
    at_key = bool(loc) and loc[-1] == "[key]"
    route = _in_file(loc, data)
    value = _at(route, data)
    choices = _choices(error)
    if type_ in _UNKNOWN_KEY:
        known = _known_keys(route[:-1], data)
        key = str(loc[-1])
        facts = {"key": key, "nearest": nearest(key, known), "known": known}
        return Diagnostic("PLN101", facts, route, at_key=True)
    if type_ == "missing" or type_ == "union_tag_not_found":
        key = loc[-1] if type_ == "missing" else error["ctx"]["discriminator"].strip("'")
        return Diagnostic("PLN102", {"key": key}, route, at_key=True)
    if type_ == "literal_error" and route[-1:] == ("baseline",):
        return Diagnostic("PLN103", {"got": _shown(value)}, route)
    if type_ in _NUMBERS:
        code = "PLN103" if type_ == "number_wanted" else "PLN104"
        return Diagnostic(code, {"got": _shown(value if not at_key else route[-1])}, route, at_key=at_key)
    if type_ == "string_type":
        return Diagnostic("PLN105", {"got": _shown(value)}, route, at_key=at_key)
    if type_ in ("literal_error", "union_tag_invalid"):
        if type_ == "union_tag_invalid":
            tag = error["ctx"]["discriminator"].strip("'")
            route, value = (*route, tag), value.get(tag) if isinstance(value, dict) else value
        facts = {"got": _shown(value), "nearest": nearest(str(value), choices), "choices": choices}
        return Diagnostic("PLN106", facts, route)
    if type_ == "string_pattern_mismatch":
        if error["ctx"]["pattern"] == SOMETHING:
            return Diagnostic("PLN107", {"wanted": "said", "got": f"'{value}'"}, route)
        if route[-1:] == ("tolerance",):
            if re.fullmatch(r"[0-9]+(\.[0-9]+)?%", str(value)):
                return Diagnostic("PLN113", {"got": _shown(value), "limit": "100%", "relation": "less_than"}, route)
            return Diagnostic("PLN103", {"got": _shown(value)}, route)
        return Diagnostic("PLN116", {"got": _shown(value)}, route)
    if type_ in ("greater_than_equal", "less_than_equal", "greater_than"):
        limit = next(iter(error["ctx"].values()))
        return Diagnostic("PLN113", {"got": _shown(value), "limit": limit, "relation": type_}, route)
    if type_ == "too_short":
        return Diagnostic("PLN107", {"wanted": "not_empty", "got": _shown(value)}, route)
    if isinstance(value, str) and (wide := re.match(r"\s*[^\s：]*(：)", value)):
        return Diagnostic("PLN013", {"character": wide[1], "ascii": ":"}, route)
    wanted = _SHAPES.get(type_) or (error["msg"] if type_ == "form_wanted" else type_)
    return Diagnostic("PLN107", {"wanted": wanted, "got": _shown(value)}, route)


def _in_file(loc: tuple[str | int, ...], data: Any) -> Route:
    """The longest part of a ``loc`` that is in the file: what is not there are tags of unions."""
    route: list[str | int] = []
    for part in loc:
        inside = (
            part in data if isinstance(data, dict) else part in range(len(data)) if isinstance(data, list) else False
        )
        if inside:
            data = data[part]
            route.append(part)
    return tuple(route)


def _at(route: Route, data: Any) -> Any:
    for part in route:
        data = data[part]
    return data


def _shown(value: Any) -> str:
    """A value as its author would recognise it; lists and mappings by their kind."""
    if value is None:
        return "~"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict | list):
        return "{…}" if isinstance(value, dict) else "[…]"
    return str(value)[:60]


def _choices(error: Any) -> list[str]:
    context = error.get("ctx") or {}
    listed = context.get("expected_tags") or context.get("expected") or ""
    return re.findall(r"'([^']*)'", listed)


def _known_keys(route: Route, data: Any) -> list[str]:
    """The keys that a mapping of the file may have."""
    value = _at(route, data)
    place = next((part for part in reversed(route) if isinstance(part, str)), "")
    by_place: dict[str, type[forms.Form]] = {
        "": forms.PlanForm, "indicators": forms.IndicatorForm, "claims": forms.ClaimForm,
        "relations": forms.RelationForm, "baseline": forms.BaselineForm, "growth": forms.GrowthForm,
        "profiles": forms.ProfileForm, "lines": forms.LineForm, "below": forms.BelowForm,
        "revisions": forms.RevisionForm,
    }  # fmt: skip
    if place in by_place:
        return list(forms.names_of(by_place[place]))
    tag, union = ("kind", Target) if place == "target" else ("shape", Path)
    for variant in get_args(union):
        if getattr(variant, tag, None) is not None and isinstance(value, dict):
            defaults = {field.name: field.default for field in fields(variant)}
            if defaults.get(tag) == value.get(tag):
                return list(defaults)
    return []
