"""The contract as pandera schemas, run on typed frames: required, unique, listed, in range, well formed.

The only room that knows pandera. Its cost is per column and check, not per row, so all columns of which the same is
asked, of all sheets of all workbooks of a run, are validated as one. Parsing has typed every cell, so no text can hide
a fault in a column of numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from itertools import accumulate, chain, groupby, repeat
from typing import TYPE_CHECKING, Any, NamedTuple

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
_SOURCE, _KEY = "source", "key"

_KEPT = 200
"""Schemas made: workbooks may bring any number of styrmodeller."""

_CODES = {"not_nullable": Regel.OBLIGATORISKT_VARDE_SAKNAS}
"""pandera's own words for what its built-in check found, as our code. Our own checks carry theirs."""


class AskedOfColumn(NamedTuple):
    """What is asked of a column's values. Columns of which the same is asked are validated as one."""

    required: bool
    nr: bool
    codelist: str
    minimum: float | None
    maximum: float | None


class _Part(NamedTuple):
    """A column of a sheet: where it begins among those that are validated with it, and its turn in its table."""

    sheet: int
    column: str
    turn: int


Failure = tuple[Regel, int, object]
"""The code, the place among the values, and the value."""


def apply(sheets: Sequence[Sheet]) -> None:
    """Reports what the schemas find in these sheets, all with the same words for what is listed."""
    found = [*_of_columns(sheets), *_of_keys(sheets)]
    for one, position, _, code, column, value in sorted(found, key=lambda failure: failure[:3]):
        sheet = sheets[one]
        empty = code == Regel.OBLIGATORISKT_VARDE_SAKNAS
        if empty and sheet.contract.column(column).role == "unit" and not sheet.awaits_answer(position):
            continue
        say = sheet.report_empty if empty else sheet.report
        say(code, column, position, **_words(code, sheet.contract, column, sheet, value))


def _of_columns(sheets: Sequence[Sheet]) -> Iterator[tuple[int, int, int, Regel, str, object]]:
    """Sheet, row, the column's turn, code, column and value of each failure."""
    alike: dict[AskedOfColumn, list[_Part]] = {}
    for place, sheet in enumerate(sheets):
        for turn, (column, asked) in enumerate(_checked(sheet.contract), start=1):
            # a column that may be empty, and is, has nothing to validate
            if asked.required or not is_empty(sheet.columns[column]):
                alike.setdefault(asked, []).append(_Part(place, column, turn))
    for asked, parts in alike.items():
        columns = [sheets[part.sheet].columns[part.column] for part in parts]
        starts = [0, *accumulate(map(len, columns))]
        for code, place, value in failures(asked, sheets[0].styrmodell, list(chain.from_iterable(columns))):
            which = bisect_right(starts, place) - 1
            part = parts[which]
            yield part.sheet, place - starts[which], part.turn, code, part.column, value


def _of_keys(sheets: Sequence[Sheet]) -> Iterator[tuple[int, int, int, Regel, str, object]]:
    """The same, of keys that stand twice: told at the first of its columns, before anything else about the row."""
    keyed = [place for place, sheet in enumerate(sheets) if sheet.contract.key]
    starts = [0, *accumulate(len(sheets[place]) for place in keyed)]
    sources = list(chain.from_iterable(repeat(place, len(sheets[place])) for place in keyed))
    keys = list(chain.from_iterable(sheets[place].together(*sheets[place].contract.key) for place in keyed))
    for at in _twice(sources, keys):
        which = bisect_right(starts, at) - 1
        place, key = keyed[which], keys[at]
        several = key if isinstance(key, tuple) else (key,)
        if None not in several:  # what is missing is told as missing
            yield place, at - starts[which], 0, Regel.DUBBLERAD_NYCKEL, sheets[place].contract.key[0], key


def failures(asked: AskedOfColumn, styrmodell: Styrmodell, values: list[object]) -> list[Failure]:
    """What fails of the values of which the same is asked."""
    import pandas as pd

    told = _told(_schema(asked, styrmodell), pd.Series(values, dtype=object, copy=False))
    return [(_CODES.get(check) or Regel(check), place, value) for check, place, value in told]


def _twice(sources: list[int], keys: list[object]) -> Iterator[int]:
    """The places of keys that have stood before in the same sheet."""
    import pandas as pd

    frame = pd.DataFrame({_SOURCE: sources, _KEY: keys}, dtype=object, copy=False)
    told = _told(_unique(), frame) if sources else []
    return (place for place, _ in groupby(sorted(place for _, place, _ in told)))  # each is told once a column


def _told(schema: pa.DataFrameSchema | pa.SeriesSchema, values: pd.DataFrame | pd.Series[Any]) -> list[Any]:
    """Check, place and value of each failure, in pandera's words."""
    import pandera.errors

    try:
        schema.validate(values, lazy=True, inplace=True)  # type: ignore[arg-type] # each its own kind
    except pandera.errors.SchemaErrors as errors:
        cases = errors.failure_cases
        return list(zip(map(str, cases["check"]), map(int, cases["index"]), cases["failure_case"], strict=True))
    return []


@lru_cache(maxsize=_KEPT)
def _schema(asked: AskedOfColumn, styrmodell: Styrmodell) -> pa.SeriesSchema:
    import pandera.pandas as pa

    # No dtype: parsing has seen to the types, and pandera's own look at them costs as much as all else of a column.
    return pa.SeriesSchema(None, _checks(asked, styrmodell), nullable=not asked.required)


@cache
def _unique() -> pa.DataFrameSchema:
    import pandera.pandas as pa

    return pa.DataFrameSchema(unique=[_SOURCE, _KEY], report_duplicates="exclude_first")


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
            _checks(_asked(one), styrmodell),
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


def _asked(column: Column) -> AskedOfColumn:
    return AskedOfColumn(
        required=column.required,
        nr=column.type == "nr",
        codelist=column.codelist if column.type == "code" else "",
        minimum=column.minimum if column.maximum is not None else None,
        maximum=column.maximum if column.minimum is not None else None,
    )


def _checks(asked: AskedOfColumn, styrmodell: Styrmodell) -> list[pa.Check]:
    import pandera.pandas as pa

    checks = []
    if asked.codelist:
        listed = codelist(contract(), asked.codelist, styrmodell)
        isin = partial(_listed_or_sheet, listed.values) if listed.sheets else None
        checks.append(
            pa.Check(isin, error=Regel.INTE_I_LISTAN)
            if isin
            else pa.Check.isin(listed.values, error=Regel.INTE_I_LISTAN)
        )
    if asked.nr:
        checks.append(pa.Check(_well_formed, error=Regel.FELAKTIGT_NUMMER))
    if asked.minimum is not None:
        checks.append(pa.Check.in_range(asked.minimum, asked.maximum, error=Regel.UTANFOR_TILLATET_OMRADE))
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


@cache
def _checked(table: Table) -> tuple[tuple[str, AskedOfColumn], ...]:
    """The input columns that something is asked of."""
    asked = ((column.name, _asked(column)) for column in table.columns if column.is_input)
    return tuple((name, one) for name, one in asked if any(part not in (False, "", None) for part in one))


def _words(code: Regel, table: Table, column: str, sheet: Sheet, value: object) -> Mapping[str, object]:
    """The words that a message needs beyond the cell itself."""
    spec = table.column(column)
    if code == Regel.INTE_I_LISTAN:
        allowed = codelist(contract(), spec.codelist, sheet.styrmodell).values
        return {"forslag": suggestion(str(value), allowed), "tillatna": choices(str(value), allowed)}
    if code == Regel.UTANFOR_TILLATET_OMRADE:
        return {"minst": f"{spec.minimum:g}", "hogst": f"{spec.maximum:g}"}
    if code == Regel.DUBBLERAD_NYCKEL:
        several = value if isinstance(value, tuple) else (value,)
        named = (f"{table.column(name).title} {one}" for name, one in zip(table.key, several, strict=True))
        return {"forsta": sheet.table.rows[sheet.places(*table.key)[value]], "vad": ", ".join(named)}
    return {}


def is_nr(said: str) -> bool:
    """Whether a text has the form of a Nr."""
    return _NR.fullmatch(said) is not None
