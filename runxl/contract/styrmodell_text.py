"""A styrmodell's text → Styrmodell, wherever the text comes from: our own files, a region's file, a workbook.

A region's text is a stranger's: how much of it there may be, and what YAML it may use, is bounded before it is read.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from runxl.contract.compile import Compiler, Fault, faults_in_yaml, loaded, loader
from runxl.contract.load import contract
from runxl.contract.scale_faults import POINTING
from runxl.contract.styrmodell_faults import styrmodell_faults
from runxl.contract.styrmodell_vocabulary import Styrmodell

MOST_LINES = 2_000
MOST_CHARACTERS = 100_000
"""Ours have a hundred lines of forty characters."""

MOST_FAULTS = 50
"""So many are told at a time: nobody reads more."""

_DEEPEST = 8
"""A mark stands at the fifth level."""

_KEPT = 200


class ReadStyrmodell(NamedTuple):
    """What a text says; no model where it has faults."""

    model: Styrmodell | None
    faults: tuple[Fault, ...] = ()


@lru_cache(maxsize=_KEPT)
def read_styrmodell(text: str, path: Path) -> ReadStyrmodell:
    """The text as a styrmodell, or every fault in it with its line. `path` is what the faults call it."""
    value, faults = None, list(_unfit(text, path))
    if not faults:
        value, faults = loaded(path, text)
    model = None
    if not faults:
        model, faults = _compiled(path, value)
    if model is not None and not faults:
        return ReadStyrmodell(dataclasses.replace(model, text=text))
    told = sorted((fault.placed(text) for fault in faults), key=lambda one: one.line)
    return ReadStyrmodell(None, tuple(told[:MOST_FAULTS]))


def _compiled(path: Path, value: Any) -> tuple[Styrmodell | None, list[Fault]]:
    """Faults of form and of sense at once: what has faults of form is not asked for its sense."""
    compiler = Compiler(path)
    model, unsound = compiler.build(Styrmodell, value), frozenset[str]()
    faults = compiler.faults
    if faults and isinstance(value, dict):
        model, unsound = compiler.mended(contract().default_styrmodell, value)
    if model is not None:
        more = styrmodell_faults(path, model, contract().codelists)
        faults = [*faults, *(fault for fault in more if not unsound.intersection(_about(fault)))]
    return model, faults


def _about(fault: Fault) -> tuple[str, ...]:
    """The keys that a fault may come from: what points at a level is no fault of its own where the scale is faulty."""
    key = str(fault.where[0])
    return (key, "scale") if key in (*POINTING, "answers") else (key,)


def differing(one: Styrmodell, other: Styrmodell) -> tuple[str, ...]:
    """The keys whose values are not the same."""
    keys = (field.name for field in dataclasses.fields(Styrmodell) if field.compare)
    return tuple(key for key in keys if getattr(one, key) != getattr(other, key))


def _unfit(text: str, path: Path) -> Iterator[Fault]:
    """What is never read at all: too much text, or YAML that says more than stands there."""
    if len(text) > MOST_CHARACTERS or text.count("\n") > MOST_LINES:
        reason = f"texten är för stor för en styrmodell: högst {MOST_LINES} rader och {MOST_CHARACTERS} tecken läses"
        yield Fault(path, (), reason, line=1)
        return
    try:
        yield from _strange(text, path)
    except yaml.YAMLError as error:
        yield from faults_in_yaml(path, error)


def _strange(text: str, path: Path) -> Iterator[Fault]:
    """Event by event, so that nothing is built of what is not wanted. Keys that stand twice are found on the way."""
    above: list[_Open] = []
    for event in yaml.parse(text, Loader=loader()):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
            yield Fault(path, (), "YAML:s &, * och ! används inte här: skriv värdet som det är", line=line)
            return
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and above:
            twice = above[-1].takes(event)
            if twice:
                yield Fault(path, (), f"nyckeln {twice} finns två gånger", line=line)
        if isinstance(event, yaml.CollectionStartEvent):
            above.append(_Open(event))
        elif isinstance(event, yaml.CollectionEndEvent):
            above.pop()
        if len(above) > _DEEPEST:
            yield Fault(path, (), "så många avdelningar inuti varandra har ingen styrmodell", line=line)
            return


class _Open:
    """A mapping or a list that has begun."""

    def __init__(self, event: yaml.CollectionStartEvent) -> None:
        self.is_mapping = isinstance(event, yaml.MappingStartEvent)
        self.keys: set[str] = set()
        self.key_is_next = True

    def takes(self, event: Any) -> str:
        """Takes one thing in; a key that has been before is told."""
        is_key, self.key_is_next = self.is_mapping and self.key_is_next, not self.key_is_next
        key = getattr(event, "value", None) if is_key else None
        if key in self.keys:
            return str(key)
        self.keys |= {key} if key else set()
        return ""
