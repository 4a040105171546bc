"""`frozen` makes what the standard library's frozen dataclasses with slots are: each class of both kinds is asked the same."""

from __future__ import annotations

import copy
import inspect
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace
from typing import Any

import pytest

from runxl.frozen import frozen


@frozen
class Ours:
    """Every kind of field."""

    nr: str
    text: str = field(default="", compare=False, repr=False)
    rows: dict[str, int] = field(default_factory=dict)
    later: list[int] = field(init=False, default_factory=list, compare=False)
    named: int = field(default=3, kw_only=True)

    @property
    def long(self) -> str:
        return self.nr + self.text


@dataclass(frozen=True, slots=True)
class Theirs:
    """Every kind of field."""

    nr: str
    text: str = field(default="", compare=False, repr=False)
    rows: dict[str, int] = field(default_factory=dict)
    later: list[int] = field(init=False, default_factory=list, compare=False)
    named: int = field(default=3, kw_only=True)

    @property
    def long(self) -> str:
        return self.nr + self.text


@frozen
class Plain:
    nr: str = "1"


@frozen
class Empty:
    """No field at all."""


@frozen
class Further(Plain):
    """With the fields of another."""

    name: str = ""

    def __repr__(self) -> str:
        return self.name


Make = Callable[[type[Any]], object]

ASKED: tuple[Make, ...] = (
    lambda kind: repr(kind("1", "x", {"a": 1}, named=4)).removeprefix(kind.__name__),
    lambda kind: kind("1", "x") == kind("1", "y"),
    lambda kind: kind("1") == kind("2"),
    lambda kind: kind("1") != kind("1", rows={"a": 1}),
    lambda kind: kind("1") == Plain("1"),
    lambda kind: kind("1").rows is kind("1").rows,
    lambda kind: kind("1", rows={}).later,
    lambda kind: replace(kind("1", "x"), nr="2").long,
    lambda kind: [one.name for one in fields(kind)],
    lambda kind: kind.__match_args__,
    lambda kind: kind.__slots__,
    lambda kind: hasattr(kind("1"), "__dict__"),
    lambda kind: list(inspect.signature(kind).parameters),
    lambda kind: pickle.loads(pickle.dumps(kind("1", "x", {"a": 1}, named=4))).rows,  # noqa: S301 - our own bytes
    lambda kind: copy.deepcopy(kind("1", "x", {"a": 1})).rows,
    inspect.getdoc,
)


@pytest.mark.parametrize("asked", ASKED)
def test_it_answers_as_a_dataclass(asked: Make) -> None:
    """What is made, shown, compared, replaced, pickled and copied."""
    assert asked(Ours) == asked(Theirs)


@pytest.mark.parametrize("kind", [Ours, Theirs])
@pytest.mark.parametrize("wrong", [(), ("1", "", {}, 4), ("1", "", {}, [])])
def test_it_refuses_what_a_dataclass_refuses(kind: Any, wrong: tuple[object, ...]) -> None:
    """A field that is missing, or too many."""
    with pytest.raises(TypeError):
        kind(*wrong)


@pytest.mark.parametrize("kind", [Ours, Theirs])
def test_it_is_never_changed(kind: Any) -> None:
    """Neither a field nor anything else."""
    value = kind("1")
    with pytest.raises(FrozenInstanceError):
        value.nr = "2"
    with pytest.raises(FrozenInstanceError):
        del value.nr
    with pytest.raises((FrozenInstanceError, AttributeError, TypeError)):
        value.other = 1
    assert value.nr == "1"


def test_the_hash_is_of_what_is_compared() -> None:
    """So that a value is found again in a set; what holds a list has none."""
    assert len({Plain("1"), Plain("1"), Plain("2")}) == 2
    assert len({Empty(), Empty()}) == 1
    with pytest.raises(TypeError):
        hash(Ours("1"))


def test_a_class_keeps_what_it_defines_and_what_it_is_built_on() -> None:
    """Its own functions stand, and the fields of the one before come first."""
    assert repr(Further("1", "Kultur")) == "Kultur"
    assert Further("1", "Kultur") == Further("1", "Kultur") != Further("2", "Kultur")
    assert Further("1") != Plain("1")
