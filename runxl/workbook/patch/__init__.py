"""Writes into a closed workbook without losing anything: only named cells change, other parts are copied as they are.

A program that loads and saves a workbook drops what it does not know: text boxes, threaded comments, sparklines,
sensitivity labels, slicers, macros, and every calculated value. Here the workbook is never saved anew.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import NamedTuple

from runxl.contract.message import finding
from runxl.contract.regel import Regel
from runxl.errors import RunxlError
from runxl.files import save, target
from runxl.findings import Finding
from runxl.opc.file import content_of
from runxl.opc.package import listed
from runxl.opc.refused import RefusedError
from runxl.opc.rewrite import rewritten
from runxl.workbook.edits import Edits
from runxl.workbook.patch import readback
from runxl.workbook.patch.edited import edited_parts
from runxl.workbook.read import read

AnyPath = str | os.PathLike[str]


class Patched(NamedTuple):
    """The file that was written. So many formulas are `waiting` to be calculated: they hang on what was written."""

    file: Path
    waiting: int = 0


def patch(
    path: AnyPath,
    edits: Edits,
    out: AnyPath | None = None,
    *,
    stamp: save.Stamp | None = None,
    replace: bool = False,
) -> Patched:
    """Apply the edits to a workbook in place, with a backup copy beside it, or to `out`.

    `stamp` is the workbook's as it was read: a file changed since is refused, and what nobody has read is read first.
    On any RunxlError the file is as it was.
    """
    given, written = Path(path), Path(out if out is not None else path)
    with target.told_in_swedish(written):
        source = target.real(given)
        if not stat.S_ISREG(source.stat().st_mode):
            raise RunxlError(f"{given} är ingen fil. Ange en arbetsbok (.xlsx).")
        target.refuse(written, (given.suffix.lower(),), replace=out is None or replace)
        in_place = source == target.real(written)
        expected = stamp or _stamp_of_readable(source, edits)
        with save.whole(written, backup=in_place) as temporary:
            waiting = _write(source, temporary, edits, expected, given.name, always=not in_place)
            if waiting is not None:
                save.refuse_changed(source, expected, given.name)
    return Patched(written, waiting or 0)


def _stamp_of_readable(source: Path, edits: Edits) -> save.Stamp | None:
    """The stamp of a workbook that can be read, each sheet that is edited with it."""
    book = read(source, to_write=True)
    unread = {one.sheet: one for one in book.findings if one.code == Regel.BLAD_GAR_INTE_ATT_LASA}
    faults = [unread[sheet] for sheet in sorted(edits.sheets & unread.keys())] if book.readable else book.findings
    if faults:
        raise RunxlError(_refusal(faults[0]))
    return book.stamp


def _write(
    source: Path, temporary: Path, edits: Edits, expected: save.Stamp | None, name: str, *, always: bool
) -> int | None:
    """The edited workbook in a file of its own, read back, and how many formulas wait in it to be calculated.

    None if the edits change nothing: then there is no file.
    """
    try:
        data, _ = content_of(source)
        save.refuse_changed(source, expected, name)
        old = listed(data)
        changed, waiting = edited_parts(old, edits)
        if not changed and not always:
            return None
        with temporary.open("xb") as new:
            new.writelines(rewritten(old, changed))
            new.flush()
            os.fsync(new.fileno())
        readback.compare(old, temporary, changed)
    except RefusedError as refused:  # what the reader makes a finding of stops the writer
        raise RunxlError(_refusal(finding(refused.code, file=name, **refused.words))) from refused
    return waiting


def _refusal(why: Finding) -> str:
    return f"Ingenting har skrivits. {why.message} {why.remedy}"
