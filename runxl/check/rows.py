"""The typed rows that the assessment works on. Field names are the contract's column names.

`row` is the row in Excel and `faults` the codes of the faults on it that nobody has accepted: a row with
faults is `Ej bedömd`. `empty` are the columns that must be filled in, and are not. `accepted` are the columns whose
value cannot be read though somebody has accepted it, each with its code.
A row is a NamedTuple, since there may be a hundred thousand of them; nobody reads it by place.
Numbers are Decimal so that 64,7 is 64,7; the exponent keeps how many decimals a value was written with.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import repeat
from typing import Literal, NamedTuple, TypeVar

from runxl.check.moment import Moment, named
from runxl.check.waivers import Dispens
from runxl.contract import message
from runxl.contract.load import contract
from runxl.contract.regel import Regel, Rule
from runxl.contract.scale import Scale
from runxl.contract.styrmodell_vocabulary import MalBedoms, Styrmodell
from runxl.excel import fold
from runxl.findings import Finding
from runxl.measure.values import Value, plain
from runxl.measure.worded import measured
from runxl.notebook import in_short
from runxl.typer import typer
from runxl.workbook.tables import RawSheet


class Family(NamedTuple):
    """What a plan and its units' workbooks have in common. A file that is copied for another nämnd is another plan."""

    plan_id: str = ""
    namnd: str = ""
    """Folded, as it is compared."""

    ar: int | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """Inställningar, read. Shares are percent (100, 80); None means that the styrmodell's holds."""

    namnd: str = ""
    styrmodell: Styrmodell = field(default_factory=lambda: contract().default_styrmodell)
    ar: int | None = None
    period: str = ""
    svaren_avser: str = ""
    """The period, with its year, whose answers stand in the workbook; empty until somebody has taken in or computed."""

    mal_bedoms: MalBedoms | Literal[""] = ""
    """What is a mål's status; empty: as the styrmodell says."""

    grans_helt: Decimal | None = None
    grans_delvis: Decimal | None = None
    plan_id: str = ""
    utskickad_till: str = ""
    utskickad_den: dt.date | None = None
    svar_senast: dt.date | None = None
    kontakt: str = ""
    dnr: str = ""
    dokumentversion: str = ""
    upprattad_av: str = ""
    sidhuvud: str = ""
    mallversion: str = ""

    @property
    def family(self) -> Family:
        return Family(self.plan_id, fold(self.namnd), self.ar)

    @property
    def scale(self) -> Scale:
        """The styrmodell's, with the workbook's own thresholds."""
        return self.styrmodell.scale.moved(self.grans_helt, self.grans_delvis)

    @property
    def moment(self) -> Moment:
        """When it is: what is due and what day it is follow from it."""
        return Moment(self.styrmodell, self.ar, named(self.styrmodell, self.period))


KONTROLLMATT = "Kontrollmått"
"""The Slag of what is followed without a target, whatever its Typ."""


class Mal(NamedTuple):
    row: int = 0
    faults: tuple[str, ...] = ()
    nr: str = ""
    mal: str = ""
    perspektiv: str = ""
    beskrivning: str = ""
    analys: str = ""
    faststalld_status: str = ""
    motivering: str = ""
    faststalld_av: str = ""
    faststalld_den: dt.date | None = None
    prognos: str = ""


class Delmal(NamedTuple):
    row: int = 0
    faults: tuple[str, ...] = ()
    nr: str = ""
    mal: str = ""
    delmal: str = ""
    ansvarig: str = ""
    beskrivning: str = ""
    analys: str = ""
    faststalld_status: str = ""
    motivering: str = ""
    faststalld_av: str = ""
    faststalld_den: dt.date | None = None
    prognos: str = ""


class Indikator(NamedTuple):
    row: int = 0
    faults: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    accepted: tuple[tuple[str, str], ...] = ()
    nr: str = ""
    delmal: str = ""
    indikator: str = ""
    enhet: str = ""
    typ: str = ""
    utgangsvarde: Decimal | None = None
    malvarde: Value = None
    malar: int | None = None
    """The year that the target is of, where it is later than the workbook's."""

    utfall: Value = None
    avser_ar: int | None = None
    periodicitet: tuple[int, ...] | None = None
    """The months in which it is measured; None means always due."""

    lage: str = ""
    ansvarig: str = ""
    kommentar: str = ""
    malvarde_max: Decimal | None = None
    grans_helt: Decimal | None = None
    grans_delvis: Decimal | None = None
    periodmal: Value = None
    """From Periodvärden, of the period that is asked for; so are the next two."""

    period_bas: Decimal | None = None
    period_foregaende: Value = None
    ackumuleras: bool = False
    tidigare_utfall: Value = None
    tidigare_utfall_ar: int | None = None
    kalla: str = ""
    slag: str = ""

    @property
    def is_kontrollmatt(self) -> bool:
        """Followed without a target: by its Typ, or by its Slag."""
        typ = typer().get(self.typ)
        return self.slag == KONTROLLMATT or (typ is not None and not typ.is_assessed)

    def aim(self, goal: Value) -> str:
        """What is aimed at, as its Typ words it: `Högst 14 %`. `goal` is Målvärde or Periodmål."""
        typ = typer().get(self.typ)
        return typ.aim(self, goal) if typ else measured(goal, self.enhet)

    def aim_in_cell(self, goal: Value) -> int | float | str | None:
        """The same in a sheet: what can be reckoned with stays a number."""
        return plain(goal if isinstance(goal, Decimal) else self.aim(goal))


class Aktivitet(NamedTuple):
    row: int = 0
    faults: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    accepted: tuple[tuple[str, str], ...] = ()
    nr: str = ""
    delmal: str = ""
    aktivitet: str = ""
    status: str = ""
    lage: str = ""
    ansvarig: str = ""
    startdatum: dt.date | None = None
    slutdatum: dt.date | None = None
    kommentar: str = ""


class Uppdrag(NamedTuple):
    row: int = 0
    faults: tuple[str, ...] = ()
    nr: str = ""
    uppdragsgivare: str = ""
    uppdrag: str = ""
    riktas_till: str = ""
    status: str = ""
    analys: str = ""
    periodicitet: tuple[int, ...] | None = None
    slutdatum: dt.date | None = None
    ansvarig: str = ""


class Historik(NamedTuple):
    """What runxl wrote about an object in a period. Values are as written then."""

    row: int = 0
    ar: int = 0
    period: str = ""
    objekt: str = ""
    nr: str = ""
    namn: str = ""
    utfall: Value = None
    malvarde: Value = None
    maluppfyllelse: float | None = None
    beraknad_status: str = ""
    faststalld_status: str = ""
    motivering: str = ""
    faststalld_av: str = ""
    faststalld_den: str = ""
    prognos: str = ""
    beraknad_vid_beslut: str = ""


AnyRow = TypeVar("AnyRow", Mal, Delmal, Indikator, Aktivitet, Uppdrag, Historik)


def rows_of(kind: type[AnyRow], columns: Mapping[str, Iterable[object]]) -> tuple[AnyRow, ...]:
    """Typed rows of a kind from columns by name: what `kind._make` does, but without a call for each row."""
    values = zip(*(columns[name] for name in kind._fields), strict=True)
    return tuple(map(tuple.__new__, repeat(kind), values))


_TABLE_OF: Mapping[type, str] = {
    Mal: "mal", Delmal: "delmal", Indikator: "indikatorer", Aktivitet: "aktiviteter", Uppdrag: "uppdrag",
}  # fmt: skip
"""Whose rows they are."""


@dataclass(frozen=True, slots=True, repr=False)
class Checked:
    """A workbook, checked: its settings and typed rows in the sheets' order, and all that was found."""

    file: str
    settings: Settings = field(default_factory=Settings)
    mal: tuple[Mal, ...] = ()
    delmal: tuple[Delmal, ...] = ()
    indikatorer: tuple[Indikator, ...] = ()
    aktiviteter: tuple[Aktivitet, ...] = ()
    uppdrag: tuple[Uppdrag, ...] = ()
    historik: tuple[Historik, ...] = ()
    other: Mapping[str, tuple[Mapping[str, object], ...]] = field(default_factory=dict)
    """The remaining tables' typed rows (economy, Personal, Texter …) as mappings by column name."""

    findings: tuple[Finding, ...] = ()
    waivers: frozenset[Dispens] = frozenset()
    """What the controller has accepted; what assessing finds is accepted by them too."""

    readable: bool = True
    foreign: bool = False
    """Its answers are of another period than it says: nothing in it is assessed, and nothing is written."""

    unread: tuple[str, ...] = ()
    """Sheets whose rows should count but could not be read, or be placed under their delmål."""

    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Where each column stands, by sheet and column name: `{"Delmål": {"prognos": "K"}}`."""

    own: Mapping[str, RawSheet] = field(default_factory=dict)
    """The nämnd's own sheets that its outline asks for, by their folded titles."""

    @property
    def moment(self) -> Moment:
        return self.settings.moment

    def __repr__(self) -> str:
        sizes = [f"{len(self.delmal)} delmål", f"{len(self.indikatorer)} indikatorer", f"{len(self.findings)} fynd"]
        return in_short("Checked", self.file, sizes)

    def finding(
        self,
        rule: Regel | Rule,
        row: Mal | Delmal | Indikator | Aktivitet | Uppdrag,
        column: str = "",
        value: str | float | None = None,
        **words: object,
    ) -> Finding:
        """A finding at a row, ours or a region's own, at the cell of a column by its name in the contract (`kalla`).

        The rule's message and remedy may say `{nyckel}`, `{varde}`, `{blad}`, `{kolumn}` and the words that are given.
        """
        table = contract().tables[_TABLE_OF[type(row)]]
        return message.finding(
            rule,
            file=self.file,
            sheet=table.sheet,
            cell=self.address(table.sheet, row.row, column),
            row=row.row or None,
            column=next((one.title for one in table.columns if one.name == column), ""),
            key=row.nr,
            value=value,
            **words,
        )

    def address(self, sheet: str, row: int, column: str) -> str:
        """The address of a cell; empty if the sheet lacks the column."""
        letters = self.columns.get(sheet, {}).get(column, "")
        return f"{letters}{row}" if letters else ""
