"""What runxl fills a chapter with: each block by its name in Texter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from runxl.contract.load import contract
from runxl.contract.wording import SHEET
from runxl.output.document import computed, goal_chapters, other_chapters, plan_chapters
from runxl.output.document.blocks import Block, Missing
from runxl.output.document.table_grids import sheet_grids, table_grids
from runxl.output.document.tables_of import told
from runxl.output.said.source import Source
from runxl.svenska import listed, uncapital


@dataclass(frozen=True, slots=True)
class BlockPlace:
    """Where a block stands: `level` of the headings in it, and what its chapter says itself.

    `perspektiv`: the one whose chapter it is in. `others`: what the document's other chapters are filled with.
    """

    level: int
    text: str = ""
    perspektiv: str | None = None
    others: frozenset[str] = frozenset()


_COLLECTED = "Samlad bedömning"
"""Every mål's own assessment in one place: then it is not told again where the mål is followed up."""

BlockMaker = Callable[[Source, BlockPlace], Iterator[Block]]


def _table(name: str) -> BlockMaker:
    return lambda source, _place: table_grids(source, name)


def _goals(source: Source, place: BlockPlace) -> Iterator[Block]:
    if _is_plan(source):
        return plan_chapters.planned(source, place.level)
    if _COLLECTED in place.others:
        return goal_chapters.goals(source, place.level, place.perspektiv, collected=True)
    return goal_chapters.goals(source, place.level, place.perspektiv)


def _delmal_and_activities(source: Source, place: BlockPlace) -> Iterator[Block]:
    if _is_plan(source):
        return plan_chapters.planned(source, place.level, activities=True)
    return other_chapters.activities(source)


def _uppdrag(source: Source, place: BlockPlace) -> Iterator[Block]:
    made = other_chapters.planned_assignments if _is_plan(source) else other_chapters.assignments
    return made(source, place.level)


def _collected(source: Source, place: BlockPlace) -> Iterator[Block]:
    return goal_chapters.collected(source, place.level, place.perspektiv)


def _is_plan(source: Source) -> bool:
    return source.document in ("underlag", "namndplan")


BLOCKS: Mapping[str, BlockMaker] = {
    "Läget i korthet": lambda source, place: goal_chapters.summary(source, place.text),
    "Bedömningsskalor": lambda source, place: goal_chapters.method(source, place.level, place.text),
    "Regionmål och delmål": lambda source, place: goal_chapters.overview(source, place.perspektiv),
    _COLLECTED: _collected,
    "Uppföljning per mål": _goals,
    "Delmål och aktiviteter": _delmal_and_activities,
    "Förändringar": lambda source, _place: goal_chapters.changes(source),
    "Att uppmärksamma": lambda source, _place: other_chapters.attended(source),
    "Beräknat underlag": lambda source, _place: computed.basis(source),
    "Händelser": lambda source, place: other_chapters.events(source, place.level),
    "Uppdrag": _uppdrag,
    "Personal": lambda source, place: other_chapters.staff(source, place.level),
    "Driftredovisning": _table("driftredovisning"),
    "Verksamheter": _table("verksamheter"),
    "Anslag": _table("anslag"),
    "Avvikelser": lambda source, place: other_chapters.deviations(source, staff="Personal" not in place.others),
    "Ramar": _table("ramar"),
    "Finansiering": _table("finansiering"),
    "Bolag": lambda source, place: other_chapters.companies(source, place.level),
}


def filled_with(content: str, source: Source, place: BlockPlace) -> Iterator[Block]:
    """A block, or a marked place where the workbook has nothing to fill it with."""
    made = list(_made(content, source, place))
    yield from made or [Missing(lacking(content))]


def _made(content: str, source: Source, place: BlockPlace) -> Iterator[Block]:
    if content.startswith(SHEET):
        table = contract().table_of_sheet(content.removeprefix(SHEET))
        return sheet_grids(source, table) if table else iter(())
    return BLOCKS[content](source, place) if content in BLOCKS else iter(())


def lacking(content: str) -> str:
    """`anslag (bladet Anslag är tomt)`"""
    sheets = [contract().tables[name].sheet for name in told(content)]
    said = content.removeprefix(SHEET) if content.startswith(SHEET) else uncapital(content)
    if not sheets:
        return said
    empty = f"bladet {sheets[0]} är tomt" if len(sheets) == 1 else f"bladen {listed(sheets)} är tomma"
    return f"{said} ({empty})"
