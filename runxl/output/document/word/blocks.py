"""What a report consists of, as values that know nothing of Word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from runxl.contract.look import Mark

Look = Literal["body", "verdict", "label", "quiet", "bullet"]
CellLook = Literal["text", "strong", "number"]


@dataclass(frozen=True, slots=True)
class Heading:
    """`new_page`: what it opens starts on a page of its own."""

    level: int
    text: str
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`mark`: a status's symbol and colours, before and around the text."""

    text: str
    look: Look = "body"
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """A place to fill: what should be written there."""

    what: str


@dataclass(frozen=True, slots=True)
class Cell:
    """`mark`: a status's symbol and colours; `note`: smaller text below; `joined`: one with the cell above."""

    text: str = ""
    note: str = ""
    mark: Mark | None = None
    look: CellLook = "text"
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """`width` is its share of the table's, among the others'."""

    title: str
    width: float
    right: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """`about` is read aloud to those who cannot see the table."""

    caption: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


Block = Heading | Paragraph | Missing | Table
