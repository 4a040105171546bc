"""The contract as pandera schemas, run on typed frames: required, unique, listed, in range, well formed.

The only room that knows pandera. All workbooks of a run stand in one frame per table, told apart by `source`:
pandera's cost is per column and check, not per row. Parsing has typed every cell, so no text can hide a fault in a
column of numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import accumulate, chain, count, repeat
from typing import TYPE_CHECKING

from runxl.check.columns import is_empty
from runxl.check.sheet import Sheet
from runxl.contract.load import contract
from runxl.contract.message import choices, suggestion
from runxl.contract.regel import Regel
from runxl.contract.styrmodell_vocabulary import Styrmodell
from runxl.contract.vocabulary import Column, Table
from runxl.contract.wording import codelist, sheet_in
from runxl.frames import DTYPES

if TYPE_CHECKING:
    import pandas as pd
    import pandera.pandas as pa

_NR = re.compile(r"[0-9A-Za-zÅÄÖåäö]+(?:[.\-–_/:][0-9A-Za-zÅÄÖåäö]+)*")
_SOURCE = "source"

_KEPT = 200
"""Schemas made: workbooks may bring any number of styrmodeller."""

# pandera's own words for what its built-in checks found, as our codes. Our own checks carry theirs.
_CODES = {"not_nullable": Regel.OBLIGATORISKT_VARDE_SAKNAS, "multiple_fields_uniqueness": Regel.DUBBLERAD_NYCKEL}


def apply(sheets: Sequence[Sheet]) -> None:
    """Reports what the schema finds in these sheets, all of the same table and the same words for what is listed."""
    table, styrmodell = sheets[0].contract, sheets[0].styrmodell
    starts = [0, *accumulate(map(len, sheets))]
    if not starts[-1]:
        return
    for code, column, place, value in sorted(
        _failures(table, styrmodell, _frame(table, sheets)), key=lambda one: one[2]
    ):
        owner = bisect_right(starts, place) - 1
        sheet, position = sheets[owner], place - starts[owner]
        empty = code == Regel.OBLIGATORISKT_VARDE_SAKNAS
        if empty and table.column(column).role == "unit" and not sheet.awaits_answer(position):
            continue
        say = sheet.report_empty if empty else sheet.report
        say(code, column, position, **_words(code, table, column, sheet, value))


def _failures(table: Table, styrmodell: Styrmodell, frame: pd.DataFrame) -> Iterator[tuple[Regel, str, int, object]]:
    """(code, column, row of the frame, value) for each failure."""
    import pandera.errors

    try:
        _schema(table.name, styrmodell).validate(frame, lazy=True, inplace=True)
    except pandera.errors.SchemaErrors as errors:
        cases = errors.failure_cases
        for check, column, index, value in zip(
            cases["check"], cases["column"], cases["index"], cases["failure_case"], strict=True
        ):
            code = _CODES.get(str(check)) or Regel(str(check))
            if column != _SOURCE:  # a key that stands twice is reported once per column of the key
                yield code, str(column), int(index), value


@lru_cache(maxsize=_KEPT)
def _schema(name: str, styrmodell: Styrmodell) -> pa.DataFrameSchema:
    import pandera.pandas as pa

    table = contract().tables[name]
    columns = {column.name: _column(column, styrmodell) for column in _checked(table)}
    unique = [_SOURCE, *table.key] if table.key else None
    return pa.DataFrameSchema(columns, unique=unique, report_duplicates="exclude_first")


def of_sheet(table: Table, styrmodell: Styrmodell) -> pa.DataFrameSchema:
    """What the contract says of a sheet, for a frame with the sheet's own headers: for others to use and extend.

    A failure has the rule's code (`RX103`) as its `check`. Result columns may be left out, and own columns be there.
    """
    import pandera.pandas as pa

    columns = {}
    for one in table.columns:
        said = {"role": one.role, "codelist": one.codelist, "unit": one.unit}
        columns[one.title] = pa.Column(
            DTYPES[one.holds],
            _checks(one, styrmodell),
            nullable=not one.required,
            required=one.required,
            title=one.title,
            description=one.help,
            metadata={name: value for name, value in said.items() if value},
        )
    unique = [table.column(name).title for name in table.key]
    return pa.DataFrameSchema(
        columns,
        unique=unique or None,
        report_duplicates="exclude_first",
        coerce=True,
        name=table.sheet,
        title=table.sheet,
        description=table.help,
    )


def _column(column: Column, styrmodell: Styrmodell) -> pa.Column:
    import pandera.pandas as pa

    # No dtype: parsing has seen to the types, and pandera's own look at them costs as much as all else of a column.
    checks = _checks(column, styrmodell)
    return pa.Column(None, checks, nullable=not column.required, required=column.required)


def _checks(column: Column, styrmodell: Styrmodell) -> list[pa.Check]:
    import pandera.pandas as pa

    checks = []
    if column.codelist and column.type == "code":
        listed = codelist(contract(), column.codelist, styrmodell)
        isin = partial(_listed_or_sheet, listed.values) if listed.sheets else None
        checks.append(
            pa.Check(isin, error=Regel.INTE_I_LISTAN)
            if isin
            else pa.Check.isin(listed.values, error=Regel.INTE_I_LISTAN)
        )
    if column.type == "nr":
        checks.append(pa.Check(_well_formed, error=Regel.FELAKTIGT_NUMMER))
    if column.minimum is not None and column.maximum is not None:
        checks.append(pa.Check.in_range(column.minimum, column.maximum, error=Regel.UTANFOR_TILLATET_OMRADE))
    return checks


def _listed_or_sheet(listed: Sequence[str], said: pd.Series[str]) -> pd.Series[bool]:
    """Which sheets there are is the workbook's own matter, and looked into there."""
    import pandas as pd

    known = [one in listed or sheet_in(one) is not None for one in said.tolist()]
    return pd.Series(known, said.index, dtype=bool)


def _well_formed(numbers: pd.Series[str]) -> pd.Series[bool]:
    """As pandera's own check of a pattern does it, but without a call in Python for each Nr."""
    import pandas as pd

    return pd.Series(list(map(bool, map(_NR.fullmatch, numbers.tolist()))), numbers.index, dtype=bool)


def _checked(table: Table) -> list[Column]:
    """The input columns that the schema has something to say about."""
    return [
        column
        for column in table.columns
        if column.is_input
        and (column.required or column.type in ("code", "nr") or column.minimum is not None or column.name in table.key)
    ]


def _frame(table: Table, sheets: Sequence[Sheet]) -> pd.DataFrame:
    """The sheets' rows, one sheet after another. A column that may be empty, and is, has nothing to validate."""
    import pandas as pd

    columns = {_SOURCE: list(chain.from_iterable(map(repeat, count(), map(len, sheets))))}
    for column in _checked(table):
        values = list(chain.from_iterable(sheet.columns[column.name] for sheet in sheets))
        if column.required or column.name in table.key or not is_empty(values):
            columns[column.name] = values
    return pd.DataFrame(columns, dtype=object, copy=False)


def _words(code: Regel, table: Table, column: str, sheet: Sheet, value: object) -> Mapping[str, object]:
    """The words that a message needs beyond the cell itself."""
    spec = table.column(column)
    if code == Regel.INTE_I_LISTAN:
        allowed = codelist(contract(), spec.codelist, sheet.styrmodell).values
        return {"forslag": suggestion(str(value), allowed), "tillatna": choices(str(value), allowed)}
    if code == Regel.UTANFOR_TILLATET_OMRADE:
        return {"minst": f"{spec.minimum:g}", "hogst": f"{spec.maximum:g}"}
    if code == Regel.DUBBLERAD_NYCKEL:
        return {"forsta": sheet.table.rows[sheet.places(column)[value]], "value": value}
    return {}


def is_nr(said: str) -> bool:
    """Whether a text has the form of a Nr."""
    return _NR.fullmatch(said) is not None
