"""A file's bytes, if it is a file that one may read."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from runxl.contract.regel import Regel
from runxl.files import windows
from runxl.files.save import Stamp, patiently, stamp
from runxl.files.target import reason_of
from runxl.opc import limits
from runxl.opc.refused import RefusedError


def content_of(path: Path) -> tuple[bytes, Stamp]:
    """A regular file's bytes, with the stamp that it had."""
    try:
        _refuse_irregular(path.stat())
        with patiently(lambda: path.open("rb")) as file:
            found = stamp(file.fileno())
            return file.read(), found
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        if why := windows.far(path):
            raise RefusedError(Regel.FILEN_GAR_INTE_ATT_OPPNA, orsak=why) from error
        raise RefusedError(Regel.FILEN_FINNS_INTE) from error
    except PermissionError as error:
        why = "den är öppen i ett annat program" if windows.is_held(path) else "du har inte behörighet att läsa den"
        raise RefusedError(Regel.FILEN_GAR_INTE_ATT_OPPNA, orsak=why) from error
    except OSError as error:
        raise RefusedError(Regel.FILEN_GAR_INTE_ATT_OPPNA, orsak=reason_of(error)) from error


def _refuse_irregular(status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise RefusedError(Regel.FILEN_GAR_INTE_ATT_OPPNA, orsak="det är en mapp")
    if not stat.S_ISREG(status.st_mode):
        raise RefusedError(Regel.FILEN_GAR_INTE_ATT_OPPNA, orsak="det är inte en vanlig fil")
    if status.st_size > limits.MAX_FILE:
        raise RefusedError(Regel.FOR_STOR_FIL, orsak=f"filen är större än {limits.MAX_FILE // limits.MEGABYTE} MB")
