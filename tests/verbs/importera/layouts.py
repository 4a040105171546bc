"""Twenty ways in which offices lay out a plan in Excel, each made of the same plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill


class Measure(NamedTuple):
    nr: str
    name: str
    unit: str
    target: object
    outcome: object
    when: str


class Goal(NamedTuple):
    nr: str
    name: str
    owner: str
    measures: tuple[Measure, ...]


class Top(NamedTuple):
    nr: str
    name: str
    goals: tuple[Goal, ...]


PLAN = (
    Top(
        "1",
        "Trygga uppväxtvillkor",
        (
            Goal(
                "1.1",
                "Barn och unga har tillgång till kultur",
                "Kultur",
                (
                    Measure("1.1.1", "Antal insatser för eget skapande", "antal", 90, 123, "Tertial: aug, dec"),
                    Measure("1.1.2", "Andel barn som deltar", "%", "40 %", "23,4 %", "År"),
                ),
            ),
            Goal("1.2", "Strukturen beaktar barnets rätt", "Stab", (
                Measure("1.2.1", "Handlingsplan för barnrätt är antagen", "", "Ja", "Nej", "År"),
            )),
        ),
    ),
    Top(
        "2",
        "Goda levnadsvillkor",
        (
            Goal("2.1", "Länets invånare har ett rikt kulturutbud", "Kultur", (
                Measure("2.1.1", "Antal filmproduktioner", "antal", 20, 38, "Tertial"),
                Measure("2.1.2", "Dialog med länets kommuner", "", "Bibehåller eller öka", None, "År"),
            )),
            Goal("2.2", "Nämnden stärker den civila beredskapen", "Stab", (
                Measure("2.2.1", "Andel utbildade medarbetare", "%", "minst 80 %", "65 %", "År"),
            )),
        ),
    ),
)  # fmt: skip


@dataclass
class Look:
    """What may differ without anything being told differently: the headers' words, the order of the columns, blanks."""

    mal: str = "Regionmål"
    delmal: str = "Delmål"
    indikator: str = "Indikator"
    malvarde: str = "Mål 2026"
    utfall: str = "Utfall 2024"
    periodicitet: str = "Periodicitet"
    ansvarig: str = "Ansvarig"
    blank: int = 0
    """Empty rows above."""

    left: int = 0
    """Empty columns to the left."""

    order: tuple[int, ...] = (0, 1, 2, 3)
    """Of the columns of measures."""

    words: bool = True
    """Mål and Delmål stand before the numbers."""


Rows = list[list[Any]]
Made = Callable[[Any, Look], None]


@dataclass
class Writer:
    sheet: Any
    look: Look
    at: int = field(default=0)

    def __post_init__(self) -> None:
        self.at = self.look.blank

    def row(self, *values: object, indent: int = 0, bold: bool = False, ground: str = "") -> int:
        self.at += 1
        for place, value in enumerate(values, 1 + self.look.left):
            cell = self.sheet.cell(self.at, place, value)
            if bold:
                cell.font = Font(bold=True)
            if ground:
                cell.fill = PatternFill("solid", fgColor=ground)
            if indent and place == 1 + self.look.left:
                cell.alignment = Alignment(indent=indent)
        return self.at

    def merge(self, top: int, bottom: int, column: int, to: int = 0) -> None:
        left = column + self.look.left
        self.sheet.merge_cells(
            start_row=top, end_row=bottom, start_column=left, end_column=max(left, to + self.look.left)
        )

    def heads(self) -> list[str]:
        look = self.look
        heads = [look.malvarde, look.utfall, look.periodicitet, look.ansvarig]
        return [heads[place] for place in look.order]

    def values(self, one: Measure, owner: str) -> list[object]:
        values = [one.target, one.outcome, one.when, owner]
        return [values[place] for place in self.look.order]

    def mal(self, top: Top) -> str:
        return f"Mål {top.nr}. {top.name}" if self.look.words else f"{top.nr} {top.name}"

    def delmal(self, goal: Goal) -> str:
        return f"Delmål {goal.nr} {goal.name}" if self.look.words else f"{goal.nr} {goal.name}"


def _all() -> Iterator[tuple[Top, Goal, Measure]]:
    for top in PLAN:
        for goal in top.goals:
            for one in goal.measures:
                yield top, goal, one


def repeated(sheet: Any, look: Look) -> None:
    """Every row says everything."""
    to = Writer(sheet, look)
    to.row(look.mal, look.delmal, look.indikator, *to.heads())
    for top, goal, one in _all():
        to.row(to.mal(top), to.delmal(goal), one.name, *to.values(one, goal.owner))


def blank_below(sheet: Any, look: Look) -> None:
    """Mål and delmål stand once, and the cells below are blank."""
    to = Writer(sheet, look)
    to.row(look.mal, look.delmal, look.indikator, *to.heads())
    for top in PLAN:
        mal = to.mal(top)
        for goal in top.goals:
            delmal = to.delmal(goal)
            for one in goal.measures:
                to.row(mal, delmal, one.name, *to.values(one, goal.owner))
                mal = delmal = ""


def merged(sheet: Any, look: Look) -> None:
    """Mål and delmål are merged down."""
    to = Writer(sheet, look)
    to.row(look.mal, look.delmal, look.indikator, *to.heads())
    for top in PLAN:
        first = to.at + 1
        for goal in top.goals:
            start = to.at + 1
            for one in goal.measures:
                to.row(to.mal(top), to.delmal(goal), one.name, *to.values(one, goal.owner))
            to.merge(start, to.at, 2)
        to.merge(first, to.at, 1)


def two_header_rows(sheet: Any, look: Look) -> None:
    """The years stand below a header that reaches over them."""
    to = Writer(sheet, look)
    top_row = to.row(look.mal, look.delmal, look.indikator, "Mål", "", "Utfall", "", look.ansvarig)
    to.row("", "", "", 2025, 2026, 2023, 2024, "")
    for column in (1, 2, 3, 8):
        to.merge(top_row, top_row + 1, column)
    to.merge(top_row, top_row, 4, 5)
    to.merge(top_row, top_row, 6, 7)
    for top, goal, one in _all():
        to.row(to.mal(top), to.delmal(goal), one.name, "", one.target, "", one.outcome, goal.owner)


def group_rows(sheet: Any, look: Look) -> None:
    """A row of its own for each mål and delmål, over the whole width."""
    to = Writer(sheet, look)
    to.row(look.indikator, *to.heads())
    for top in PLAN:
        at = to.row(to.mal(top), bold=True)
        to.merge(at, at, 1, 5)
        for goal in top.goals:
            at = to.row(to.delmal(goal))
            to.merge(at, at, 1, 5)
            for one in goal.measures:
                to.row(one.name, *to.values(one, goal.owner))


def one_table_each(sheet: Any, look: Look) -> None:
    """A table with its own headers below each delmål."""
    to = Writer(sheet, look)
    for top in PLAN:
        to.row(to.mal(top), bold=True)
        for goal in top.goals:
            to.row(to.delmal(goal), bold=True)
            to.row(look.indikator, *to.heads(), bold=True)
            for one in goal.measures:
                to.row(one.name, *to.values(one, goal.owner))
            to.at += 1


def numbered(sheet: Any, look: Look) -> None:
    """One column for all, and the number's depth tells the level."""
    to = Writer(sheet, look)
    to.row("Nr", "Mål, delmål och indikatorer", *to.heads())
    for top in PLAN:
        to.row(top.nr, top.name)
        for goal in top.goals:
            to.row(goal.nr, goal.name)
            for one in goal.measures:
                to.row(one.nr, one.name, *to.values(one, goal.owner))


def numbers_in_names(sheet: Any, look: Look) -> None:
    to = Writer(sheet, look)
    to.row("Mål/delmål/indikator", *to.heads())
    for top in PLAN:
        to.row(f"{top.nr}. {top.name}")
        for goal in top.goals:
            to.row(f"{goal.nr} {goal.name}")
            for one in goal.measures:
                to.row(f"{one.nr} {one.name}", *to.values(one, goal.owner))


def indented(sheet: Any, look: Look) -> None:
    to = Writer(sheet, look)
    to.row("Mål, delmål och indikatorer", *to.heads())
    for top in PLAN:
        to.row(top.name)
        for goal in top.goals:
            to.row(goal.name, indent=1)
            for one in goal.measures:
                to.row(one.name, *to.values(one, goal.owner), indent=2)


def spaced(sheet: Any, look: Look) -> None:
    """Indented by spaces that somebody has typed."""
    to = Writer(sheet, look)
    to.row("Mål, delmål och indikatorer", *to.heads())
    for top in PLAN:
        to.row(top.name)
        for goal in top.goals:
            to.row(f"   {goal.name}")
            for one in goal.measures:
                to.row(f"      {one.name}", *to.values(one, goal.owner))


def coloured(sheet: Any, look: Look) -> None:
    to = Writer(sheet, look)
    to.row("Mål, delmål och indikatorer", *to.heads())
    for top in PLAN:
        to.row(top.name, ground="4472C4")
        for goal in top.goals:
            to.row(goal.name, ground="B4C7E7")
            for one in goal.measures:
                to.row(one.name, *to.values(one, goal.owner))


def level_column(sheet: Any, look: Look) -> None:
    to = Writer(sheet, look)
    to.row("Nivå", "Nr", "Benämning", *to.heads())
    for top in PLAN:
        to.row("Mål", top.nr, top.name)
        for goal in top.goals:
            to.row("Delmål", goal.nr, goal.name)
            for one in goal.measures:
                to.row("Indikator", one.nr, one.name, *to.values(one, goal.owner))


def number_columns(sheet: Any, look: Look) -> None:
    """A number beside each name."""
    to = Writer(sheet, look)
    to.row("Nr", look.mal, "Nr", look.delmal, "Nr", look.indikator, *to.heads())
    for top, goal, one in _all():
        to.row(top.nr, top.name, goal.nr, goal.name, one.nr, one.name, *to.values(one, goal.owner))


def titled(sheet: Any, look: Look) -> None:
    """A title, a date and a remark around the table."""
    to = Writer(sheet, look)
    to.row("Nämndplan 2026")
    to.row("Version 2025-11-03")
    to.at += 1
    to.row(look.mal, look.delmal, look.indikator, *to.heads())
    for top, goal, one in _all():
        to.row(to.mal(top), to.delmal(goal), one.name, *to.values(one, goal.owner))
    to.at += 1
    to.row("* Utfallet avser hela året")


def unit_column(sheet: Any, look: Look) -> None:
    """Numbers without signs, and the unit in a column of its own."""
    to = Writer(sheet, look)
    to.row(look.mal, look.delmal, look.indikator, "Enhet", *to.heads())
    for top, goal, one in _all():
        bare = one._replace(target=_bare(one.target), outcome=_bare(one.outcome))
        to.row(to.mal(top), to.delmal(goal), one.name, one.unit, *to.values(bare, goal.owner))


def _bare(value: object) -> object:
    text = str(value or "").removeprefix("minst ").removesuffix(" %")
    return float(text.replace(",", ".")) if text.replace(",", "").isdigit() else value


def percentages(sheet: Any, look: Look) -> None:
    """Shares that Excel shows as percentages."""
    to = Writer(sheet, look)
    to.row(look.mal, look.delmal, look.indikator, *to.heads())
    for top, goal, one in _all():
        share = one.unit == "%"
        shown = one._replace(target=_share(one.target), outcome=_share(one.outcome)) if share else one
        at = to.row(to.mal(top), to.delmal(goal), one.name, *to.values(shown, goal.owner))
        for column in range(1, 12):
            cell = sheet.cell(at, column)
            if share and isinstance(cell.value, float):
                cell.number_format = "0.0%"


def _share(value: object) -> object:
    bare = _bare(value)
    return bare / 100 if isinstance(bare, float) else value


def narrow(sheet: Any, look: Look) -> None:
    """Only names and targets."""
    to = Writer(sheet, look)
    to.row(look.delmal, look.indikator, look.malvarde)
    for _, goal, one in _all():
        to.row(to.delmal(goal), one.name, one.target)


def other_words(sheet: Any, look: Look) -> None:
    look = Look("Fullmäktigemål", "Nämndmål", "Mått", "Målnivå 2026", "Resultat 2024", "Mätfrekvens", "Ansvarig enhet",
                look.blank, look.left, look.order, look.words)  # fmt: skip
    repeated(sheet, look)


def line_breaks(sheet: Any, look: Look) -> None:
    """Headers and names over several lines."""
    to = Writer(sheet, look)
    to.row(look.mal, look.delmal, look.indikator, *(head.replace(" ", "\n") for head in to.heads()))
    for top, goal, one in _all():
        to.row(
            to.mal(top).replace(" ", "\n", 2),
            to.delmal(goal),
            one.name.replace(" ", "\n", 1),
            *to.values(one, goal.owner),
        )


def plain_goals(sheet: Any, look: Look) -> None:
    """The header Mål twice: of the goal, and of its value."""
    to = Writer(sheet, look)
    to.row("Mål", look.delmal, look.indikator, "Mål", "Ansvarig")
    for top, goal, one in _all():
        to.row(to.mal(top), to.delmal(goal), one.name, one.target, goal.owner)


LAYOUTS: tuple[Made, ...] = (
    repeated, blank_below, merged, two_header_rows, group_rows, one_table_each, numbered, numbers_in_names, indented,
    spaced, coloured, level_column, number_columns, titled, unit_column, percentages, narrow, other_words, line_breaks,
    plain_goals,
)  # fmt: skip


def write(path: Path, layout: Made, look: Look) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Blad1"
    layout(sheet, look)
    book.save(path)
    return path
