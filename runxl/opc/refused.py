"""What is said of a package that is neither read nor written."""

from __future__ import annotations

from typing import Any

from runxl.contract.regel import Regel


class RefusedError(Exception):
    """A file or a sheet that is left alone: the reader makes a finding of it, the writer a RunxlError."""

    def __init__(self, code: Regel, **words: Any) -> None:
        super().__init__(code, words)
        self.code = code
        self.words = words


def damaged(reason: str) -> RefusedError:
    """For a package whose parts do not hang together."""
    return RefusedError(Regel.SKADAD_FIL, orsak=reason)
