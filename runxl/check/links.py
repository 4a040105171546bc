"""What the tables say of each other: parents that exist, numbers that belong, someone who answers for each row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from runxl.check.schema import is_nr
from runxl.check.sheet import Sheet
from runxl.contract.message import suggestion
from runxl.contract.regel import Regel
from runxl.svenska import listed
from runxl.workbook.cell_text import as_shown

Sheets = Mapping[str, Sheet]

_BETWEEN = re.compile(r"[,;/+&\n]|\boch\b")
"""What stands between several units in a cell."""

_WITHIN_NAMES = re.compile(r"[/+&]|\boch\b")
"""What stands in the name of one unit as well."""

_SUGGESTED = 100
"""After so many different slips the column as a whole is wrong, and seeking what was meant would take minutes."""

_PARENTS = {
    "mal": ("mal", Regel.MALET_FINNS_INTE),
    "delmal": ("delmal", Regel.DELMALET_FINNS_INTE),
    "indikatorer": ("indikator", Regel.INDIKATORN_FINNS_INTE),
}
"""The tables that others refer to: the column that a row is named in, and what is said when it is not there."""


def apply(sheets: Sheets, *, whole: bool) -> None:
    """Reports at the child's cell. `sheets` holds the tables of one workbook by name.

    A workbook that is not `whole` is a unit's part of a plan: what hangs on a mål may stand in another's.
    """
    for sheet in sheets.values():
        for column in sheet.contract.columns:
            if column.type == "ref" and column.ref in sheets:
                _references(sheet, column.name, sheets[column.ref], sheets.get(column.also))
        if sheet.contract.parent and sheet.contract.parent in sheets:
            also = sheets.get(sheet.contract.column(sheet.contract.parent).also)
            _numbering(sheet, sheets[sheet.contract.parent], also)
    _responsible(sheets)
    _several(sheets)
    if whole:
        _without_children(sheets)


def _references(sheet: Sheet, column: str, parent: Sheet, also: Sheet | None) -> None:
    """A reference names a Nr that is there. A parent whose own Nr is lost explains one that is not."""
    known = {**parent.places("nr"), **(also.places("nr") if also else {})}
    unknown = set(sheet.columns[column]) - known.keys() - parent.meant - {None}
    if not unknown:
        return
    empty, spoilt = _lost_numbers(parent)
    broken: dict[str, list[int]] = {}
    named: list[int] = []
    for position, said in enumerate(sheet.columns[column]):
        if said not in unknown or (column, position) in sheet.faulty or any(said in lost for lost in spoilt):
            continue
        if is_nr(said):
            broken.setdefault(said, []).append(position)
        else:
            named.append(position)
    _named(sheet, column, named, parent)
    if len(broken) <= empty:
        return
    _, code = _PARENTS[parent.contract.name]
    for place, (said, positions) in enumerate(broken.items()):
        forslag = suggestion(said, map(str, known)) if place < _SUGGESTED else ""
        for position in positions:
            sheet.report(code, column, position, forslag=forslag, varde=said)


def _lost_numbers(parent: Sheet) -> tuple[int, list[str]]:
    """How many rows have no Nr, and what stands where one cannot be read: somebody may refer to the right one."""
    empty = sum(1 for position in range(len(parent)) if parent.is_blank("nr", position))
    raw = (as_shown(one) for one in parent.table.values("nr") if one is not None)
    return empty, [said for said in raw if said.strip() and not is_nr(said)]


def _named(sheet: Sheet, column: str, positions: Sequence[int], parent: Sheet) -> None:
    """`3.2 RUN investerar …` or the bare name: suggest the Nr."""
    known = parent.places("nr")
    column_of_names, _ = _PARENTS[parent.contract.name]
    names = dict(zip(_folded(parent.columns[column_of_names]), parent.columns["nr"], strict=True))
    for position in positions:
        said = str(sheet.columns[column][position])
        first = next(
            (word for word in said.replace(":", " ").replace(",", ".").split() if word.rstrip(".") in known), ""
        ).rstrip(".")
        meant = first or names.get(" ".join(said.casefold().split()))
        forslag, nummer = (
            (f" Menade du {meant}?", f", {meant}") if meant else ("", f" på bladet {parent.contract.sheet}")
        )
        sheet.report(Regel.HANVISNING_MED_NAMN, column, position, forslag=forslag, nummer=nummer)


def _folded(names: list[object]) -> list[str]:
    return [" ".join(str(name or "").casefold().split()) for name in names]


def _numbering(sheet: Sheet, above: Sheet, also: Sheet | None) -> None:
    """Indikator 3.3.1 under delmål 3.2 may be a slip. One that belongs to something else has a Nr of its own."""
    parent, title = above.contract.name, above.contract.sheet.lower()
    elsewhere = also.places("nr").keys() - above.places("nr").keys() if also else set()
    for position, (nr, ref) in enumerate(zip(sheet.columns["nr"], sheet.columns[parent], strict=True)):
        if ref in elsewhere or not nr or not ref or (nr.startswith(ref) and not nr[len(ref) :][:1].isdigit()):
            continue
        if nr[0].isdigit() and (parent, position) not in sheet.faulty:
            sheet.report(Regel.NUMRET_FOLJER_INTE_FORALDERN, "nr", position, foralder=f"{title} {ref}")


def _responsible(sheets: Sheets) -> None:
    """A row is its own Ansvarig's, else its delmål's or uppdrag's. One finding for those speaks for their rows too."""
    above = [sheets[name] for name in ("uppdrag", "delmal") if name in sheets]
    owned = {nr: who for one in above for nr, who in zip(one.columns["nr"], one.columns["ansvarig"], strict=True)}
    ownerless = {nr for nr, ansvarig in owned.items() if not ansvarig}
    for name in ("indikatorer", "aktiviteter") if ownerless else ():
        sheet = sheets.get(name)
        for position, parent in enumerate(sheet.columns["delmal"] if sheet else ()):
            if sheet and parent in ownerless and sheet.is_blank("ansvarig", position):
                sheet.report(Regel.ANSVARIG_SAKNAS, "ansvarig", position)


def _several(sheets: Sheets) -> None:
    """`Digitalisering, Turism`: two units in a cell would become a third. One that Enheter names is one."""
    own = sheets.get("enheter")
    units = set(_folded(own.columns["enhet"])) if own else set()
    named = [sheet for sheet in sheets.values() if "ansvarig" in sheet.columns]
    known = units.union(*(_folded(list(sheet.places("ansvarig"))) for sheet in named))
    for sheet in named:
        for said, positions in sheet.holding("ansvarig").items():
            alone = _known_apart(str(said or ""), known)
            if alone and not units.intersection(_folded([said])):
                for position in positions:
                    sheet.report(Regel.FLERA_ANSVARIGA, "ansvarig", position, delar=listed(alone), varde=said)


def _known_apart(said: str, known: set[str]) -> list[str]:
    """The names in a name that are units by themselves: all, where one name may have what stands between."""
    parts = [part.strip() for part in _BETWEEN.split(said)]
    alone = [part for part, name in zip(parts, _folded(parts), strict=True) if name in known]
    enough = len(parts) if _WITHIN_NAMES.search(said) else 1
    return alone if len(parts) > 1 and len(alone) >= enough else []


def _without_children(sheets: Sheets) -> None:
    """Delmål with nothing under them, mål without delmål."""
    for parent, children, code in (
        ("mal", ("delmal",), Regel.MAL_UTAN_DELMAL),
        ("delmal", ("indikatorer", "aktiviteter"), Regel.DELMAL_UTAN_UNDERLAG),
    ):
        sheet = sheets.get(parent)
        below = [sheets[name] for name in children if name in sheets]
        if sheet is None or children[0] not in sheets:  # whatever stands there, its absence has been told
            continue
        named = {nr for child in below for nr in set(child.columns[parent])}
        for position, nr in enumerate(sheet.columns["nr"]):
            if nr is not None and nr not in named and ("nr", position) not in sheet.faulty:
                sheet.report(code, "nr", position, varde=as_shown(nr))
