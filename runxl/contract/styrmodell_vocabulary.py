"""What a styrmodell says, as frozen values: its words, periods, rules and outlines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from runxl.contract.compile import FROM_FILE
from runxl.contract.scale import Bidrag, Scale
from runxl.excel import fold
from runxl.svenska import capital, short_months

Dokument = Literal["underlag", "namndplan", "delarsrapport", "arsrapport"]
"""The kinds of document that a period may end in."""


Led = Literal["perspektiv", "mal", "delmal", "indikator", "aktivitet"]
Assessed = Literal["mal", "delmal", "indikator"]


@dataclass(frozen=True, slots=True)
class Label:
    """A styrmodell's word for an object: `one` regionmål, `many` regionmål, `definite` regionmålet."""

    one: str
    many: str
    definite: str
    gender: Literal["neutrum", "utrum"]
    heading: str = ""
    """How one is written in headings and tables, `Mål {nr}. {namn}`, if not by its word, Nr and name."""

    def headed(self, nr: str, namn: str) -> str:
        """The heading of one that has both, or nothing where the styrmodell has no way of its own."""
        return self.heading.replace("{nr}", nr).replace("{namn}", namn) if nr and namn else ""


@dataclass(frozen=True, slots=True)
class Period:
    name: str
    months: tuple[int, ...]
    last_day: str
    plan: bool = False
    year_end: bool = False
    title: str = ""
    """What its report is called, if that is not the period's name."""
    dokument: Literal["", "underlag"] = ""
    """The document that it ends in, where that is not told by the rest: of two plans one is an underlag."""

    @property
    def kind(self) -> Dokument:
        """The kind of its document."""
        return self.dokument or ("namndplan" if self.plan else "arsrapport" if self.year_end else "delarsrapport")

    @property
    def short(self) -> str:
        """Its last month as a header has it: `aug`."""
        return short_months((int(self.last_day[:2]),))

    @property
    def is_delar(self) -> bool:
        """A report within the year, where Periodmål holds instead of Målvärde."""
        return not self.plan and not self.year_end

    def due(self, months: tuple[int, ...] | None) -> bool:
        """Whether what is measured in these months is measured in the period. None means always."""
        return not months or any(map(self.months.__contains__, months))

    def awaits(self, months: tuple[int, ...] | None) -> bool:
        """Whether a measurement is missed if it is not there. A plan waits for none, but takes those it is given."""
        return not self.plan and self.due(months)


MalBedoms = Literal["Bara fastställda", "Sammanvägs", "Nej"]
ROLLED_UP: MalBedoms = "Sammanvägs"
NEVER: MalBedoms = "Nej"


@dataclass(frozen=True, slots=True)
class Metod:
    """A part of the method as documents print it."""

    rubrik: str
    """What the part is about, in a word or two."""

    text: str
    """What is said of it."""


@dataclass(frozen=True, slots=True)
class Styrmodell:
    """A region's way of steering: words, levels, periods and rules of assessment."""

    name: str
    title: str
    labels: Mapping[str, Label]
    words: Mapping[str, str]
    levels: tuple[Led, ...]
    assessed: tuple[Assessed, ...]
    """The levels that may have a status."""

    numbers_shown: bool
    periods: tuple[Period, ...]
    scale: Scale
    rounding: Literal["malets_decimaler", "aldrig"]
    rounding_limit: Decimal
    contribution: Mapping[str, Bidrag]
    answers: Mapping[str, str]
    """The level that each answer (Ja, Delvis, Nej) is."""

    equal_to_base: str
    nothing_due: str
    mixed: str
    """What contributions of several kinds add up to, where something is missing or adds nothing."""

    all_none: str
    mal_bedoms: MalBedoms = ROLLED_UP
    """What is a mål's status where the workbook's setting does not say: the decided alone, else the computed, none."""

    delmal_regel: Literal["forsiktighet", "helhet"] = "forsiktighet"
    """How a delmål is weighed: everything must contribute fully to reach the best level (forsiktighet), or a person
    judges the whole, and what it rests on is counted and listed but nothing is computed (helhet)."""

    mal_regel: Literal["lika", "svagast"] = "lika"
    """How a mål is weighed from its delmål, or from the rows under them where delmål have no status: like a delmål by
    forsiktighet (lika), or as the weakest of them (svagast)."""

    kontrollmatt_i_underlag: bool = False
    """Kontrollmått are told among what a status rests on, with their trend. They have no status and decide nothing."""

    metod: tuple[Metod, ...] = ()
    """How a status is set, in the styrmodell's own words. Documents say this of the method and nothing else."""

    trend_shown: bool = False
    """Sammanfattning lists every indikator with its status and its utvecklingspil."""

    only_at_year_end: str = ""
    """What is said in a delårsrapport of what is measured at the year's end alone; empty: not due like any other."""

    utan_periodmal: Literal["ej_bedomd", "mot_arsmal"] = "ej_bedomd"
    """How what counts from January is judged in a delårsrapport without a Periodmål: not at all, or by Målvärde."""

    accepted_deficit: Decimal = Decimal(0)
    """How far below Årsbudget an Årsprognos may end and still be on budget, in percent of it."""

    text: str = field(default="", compare=False, repr=False, metadata={FROM_FILE: True})
    """The YAML that it was read from, as workbooks carry it with them."""

    def __hash__(self) -> int:
        return hash(self.name)  # asked of each of many thousand workbooks

    def named(self, level: str, nr: str, namn: str) -> str:
        """`Delmål 3.2 RUN investerar …`; the name alone where it shows no numbers. `level`: mal, delmal …"""
        if not self.numbers_shown:
            return namn
        label = self.labels[level]
        return label.headed(nr, namn) or " ".join(filter(None, (capital(label.one), nr, namn)))

    def numbered(self, nr: str, namn: str) -> str:
        """`3.2 RUN investerar …`"""
        return f"{nr} {namn}".strip() if self.numbers_shown else namn

    def is_called(self, word: str) -> bool:
        """By name or by title, written as one would a header."""
        return fold(word) in (fold(self.name), fold(self.title))

    @property
    def listed(self) -> tuple[tuple[str, ...], ...]:
        """The words that a workbook of it may hold: those with the same may stand beside each other."""
        return self.scale.words, tuple(period.name for period in self.periods)

    def period(self, name: str) -> Period:
        return next(period for period in self.periods if period.name == name)


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """A chapter as an outline of ours proposes it. Braces in its heading hold the styrmodell's words and the years.

    `skriv`: what to write there. Rows that stand together with `per_perspektiv` are there for each perspektiv, the
    first of them called by its name.
    """

    niva: int
    rubrik: str = ""
    innehall: str = ""
    skriv: str = ""
    star_kvar: bool = False
    per_perspektiv: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """A kind of document as it is laid out in Texter. `bildspel` is the rows that are slides alone.

    `perspektiv`: for styrmodeller that have that level. `plan`: for documents of a plan. `region`: for the document of
    many nämnder together, whose contents are of a list of their own.
    """

    dokument: Literal["underlag", "namndplan", "delarsrapport", "arsrapport", "bildspel"]
    chapters: tuple[OutlineRow, ...]
    title: str = ""
    perspektiv: bool = False
    plan: bool = False
    region: bool = False
