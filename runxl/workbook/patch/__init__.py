"""Writes into a closed workbook without losing anything: only named cells change, other parts are copied as they are.

A program that loads and saves a workbook drops what it does not know: text boxes, threaded comments, sparklines,
sensitivity labels, slicers, macros, and every calculated value. Here the workbook is never saved anew.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from runxl.errors import RunxlError
from runxl.files import save, target
from runxl.workbook.edits import Edits
from runxl.workbook.patch import package, readback
from runxl.workbook.patch.edited import edited_parts


def patch(
    path: Path | str,
    edits: Edits,
    out: Path | str | None = None,
    *,
    stamp: save.Stamp | None = None,
    replace: bool = False,
) -> Path:
    """Apply the edits to a workbook in place, with a backup copy beside it, or to `out`.

    `stamp` is the workbook's as it was read: a file changed since is refused. The path written to is returned. On any
    RunxlError the file is as it was.
    """
    given, written = Path(path), Path(out if out is not None else path)
    source = Path(os.path.realpath(given))
    with target.told_in_swedish(written):
        if not stat.S_ISREG(source.stat().st_mode):
            raise RunxlError(f"{given} är ingen fil. Ange en arbetsbok (.xlsx).")
        target.refuse(written, (given.suffix.lower(),), replace=out is None or replace)
        in_place = source == Path(os.path.realpath(written))
        expected = save.stamp(source) if stamp is None else stamp
        with save.whole(written, backup=in_place) as temporary:
            if _write(source, temporary, edits, expected, given.name, always=not in_place):
                save.refuse_changed(source, expected, given.name)
    return written


def _write(source: Path, temporary: Path, edits: Edits, expected: save.Stamp, name: str, *, always: bool) -> bool:
    """The edited workbook in a file of its own, read back. False if the edits change nothing: then there is no file."""
    with source.open("rb", buffering=package.BUFFER) as file:
        save.refuse_changed(file.fileno(), expected, name)
        with package.opened(file) as old:
            changed = edited_parts(old, edits)
            if not changed and not always:
                return False
            with temporary.open("xb") as new:
                package.write(old, changed, new)
                new.flush()
                os.fsync(new.fileno())
            save.refuse_changed(file.fileno(), expected, name)
            readback.compare(old, temporary, changed)
    return True
