"""The contract as frozen values. Built by load.py from validation/*.yaml; read by every other room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from runxl.contract.regel import Rule
from runxl.contract.styrmodell_vocabulary import Outline, Styrmodell
from runxl.frames import Holds

Role = Literal["key", "in", "unit", "res", "fixed"]
"""Who writes a column: key and in the controller, unit the verksamhet, res runxl, fixed nobody."""

DataRow = Mapping[str, object]
"""A row of a table by the names of its columns."""

SheetSubject = Literal["plan", "resources", "control"]
"""What a sheet is about: the plan and its follow-up, what it takes and costs, or the workbook itself."""

TableKind = Literal["data", "settings", "written"]
"""data is filled in by people, settings is one row per setting, written is runxl's own."""

ColumnType = Literal[
    "text", "nr", "ref", "code", "unit", "number", "measure", "target", "outcome", "integer", "share", "date",
    "datetime", "months", "setting",
]  # fmt: skip
_HOLDS: Mapping[str, Holds] = {
    **dict.fromkeys(("number", "measure", "target", "outcome", "share"), "number"),
    "integer": "integer",
    "date": "date",
    "datetime": "datetime",
}
SettingType = Literal["text", "styrmodell", "integer", "code", "share", "date", "version"]

NO_ANSWER = "Svar saknas"
"""An answer that says that there is none."""

EMPTY = "empty"
"""What `next_year` says of a column that starts empty."""


@dataclass(frozen=True, slots=True)
class Code:
    """One value of a dropdown. Those of Periodicitet have months; what a Typ means stands in its own file."""

    value: str
    help: str
    months: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Codelist:
    """A dropdown. `styrmodell`: what of the workbook's styrmodell its values are."""

    name: str
    title: str
    codes: tuple[Code, ...] = ()
    styrmodell: Literal["", "status", "prognos", "period"] = ""
    sheets: bool = False
    """Beside its codes it has `Blad: NAMN` of every sheet that people fill in."""

    dropdown: bool = True
    """Whether it is a list of the workbook's; else the words are the contract's own."""

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(code.value for code in self.codes)

    def code(self, value: str) -> Code:
        return next(code for code in self.codes if code.value == value)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `name` is what code says, `title` what stands in the header."""

    name: str
    title: str
    type: ColumnType
    role: Role
    help: str
    width: float
    required: bool = False
    long: bool = False
    grouped: bool = False
    codelist: str = ""
    marked: tuple[str, ...] = ()
    """Other dropdowns whose words are marked in it: it may hold words of several."""

    link: bool = False
    """What stands in it leads somewhere."""

    ref: str = ""
    also: str = ""
    """Another table that a reference may lead to."""

    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    of_whole: bool = False
    """Its shares make a hundred together, which tells 0,62 from 62."""

    formerly: tuple[str, ...] = ()
    """Headers that the column has had in older templates."""

    since: str = ""
    """The template's version that the column came with: older workbooks do not lack it."""

    next_year: str = ""
    """What happens to an input when next year's workbook is made: `empty`, or the column that the value moves to.

    Nothing said: what units fill in starts empty, and all else is kept.
    """

    empty: str = ""
    """What an empty cell says of Ja or Nej, if that is not Nej."""

    each_period: bool = False
    """An answer or a decision although the controller fills it in: the next period begins without it."""

    lasting: tuple[str, ...] = ()
    """Answers that last beyond their period: what is Avslutad stays so."""

    former: str = ""
    """The result column that shows what stood here in the period before."""

    @property
    def belongs_to_period(self) -> bool:
        """Whether the next period begins without it. What units fill in is always an answer to a period."""
        return self.each_period or self.role == "unit"

    @property
    def holds(self) -> Holds:
        """What it is a column of, in a frame."""
        return _HOLDS.get(self.type, "text")

    @property
    def may_hold_words(self) -> bool:
        """Whether words are right in it beside numbers: `Ja`, `Svar saknas`, a target in text."""
        return self.type in ("measure", "target", "outcome")

    @property
    def is_input(self) -> bool:
        return self.role in ("key", "in", "unit")

    @property
    def is_yes_or_no(self) -> bool:
        return self.codelist == "ja_nej"

    @property
    def is_result(self) -> bool:
        return self.role == "res"


@dataclass(frozen=True, slots=True)
class Setting:
    """A row of Inställningar."""

    name: str
    title: str
    type: SettingType
    help: str
    required: bool = False
    expected: bool = False
    written: bool = False
    """Written by runxl; people leave it alone."""

    codelist: str = ""
    minimum: float | None = None
    maximum: float | None = None
    level: Literal["", "best", "lowest"] = ""
    """The level whose threshold it moves. Where the scale has no such level there is no such setting."""

    since: str = ""
    """The template's version that the setting came with."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum that must hold: difference (a = b − c), levels (by Nivå) or total (a row named SUMMA)."""

    kind: Literal["difference", "levels", "total"]
    columns: tuple[str, ...]
    level: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    sheet: str
    table: str
    title: str
    help: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    kind: TableKind = "data"
    part: SheetSubject = "resources"
    row: tuple[str, ...] = ()
    """What one row is called, and what several are: händelse, händelser. Nothing said: a row of the sheet."""

    label: Literal["", "mal", "delmal", "indikator", "aktivitet", "uppdrag"] = ""
    """The styrmodell's label that says what its rows are called, in place of `row`."""

    core: bool = False
    parent: str = ""
    after: str = ""
    """The sheet that it stands after, if contract.yaml does not name its sheet."""

    carried: bool = True
    """Its rows go along to next year's workbook."""

    each_period: bool = False
    """Its rows are told of one period, and the next one begins without them."""

    formerly: tuple[str, ...] = ()
    """What its sheet has been called in older templates."""

    since: str = ""
    """The template's version that the table came with: older workbooks do not lack it."""

    settings: tuple[Setting, ...] = ()
    sums: tuple[Sum, ...] = ()

    @property
    def is_answered(self) -> bool:
        """Whether units fill something in."""
        return any(column.role == "unit" for column in self.columns)

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    def setting(self, name: str) -> Setting:
        return next(setting for setting in self.settings if setting.name == name)


@dataclass(frozen=True, slots=True)
class ContractFile:
    """contract.yaml: what all sheets have in common."""

    version: str
    title: str
    styrmodell: str
    """The one that holds where no other is chosen."""

    sheets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contract:
    version: str
    title: str
    default_styrmodell: Styrmodell
    sheets: tuple[str, ...]
    tables: Mapping[str, Table]
    codelists: Mapping[str, Codelist]
    styrmodeller: Mapping[str, Styrmodell]
    rules: Mapping[str, Rule]
    outlines: tuple[Outline, ...]

    def table_of_sheet(self, sheet: str) -> Table | None:
        return next((t for t in self.tables.values() if t.sheet == sheet), None)

    def styrmodell(self, word: str) -> Styrmodell | None:
        """By name or by title, in any case."""
        return next((one for one in self.styrmodeller.values() if one.is_called(word)), None)

    def outline(self, dokument: str, styrmodell: Styrmodell, *, plan: bool = False, region: bool = False) -> Outline:
        """The one that suits the styrmodell best: not all kinds differ. `region`: of many nämnder together."""
        levelled = "perspektiv" in styrmodell.levels
        return max(
            (
                one
                for one in self.outlines
                if one.dokument == dokument and one.region == region and one.perspektiv <= levelled and one.plan <= plan
            ),
            key=lambda one: (one.perspektiv, one.plan),
        )
