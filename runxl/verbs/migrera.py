"""An older template's workbook in the current one: every value, own columns, Tidigare perioder. The old file stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runxl.check.rows import Checked
from runxl.contract import vocabulary as model
from runxl.contract.load import contract
from runxl.contract.regel import Regel
from runxl.contract.styrmodell_vocabulary import Styrmodell
from runxl.errors import RunxlError
from runxl.excel import address, fold
from runxl.files.target import refuse
from runxl.findings import in_one_line
from runxl.json_face import document
from runxl.output.results.standing import rewritten
from runxl.svenska import listed
from runxl.template.book import build
from runxl.verbs.carry import carried, lost_belongings, without_own_sheets, written_settings
from runxl.verbs.examine import AnyPath, examine
from runxl.verbs.styrmodell import chosen
from runxl.workbook import older
from runxl.workbook.cell_text import as_shown
from runxl.workbook.headers import Header, header_of
from runxl.workbook.setting_rows import setting_rows, setting_text
from runxl.workbook.tables import CellError, FoundTable, RawSheet, Template, Workbook

_MOST_CELLS = 20
"""So many addresses are said; of more, how many they are."""

_UNREAD = (
    Regel.RUBRIKRAD_SAKNAS,
    Regel.DUBBLERAD_RUBRIK,
    Regel.BLAD_GAR_INTE_ATT_LASA,
    Regel.LAS_INTE_HELA_BLADET,
)


@dataclass(frozen=True, slots=True)
class Migrated:
    """The new workbook; `version` is the old one's, `left` says in Swedish what did not come along."""

    file: Path
    version: str
    rows: int
    own_columns: tuple[tuple[str, str], ...]
    left: tuple[str, ...]
    placed: tuple[str, ...] = ()
    """What stands in another place than before."""

    def to_dict(self) -> dict[str, Any]:
        """The JSON face of `runxl migrera`; its keys are part of the public contract."""
        return document(
            {
                "fil": str(self.file),
                "fran_version": self.version or None,
                "till_version": contract().version,
                "rader": self.rows,
                "egna_kolumner": [{"blad": sheet, "kolumn": title} for sheet, title in self.own_columns],
                "flyttat": list(self.placed),
                "foljer_inte_med": list(self.left),
            }
        )


def migrate(path: AnyPath, out: AnyPath, *, styrmodell: AnyPath = "", replace: bool = False) -> Migrated:
    """Builds `out` from the current template with everything that the workbook holds.

    `styrmodell` (a name or a file) takes the place of the workbook's own; else the installed one of the same name does.
    """
    source, target = Path(path), Path(out)
    found = examine(source, to_write=True)
    workbook, checked = found.workbook, found.checked
    if workbook.template is Template.NEWER:
        newer = [one for one in checked.findings if one.code == Regel.NYARE_MALL]
        raise RunxlError(" ".join(in_one_line(checked.file, one) for one in newer))
    if target.exists() and target.samefile(source):
        raise RunxlError("Den nya arbetsboken kan inte skrivas i den gamla. Ange ett annat namn.")
    refuse(target, (".xlsx",), replace=replace)
    everything = carried(workbook)
    own = checked.settings.styrmodell
    model = chosen(styrmodell) if styrmodell else contract().styrmodell(own.name) or own
    kept, told = without_own_sheets(source, everything.rows)
    build(target, everything.contract, model, kept, _settings(workbook, checked), backup=True)
    rows = sum(len(several) for several in everything.rows.values())
    left = (*everything.shortened, *told, *_left(workbook), *lost_belongings(source, target))
    placed = (*_placed(workbook), *_chosen(workbook, model))
    return Migrated(target, checked.settings.mallversion, rows, everything.own_columns, left, placed)


def _placed(workbook: Workbook) -> Iterator[str]:
    """What an older template said in another place."""
    targets = older.placed(workbook.tables)
    if targets:
        yield f"Periodmål ({targets} st) står nu på bladet Periodvärden, en rad för varje delårsrapport som de gällde."
    texts = workbook.tables.get("texter")
    if workbook.template is Template.OLDER and texts and texts.rows:
        yield "Avsnitt på bladet Texter heter nu Rubrik."
    titles = {fold(sheet.title): name for name, sheet in workbook.sheets.items() if fold(sheet.title) != fold(name)}
    yield from (f"Bladet {workbook.sheets[name].title} heter nu {name}." for name in titles.values())


def _chosen(workbook: Workbook, styrmodell: Styrmodell) -> Iterator[str]:
    """What the styrmodell has chosen where the workbook had nothing to say."""
    if not setting_text(workbook.tables, "mal_bedoms"):
        title = contract().tables["installningar"].setting("mal_bedoms").title
        yield f"{title} på bladet Inställningar är {styrmodell.mal_bedoms}, som är styrmodellens val."


def _settings(workbook: Workbook, checked: Checked) -> dict[str, object]:
    """Settings as they were read; one that could not be understood as it stands."""
    typed = written_settings(checked.settings)
    stands = {one.name: rewritten(one.value) for one in setting_rows(workbook.tables)}
    return {name: stands.get(name) if value in (None, "") else value for name, value in typed.items()}


def _left(workbook: Workbook) -> Iterator[str]:
    """What stood in our sheets and could not be read, or is not what it was."""
    for finding in workbook.findings:
        if finding.code in _UNREAD:
            yield f"{finding.message} {finding.remedy}"
    for one in setting_rows(workbook.tables):
        if one.title and one.value is not None and not one.name:
            yield f"Inställningen {one.title} finns inte längre (värdet var {as_shown(one.value)})."
    yield from _outside(workbook)
    for table in workbook.tables.values():
        errors = sum(isinstance(raw, CellError) for column in table.columns.values() for raw in column.values)
        if errors:
            yield f"Felvärden på bladet {table.sheet} ({errors} st) står som text."


def _outside(workbook: Workbook) -> Iterator[str]:
    """What people have written on our sheets beside the rows and columns of the table, by address."""
    for name, found in workbook.tables.items():
        sheet = workbook.sheets.get(contract().tables[name].sheet)
        header = header_of(contract().tables[name], sheet) if sheet else None
        if sheet is None or header is None:
            continue
        cells = list(_beside(contract().tables[name], sheet, found, header))
        if cells:
            which = listed(cells, most=_MOST_CELLS)
            yield f"Celler utanför tabellen på bladet {sheet.title}: {which}. Kopiera dem i Excel om de behövs."


def _beside(table: model.Table, sheet: RawSheet, found: FoundTable, header: Header) -> Iterator[str]:
    """The addresses of filled cells that are neither headers nor read. What a run has left in result cells is ours."""
    settings = table.kind == "settings"
    rows = {header.row, *found.rows}
    carried = set(header.columns.values()) | header.twice.keys() | (set() if settings else header.extra.keys())
    results = {header.columns[one.name] for one in table.columns if one.name in header.columns and not one.is_input}
    for row, values in enumerate(sheet.values, sheet.first_row):
        for column, value in enumerate(values, sheet.first_column):
            ours = column in carried if row in rows else row > header.row and column in results
            if value is not None and not ours:
                yield address(row, column)
