"""Frozen values behave as frozen dataclasses do, and are dataclasses to whoever asks."""

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass
from functools import cached_property
from importlib import import_module
from pkgutil import walk_packages
from typing import Any, ClassVar

import pytest
from pydantic import TypeAdapter, ValidationError

import plan_cli
from plan_cli.frozen import field, fields_of, frozen, replace
from plan_cli.model.plan import Baseline, Label


@frozen
class Ours:
    """A value."""

    a: int
    b: str = "b"
    c: list[int] = field(default_factory=list)
    d: str = field(default="d", repr=False)
    e: ClassVar[int] = 7


@dataclass(frozen=True, slots=True)
class Theirs:
    """The same, by the standard library."""

    a: int
    b: str = "b"
    c: list[int] = dataclasses.field(default_factory=list)
    d: str = dataclasses.field(default="d", repr=False)
    e: ClassVar[int] = 7


@frozen(kw_only=True)
class Below(Ours):
    """A value of a kind below another."""

    f: int = 0
    b: str = "other"


@pytest.mark.parametrize(
    "given",
    [
        lambda kind: kind(1), lambda kind: kind(1, "x"), lambda kind: kind(a=1, c=[2]), lambda kind: kind(1, "b", [], "e"),
        lambda kind: kind(), lambda kind: kind(1, 2, 3, 4, 5), lambda kind: kind(1, a=1), lambda kind: kind(1, nonsense=1),
    ],
)  # fmt: skip
def test_they_are_made_and_shown_alike(given: Callable[[Any], Any]) -> None:
    """The same arguments, the same defaults, the same text; the same refusals."""
    told = []
    for kind in (Ours, Theirs):
        try:
            value = given(kind)
            told.append((repr(value).replace(kind.__name__, "Kind"), value.d, value.e))
        except TypeError as error:
            told.append((str(error).replace(kind.__name__, "Kind"),))
    assert told[0] == told[1]


def test_they_cannot_be_changed() -> None:
    """Neither set, nor deleted, nor given what they have not."""
    value = Ours(1)
    for change in (lambda: setattr(value, "a", 2), lambda: delattr(value, "a"), lambda: setattr(value, "z", 2)):
        with pytest.raises(AttributeError):
            change()
    assert issubclass(FrozenInstanceError, AttributeError)
    assert not hasattr(value, "__dict__")


def test_they_are_equal_by_their_fields() -> None:
    """And by their kind; what holds a list has no hash, what holds none has one."""
    assert Ours(1) == Ours(1) != Ours(2)
    assert Ours(1) != Theirs(1)
    assert Below(a=1, b="b") != Ours(1)
    assert len({Baseline(2020), Baseline(2020), Baseline(2021)}) == 2
    with pytest.raises(TypeError):
        hash(Ours(1))
    assert Ours(1).c is not Ours(1).c


def test_they_are_ordered_where_asked() -> None:
    """By their fields, one after the other; others cannot be compared."""

    @frozen(order=True)
    class Ordered:
        a: int
        b: int

    assert sorted([Ordered(2, 1), Ordered(1, 2), Ordered(1, 1)]) == [Ordered(1, 1), Ordered(1, 2), Ordered(2, 1)]
    assert Ordered(1, 1) <= Ordered(1, 1) >= Ordered(1, 1)
    assert Ordered(1, 2) > Ordered(1, 1)
    with pytest.raises(TypeError):
        sorted([Ours(1), Ours(2)])  # type: ignore[type-var]


def test_what_is_computed_once_is_kept_where_slots_are_not_wanted() -> None:
    """A ``cached_property`` works, and still nothing can be set."""

    @frozen(slots=False)
    class Cached:
        a: int = 1

        @cached_property
        def twice(self) -> list[int]:
            return [self.a, self.a]

    value = Cached()
    assert value.twice is value.twice
    assert replace(value, a=2).twice == [2, 2]
    with pytest.raises(AttributeError):
        value.a = 2  # type: ignore[misc]


def test_a_kind_below_another_has_its_fields_too() -> None:
    """In the order in which they were first named, the newest default."""
    assert repr(Below(a=1)) == "Below(a=1, b='other', c=[], f=0)"
    assert [*fields_of(Below)] == ["a", "b", "c", "d", "f"]


def test_a_value_is_changed_by_making_another() -> None:
    """Ours and the standard library's way."""
    assert replace(Ours(1), a=2) == dataclasses.replace(Ours(1), a=2) == Ours(2)
    with pytest.raises(TypeError):
        replace(Ours(1), nonsense=2)


def test_they_are_copied_and_sent() -> None:
    """As deep copies, and between processes."""
    value = Label({"en": "x"})
    for again in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
        assert again == value
        assert again is not value


def test_they_are_dataclasses_to_everyone_else() -> None:
    """``dataclasses.fields`` tells of them what it tells of its own, and pydantic validates them."""
    told = [
        [(each.name, each.default, each.default_factory, each.repr) for each in dataclasses.fields(kind)]  # type: ignore[arg-type]
        for kind in (Ours, Theirs)
    ]
    assert told[0] == told[1]
    assert dataclasses.asdict(Ours(1)) == dataclasses.asdict(Theirs(1))  # type: ignore[call-overload]
    assert TypeAdapter(Ours).validate_python({"a": 1}) == Ours(1)
    with pytest.raises(ValidationError):
        TypeAdapter(Ours).validate_python({})


def test_every_kind_can_be_made() -> None:
    """No kind of value in the program names a field without a default after one that has one."""
    for module in walk_packages(plan_cli.__path__, "plan_cli."):
        if module.name.endswith("__main__"):
            continue
        for kind in vars(import_module(module.name)).values():
            if isinstance(kind, type) and fields_of(kind):
                with pytest.raises(TypeError, match="unexpected keyword argument"):
                    kind(no_such_field=1)


def test_what_others_catch_and_copy_by_works() -> None:
    """A change is refused as a dataclass refuses it, and ``copy.replace`` of Python 3.13 finds its way."""
    value: Any = Ours(1)
    with pytest.raises(FrozenInstanceError):
        value.a = 2
    assert value.__replace__(a=2) == Ours(2)
