"""A program that is asked again: Excel refuses to answer while a cell is edited or a dialogue is open.

Before anything is written a refusal ends the click, and the person is told what to do. Once the first cell is written
it is waited out, so that nothing is left half written.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar, cast

from runxl.addin.messages import is_busy
from runxl.addin.open_document import Document

Answer = TypeVar("Answer")

PAUSES = (0.1,) * 10 + (0.5,) * 58
"""Seconds between the attempts: half a minute together."""


def patiently(ask: Callable[[], Answer]) -> Answer:
    """The answer, as soon as the program gives one."""
    for pause in PAUSES:
        try:
            return ask()
        except Exception as error:
            if not is_busy(error):
                raise
        time.sleep(pause)
    return ask()


class _Patient:
    """A document whose every question is asked patiently. What it is asked and told may all be said twice."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._document, name)
        return (lambda *said: patiently(lambda: found(*said))) if callable(found) else found


def patient(document: Document) -> Document:
    return cast("Document", _Patient(document))
