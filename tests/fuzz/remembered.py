"""What a walk would ask for over and over: pandera about what has not changed since, and the command line for its parsers.

Half of what a verb on a small plan costs is to ask pandera again. Every fiftieth answer is asked for anew, and must be the same.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import Any
from unittest import mock

from runxl import cli
from runxl.check import schema

_ASKED_ANEW = 50
_KEPT = 20_000
_times = itertools.count(1)


def _remembered(ask: Callable[..., Any]) -> Callable[..., list[Any]]:
    """The last argument is a list of whatever stands in cells: 1, 1.0 and True are not the same."""
    said: dict[object, list[Any]] = {}

    def asked(*those: Any) -> list[Any]:
        key = (*map(_hashable, those[:-1]), repr(those[-1]))
        if key not in said:
            if len(said) >= _KEPT:
                said.clear()
            said[key] = list(ask(*those))
        if next(_times) % _ASKED_ANEW == 0:
            assert list(ask(*those)) == said[key]
        return said[key]

    return asked


def _hashable(one: Any) -> Any:
    return tuple(one) if isinstance(one, list) else one


_ANSWERS = {name: _remembered(getattr(schema, name)) for name in ("failures", "_twice")}
_parser = cache(cli._parser)


@contextmanager
def remembering() -> Iterator[None]:
    with ExitStack() as patched:
        for name, answer in _ANSWERS.items():
            patched.enter_context(mock.patch.object(schema, name, answer))
        patched.enter_context(mock.patch.object(cli, "_parser", lambda named, **how: _parser(tuple(named), **how)))
        yield
