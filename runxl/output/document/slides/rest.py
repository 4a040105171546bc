"""The pages after the mål but for those with amounts: what needs attention, uppdrag, deviations and events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from runxl.assessment.assessed import cell
from runxl.assessment.verdicts import UppdragVerdict
from runxl.contract import look
from runxl.output.document.slides.model import Cell, Column, Grid, Page, Row
from runxl.output.document.slides.scene import Scene
from runxl.output.document.slides.text import one_line, tidy
from runxl.output.said import unassessed as tables
from runxl.output.said.attention import attention
from runxl.svenska import uncapital


def attention_pages(scene: Scene) -> Iterator[Page]:
    """What is not met, what is missing, what is late."""
    rows = []
    for one in attention(scene):
        about = scene.numbered(one.nr, one.namn)
        name = f"{one.kind} {about}" if one.nr and scene.basis.styrmodell.numbers_shown else f"{one.kind}: {about}"
        said = _said(scene, one.status)
        rows.append(Row((Cell(name), said, Cell(one_line(one.ansvarig)), Cell(tidy(one.why)))))
    columns = (Column("Gäller", 38), Column("Status", 15), Column("Ansvarig", 16), Column("Varför", 38))
    if rows:
        yield Page(title="Att uppmärksamma", grids=(Grid("Det som behöver uppmärksammas", columns, tuple(rows)),))
    else:
        yield Page(title="Att uppmärksamma", sentences=("Ingenting särskilt att uppmärksamma.",))


def _said(scene: Scene, status: str) -> Cell:
    """A status, or more calmly how an aktivitet stands, by what it contributes."""
    given = scene.basis.styrmodell.contribution.get(status)
    mark = {**look.STATUS, **look.UPPDRAG}.get(status)
    return Cell(status, look.CONTRIBUTION[given], filled=False) if given else Cell(status, mark)


def uppdrag_pages(scene: Scene) -> Iterator[Page]:
    """A page for each giver."""
    columns = (
        Column("Status", 15),
        Column(scene.one("uppdrag"), 38),
        Column("Analys", 45),
        Column("Periodicitet och slutdatum", 22),
    )
    for giver, several in scene.uppdrag_by_giver().items():
        title = scene.many("uppdrag") + (f": {uncapital(giver)}" if giver else "")
        grid = Grid(title, columns, tuple(_uppdrag(scene, one) for one in several))
        yield Page(title=title, grids=(grid,))


def _uppdrag(scene: Scene, one: UppdragVerdict) -> Row:
    row = one.row
    told = f"\nRiktas till {one_line(row.riktas_till)}" if one_line(row.riktas_till) else ""
    until = f"senast {row.slutdatum:%Y-%m-%d}" if row.slutdatum else ""
    when = "\n".join(filter(None, (tidy(cell(one, "periodicitet")), until)))
    name = scene.numbered(row.nr, row.uppdrag)
    status = Cell(row.status, look.UPPDRAG.get(row.status))
    return Row((status, Cell(f"{name}{told}"), Cell(tidy(row.analys)), Cell(when)))


def deviation_pages(scene: Scene) -> Iterator[Page]:
    rows = scene.rows("avvikelser")
    if rows:
        shares = {"omrade": 14, "avvikelseomrade": 24, "analys": 42, "atgard": 42}
        yield _texts("Avvikelser och åtgärder", "avvikelser", shares, rows)


def event_pages(scene: Scene) -> Iterator[Page]:
    rows = scene.rows("handelser")
    if rows:
        yield _texts("Händelser av väsentlig betydelse", "handelser", {"rubrik": 30, "beskrivning": 70}, rows)


def _texts(title: str, table: str, shares: Mapping[str, float], rows: Sequence[tables.Row]) -> Page:
    """The first column of the names stands out; columns without a text are left out."""
    names = [name for name in shares if any(one_line(row.get(name)) for row in rows)]
    columns = tuple(Column(tables.title(table, name), shares[name]) for name in names)
    lines = (Row(tuple(Cell(tidy(row.get(name)), strong=name == names[0]) for name in names)) for row in rows)
    return Page(title=title, grids=(Grid(title, columns, tuple(lines)),))
