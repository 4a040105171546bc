"""The computer that the add-in is installed on."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from runxl.addin.install.classes import Classes, this_users


@dataclass(frozen=True, slots=True)
class Machine:
    """The computer: tests make one of their own for each platform."""

    platform: str
    home: Path
    environment: Mapping[str, str]
    classes: Classes | None = None
    """Where Windows keeps the person's COM servers."""


def this_machine() -> Machine:
    return Machine(sys.platform, Path.home(), os.environ, this_users())
