"""Text that was pasted, as from a PDF: headings, texts, and tables whose cells stand one below the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from runxl.errors import RunxlError
from runxl.verbs.importera.naming import named
from runxl.verbs.importera.others_words import folded, is_elided, meanings, one_line
from runxl.verbs.importera.side_tables import is_side_title
from runxl.verbs.importera.source_blocks import FoundBlock, FoundFile, FoundGrid, FoundHeading, FoundLine, Place
from runxl.verbs.importera.sources.pasted_header import PastedHeader, header_at
from runxl.verbs.importera.sources.pasted_page import PastedPage
from runxl.verbs.importera.sources.pasted_tables import table_at
from runxl.verbs.importera.sources.scraps import POINT, Scrap, goes_on, is_by_line, is_dense, one_by_one, scraps_of

_CHAPTER = re.compile(r"^(?P<nr>[0-9]{1,2}(?:\.[0-9]{1,2}){0,3})\s+(?P<text>[A-ZÅÄÖ][^.:]*)$")
_LONGEST_HEADING = 90
_NARROWEST = 60
_FULL = 0.8
"""A line that reaches so far over the page is followed by more of the same text."""

_ALIKE = (
    "{}: texten är inklistrad så att cellerna i tabellen på rad {} inte går att skilja åt: det saknas tomma rader "
    "eller mellanslag som visar var en cell slutar. Öppna dokumentet i Word, spara det som .docx och "
    "hämta in det i stället."
)

_LEVELS = {"mal": 2, "delmal": 3}


def read(name: str, text: str) -> FoundFile:
    return FoundFile(name, tuple(_Reader(name, scraps_of(text)).blocks()))


def _parted(scrap: Scrap) -> Iterator[Scrap]:
    """Objects of the plan on lines right below each other, each by itself: none of them goes on with the one above."""
    if not any(map(_is_object, scrap.lines)):
        yield scrap
        return
    lines = scrap.lines
    starts = [at for at, line in enumerate(lines) if not at or _begins(line) or _is_label(lines[at - 1])]
    for start, end in zip(starts, [*starts[1:], len(scrap.lines)], strict=True):
        yield replace(
            scrap,
            lines=scrap.lines[start:end],
            number=scrap.number + start,
            lead=scrap.lead and not start,
            trail=scrap.trail and end == len(scrap.lines),
            page=scrap.page and not start,
            apart=scrap.apart and not start,
        )


def _begins(line: str) -> bool:
    return bool(POINT.match(line)) or _is_object(line) or _is_label(line)


def _is_label(line: str) -> bool:
    """What stands over what comes: a label, or the headers of a table."""
    return folded(line) in meanings("labels") or header_at([Scrap((line,), 0)], 0) is not None


def _is_object(line: str) -> bool:
    """`Delmål 1.1 Fler rör sig`; a line of running text, `Delmål 1.1 visar att …`, is none."""
    said = line.strip()
    one = named(said)
    return bool(one.level) and said[:1].isupper() and one.text[:1].isupper()


class _Reader:
    def __init__(self, name: str, scraps: Sequence[Scrap]) -> None:
        self.name, self.dense = name, is_dense(scraps)
        lines = one_by_one(scraps) if self.dense else scraps
        self.by_line = is_by_line(lines)
        self.scraps = [part for scrap in lines for part in _parted(scrap)]
        self.grids: dict[int, tuple[FoundGrid, int]] = {}
        self.known: dict[str, str] = {}
        self._find_tables()

    @cached_property
    def page_width(self) -> int:
        widths = sorted(scrap.width for scrap in self.scraps)
        return widths[int(len(widths) * 0.9)] if widths else 0

    def _find_tables(self) -> None:
        spaced = any(scrap.lead or scrap.trail for scrap in self.scraps)
        page = PastedPage(self.name, self.scraps, self.by_line, self.dense, spaced, self._is_out, self._is_text)
        at = 0
        while at < len(self.scraps):
            header = header_at(self.scraps, at)
            if header is None:
                at += 1
                continue
            if len(header.names) > 1 and (
                self.dense or (self.by_line and not spaced) or self._goes_right_on(at + header.scraps)
            ):
                raise RunxlError(_ALIKE.format(self.name, self.scraps[at].number))
            grid, end = table_at(page, header, at)
            if grid is not None:
                self.grids[at] = grid, end
                self._learn(header, grid)
            at = max(end, at + header.scraps)

    def _goes_right_on(self, at: int) -> bool:
        """Whether no empty line parts a scrap from the one before it."""
        before, *rest = self.scraps[at - 1 : at + 1]
        return any(not one.page and one.number == before.number + len(before.lines) for one in rest)

    def _learn(self, header: PastedHeader, grid: FoundGrid) -> None:
        for place, level in enumerate(header.names):
            if level in _LEVELS:
                self.known |= {
                    folded(named(row.cell(place).text).text): level for row in grid.rows[1:] if row.cell(place).text
                }

    def _is_out(self, at: int, header: PastedHeader) -> bool:
        """What is none of a table's: a label, a chapter, a mål or delmål that the table has no column for."""
        scrap = self.scraps[at]
        said = one_line(scrap.text)
        if folded(said) in meanings("labels") or self._gives(said) or _CHAPTER.match(said):
            return True
        one = named(said)
        if one.level in _LEVELS and (one.nr or ":" in said):
            return one.level not in header.names
        if folded(one.text) in self.known and len(header.names) == 1:
            return True
        return len(header.names) == 1 and self._is_text(scrap)

    def _is_text(self, scrap: Scrap) -> bool:
        """Lines as wide as the page are running text."""
        return not self.by_line and scrap.width > max(_FULL * self.page_width, _NARROWEST)

    def _gives(self, said: str) -> bool:
        return folded(said) in meanings("codes.uppdragsgivare") and " " in said

    def blocks(self) -> Iterator[FoundBlock]:
        at, after = 0, False
        while at < len(self.scraps):
            if at in self.grids:
                grid, at = self.grids[at]
                yield grid
                after = True
                continue
            began = self.scraps[at]
            block, at = self._block(at)
            if after and isinstance(block, FoundLine) and block.look != "label" and not is_elided(block.text):
                # What stands below a goal's table, under no heading that is known, is not said to be about the goal.
                heading = len(began.lines) == 1 and len(block.text) <= _LONGEST_HEADING and not block.text.endswith(".")
                yield FoundHeading(2, block.text if heading else "", block.place)
                after = False
                if heading:
                    continue
            after &= isinstance(block, FoundLine) and is_elided(block.text)
            yield block

    def _block(self, at: int) -> tuple[FoundBlock, int]:
        scrap = self.scraps[at]
        place = Place(self.name, f"rad {scrap.number}")
        said = one_line(scrap.text)
        if is_elided(said):
            return FoundLine(said, place), at + 1
        if folded(said) in meanings("labels"):
            return FoundLine(said, place, "label"), at + 1
        chapter = _CHAPTER.match(said)
        if (
            self._gives(said)
            or is_side_title(said)
            or (chapter and len(said) <= _LONGEST_HEADING and not named(said).level)
        ):
            text = chapter["text"].strip() if chapter else said
            return FoundHeading(chapter["nr"].count(".") + 1 if chapter else 1, text, place), at + 1
        goal = self._goal(at)
        if goal is not None:
            level, text, end = goal
            return FoundHeading(_LEVELS[level], text, place), end
        perspective = self._perspective(at)
        if perspective:
            return FoundHeading(1, perspective, place), at + 1
        return self._text(at, place)

    def _perspective(self, at: int) -> str:
        """`Samhälle`, where the text goes on: `Perspektivet SAMHÄLLE beskriver …`."""
        lines = [one for scrap in self.scraps[at : at + 2] for one in scrap.lines][:2]
        first = one_line(lines[0])
        return first if len(lines) > 1 and folded(lines[1]).startswith(f"perspektivet {folded(first)}") else ""

    def _goal(self, at: int) -> tuple[str, str, int] | None:
        """A heading that names a mål or delmål, by its word or because a table does: all of it, over its lines."""
        text, end = self.scraps[at].text, at + 1
        one = named(text)
        is_named = one.level in _LEVELS and bool(one.nr or ":" in text)
        best = (one.level, end) if is_named else None
        level = self.known.get(folded(one.text), "")
        if level:
            best = level, end
        while end < len(self.scraps) and self._may_go_on(end):
            text = f"{text}\n{self.scraps[end].text}"
            end += 1
            said = folded(named(text).text)
            if said in self.known:
                best = self.known[said], end
            elif is_named and self.scraps[end - 1].text[:1].islower() and best and best[1] == end - 1:
                best = best[0], end
            elif not is_named and not any(name.startswith(said) for name in self.known):
                break
        if best is None:
            return None
        lines = [scrap.text for scrap in self.scraps[at : best[1]]]
        return best[0], one_line("\n".join(lines)), best[1]

    def _may_go_on(self, at: int) -> bool:
        scrap = self.scraps[at]
        return not scrap.apart and len(scrap.lines) == 1 and at not in self.grids and not named(scrap.text).level

    def _text(self, at: int, place: Place) -> tuple[FoundLine, int]:
        """A paragraph: with its other lines where each stands alone, and with what comes on the next page."""
        scrap, end = self.scraps[at], at + 1
        look = "item" if POINT.match(scrap.text) else "text"
        while end < len(self.scraps) and end not in self.grids and self._runs_on(scrap, self.scraps[end]):
            scrap = scrap.with_(self.scraps[end])
            end += 1
        return FoundLine(POINT.sub("", scrap.prose), place, look), end  # type: ignore[arg-type] # of these two

    def _runs_on(self, last: Scrap, scrap: Scrap) -> bool:
        if POINT.match(scrap.text) or named(scrap.text).level or folded(scrap.text) in meanings("labels"):
            return False
        said = last.lines[-1].strip()
        if (scrap.page or scrap.lead) and not said.endswith((".", ":", "!", "?")):
            return scrap.text[:1].islower()
        if not self.by_line:
            return False
        full = len(said) > max(_FULL * self.page_width, _NARROWEST)
        return goes_on(last, scrap) or (full and not said.endswith((".", ":", "!", "?")))
