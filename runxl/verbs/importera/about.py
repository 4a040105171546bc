"""What the sources say of the plan as a whole: its year, its period and whose it is."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from runxl.contract.load import contract
from runxl.contract.styrmodell_vocabulary import Period, Styrmodell
from runxl.verbs.importera.column_words import meaning_of
from runxl.verbs.importera.draft import Kind, Note
from runxl.verbs.importera.others_words import folded, one_line
from runxl.verbs.importera.source_blocks import FoundFile, FoundGrid, FoundHeading, FoundLine, Place
from runxl.verbs.ny.new_contents import first_period

_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?![0-9])")
_NAMND = re.compile(r"(?<!\w)((?:[A-ZÅÄÖ][\wåäö-]*\s(?:[\wåäö-]+\s){0,2})?[\wåäöÅÄÖ-]*(?:nämnden|styrelsen))(?!\w)")
_FIRST = 12
"""So many blocks are a document's beginning."""

_HEADER_ROWS = 40
_RUNNING = "källans rubrik säger ingen period, men texten i dess början nämner den; är den en annan, ange den"
_NO_PERIOD = "källan har bedömningar men säger inte för vilken period; arbetsboken är en plan om ingen period anges"


@dataclass(frozen=True, slots=True)
class About:
    """`notes`: how what is here was read, or that somebody has to say it."""

    year: int
    period: Period
    namnd: str
    notes: tuple[Note, ...] = ()
    names_period: bool = True
    """Whether anybody has said which period it is: else the workbook is a plan."""


class AskedFor(NamedTuple):
    """What the person says of the plan; the rest is read out of the sources."""

    year: int | None = None
    namnd: str = ""
    period: str = ""


def about(sources: Sequence[FoundFile], styrmodell: Styrmodell, asked: AskedFor) -> About:
    """As the person says, else as the sources do; the year at hand where nobody does."""
    notes: list[Note] = []
    year, namnd, said_period = asked
    beginnings = [line for source in sources for line in _beginning(source)]
    titles = [line for line in beginnings if isinstance(line, FoundLine) and line.look == "title"] or beginnings[:3]
    period = next((one for one in styrmodell.periods if one.name == said_period), None) or _period(titles, styrmodell)
    if period is None and (told := _told_period(beginnings, styrmodell)):
        period, note = told
        notes.append(note)
    if year is None:
        year, note = _year(sources, titles)
        notes.append(note)
    named = _namnd(titles) if not namnd else None
    if named:
        notes.append(_note("tolkat", named[1], named[0], "namnd", named[0], why="nämndens namn i början av källan"))
    whose = namnd or (named[0] if named else "")
    return About(year, period or first_period(styrmodell), whose, tuple(notes), names_period=period is not None)


def _beginning(source: FoundFile) -> Iterator[FoundLine | FoundHeading]:
    """Its first lines, and the first rows of its first table where they hold a single text."""
    yield from (block for block in source.blocks[:_FIRST] if isinstance(block, FoundLine | FoundHeading))
    grid = next((block for block in source.blocks if isinstance(block, FoundGrid) and block.name), None)
    for row in grid.rows[:_FIRST] if grid else ():
        if len(row.filled) == 1:
            yield FoundLine(row.cell(row.filled[0]).text, row.place, "title")


def _year(sources: Sequence[FoundFile], titles: Sequence[FoundLine | FoundHeading]) -> tuple[int, Note]:
    stated = [*_target_years(sources)]
    if stated:
        often = Counter(year for year, _ in stated)
        year = max(often, key=lambda one: (often[one], one))
        first = next(place for one, place in stated if one == year)
        return year, _note("tolkat", first, f"Mål {year}", "ar", str(year), why="året i målvärdenas rubrik")
    for one in titles:
        years = set(_YEAR.findall(one.text))
        if len(years) == 1:
            (said,) = years
            return int(said), _note("tolkat", one.place, one.text, "ar", said, why="året i källans rubrik")
    year = dt.datetime.now().astimezone().year
    why = "källan säger inte vilket år planen gäller; arbetsboken har fått innevarande år"
    return year, _note("granska", Place(sources[0].kalla, ""), "", "ar", str(year), why=why)


def _target_years(sources: Sequence[FoundFile]) -> Iterator[tuple[int, Place]]:
    """`Mål 2026` above a column, each time that a year stands so."""
    for source in sources:
        for grid in (block for block in source.blocks if isinstance(block, FoundGrid)):
            for row in grid.rows[:_HEADER_ROWS]:
                for cell in row.cells:
                    meaning = meaning_of(cell.text) if len(cell.text) < 40 else None  # noqa: PLR2004 - no header
                    if meaning and meaning.name == "malvarde" and meaning.year:
                        yield meaning.year, row.place


def _words(styrmodell: Styrmodell) -> dict[str, Period]:
    return {folded(word): period for period in styrmodell.periods for word in (period.title, period.name) if word}


def _told_period(beginnings: Sequence[FoundLine | FoundHeading], styrmodell: Styrmodell) -> tuple[Period, Note] | None:
    """The only period whose document the first lines speak of. Running text may mean another: somebody must see."""
    found = {
        period.name: (period, line)
        for line in beginnings
        for word, period in _words(styrmodell).items()
        if re.search(rf"(?<!\w){re.escape(word)}(?:en|ens|s)?(?!\w)", folded(line.text))
    }
    if len(found) != 1:
        return None
    ((period, line),) = found.values()
    return period, _note("granska", line.place, one_line(line.text)[:80], "period", period.name, why=_RUNNING)


def no_period(about: About, sources: Sequence[FoundFile]) -> Note:
    """Somebody has to say it: there are answers, and the workbook is a plan."""
    return _note("granska", Place(sources[0].kalla, ""), "", "period", about.period.name, why=_NO_PERIOD)


def _period(titles: Sequence[FoundLine | FoundHeading], styrmodell: Styrmodell) -> Period | None:
    """The period whose document a title names."""
    names = _words(styrmodell)
    outlines = {folded(one.title): one.dokument for one in contract().outlines if one.title}
    for one in titles:
        said = folded(_YEAR.sub(" ", one.text))
        found = next((period for word, period in names.items() if said.startswith(word)), None)
        if found:
            return found
        kind = next((kind for word, kind in outlines.items() if said.startswith(word)), "")
        if kind == "arsrapport":
            return next((period for period in styrmodell.periods if period.year_end), None)
    return None


def _namnd(titles: Sequence[FoundLine | FoundHeading]) -> tuple[str, Place] | None:
    for one in titles:
        match = _NAMND.search(one_line(one.text))
        if match:
            return match[1], one.place
    return None


def _note(kind: Kind, place: Place, text: str, column: str, read: str, *, why: str) -> Note:
    return Note(kind, place, text, None, "installningar", column, read, why)
