"""The pages after the mål but for those with amounts: what needs attention, uppdrag, deviations and events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from runxl.assessment.model import cell
from runxl.assessment.verdicts import UppdragVerdict
from runxl.contract.load import contract
from runxl.output.slides.marks import mark_of
from runxl.output.slides.model import Cell, Column, Grid, Page, Row
from runxl.output.slides.scene import Data, Scene
from runxl.output.slides.text import clean, one_line
from runxl.output.summary import attention
from runxl.output.summary.listing import Source


def attention_pages(scene: Scene) -> Iterator[Page]:
    """What is not met, what is missing, what is late."""
    owners = {row.nr: row.ansvarig for row in scene.checked.delmal}
    source = Source(scene.checked, scene.assessment, scene.basis, scene.history, owners)
    rows = []
    for kind, nr, namn, status, ansvarig, why in attention.rows(source):
        about = scene.numbered(str(nr or ""), str(namn or ""))
        name = f"{kind} {about}" if nr and scene.basis.styrmodell.numbers_shown else f"{kind}: {about}"
        said = _said(scene, str(status or ""))
        rows.append(Row((Cell(name), said, Cell(one_line(ansvarig)), Cell(clean(why)))))
    columns = (Column("Gäller", 38), Column("Status", 15), Column("Ansvarig", 16), Column("Varför", 38))
    if rows:
        yield Page(title="Att uppmärksamma", grids=(Grid("Det som behöver uppmärksammas", columns, tuple(rows)),))
    else:
        yield Page(title="Att uppmärksamma", sentences=("Ingenting särskilt att uppmärksamma.",))


def _said(scene: Scene, status: str) -> Cell:
    """A status, or more calmly how an aktivitet stands, by what it contributes."""
    given = scene.basis.styrmodell.contribution.get(status)
    return Cell(status, _CONTRIBUTES[given], filled=False) if given else Cell(status, mark_of(status))


_CONTRIBUTES = {"fullt": "Helt", "delvis": "Delvis", "inget": "Inte"}


def uppdrag_pages(scene: Scene) -> Iterator[Page]:
    """A page for each giver, in the order of the dropdown."""
    givers = dict.fromkeys((*contract().codelists["uppdragsgivare"].values, ""))
    of_giver: dict[str, list[UppdragVerdict]] = {giver: [] for giver in givers}
    for one in scene.assessment.uppdrag:
        of_giver[one.row.uppdragsgivare if one.row.uppdragsgivare in givers else ""].append(one)
    columns = (
        Column("Status", 15),
        Column(scene.word("uppdrag"), 38),
        Column("Analys", 45),
        Column("Periodicitet och slutdatum", 22),
    )
    for giver, several in of_giver.items():
        if several:
            title = scene.words("uppdrag") + (f": {giver[:1].lower()}{giver[1:]}" if giver else "")
            grid = Grid(title, columns, tuple(_uppdrag(scene, one) for one in several))
            yield Page(title=title, grids=(grid,))


def _uppdrag(scene: Scene, one: UppdragVerdict) -> Row:
    row = one.row
    told = f"\nRiktas till {one_line(row.riktas_till)}" if one_line(row.riktas_till) else ""
    until = f"senast {row.slutdatum:%Y-%m-%d}" if row.slutdatum else ""
    when = "\n".join(filter(None, (clean(cell(one, "periodicitet")), until)))
    name = scene.numbered(row.nr, row.uppdrag)
    return Row((Cell(row.status, mark_of(row.status)), Cell(f"{name}{told}"), Cell(clean(row.analys)), Cell(when)))


def deviation_pages(scene: Scene) -> Iterator[Page]:
    rows = scene.rows("avvikelser")
    if rows:
        shares = {"omrade": 14, "avvikelseomrade": 24, "analys": 42, "atgard": 42}
        yield _texts("Avvikelser och åtgärder", "avvikelser", shares, rows)


def event_pages(scene: Scene) -> Iterator[Page]:
    rows = scene.rows("handelser")
    if rows:
        yield _texts("Händelser av väsentlig betydelse", "handelser", {"rubrik": 30, "beskrivning": 70}, rows)


def _texts(title: str, table: str, shares: Mapping[str, float], rows: Sequence[Data]) -> Page:
    """The first column of the names stands out; columns without a text are left out."""
    names = [name for name in shares if any(one_line(row.get(name)) for row in rows)]
    columns = tuple(Column(contract().tables[table].column(name).title, shares[name]) for name in names)
    lines = (Row(tuple(Cell(clean(row.get(name)), strong=name == names[0]) for name in names)) for row in rows)
    return Page(title=title, grids=(Grid(title, columns, tuple(lines)),))
