"""Every table that people fill in: how it is shown, once for every output, or why it is not.

A new table of the contract gets one entry here. `"bolag": Shown()` shows it as it stands in its sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from types import MappingProxyType
from typing import Literal

from runxl.assessment.verdicts import UppdragVerdict
from runxl.contract.load import contract
from runxl.contract.vocabulary import Contract, DataRow
from runxl.errors import ContractError
from runxl.output.said.amounts import against_budget, forecast_hint, moved, paid, so_far
from runxl.output.said.shown import Shown, ShownColumn, ShownIn, ShownTable, shown_table
from runxl.output.said.source import Source
from runxl.output.said.unassessed import text
from runxl.output.said.when import day, periodicity


def _uppdrag(source: Source) -> Sequence[DataRow]:
    """Those from the same giver stand together."""
    return [
        {
            **one.row._asdict(),
            "analys": "\n".join(filter(None, (one.row.analys, *_measured(source, one)))),
            "namn": source.numbered(one.nr, one.row.uppdrag),
            "nar": "\n".join(filter(None, (periodicity(one.row.periodicitet), day(one.row.slutdatum)))),
            "ansvarig": one.row.ansvarig or one.row.riktas_till,
        }
        for several in source.uppdrag_by_giver().values()
        for one in several
    ]


def _measured(source: Source, uppdrag: UppdragVerdict) -> Iterator[str]:
    """The indikatorer that an uppdrag is followed by: they stand with it, and count in no delmål."""
    for one in source.measures_of(uppdrag):
        yield f"{source.numbered(one.nr, one.row.indikator)}: {one.forklaring}"


def _directed(_source: Source, row: DataRow) -> str:
    to = text(row, "riktas_till")
    return f"Riktas till {to}" if to else ""


def _cause_and_remedy(_source: Source, row: DataRow) -> str:
    parts = {"Orsak": text(row, "analys"), "Åtgärd": text(row, "atgard")}
    return "\n".join(f"{title}: {said}" for title, said in parts.items() if said)


def _of_the_sheet(*names: str, only: ShownIn | Literal[""] = "", so_far: bool = False) -> tuple[ShownColumn, ...]:
    return tuple(ShownColumn(name, only=only, so_far=so_far) for name in names)


_listed = partial(_of_the_sheet, only="lists")
_so_far = partial(_of_the_sheet, so_far=True)
"""Amounts of the year until now."""

_AGAINST_BUDGET = ShownColumn("prognos", "Prognos mot budget", "status", against_budget, 12, only="lists")
"""Computed, and decided by nobody: in documents it stands in Beräknat underlag alone."""
_SO_FAR = ShownColumn("laget", "Utfall mot budget", "text", so_far, only="brief")

PRESENTED: Mapping[str, Shown] = {
    "uppdrag": Shown(
        about="Varje uppdrag med status, analys och slutdatum",
        columns=(
            *_listed("nr", "uppdrag"),
            ShownColumn("status"),
            ShownColumn("namn", "Uppdrag", "text", width=40, only="documents", level="uppdrag", note=_directed),
            ShownColumn("analys"),
            *_listed("periodicitet", "slutdatum"),
            ShownColumn("nar", "Periodicitet och slutdatum", "text", width=25, only="documents"),
            *_listed("uppdragsgivare", "ansvarig"),
        ),
        brief=("namn", "analys", "status", "nar", "uppdragsgivare", "ansvarig"),
        rows=_uppdrag,
        group=lambda source, row: source.uppdrag_from(text(row, "uppdragsgivare")),
    ),
    "handelser": Shown(
        caption="Händelser av väsentlig betydelse",
        about="Det som har hänt, och vilket mål det rör",
        columns=(
            *_of_the_sheet("rubrik", "beskrivning"),
            ShownColumn("mal", kind="short", width=14, level="mal"),
            *_listed("ansvarig"),
        ),
        brief=("rubrik", "beskrivning", "ansvarig", "mal"),
    ),
    "driftredovisning": Shown(
        about="Utfall mot budget, och årets prognos mot årsbudgeten",
        columns=(
            *_of_the_sheet("post"),
            _SO_FAR,
            *_listed("niva"),
            ShownColumn("enhet"),
            *_so_far("utfall", "budget", "avvikelse"),
            *_of_the_sheet("arsprognos", "arsbudget", "avvikelse_arsprognos", "foregaende_ar"),
            _AGAINST_BUDGET,
        ),
        brief=("post", "laget", "prognos", "arsprognos", "arsbudget", "avvikelse_arsprognos"),
        hint=forecast_hint,
    ),
    "verksamheter": Shown(
        caption="Avvikelse mot budget per verksamhet",
        about="Varje verksamhets avvikelse mot budget, hittills och för hela året",
        columns=(
            *_of_the_sheet("verksamhet", "enhet"),
            *_so_far("avvikelse"),
            ShownColumn("avvikelse_arsprognos"),
            _SO_FAR,
            _AGAINST_BUDGET,
        ),
        brief=("verksamhet", "laget", "prognos", "avvikelse_arsprognos"),
    ),
    "anslag": Shown(
        about="Varje anslag: årsbudget, fattade beslut och utbetalt",
        columns=(
            *_of_the_sheet("atgard", "enhet", "arsbudget"),
            *_so_far("fattade_beslut", "utbetalt"),
            ShownColumn("laget", "Läget", "text", paid, only="brief"),
            ShownColumn("antal"),
        ),
        brief=("atgard", "laget", "", "arsbudget", "fattade_beslut", "utbetalt"),
    ),
    "ramar": Shown(
        caption="Ekonomiska ramar",
        about="Varje verksamhets ram, och hur den har ändrats",
        columns=(
            *_of_the_sheet("verksamhet", "enhet", "ram_foregaende_ar"),
            ShownColumn("forandring", kind="change"),
            *_of_the_sheet("ram", "kommentar"),
        ),
        brief=("verksamhet", "kommentar", "enhet", "ram_foregaende_ar", "forandring", "ram"),
    ),
    "finansiering": Shown(caption="Finansiering", about="Hur verksamheten finansieras"),
    "bolag": Shown(
        caption="Bolag",
        about="Bolagens resultat mot budget, med deras egna kommentarer",
        columns=(
            *_of_the_sheet("bolag", "enhet"),
            *_so_far("resultat", "budget"),
            *_of_the_sheet("arsprognos", "vd_kommentar"),
            *_listed("ansvarig"),
        ),
        brief=("bolag", "vd_kommentar", "enhet", "resultat", "budget", "arsprognos"),
    ),
    "avvikelser": Shown(
        caption="Avvikelser och åtgärder",
        about="Det som avviker inom ekonomi och personal, med orsak och åtgärd",
        columns=(
            *_of_the_sheet("avvikelseomrade", "omrade", "analys", "atgard"),
            ShownColumn("bada", "Orsak och åtgärd", "text", _cause_and_remedy, only="brief"),
            *_listed("ansvarig"),
        ),
        brief=("avvikelseomrade", "bada", "omrade", "ansvarig"),
    ),
    "personal": Shown(
        about="Nyckeltal om personalen och hur de har förändrats",
        columns=(
            *_of_the_sheet("nyckeltal", "varde", "foregaende"),
            ShownColumn("forandring", "Förändring", "change", moved, 12),
            *_of_the_sheet("enhet", "kommentar"),
        ),
        brief=("nyckeltal", "kommentar", "varde", "foregaende", "forandring", "enhet"),
    ),
}

ASSESSED = ("mal", "delmal", "indikatorer", "aktiviteter")
"""What the assessment is about. Each output lays them out in its own way, a mål above all that hangs on it."""

NOT_SHOWN: Mapping[str, str] = {
    "periodvarden": "står som mål och jämförelse vid sin indikator",
    "enheter": "är för utskicket",
    "texter": "är dokumentens egna kapitel",
    "dispenser": "är kontrollens: fynden visar vad som är godtaget",
}


@cache
def presented() -> Mapping[str, ShownTable]:
    """The tables that are shown, in the order of their sheets. ContractError if a table or an entry stands alone."""
    faults = [*half_done(contract(), PRESENTED, NOT_SHOWN)]
    if faults:
        raise ContractError("\n".join(faults))
    return MappingProxyType(
        {name: shown_table(table, PRESENTED[name]) for name, table in contract().tables.items() if name in PRESENTED}
    )


def half_done(contract: Contract, shown: Mapping[str, Shown], not_shown: Mapping[str, str]) -> Iterator[str]:
    """What is said of a table in one place only, as sentences."""
    where = "runxl/output/said/presented.py"
    entries = (*shown, *not_shown)
    for name, table in contract.tables.items():
        if table.kind == "data" and name not in ASSESSED and name not in entries:
            yield (
                f"Bladet {table.sheet} (validation/tables/{name}.yaml) visas ingenstans: skriv i PRESENTED i {where} "
                "hur det visas, eller i NOT_SHOWN varför det inte visas."
            )
        if name in shown and name in not_shown:
            yield f"Tabellen {name} står både i PRESENTED och i NOT_SHOWN i {where}: stryk den på det ena stället."
    for name in entries:
        if name not in contract.tables:
            yield f"{where} nämner tabellen {name}, men validation/tables/{name}.yaml finns inte."
    for name in set(shown) & set(contract.tables):
        yield from (f"{where}, {name}: {fault}." for fault in _column_faults(contract, name, shown[name]))


def _column_faults(contract: Contract, name: str, shown: Shown) -> Iterator[str]:
    known = {column.name for column in contract.tables[name].columns}
    for column in shown.columns:
        if column.name not in known and not column.title:
            yield f"kolumnen {column.name} finns inte i validation/tables/{name}.yaml och har ingen egen rubrik"
    named = known if not shown.columns else {column.name for column in shown.columns}
    for one in shown.brief:
        if one and one not in named:
            yield f"brief nämner {one}, som inte är någon av kolumnerna"
