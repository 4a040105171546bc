"""Whether Python's files are the ones that the Python Software Foundation, or Microsoft, has signed."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from installer.parts import PartError

_SIGNERS = re.compile(r"\bO ?= ?(Python Software Foundation|Microsoft Corporation)\b")
_SAID, _FOUND = (re.compile(rf"^{word} message digest *: *(\S+)", re.MULTILINE) for word in ("Current", "Calculated"))
_KINDS = (".exe", ".dll", ".pyd")


def assert_signed(folder: Path) -> int:
    """How many there are. One that is unsigned, or has changed since it was signed, stops the building."""
    files = sorted(_programs(folder))
    if not files:
        raise PartError(f"there is no program in {folder}")
    for file in files:
        if fault := _fault(_told(file)):
            raise PartError(f"{file.name}: {fault}")
    return len(files)


def _programs(folder: Path) -> Iterator[Path]:
    return (file for file in folder.iterdir() if file.suffix.lower() in _KINDS)


def _told(file: Path) -> str:
    command = ["osslsigncode", "verify", "-in", str(file)]
    # Its exit code also tells of a chain to a root that this computer may lack: the digest and the name count.
    return subprocess.run(command, capture_output=True, text=True, errors="replace", check=False).stdout


def _fault(told: str) -> str:
    said, found = _SAID.search(told), _FOUND.search(told)
    if not said or not found:
        return "it is not signed"
    if said[1] != found[1]:
        return "it has changed since it was signed"
    return "" if _SIGNERS.search(told) else "it is signed by somebody else"
