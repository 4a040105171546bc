"""The workbook about many that runxl makes: its lists hold the rows, all its other sheets tell of them once more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from runxl.errors import RunxlError
from runxl.output.many.listing import LEAD
from runxl.output.many.lists import listings
from runxl.verbs.importera.others_words import one_line
from runxl.verbs.importera.source_blocks import FoundBlock, FoundCell, FoundFile, FoundGrid, FoundLine, FoundRow, Place

_GOALS = "Mål och delmål"
_TITLES: Mapping[str, Mapping[str, str]] = {
    _GOALS: {
        "Nivå": "Nivå", "Nr": "Nr", "Mål eller delmål": "Mål och indikatorer", "Fastställd": "Status",
        "Prognos": "Prognos", "Ansvarig": "Ansvarig",
    },
    "Indikatorer": {
        "Nr": "Nr", "Delmål": "Delmål", "Indikator": "Indikator", "Målvärde": "Målvärde", "Utfall": "Utfall",
        "Måttenhet": "Måttenhet", "Ansvarig": "Ansvarig",
    },
}  # fmt: skip
"""What is taken of the lists that also hold what is computed, and what it is called in a plan. Others are whole."""

_TOLD_AGAIN = ("Att uppmärksamma", "Förändringar")
_LEAD = tuple(field.title for field in LEAD)


def of(name: str, blocks: Sequence[FoundBlock]) -> FoundFile | None:
    """The source, if the sheets are such a workbook's."""
    grids = {block.name: block for block in blocks if isinstance(block, FoundGrid)}
    if not {_GOALS, "Indikatorer", "Översikt"} <= grids.keys() or _lead(grids["Indikatorer"].rows[0]) != _LEAD:
        return None
    own = {one.sheet for one in listings().values()} - {*_TOLD_AGAIN}
    lists = {title: grid for title, grid in grids.items() if title in own and _lead(grid.rows[0]) == _LEAD}
    about = {_lead(row) for title in _TITLES for row in lists[title].rows[1:] if row.cell(2).text}
    if len(about) != 1:
        raise RunxlError(
            f"{name} är en sammanställning av {len(about)} arbetsböcker. Hämta in en som bara handlar om en, eller gå "
            "till arbetsboken själv."
        )
    ((namnd, _, period),) = about
    place = Place(name, "Översikt")
    told = (FoundLine(text, place, "title") for text in (period, namnd))
    rest = (
        FoundLine(f"Bladet {title} sammanfattar det övriga", grids[title].place, "outside")
        for title in grids
        if title not in lists
    )
    return FoundFile(name, (*told, *_taken(lists), *rest), own=True)


def _lead(row: FoundRow) -> tuple[str, ...]:
    return tuple(one_line(row.cell(at).text) for at in range(len(_LEAD)))


def _taken(lists: Mapping[str, FoundGrid]) -> Iterator[FoundGrid]:
    """The mål first: the others refer to them."""
    for title in (_GOALS, *(one for one in lists if one != _GOALS)):
        grid = lists[title]
        wanted = _TITLES.get(title)
        head = grid.rows[0]
        columns = [at for at in head.filled if at >= len(_LEAD) and (wanted is None or head.cell(at).text in wanted)]
        rows = [
            FoundRow(tuple(row.cell(at) for at in columns), row.place)
            for row in grid.rows
            if row.cell(len(_LEAD)).text or row is head
        ]
        if wanted is not None:
            rows[0] = FoundRow(tuple(FoundCell(wanted[cell.text]) for cell in rows[0].cells), head.place)
        said = [row for row in rows[1:] if len(row.filled) > 1]
        if said:
            yield replace(grid, rows=(rows[0], *said))
