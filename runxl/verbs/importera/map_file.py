"""The map: how each header was understood, in a file that a person can mend and that the next run goes by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import yaml

from runxl.contract.compile import loader
from runxl.contract.message import suggestion
from runxl.errors import RunxlError
from runxl.files import save
from runxl.files.target import refuse
from runxl.verbs.importera.column_words import COMPUTED, Headers, plan_columns
from runxl.verbs.importera.others_words import folded, one_line, vocabulary
from runxl.verbs.importera.table_shape import FoundColumn

KINDS = (".yaml", ".yml")
_KEY = "kolumner"
_MOST = 1_000_000
_HEAD = """\
# Hur kolumnerna i källorna är lästa: rubriken till vänster, kolumnen i arbetsboken till höger.
# Ändra till höger och kör samma kommando igen. Läses inte betyder att kolumnen lämnas.
"""
_OTHERS = {
    "namn": "Namn",
    "niva": "Nivå",
    "periodicitet_och_slutdatum": "Periodicitet och slutdatum",
    "riktas_till": "Riktas till",
    COMPUTED: "Läses inte",
    "": "Läses inte",
}


@cache
def _titles() -> Mapping[str, str]:
    """What each meaning is called, by the workbook's own headers where it has such."""
    titles = _OTHERS | {column.name: column.title for column in plan_columns() if column.is_input}
    return {name: title for name, title in titles.items() if name in (*vocabulary().headers, *_OTHERS)}


def read(path: Path) -> Headers:
    """What the map says; RunxlError if it says what is no column."""
    try:
        with path.open("rb") as file:
            said = yaml.load(file.read(_MOST), Loader=loader())  # noqa: S506 - both loaders are safe
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, OSError) as error:
        raise RunxlError(f"{path} går inte att läsa som en karta. Ta bort filen, så skrivs en ny.") from error
    columns = said.get(_KEY) if isinstance(said, dict) else None
    if not isinstance(columns, dict):
        raise RunxlError(f"{path} är ingen karta: den ska börja med raden {_KEY}:. Ta bort filen, så skrivs en ny.")
    known = {folded(title): name for name, title in [*_titles().items()][::-1]}
    found = {}
    for header, title in columns.items():
        if folded(str(title)) not in known:
            near = suggestion(str(title), list(_titles().values()))
            raise RunxlError(
                f"{path}: {title} är ingen kolumn.{near} Kolumner är {', '.join(sorted(set(_titles().values())))}."
            )
        found[folded(str(header))] = known[folded(str(title))]
    return Headers(found)


def write(path: Path, columns: Iterable[FoundColumn]) -> None:
    """A new map; a header that was understood in two ways is not in it."""
    refuse(path, KINDS, replace=False)
    understood: dict[str, set[str]] = {}
    for column in columns:
        if column.header:
            understood.setdefault(one_line(column.header), set()).add(column.meaning.name)
    said = {
        header: _titles().get(next(iter(names)), _OTHERS[""]) for header, names in understood.items() if len(names) == 1
    }
    text = yaml.safe_dump({_KEY: said}, allow_unicode=True, sort_keys=False, width=1_000)
    save.write(path, f"{_HEAD}{text}".encode())
