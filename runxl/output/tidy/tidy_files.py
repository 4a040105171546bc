"""A tidy table as a file for programs: csv, and parquet, which keeps what each column holds."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from runxl.excel import harmless
from runxl.extras import demand
from runxl.files import save
from runxl.output.tidy.tidy_columns import TidyColumn, TidyKind

Columns = Sequence[TidyColumn]
Rows = Sequence[Sequence[object]]


def write_csv(columns: Columns, rows: Rows, path: Path) -> None:
    """Commas, decimal points, ISO dates and UTF-8, as programs read it. What could pass for a formula is marked."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in columns])
    for row in rows:
        writer.writerow([_said(value) for value in row])
    save.write(path, text.getvalue().encode(), backup=True)


def _said(value: object) -> object:
    if isinstance(value, str):
        return harmless(value)
    return value.isoformat(sep=" ") if isinstance(value, dt.datetime) else value


def write_parquet(columns: Columns, rows: Rows, path: Path) -> None:
    """With the columns' kinds as they are, also where a column is empty."""
    needs_parquet()
    import pyarrow as pa
    from pyarrow import parquet

    kinds: Mapping[TidyKind, Any] = {
        "text": pa.string(), "whole": pa.int64(), "whole or none": pa.int64(), "number": pa.float64(),
        "date": pa.date32(), "time": pa.timestamp("us"),
    }  # fmt: skip
    schema = pa.schema([pa.field(one.name, kinds[one.kind], metadata={"rubrik": one.title}) for one in columns])
    values = list(zip(*rows, strict=True)) or [()] * len(columns)
    arrays = [pa.array(list(of), field.type) for of, field in zip(values, schema, strict=True)]
    with save.whole(path, backup=True) as temporary:
        parquet.write_table(pa.Table.from_arrays(arrays, schema=schema), temporary)


def needs_parquet() -> None:
    """Refused before anything is read, where what writes parquet is not installed."""
    demand("parquet", "Parquet", instead=". Eller skriv .xlsx eller .csv, som inte behöver det.")
