"""Fitting: the data of a sound plan file read straight into its forms; the first thing that does not fit ends it.

Most files are sound, and to load pydantic and build its models takes longer than everything else that a command
does. So a file is first read here, along the same annotations; only what fits exactly is taken, and a misfit is not
explained: whoever gets ``None`` asks pydantic (``structure.py``). ``tests/test_fitting.py`` holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from plan_cli.frozen import fields_of
from plan_cli.model.numbers import MisfitError
from plan_cli.planfile.fields import Reader

Form = TypeVar("Form")


def fitting(form: type[Form], data: Any) -> Form | None:
    """The form that these data are; None where anything in them does not fit."""
    try:
        read: Form = reader_of(cast(Any, form))(data)
        return read
    except MisfitError:
        return None


@cache
def reader_of(wanted: Any) -> Reader:
    """The function that reads a value of a type. Errors (of the function): ``MisfitError``."""
    if fields_of(wanted):
        return _form(wanted)
    if wanted is str:
        return _text
    kind, inside = get_origin(wanted), get_args(wanted)
    if kind is Annotated:
        read: Reader = inside[1].reader(inside[0], reader_of)
        return read
    if kind in (Union, UnionType):
        return _union(inside)
    if kind is Literal:
        return _word(frozenset(inside))
    if kind is list:
        return _list(reader_of(inside[0]))
    if kind is dict:
        return _mapping(reader_of(inside[0]), reader_of(inside[1]))
    raise TypeError(wanted)


def _text(value: Any) -> Any:
    if isinstance(value, str):
        return value
    raise MisfitError("string_type")


def _word(known: frozenset[Any]) -> Reader:
    def read(value: Any) -> Any:
        if isinstance(value, str) and value in known:
            return value
        raise MisfitError("literal_error")

    return read


def _list(each: Reader) -> Reader:
    def read(value: Any) -> Any:
        if isinstance(value, list):
            return [each(item) for item in value]
        raise MisfitError("list_type")

    return read


def _mapping(key: Reader, each: Reader) -> Reader:
    def read(value: Any) -> Any:
        if isinstance(value, dict):
            return {key(name): each(item) for name, item in value.items()}
        raise MisfitError("dict_type")

    return read


def _union(kinds: tuple[Any, ...]) -> Reader:
    """The first that fits; nothing, where that is allowed."""
    optional = NoneType in kinds
    readers = [reader_of(kind) for kind in kinds if kind is not NoneType]

    def read(value: Any) -> Any:
        if value is None and optional:
            return None
        for each in readers:
            try:
                return each(value)
            except MisfitError:
                continue
        raise MisfitError("union")

    return read


def _form(form: Any) -> Reader:
    hints = get_type_hints(form, include_extras=True)
    known = fields_of(form)
    needed = {name for name, field in known.items() if field.needed}
    readers: dict[str, Callable[[Any], Any]] = {}

    def read(value: Any) -> Any:
        if not isinstance(value, dict) or not needed <= value.keys() or not value.keys() <= known.keys():
            raise MisfitError("mapping")
        given = {}
        for name, item in value.items():
            each = readers.get(name) or readers.setdefault(name, reader_of(hints[name]))
            given[name] = each(item)
        return form(**given)

    return read
