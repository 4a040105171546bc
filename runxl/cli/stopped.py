"""How a run ends that could not be done: a line to people, and a document to whoever asked for JSON."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import Any

from runxl.cli import terminal
from runxl.cli.hints import with_hint
from runxl.errors import RunxlError
from runxl.json_face import document
from runxl.served import said

CODE = 2
INTERRUPTED = 130
"""As a shell has it of Ctrl-C."""


class StoppedRunError(RunxlError):
    """A run that could not be done, of which a program is told more than why."""

    def __init__(self, why: RunxlError, document: Mapping[str, Any]) -> None:
        super().__init__(str(why), why.hint)
        self.document = document


def stopped(error: Exception, argv: Sequence[str]) -> int:
    """Says why on stderr, and gives the exit code. Where JSON was asked for, what can be told all the same, and why."""
    why = _said(error)
    terminal.say(f"runxl: {why}")
    if _asked_for_json(argv):
        told = error.document if isinstance(error, StoppedRunError) else {}
        try:
            terminal.show_json({**document(told), "stopp": why})
            sys.stdout.flush()
        except OSError:
            terminal.silence_stdout()
    return CODE


def _said(error: Exception) -> str:
    if isinstance(error, RunxlError):
        return with_hint(str(error), error.hint)
    return said(error)


def _asked_for_json(argv: Sequence[str]) -> bool:
    """Also of a command line that could not be understood, if it names a command that has a document."""
    from runxl.contract.json_schema import commands

    words = list(takewhile("--".__ne__, argv))
    return "--json" in words and any(" ".join(words[:count]) in commands() for count in (1, 2))
