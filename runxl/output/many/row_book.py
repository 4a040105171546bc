"""A workbook whose rows are kept in files of their own until it is closed, so that it may have a million of them."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from runxl.files.save import whole
from runxl.opc.pack import Piece, contents, pack

_LEVEL = 2
"""The usual 6 makes the file a quarter smaller and takes more than three times as long."""

_START = b"<sheetData>"


@contextmanager
def row_book(path: Path, *, backup: bool = False, **options: Any) -> Iterator[Any]:
    """The workbook to write in. It stands at the path, whole, once all has gone well; else nothing has changed."""
    from runxl.template.worksheet import new_book

    with (
        whole(path, backup=backup) as temporary,
        _as_the_file_system_said(),
        tempfile.TemporaryDirectory() as scratch,
    ):
        content = _Content()  # a full disk must not leave XlsxWriter's own file open
        book = new_book(content, constant_memory=True, **options, tmpdir=scratch)
        try:
            yield book
            for sheet in book.worksheets():
                sheet.row_data_fh.close()  # before XlsxWriter opens files of its own: it may be that the disk is full
            book.close()
            rows = {f"xl/worksheets/sheet{one.index + 1}.xml": Path(one.row_data_filename) for one in book.worksheets()}
            fill(content, rows, temporary)
        finally:
            for sheet in book.worksheets():  # also where the workbook was never finished
                with suppress(OSError):  # what is still to be written does not fit on a full disk
                    sheet.row_data_fh.close()


@contextmanager
def _as_the_file_system_said() -> Iterator[None]:
    """XlsxWriter has a name of its own for it."""
    from xlsxwriter.exceptions import FileCreateError

    try:
        yield
    except FileCreateError as error:
        raise error.__cause__ or error.__context__ or error from error


class _Content(io.BytesIO):
    """Stays open: when the disk is full, XlsxWriter lets its archive end some time later."""

    def close(self) -> None:
        pass


def fill(shell: io.BytesIO, rows: Mapping[str, Path], target: Path) -> None:
    """The workbook as XlsxWriter leaves it, and for each sheet, by the name of its part, the file with its rows."""
    parts = contents(shell.getvalue())
    pack(target, ((name, _pieces(content, rows.get(name))) for name, content in parts.items()), _LEVEL)


def _pieces(content: bytes, rows: Path | None) -> tuple[Piece, ...]:
    if rows is None:
        return (content,)
    before, start, after = content.partition(_START)
    return before + start, rows, after
