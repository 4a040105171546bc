"""The pages after the mål but for those with amounts: what needs attention, uppdrag, deviations and events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from runxl.assessment.assessed import cell
from runxl.assessment.verdicts import UppdragVerdict
from runxl.contract import look
from runxl.output.document.blocks import Block, Grid, GridCell, GridColumn, GridRow, Missing
from runxl.output.document.slides.pages import SlidePage
from runxl.output.document.slides.scene import Scene
from runxl.output.document.slides.tidy import one_line, tidy
from runxl.output.said import unassessed as tables
from runxl.output.said.attention import NOTHING_TO_ATTEND_TO, attention
from runxl.svenska import uncapital


def attention_pages(scene: Scene) -> Iterator[SlidePage]:
    """What is not met, what is missing, what is late."""
    rows = []
    for one in attention(scene):
        said = _said(scene, one.status)
        rows.append(
            GridRow((GridCell(one.named(scene)), said, GridCell(one_line(one.ansvarig)), GridCell(tidy(one.why))))
        )
    columns = (GridColumn("Gäller", 38), GridColumn("Status", 15), GridColumn("Ansvarig", 16), GridColumn("Varför", 38))
    if rows:
        yield SlidePage(title="Att uppmärksamma", grids=(Grid("Det som behöver uppmärksammas", columns, tuple(rows)),))
    else:
        yield SlidePage(title="Att uppmärksamma", sentences=(NOTHING_TO_ATTEND_TO,))


def _said(scene: Scene, status: str) -> GridCell:
    """A status, or more calmly how an aktivitet stands, by what it contributes."""
    given = scene.basis.styrmodell.contribution.get(status)
    scale = scene.basis.scale
    mark = {**scale.marks, **look.UPPDRAG}.get(status)
    return GridCell(status, scale.contribution_marks.get(given), filled=False) if given else GridCell(status, mark)


def uppdrag_pages(scene: Scene) -> Iterator[SlidePage]:
    """A page for each giver."""
    columns = (
        GridColumn("Status", 15),
        GridColumn(scene.one("uppdrag"), 38),
        GridColumn("Analys", 45),
        GridColumn("Periodicitet och slutdatum", 22),
    )
    for giver, several in scene.uppdrag_by_giver().items():
        title = scene.many("uppdrag") + (f": {uncapital(giver)}" if giver else "")
        grid = Grid(title, columns, tuple(_uppdrag(scene, one) for one in several))
        yield SlidePage(title=title, grids=(grid,))


def _uppdrag(scene: Scene, one: UppdragVerdict) -> GridRow:
    row = one.row
    told = f"\nRiktas till {one_line(row.riktas_till)}" if one_line(row.riktas_till) else ""
    until = f"senast {row.slutdatum:%Y-%m-%d}" if row.slutdatum else ""
    when = "\n".join(filter(None, (tidy(cell(one, "periodicitet")), until)))
    name = scene.numbered(row.nr, row.uppdrag)
    status = GridCell(row.status, look.UPPDRAG.get(row.status))
    return GridRow((status, GridCell(f"{name}{told}"), GridCell(tidy(row.analys)), GridCell(when)))


def deviation_pages(scene: Scene) -> Iterator[SlidePage]:
    rows = scene.rows("avvikelser")
    if rows:
        shares = {"omrade": 14, "avvikelseomrade": 24, "analys": 42, "atgard": 42}
        yield _texts("Avvikelser och åtgärder", "avvikelser", shares, rows)


def event_pages(scene: Scene) -> Iterator[Block]:
    rows = scene.rows("handelser")
    if rows:
        yield _texts("Händelser av väsentlig betydelse", "handelser", {"rubrik": 30, "beskrivning": 70}, rows)
    else:
        yield Missing("Bilden Händelser av väsentlig betydelse saknas: bladet Händelser har inga rader.")


def _texts(title: str, table: str, shares: Mapping[str, float], rows: Sequence[tables.Row]) -> SlidePage:
    """The first column of the names stands out; columns without a text are left out."""
    names = [name for name in shares if any(one_line(row.get(name)) for row in rows)]
    columns = tuple(GridColumn(tables.title(table, name), shares[name]) for name in names)
    lines = (GridRow(tuple(GridCell(tidy(row.get(name)), strong=name == names[0]) for name in names)) for row in rows)
    return SlidePage(title=title, grids=(Grid(title, columns, tuple(lines)),))
