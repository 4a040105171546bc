"""What an open workbook must be able to do for the buttons to work in it: Excel's (`excel`) and LibreOffice's do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Literal, NamedTuple, Protocol, TypeVar

from runxl.addin.messages import is_busy
from runxl.errors import RunxlError
from runxl.excel import Area
from runxl.workbook.edits import Link, Written

T = TypeVar("T")

Chosen = Literal["folder", "file"]
"""What a person may be asked to choose, in the words that VBA is asked with too."""


class OpenTable(NamedTuple):
    """A table of Excel's: what it covers, headers and totals among it, and how many of its rows are totals."""

    area: Area
    totals: int = 0


class Document(Protocol):
    """An open spreadsheet. Sheets are named; rows and columns count from 1. None as an answer means: some, not all.

    Each question may cross a border between processes, so whole ranges are asked about, and few times.
    """

    @property
    def name(self) -> str: ...
    @property
    def place(self) -> str:
        """Where it is saved: a path, or an address on the web; its name alone if it never was."""

    @property
    def read_only(self) -> bool: ...

    def titles(self) -> list[str]: ...
    def visible(self, sheet: str) -> bool: ...
    def activate(self, sheet: str) -> None: ...
    def selection(self) -> tuple[str, Area] | None: ...
    def select(self, sheet: str, area: Area) -> None: ...

    def used(self, sheet: str) -> Area: ...
    def values(self, sheet: str, area: Area) -> list[list[Any]]:
        """Texts, numbers, truth values, moments and CellError."""

    def formulas(self, sheet: str, area: Area) -> list[list[Any]]: ...
    def write(self, sheet: str, area: Area, rows: Sequence[Sequence[Written]]) -> None:
        """Writes as Excel takes it from a program: a leading apostrophe makes text of what follows it."""

    def number_format(self, sheet: str, area: Area) -> str | None: ...
    def hidden(self, sheet: str, area: Area) -> bool | None: ...
    def column_hidden(self, sheet: str, column: int) -> bool: ...
    def merged(self, sheet: str, area: Area) -> bool | None: ...
    def merge_area(self, sheet: str, area: Area) -> Area: ...
    def row_height(self, sheet: str, area: Area) -> float | None: ...
    def set_row_height(self, sheet: str, rows: Sequence[Area], points: float) -> None: ...
    def copy_look(self, sheet: str, sample: Area, targets: Sequence[Area], of: str = "") -> None:
        """`of`: the sheet that the sample stands in, where it is another."""

    def add_sheet(self, sheet: str) -> None:
        """Last, and the one that the person then sees. RunxlError where the workbook lets nobody add one."""

    def set_widths(self, sheet: str, widths: Sequence[float]) -> None:
        """Of the first columns, in signs."""

    def tables(self, sheet: str) -> Mapping[str, OpenTable]: ...
    def resize_table(self, sheet: str, table: str, area: Area) -> None: ...
    def add_table(self, sheet: str, table: str, area: Area) -> None: ...
    def replace_links(self, sheet: str, links: Sequence[Link]) -> None: ...

    def locked(self, sheet: str) -> bool: ...
    def unlock(self, sheet: str) -> bool:
        """Whether it could be, without a password."""

    def lock(self, sheet: str) -> None:
        """As it was before it was unlocked."""

    def quiet(self) -> AbstractContextManager[None]:
        """Without flicker, recalculation between cells and other macros; all is as it was afterwards."""

    def show(self, text: str) -> None:
        """In the status bar; nothing gives it back."""

    def alert(self, text: str, title: str) -> None: ...
    def ask(self, text: str, title: str) -> bool:
        """Whether the person answers yes."""

    def choose(self, kind: Chosen, title: str, start: Path | None) -> Path | None:
        """What the person chooses, beginning where `start` is; None if nothing is chosen."""

    def save_copy(self, path: Path) -> None:
        """The workbook as it stands, in a file of its own; the open one is still the file that it was."""

    def open_beside(self, path: Path) -> None:
        """Another workbook, to be read in a window of its own."""


@contextmanager
def adding(sheet: str) -> Iterator[None]:
    """A program that is busy will be asked again; one that refuses does so because of a protection."""
    try:
        yield
    except Exception as error:
        if is_busy(error):
            raise
        raise RunxlError(
            f"Bladet {sheet} gick inte att lägga till, så ingenting har skrivits. Om arbetsboken är skyddad: ta bort "
            "skyddet (Granska – Skydda arbetsbok) och försök igen."
        ) from error


def parts(area: Area, asked: Callable[[Area], bool | None]) -> Iterator[Area]:
    """The parts of an area for which the answer is yes."""
    return (part for part, answer in answered_parts(area, asked) if answer)


def answered_parts(area: Area, asked: Callable[[Area], T | None]) -> Iterator[tuple[Area, T | None]]:
    """The parts of an area, each with one answer. None means that they differ: then each half is asked."""
    answer = asked(area)
    if answer is not None or area[:2] == area[2:]:
        yield area, answer
        return
    if area.bottom > area.top:
        middle = (area.top + area.bottom) // 2
        halves = (area._replace(bottom=middle), area._replace(top=middle + 1))
    else:
        middle = (area.left + area.right) // 2
        halves = (area._replace(right=middle), area._replace(left=middle + 1))
    for half in halves:
        yield from answered_parts(half, asked)
