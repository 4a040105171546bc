"""A folder or a file that the person chooses, and how far the reading of its files has come."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from runxl.addin import messages
from runxl.addin.open_document import Chosen, Document
from runxl.batch.progress import Advance, Progress


def chosen(document: Document, kind: Chosen, title: str) -> Path | None:
    """None where the person cancels. The dialogue begins beside the workbook, if that is on this computer."""
    place = Path(document.place)
    beside = "://" not in document.place and place.is_absolute() and place.parent.is_dir()
    return document.choose(kind, title, place.parent if beside else None)


def progress_in(document: Document) -> Progress:
    """In the status bar, file by file."""

    @contextmanager
    def opened(files: int) -> Iterator[Advance]:
        read = 0

        def advance() -> None:
            nonlocal read
            read += 1
            document.show(f"{messages.TITLE}: har läst {read} av {files} svar …")

        yield advance

    return opened
