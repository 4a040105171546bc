"""A column of a tidy table: what it holds, and its names in a program and on a sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

TidyKind = Literal["text", "whole", "whole or none", "number", "date", "time"]


@dataclass(frozen=True, slots=True)
class TidyColumn:
    """`name` in csv, parquet and Python; `title` on the sheet."""

    name: str
    title: str
    kind: TidyKind
    width: float
    help: str
