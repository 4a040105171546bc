"""What runxl fills a chapter with: each block by its name in Texter, and the tables that it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from runxl.contract.load import contract
from runxl.contract.wording import sheet_in
from runxl.output.document import computed, goal_chapters, other_chapters, plan_chapters, sheet_blocks
from runxl.output.document.blocks import Block, Missing
from runxl.output.document.table_grids import table_grids
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


@dataclass(frozen=True, slots=True)
class Content:
    """`tables`: what it tells of; what no block tells is left untold, and a document says so."""

    made: BlockMaker
    tables: tuple[str, ...] = ()


def _table(name: str) -> Content:
    return Content(lambda source, _place: table_grids(source, name), (name,))


def _goals(source: Source, place: BlockPlace) -> Iterator[Block]:
    if source.plan:
        return plan_chapters.planned(source, place.level)
    return goal_chapters.goals(source, place.level, place.perspektiv, collected=_COLLECTED in place.others)


def _delmal_and_activities(source: Source, place: BlockPlace) -> Iterator[Block]:
    if source.plan:
        return plan_chapters.planned(source, place.level, activities=True)
    return other_chapters.activities(source)


def _uppdrag(source: Source, place: BlockPlace) -> Iterator[Block]:
    return other_chapters.assignments(source, place.level, other_chapters.PLANNED_UPPDRAG if source.plan else ())


_JUDGED = ("mal", "delmal")
_GOALS = (*_JUDGED, "indikatorer")

BLOCKS: Mapping[str, Content] = {
    "Läget i korthet": Content(lambda source, place: goal_chapters.summary(source, place.text)),
    "Bedömningsskalor": Content(lambda source, place: goal_chapters.method(source, place.level, place.text)),
    "Regionmål och delmål": Content(lambda source, place: goal_chapters.overview(source, place.perspektiv), _JUDGED),
    _COLLECTED: Content(lambda source, at: goal_chapters.collected(source, at.level, at.perspektiv), _JUDGED),
    "Uppföljning per mål": Content(_goals, _GOALS),
    "Delmål och aktiviteter": Content(_delmal_and_activities, (*_GOALS, "aktiviteter")),
    "Förändringar": Content(lambda source, _place: goal_chapters.changes(source)),
    "Att uppmärksamma": Content(lambda source, _place: other_chapters.attended(source)),
    "Beräknat underlag": Content(lambda source, _place: computed.basis(source)),
    "Händelser": Content(lambda source, place: other_chapters.events(source, place.level), ("handelser",)),
    "Uppdrag": Content(_uppdrag, ("uppdrag",)),
    "Personal": Content(lambda source, place: other_chapters.staff(source, place.level), ("personal",)),
    "Driftredovisning": _table("driftredovisning"),
    "Verksamheter": _table("verksamheter"),
    "Anslag": _table("anslag"),
    "Avvikelser": Content(
        lambda source, place: other_chapters.deviations(source, staff="Personal" not in place.others), ("avvikelser",)
    ),
    "Ramar": _table("ramar"),
    "Finansiering": _table("finansiering"),
    "Bolag": Content(lambda source, place: other_chapters.companies(source, place.level), ("bolag",)),
}


def told(content: str) -> Sequence[str]:
    """The tables that a chapter's content shows."""
    sheet = sheet_in(content)
    if sheet is not None:
        table = contract().table_of_sheet(sheet)
        return (table.name,) if table else ()
    return BLOCKS[content].tables if content in BLOCKS else ()


def tables_of() -> frozenset[str]:
    """Those that some block is made of."""
    return frozenset(chain.from_iterable(one.tables for one in BLOCKS.values()))


def filled_with(content: str, source: Source, place: BlockPlace) -> Iterator[Block]:
    """A block, below marked places for what the workbook does not have to fill it with."""
    made = list(_made(content, source, place))
    yield from lacking(content, source, made)
    yield from made


def _made(content: str, source: Source, place: BlockPlace) -> Iterator[Block]:
    sheet = sheet_in(content)
    if sheet is not None:
        return sheet_blocks.sheet_blocks(source, sheet)
    return BLOCKS[content].made(source, place) if content in BLOCKS else iter(())


def lacking(content: str, source: Source, made: Sequence[Block]) -> Iterator[Missing]:
    """A place for the block where nothing could be made, else for each of its tables that nobody has answered in."""
    if made:
        tables = [contract().tables[name] for name in told(content) if _is_unanswered(name, source)]
        yield from (
            Missing(f"{uncapital(one.title)} (bladet {one.sheet} saknar periodens uppgifter)") for one in tables
        )
        return
    sheet = sheet_in(content)
    yield Missing(_nothing(content, source) if sheet is None else sheet_blocks.lacking(source, sheet))


def _is_unanswered(name: str, source: Source) -> bool:
    """Whether all that stands there stands all year: no outcome of the period, which a plan does not have either."""
    columns, rows = contract().tables[name].columns, source.rows(name)
    if source.plan or not rows or not any(one.each_period for one in columns):
        return False
    return all(row.get(one.name) in (None, "") for row in rows for one in columns if one.belongs_to_period)


def _nothing(content: str, source: Source) -> str:
    """`anslag (bladet Anslag är tomt)`: those sheets that are, or that what stands there belongs elsewhere."""
    names = told(content)
    empty = [contract().tables[name].sheet for name in names if not source.standing(name)]
    sheets = empty or [contract().tables[name].sheet for name in names]
    if not sheets:
        return uncapital(content)
    one = len(sheets) == 1
    why = ("är tomt" if one else "är tomma") if empty else "har inga rader som hör hit"
    return f"{uncapital(content)} ({'bladet' if one else 'bladen'} {listed(sheets)} {why})"
