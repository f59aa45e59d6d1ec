"""Frozen: the plain values that everything here is made of, as ``dataclasses.dataclass(frozen=True)`` would make them.

A command defines some eighty kinds of value before its first line of work. The standard library compiles up to eight
functions for each, which costs more than reading the plan and judging it; here the functions are the same for all, and
only ``__init__`` is compiled, once a value of that kind is made, and what ``replace`` runs. To everyone else (pydantic,
``dataclasses.fields``, ``dataclasses.replace``, ``copy``, ``pickle``) they are dataclasses. ``tests/test_frozen.py``
holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar, dataclass_transform, overload

Kind = TypeVar("Kind")
Value = TypeVar("Value")
_set = object.__setattr__
_NEEDED: Any = object()
#: What ``replace`` runs for each kind that it has met.
_COPIES: dict[type, Callable[..., Any]] = {}


class Field:
    """One field: its name, its default or what makes one, whether it is given by name only, whether it is shown."""

    __slots__ = ("default", "factory", "kw_only", "name", "shown")

    def __init__(self, default: Any, factory: Callable[[], Any] | None, shown: bool) -> None:
        self.default, self.factory, self.shown = default, factory, shown
        self.name, self.kw_only = "", False

    @property
    def needed(self) -> bool:
        """Whether it has no default."""
        return self.default is _NEEDED and self.factory is None


def field(*, default: Any = _NEEDED, default_factory: Callable[[], Any] | None = None, repr: bool = True) -> Any:
    """A field whose default is made anew each time, or that is not shown."""
    return Field(default, default_factory, repr)


@overload
def frozen(kind: type[Kind], /) -> type[Kind]: ...
@overload
def frozen(*, kw_only: bool = False, order: bool = False, slots: bool = True) -> Callable[[type[Kind]], type[Kind]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(kind: Any = None, /, *, kw_only: bool = False, order: bool = False, slots: bool = True) -> Any:
    """Make a class of annotated fields a kind of frozen value. Options as of ``dataclasses.dataclass``."""
    return _made(kind, kw_only, order, slots) if kind else lambda kind: _made(kind, kw_only, order, slots)


def fields_of(kind: type) -> dict[str, Field]:
    """The fields of a kind, in order; none of what is no such kind."""
    found: dict[str, Field] = getattr(kind, "_fields_", {})
    return found


def replace(value: Value, /, **changes: Any) -> Value:
    """The same value with some fields changed. Errors: ``TypeError`` for a field that it does not have."""
    kind = type(value)
    copy = _COPIES.get(kind)
    if copy is None:
        copy = _COPIES[kind] = _compiled_copy(kind, tuple(fields_of(kind)))
    changed: Value = copy(value, **changes)
    return changed


def _made(kind: Any, kw_only: bool, order: bool, slots: bool) -> Any:
    body = {name: value for name, value in kind.__dict__.items() if name not in ("__dict__", "__weakref__")}
    inherited = fields_of(kind)
    own = {}
    for name, annotation in kind.__annotations__.items():
        if _of_the_class(annotation):
            continue
        default = body.get(name, _NEEDED)
        one = default if isinstance(default, Field) else Field(default, None, True)
        one.name, one.kw_only = name, kw_only
        own[name] = one
        if slots or one is default:
            body.pop(name, None)
    every = inherited | own
    # These belong to the class that was written, not to the one that is made of it.
    body.pop("__dict__", None)
    body.pop("__weakref__", None)
    if slots:
        body["__slots__"] = tuple(name for name in own if name not in inherited)
    body |= _SHARED
    body["_fields_"], body["__match_args__"] = every, tuple(name for name, one in every.items() if not one.kw_only)
    if order:
        body |= {"__lt__": _less, "__le__": _less_or_same, "__gt__": _more, "__ge__": _more_or_same}
    body["__qualname__"] = kind.__qualname__
    made = type(kind)(kind.__name__, kind.__bases__, body)
    made.__init__ = _first_init(made, every)
    return made


def _of_the_class(annotation: Any) -> bool:
    """Whether it is an attribute of the kind, not a field."""
    if isinstance(annotation, str):
        return annotation.startswith("ClassVar")
    return getattr(annotation, "__origin__", annotation) is ClassVar


def _first_init(kind: Any, fields: dict[str, Field]) -> Callable[..., None]:
    """An ``__init__`` that puts the compiled one in its place and lets that do the work."""

    def __init__(self: Any, *given: Any, **named: Any) -> None:  # noqa: N807
        kind.__init__ = _compiled(kind, fields)
        kind.__init__(self, *given, **named)

    return __init__


def _compiled(kind: Any, fields: dict[str, Field]) -> Callable[..., None]:
    """``__init__`` as one would write it: a parameter for each field, then each is set."""
    given = [_parameter(one) for one in fields.values() if not one.kw_only]
    named = [_parameter(one) for one in fields.values() if one.kw_only]
    parameters = ", ".join(["self", *given, *(["*", *named] if named else [])])
    names: dict[str, Any] = {"_set": _set, "_NEEDED": _NEEDED}
    lines = []
    for name, one in fields.items():
        names[f"_of_{name}"] = one.factory or one.default
        value = f"_of_{name}() if {name} is _NEEDED else {name}" if one.factory else name
        lines.append(f"    _set(self, {name!r}, {value})")
    exec("\n".join([f"def __init__({parameters}) -> None:", *(lines or ["    pass"])]), names)
    made: Callable[..., None] = names["__init__"]
    made.__qualname__ = f"{kind.__qualname__}.__init__"
    return made


def _compiled_copy(kind: Any, fields: tuple[str, ...]) -> Callable[..., Any]:
    """A function that makes a value again, its fields as they are but for those that are given by name."""
    named = ", ".join(["_value", "/", *(["*"] if fields else []), *(f"{name}=_NEEDED" for name in fields)])
    lines = [f"    _set(_made, {name!r}, _value.{name} if {name} is _NEEDED else {name})" for name in fields]
    names: dict[str, Any] = {"_set": _set, "_new": object.__new__, "_NEEDED": _NEEDED, "_kind": kind}
    exec("\n".join([f"def replace({named}):", "    _made = _new(_kind)", *lines, "    return _made"]), names)
    made: Callable[..., Any] = names["replace"]
    return made


def _parameter(one: Field) -> str:
    if one.needed:
        return one.name
    return f"{one.name}=_NEEDED" if one.factory else f"{one.name}=_of_{one.name}"


def _values(value: Any) -> tuple[Any, ...]:
    return tuple([getattr(value, name) for name in value._fields_])


def _shown(self: Any) -> str:
    shown = [f"{name}={getattr(self, name)!r}" for name, one in self._fields_.items() if one.shown]
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def _same(self: Any, other: Any) -> Any:
    return _values(self) == _values(other) if other.__class__ is self.__class__ else NotImplemented


def _hash(self: Any) -> int:
    return hash(_values(self))


def _less(self: Any, other: Any) -> Any:
    return _values(self) < _values(other) if other.__class__ is self.__class__ else NotImplemented


def _less_or_same(self: Any, other: Any) -> Any:
    return _values(self) <= _values(other) if other.__class__ is self.__class__ else NotImplemented


def _more(self: Any, other: Any) -> Any:
    return _values(self) > _values(other) if other.__class__ is self.__class__ else NotImplemented


def _more_or_same(self: Any, other: Any) -> Any:
    return _values(self) >= _values(other) if other.__class__ is self.__class__ else NotImplemented


def _refuse(self: Any, name: str, *value: Any) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot change {name!r} of a frozen {type(self).__name__}")


def _rebuild(self: Any) -> tuple[Any, ...]:
    """How ``copy`` and ``pickle`` make it again."""
    return _again, (type(self), {name: getattr(self, name) for name in self._fields_})


def _again(kind: Any, given: dict[str, Any]) -> Any:
    return kind(**given)


class _AsDataclass:
    """What the standard library asks of a dataclass, made when it is asked for."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, value: Any, kind: Any) -> Any:
        from dataclasses import MISSING, make_dataclass
        from dataclasses import field as told

        made = [
            (
                one.name,
                _annotation(kind, one.name),
                told(
                    default=MISSING if one.factory or one.needed else one.default,
                    default_factory=one.factory or MISSING,
                    repr=one.shown,
                    kw_only=one.kw_only,
                ),
            )
            for one in kind._fields_.values()
        ]
        like = make_dataclass(kind.__name__, made, frozen=True)
        for name in ("__dataclass_fields__", "__dataclass_params__"):
            setattr(kind, name, getattr(like, name))
        return getattr(like, self.name)


def _annotation(kind: Any, name: str) -> Any:
    return next(each.__annotations__[name] for each in kind.__mro__ if name in getattr(each, "__annotations__", ()))


_SHARED: dict[str, Any] = {
    "__repr__": _shown,
    "__eq__": _same,
    "__hash__": _hash,
    "__setattr__": _refuse,
    "__delattr__": _refuse,
    "__reduce__": _rebuild,
    "__replace__": replace,
    "__dataclass_fields__": _AsDataclass("__dataclass_fields__"),
    "__dataclass_params__": _AsDataclass("__dataclass_params__"),
}
