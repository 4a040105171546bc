"""What stops a run. Faults in the data are findings (see findings.py), never exceptions."""

from __future__ import annotations

from enum import Enum, auto


class Hint(Enum):
    """What would help, for each face to say in its own words: flags on the command line, buttons in the add-in."""

    REPLACE = auto()
    """The file is there: choose another name, or replace it."""

    REPLACE_IN_FOLDER = auto()
    """What is in the folder is there: choose another folder, or replace it."""

    REPLACE_PERIOD = auto()
    """The period is closed: leave it, only look, or write it anew all the same."""

    NEXT_PERIOD = auto()
    """The step to the next period is to be taken."""

    NEXT_YEAR = auto()
    """The year has no later period: the next year begins in a workbook of its own."""


class RunxlError(Exception):
    """The run could not be done. The message is Swedish and says why and, as far as all faces share it, what to do."""

    def __init__(self, message: str = "", hint: Hint | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class ContractError(RunxlError):
    """The contract in validation/ is faulty; the message lists every fault with file and line."""
