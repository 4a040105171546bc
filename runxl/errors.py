"""What stops a run. Faults in the data are findings (see findings.py), never exceptions."""

from __future__ import annotations


class RunxlError(Exception):
    """The run could not be done. The message is Swedish and says what to do."""


class ContractError(RunxlError):
    """The contract in validation/ is faulty; the message lists every fault with file and line."""
