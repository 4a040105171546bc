"""Rows that end with values, in pasted text: the values tell where one ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from runxl.verbs.importera.naming import named
from runxl.verbs.importera.others_words import is_elided, one_line
from runxl.verbs.importera.source_blocks import FoundCell, FoundRow
from runxl.verbs.importera.sources.pasted_header import PastedHeader
from runxl.verbs.importera.sources.pasted_page import UNCLEAR, PastedPage
from runxl.verbs.importera.sources.scraps import Scrap
from runxl.verbs.importera.sources.tails import WHO, fits, ways

_WIDER = 1.25
"""So much wider than a column's own lines is another column."""

_MOST_LEAD = 4
_MOST_TAIL = 3
_EITHER = "källan är inklistrad text, och det går inte att se i vilken kolumn talet stod"
_FIRST_EMPTY = "ett mellanslag före värdet visar att cellen före är tom"


class Lead(NamedTuple):
    """What stands before a row's texts: its status. `rest` of the scrap is the text's."""

    said: str
    rest: Scrap | None


class Tail(NamedTuple):
    """The values that a row ends with, and over how many scraps they stand."""

    cells: Sequence[FoundCell]
    scraps: int


@dataclass(slots=True)
class RowReader:
    """`texts` and `lead` of the row that is read, which began at `began`. `end`: where the last whole row ended."""

    page: PastedPage
    header: PastedHeader
    end: int
    rows: list[FoundRow] = field(default_factory=list)
    texts: list[Scrap] = field(default_factory=list)
    lead: str = ""
    began: int = 0
    new_page: bool = False
    """The headers have come again since the last row ended."""

    @property
    def leading(self) -> tuple[str, ...]:
        return self.header.names[: self.header.texts[0]]

    @property
    def trailing(self) -> tuple[str, ...]:
        return self.header.names[self.header.tail :]

    @property
    def is_open(self) -> bool:
        return bool(self.texts or self.lead)

    def read(self) -> None:
        at = self.end
        while at < len(self.page.scraps):
            skip = self.page.again(at, self.header)
            if skip:
                at, self.new_page = at + skip, True
                continue
            tail = self._tail(at) if self.is_open else None
            if tail is None and self._stops(at):
                break
            if not self.is_open:
                self.began = at
            if tail is not None:
                self._close(tail.cells)
                at = self.end = at + tail.scraps
            elif self._take(at):
                at += 1
            else:
                break

    def _stops(self, at: int) -> bool:
        other_page = self.page.by_line and self.page.scraps[at].page and not self.texts and bool(self.rows)
        return other_page or self.page.stops(at, self.header)

    def _take(self, at: int) -> bool:
        """A scrap that is no value: text of the row, or its beginning. False where it is none of the table's."""
        scrap = self.page.scraps[at]
        lead = self._lead(scrap)
        if lead is not None and self.texts:
            if lead.rest is None or scrap.lead:  # a row that ended with no value: nobody can tell where its texts end
                self._close([FoundCell()] * len(self.trailing), UNCLEAR)
                self.began = at
            else:
                lead = None
        if lead is not None:
            self.lead, self.texts = lead.said, [lead.rest] if lead.rest is not None else []
        elif self.leading and not self.lead:
            if not (self.new_page and self.rows):
                return False
            self._go_on(scrap)
            self.end = at + 1
        elif _is_left_out(scrap):
            self.texts = [Scrap(("…",), scrap.number)]
            self._close([FoundCell("…")] * len(self.trailing))
            self.end = at + 1
        else:
            self.texts.append(scrap)
        return True

    def _lead(self, scrap: Scrap) -> Lead | None:
        if not self.leading:
            return None
        words = scrap.text.split()
        for count in range(min(_MOST_LEAD, len(words)), 0, -1):
            if ways(words[:count], self.leading):
                taken = r"\s+".join(map(re.escape, words[:count]))
                rest = re.sub(rf"^\s*{taken}\s*", "", scrap.text)
                return Lead(" ".join(words[:count]), Scrap(tuple(rest.split("\n")), scrap.number) if rest else None)
        return None

    # The values

    def _tail(self, at: int) -> Tail | None:
        names = self.trailing
        first = self.page.scraps[at]
        if len(names) > 1 and names[0] == WHO:
            if fits(WHO, first.lines[0].split()[0]):
                return self._tail_of_somebody(at)
            if self.rows and self.rows[-1].cell(self.header.tail).text:
                return None
        best = None
        for count in range(1, _MOST_TAIL + 1):
            words = one_line("\n".join(scrap.text for scrap in self.page.scraps[at : at + count])).split()
            found = [way for way in ways(words, names) if any(way)]
            if found:
                best = Tail(self._cells(found, lead=first.lead), count)
        return best

    def _tail_of_somebody(self, at: int) -> Tail:
        """The word for who answers, and after it a target in any words, over as many lines as it takes."""
        count = self._tail_lines(at)
        text = one_line("\n".join(scrap.text for scrap in self.page.scraps[at : at + count]))
        found = [way for way in ways(text.split(), self.trailing) if way[0]]
        if len(found) > 1 and self.page.scraps[at + count - 1].trail:
            found = [max(found, key=lambda way: [bool(one) for one in way])]  # the empty cells come after it
        if found:
            return Tail(self._cells(found, lead=False), count)
        word, _, rest = text.partition(" ")
        return Tail([FoundCell(word), FoundCell(rest), *[FoundCell()] * (len(self.trailing) - 2)], count)

    def _tail_lines(self, at: int) -> int:
        count, scraps = 1, self.page.scraps
        while at + count < len(scraps):
            last, scrap = scraps[at + count - 1], scraps[at + count]
            if last.trail or scrap.page or scrap.lead or self.page.stops(at + count, self.header):
                break
            count += 1
        return count

    def _cells(self, found: list[tuple[str, ...]], *, lead: bool) -> list[FoundCell]:
        """The values in their columns; where there are several ways in, each value says that it is not sure."""
        if len(found) > 1 and self.page.spaced:
            fewer = [way for way in found if bool(way[0]) != lead] or found
            if len(fewer) == 1:
                return [FoundCell(text, told=_FIRST_EMPTY if lead and text else "") for text in fewer[0]]
            found = fewer
        cells = []
        for texts in zip(*found, strict=True):
            maybe = [text for text in dict.fromkeys(texts) if text]
            cells.append(FoundCell(maybe[0] if maybe else "", unsure=_EITHER if maybe and len(set(texts)) > 1 else ""))
        return cells

    # The texts

    def _go_on(self, scrap: Scrap) -> None:
        """A text that goes on on the next page."""
        last, at = self.rows[-1], self.header.texts[-1]
        cells = [*last.cells]
        cells[at] = replace(cells[at], text=_whole([cells[at].text, scrap.prose]))
        self.rows[-1] = FoundRow(tuple(cells), last.place)

    def _close(self, tail: Sequence[FoundCell], unsure: str = "") -> None:
        """The row is whole."""
        said: dict[int, FoundCell] = {}
        rest, columns = [*self.texts], [*self.header.texts]
        for column in self.header.texts:
            name = self.header.names[column]
            if name in ("mal", "delmal") and len(columns) > 1:
                columns.remove(column)
                many = len(rest) > len(columns) and not self.page.by_line
                if rest and (named(rest[0].text).level == name or many):
                    said[column] = FoundCell(rest.pop(0).prose)
        for column, cell in self._texts(columns, rest).items():
            said[column] = replace(cell, unsure=unsure or cell.unsure)
        cells = [said.get(place, FoundCell()) for place in range(self.header.tail)]
        if self.lead:
            cells[0] = FoundCell(self.lead)
        self.rows.append(FoundRow((*cells, *tail), self.page.place(self.began)))
        self.texts, self.lead, self.new_page = [], "", False

    def _texts(self, columns: Sequence[int], rest: Sequence[Scrap]) -> dict[int, FoundCell]:
        """Texts in their columns: what is in wider lines is in the next."""
        parts: list[list[Scrap]] = [[]]
        for scrap in rest:
            widest = max((one.width for one in parts[-1]), default=scrap.width)
            if len(parts) < len(columns) and parts[-1] and scrap.width > widest * _WIDER:
                parts.append([])
            parts[-1].append(scrap)
        unclear = len(parts) < len(columns) and len(rest) > 1
        several = len(columns) == 1 and len(rest) > 1 and not self.page.by_line and not self.leading
        return {
            column: FoundCell(_whole([scrap.prose for scrap in part]), unsure=UNCLEAR if unclear or several else "")
            for column, part in zip(columns, parts, strict=False)
            if part
        }


def _is_left_out(scrap: Scrap) -> bool:
    """Dots in cell after cell: a row that somebody has left out."""
    words = scrap.text.split()
    return len(words) > 1 and all(is_elided(word) for word in words)


def _whole(texts: Sequence[str]) -> str:
    """Paragraphs; one that a new page has broken off goes on."""
    out = ""
    for text in texts:
        goes_on = (out and text[:1].islower()) or out.endswith("-")
        out += ("\n" if out.endswith("-") else " " if goes_on else "\n\n" if out else "") + text
    return out
