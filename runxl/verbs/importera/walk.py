"""From blocks to a draft: headings say where the reading is, tables, lists and texts what stands there."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from runxl.verbs.importera import cell_values, goals, side_tables
from runxl.verbs.importera.context import Context
from runxl.verbs.importera.draft import Drafted, FoundChapter, PlanDraft
from runxl.verbs.importera.events import EventReader, event_chapters
from runxl.verbs.importera.list_items import item
from runxl.verbs.importera.naming import named
from runxl.verbs.importera.others_words import folded, is_elided, meanings, one_line
from runxl.verbs.importera.side_tables import side_of
from runxl.verbs.importera.source_blocks import (
    FoundBlock,
    FoundFile,
    FoundGrid,
    FoundHeading,
    FoundLine,
    FoundRow,
    Place,
)
from runxl.verbs.importera.table_rows import TABLES, TableReader
from runxl.verbs.importera.table_shape import HeadedPart, parts_of

_LONGEST_NAME = 1_000
"""Longer than this no name is, not even with its footnote in it."""
_BELOW = "texten under rubriken"
_LISTS = ("indikatorer", "aktiviteter")
_TEXTS = ("analys", "motivering")


@dataclass(slots=True)
class Walk:
    """`into`: the label above the text that comes (Analys, Indikatorer). `told`: texts of the object, by column."""

    context: Context
    into: str = ""
    told: dict[tuple[Drafted, str], list[str]] = field(default_factory=dict)
    began: dict[tuple[Drafted, str], FoundLine] = field(default_factory=dict)
    chapter: Place | None = None
    unread: list[str] = field(default_factory=list)
    events: EventReader = field(init=False)
    levels: dict[str, int] = field(default_factory=dict)
    """The level of the heading that the mål, and the delmål, was opened by."""

    def walk(self, source: FoundFile) -> None:
        self.context.own = source.own
        self.events = EventReader(self.context, event_chapters(self.context) if source.own else ())
        grids = {at: block for at, block in enumerate(source.blocks) if isinstance(block, FoundGrid)}
        sides = {at: side for at, grid in grids.items() if (side := side_of(grid, self.context.about.year)) is not None}
        shapes = {at: parts_of(grid, self.context.words) for at, grid in grids.items() if at not in sides}
        self.context.columns += [column for _, parts in shapes.values() for part in parts for column in part.columns]
        self._known_goals(source.blocks, shapes.values())
        for at, block in enumerate(source.blocks):
            if isinstance(block, FoundHeading):
                self._heading(block)
            elif isinstance(block, FoundLine):
                self._line(block)
            elif at in sides:
                side_tables.read(self.context, sides[at], side_tables.over(source.blocks, at))
            else:
                self._grid(block, *shapes[at])
        self._close_chapter()
        self.events.finish()
        self._write_texts()

    def _known_goals(
        self, blocks: Iterable[FoundBlock], shapes: Collection[tuple[object, tuple[HeadedPart, ...]]]
    ) -> None:
        """What a heading may be is told by the tables that list mål and delmål, wherever they stand."""
        self.context.numbers |= {
            named(row.cell(column.index).text, column="delmal").nr
            for _, parts in shapes
            for part in parts
            for column in part.columns
            if column.meaning.name in ("delmal", "nr")
            for row in part.rows
        }
        self.context.draft.known = {
            folded(named(row.cell(column.index).text, column=name).text): name
            for _, parts in shapes
            for part in parts
            for name in ("mal", "delmal")
            for column in part.columns
            if column.meaning.name == name
            for row in part.rows
            if row.cell(column.index).text
        } | {
            folded(one.text): one.level
            for block in blocks
            if isinstance(block, FoundHeading)
            if (one := named(block.text)).level
        }

    # Headings

    def _heading(self, block: FoundHeading) -> None:
        context = self.context
        self._close_chapter()
        context.headings = [one for one in context.headings if one.level < block.level]
        self.into, self.chapter = "", block.place
        if self.events.heading(block):
            self.context.mal = self.context.delmal = None
        elif not self._goal(block.text, block.place, block.level):
            self.into = meanings("labels").get(folded(block.text), "")
            if not self.into:
                self._giver(block.text)
                self._leave_goal(block)
        context.headings.append(block)

    def _goal(self, text: str, place: Place, heading: int = 0) -> bool:
        """A heading or a line that names a mål or a delmål."""
        one = named(text)
        level = one.level if one.level in ("mal", "delmal") else ""
        level = level or self.context.draft.known.get(folded(one.text), "")
        if level not in ("mal", "delmal") or len(text) > _LONGEST_NAME or not (one.text or one.nr):
            return False
        self.context.open(level, one, place)
        self.context.giver = ""
        self.levels[level] = heading or len(self.context.headings) + 1
        return True

    def _leave_goal(self, block: FoundHeading) -> None:
        """A heading as high as the mål's own ends it; one below is a chapter of its text."""
        if block.level <= self.levels.get("mal", 0):
            self.context.mal = self.context.delmal = None
        elif block.level < self.levels.get("delmal", 0):
            self.context.delmal = None
        if self.context.delmal or self.context.mal:
            self._text(FoundLine(f"# {block.text}", block.place))

    def _giver(self, text: str) -> None:
        said = cell_values.code("uppdragsgivare", text, self.context.styrmodell)
        if said.is_sure and said.value:
            self.context.giver = str(said.value)

    # Lines

    def _line(self, line: FoundLine) -> None:
        text = one_line(line.text)
        if self.events.line(line) or line.look in ("title", "unwritten") or is_elided(text):
            return
        if line.look == "outside":
            self.context.draft.leave(line.place, line.text)
        if line.look in ("aside", "outside"):
            return
        label = meanings("labels").get(folded(text), "")
        if label and (line.look in ("label", "text")):
            self.into = label
        elif line.look == "verdict":
            goals.verdict_line(self.context, line)
            self.into = "motivering"
        elif self.into == "motivering" and goals.forecast_line(self.context, line):
            pass
        elif line.look != "item" and self._named_line(line):
            self.into, self.chapter = "", line.place
        elif not item(self.context, self._listed(line), line):
            self._text(line)

    def _listed(self, line: FoundLine) -> str:
        """What a line is one of: by the list that it stands in, else by its own word (`Aktivitet: Ta fram en plan`)."""
        one = named(line.text)
        its_own = (
            TABLES.get(one.level, "") if one.text[:1].isupper() and (self.context.delmal or self.context.mal) else ""
        )
        if self.into in _LISTS:
            return "uppdrag" if its_own == "uppdrag" else self.into
        return "" if self.into in _TEXTS else its_own

    def _named_line(self, line: FoundLine) -> bool:
        """A paragraph that stands as a heading: `Delmål 1.1 …` in words of its own, in any look."""
        one = named(line.text)
        is_named = line.look == "label" or (one.level in ("mal", "delmal") and one.nr)
        return bool(is_named) and self._goal(line.text, line.place)

    def _text(self, line: FoundLine) -> None:
        """What is written about a mål or delmål is its text; all else is a chapter's, and is not taken in."""
        goal = self.context.delmal or self.context.mal
        said = f"- {line.text}" if line.look == "item" else line.text
        if goal is None:
            self.unread.append(said)
            self.chapter = self.chapter or line.place
            return
        text_of = goal, self._column()
        self.began.setdefault(text_of, line)
        self.told.setdefault(text_of, []).append(said)

    def _column(self) -> str:
        if self.into in ("analys", "motivering", "beskrivning"):
            return self.into
        return "beskrivning" if self.context.about.period.plan else "analys"

    def _close_chapter(self) -> None:
        if self.unread and self.chapter is not None:
            heading = self.context.headings[-1].text if self.context.headings else ""
            lines = tuple(self.unread)
            self.context.draft.chapters.append(FoundChapter(heading, self.chapter, lines, self.context.own))
        self.unread, self.chapter = [], None

    def _part_reason(self, row: Drafted, column: str) -> None:
        """Without the label Analys the reason comes first and the analysis runs on from it: somebody must see."""
        lines, analys = self.told[row, column], (row, "analys")
        if column != "motivering" or len(lines) < 2 or analys in self.told:  # noqa: PLR2004 - two texts
            return
        self.told[analys], self.told[row, column] = lines[1:], lines[:1]
        began = self.began[analys] = self.began[row, column]
        why = "dokumentet skiljer inte motivering från analys; det första stycket är läst som motivering"
        self.context.draft.doubt(row, "analys", lines[1][:80], "", why, place=began.place)

    def _write_texts(self) -> None:
        for row, column in [*self.told]:
            self._part_reason(row, column)
        for (row, column), lines in self.told.items():
            while lines and lines[-1].startswith("# "):
                lines.pop()
            text = "\n\n".join(line if line.startswith("# ") else cell_values.paragraphs(line) for line in lines)
            if text and column not in row.values:
                row.values[column] = text.replace("\n\n- ", "\n- ")
                began = self.began[row, column]
                self.context.draft.tell(row, column, began.text[:80], "", _BELOW, place=began.place)

    # Tables

    def _grid(self, grid: FoundGrid, above: tuple[FoundRow, ...], parts: tuple[HeadedPart, ...]) -> None:
        self.into = ""
        if grid.name:
            self.context.mal = self.context.delmal = None
        if not parts and grid.rows and not grid.name:
            first = " | ".join(one_line(cell.text) for cell in grid.rows[0].cells if cell.text and not cell.spread)
            self.context.draft.leave(grid.place, f"Tabell med {len(grid.rows)} rader: {first}")
            return
        for row in above:
            self._row_above(row)
        stood = self.context.mal, self.context.delmal
        for part in parts:
            TableReader(self.context, part).read()
        self.context.mal, self.context.delmal = stood  # what a table is about says nothing of what stands below it

    def _row_above(self, row: FoundRow) -> None:
        left = []
        for at in row.filled:
            text = row.cell(at).text
            one = named(text, column="namn" if len(row.filled) == 1 else "")
            if not one.level and one.text and one.depth in ("mal", "delmal"):
                self.context.open(one.depth, one, row.place)
            elif not self._goal(text, row.place):
                self._giver(text)
                left.append(text)
        self.context.draft.leave(row.place, " | ".join(left))


def drafted(sources: Iterable[FoundFile], context: Context) -> PlanDraft:
    """Every source into one draft, one after the other."""
    for source in sources:
        context.mal = context.delmal = None
        context.headings, context.giver = [], ""
        Walk(context).walk(source)
    return context.draft
