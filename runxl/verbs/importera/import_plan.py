"""`importera`: documents → a draft → a workbook, and everything that a person has to look at."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from os import PathLike
from pathlib import Path

from runxl.check.rows import Settings
from runxl.contract.load import contract
from runxl.contract.styrmodell_vocabulary import Styrmodell
from runxl.errors import RunxlError
from runxl.excel import LONGEST_TEXT
from runxl.extras import demand
from runxl.files.target import refuse
from runxl.svenska import listed
from runxl.verbs.examine import AnyPath, Examined, examine, refuse_unknown
from runxl.verbs.importera import map_file, new_book
from runxl.verbs.importera.about import AskedFor, about, no_period
from runxl.verbs.importera.chapters import place
from runxl.verbs.importera.column_words import Headers
from runxl.verbs.importera.context import Context
from runxl.verbs.importera.draft import PlanDraft
from runxl.verbs.importera.imported import Imported, told_of
from runxl.verbs.importera.into_plan import Plan
from runxl.verbs.importera.joining import join
from runxl.verbs.importera.numbering import number
from runxl.verbs.importera.others_words import one_line
from runxl.verbs.importera.side_tables import missing
from runxl.verbs.importera.source_blocks import FoundBlock, FoundFile, FoundGrid, FoundLine
from runxl.verbs.importera.sources.opening import source_of
from runxl.verbs.importera.walk import drafted
from runxl.verbs.styrmodell import chosen
from runxl.workbook.edits import Edits

_SEEN = 6


def import_plan(
    sources: AnyPath | Iterable[AnyPath],
    out: AnyPath | None = None,
    *,
    into: AnyPath | None = None,
    mapping: AnyPath | None = None,
    styrmodell: AnyPath = "",
    year: int | None = None,
    period: str = "",
    namnd: str = "",
    replace: bool = False,
) -> Imported:
    """Reads plans out of documents and builds a workbook of what they say. What is not sure is left empty and listed.

    `into`: a plan that there is; what is empty in it is filled in, and what differs is told and stands. `mapping`: a
    file that says how headers are understood; one that is not there is written. An `out` that exists is refused
    without `replace`, which keeps a copy of it.
    """
    refuse_missing()
    paths = [Path(sources)] if isinstance(sources, str | PathLike) else [Path(one) for one in sources]
    if not paths or (out is None and into is None):
        raise RunxlError("Ange minst en fil att hämta in från, och arbetsboken som ska skapas eller fyllas på.")
    if out is not None:
        refuse(Path(out), (".xlsx",), replace=replace)
    plan = Plan(examine(into, to_write=True)) if into is not None else None
    model = _model(plan, styrmodell, period)
    said = Path(mapping) if mapping is not None else None
    words = map_file.read(said) if said and said.exists() else Headers()
    asked = AskedFor((plan and plan.found.checked.settings.ar) or year, namnd, period)
    context = understood([source_of(path) for path in paths], model, asked, words=words, plan=plan)
    if said and not said.exists():
        map_file.write(said, context.columns)
    if plan:
        done, edits = filled(plan, context.draft, paths)
        file, backup = plan.write(edits, out, replace=replace)
        return dataclasses.replace(done, file=file, backup=backup)
    done = told_of(Path(out or ""), paths, context.draft)
    new_book.write(done.file, context.draft, context.about, model, done)
    return done


def refuse_missing() -> None:
    """The extra is asked for as a whole, whatever the source: whoever has it can take in all of them."""
    demand("import", "Att hämta in en plan")


def _model(plan: Plan | None, styrmodell: AnyPath, period: str) -> Styrmodell:
    """The plan's own, where one is filled up; else the one that was asked for, which must have the period."""
    if plan:
        if styrmodell or period:
            raise RunxlError("Planen som fylls på har redan en styrmodell och en period: ange inte också en.")
        return plan.found.checked.settings.styrmodell
    model = chosen(styrmodell) if styrmodell else contract().default_styrmodell
    if period:
        refuse_unknown(Settings(styrmodell=model, period=period).moment, period)
    return model


def filled(plan: Plan, draft: PlanDraft, paths: Sequence[Path]) -> tuple[Imported, Edits]:
    """What is to be written in a plan that there is, and what is answered of it."""
    cells = [*plan.cells(draft)]
    done = dataclasses.replace(
        told_of(plan.found.workbook.path, paths, draft),
        filled=len(cells),
        added=plan.added(draft),
        has_sheet=plan.is_told,
    )
    return done, plan.edits(draft, cells, new_book.lines(done))


def open_plan(found: Examined, path: Path) -> tuple[Imported, Edits]:
    """What a source gives a plan that is open."""
    plan = Plan(found)
    settings = found.checked.settings
    context = understood([source_of(path)], settings.styrmodell, AskedFor(settings.ar or None), plan=plan)
    return filled(plan, context.draft, [path])


def understood(
    sources: list[FoundFile],
    model: Styrmodell,
    asked: AskedFor,
    *,
    words: Headers | None = None,
    plan: Plan | None = None,
) -> Context:
    """The draft that sources make, numbered, with everything that is to be said of it."""
    context = Context(PlanDraft(), about(sources, model, asked), model, words=words or Headers())
    if plan:
        context.fills, context.numbers = True, plan.taken()["delmal"]
    draft = drafted(sources, context)
    join(draft)
    if not any(draft.rows.values()) and not draft.others:
        raise RunxlError(_nothing(sources))
    place(draft, context.about, model)
    draft.drop_longer(LONGEST_TEXT)
    for row, column, why in missing(draft.others):
        draft.doubt(row, column, row.name, "", why)
    if plan:
        plan.pair(draft)
    number(draft, plan.taken() if plan else {})
    if plan is None:
        draft.notes += context.about.notes
        is_judged = any(row.values.keys() & {"prognos", "faststalld_status"} for row in draft.everything())
        if is_judged and not context.about.names_period:
            draft.notes.append(no_period(context.about, sources))
    return context


def _nothing(sources: list[FoundFile]) -> str:
    """What was seen instead of a plan."""
    blocks = [block for source in sources for block in source.blocks]
    shapes = [block for block in blocks if not isinstance(block, FoundLine)]
    seen = [_look_of(block) for block in shapes or blocks]
    told_seen = f" Det som syns är {listed([f'”{one}”' for one in seen if one][:_SEEN])}." if any(seen) else ""
    return (
        f"{listed([source.kalla for source in sources])}: här finns inga mål, delmål, indikatorer, aktiviteter eller "
        f"uppdrag som går att känna igen.{told_seen} Tabeller känns igen på sina rubriker, till exempel Delmål, "
        "Indikator och Målvärde."
    )


def _look_of(block: FoundBlock) -> str:
    """A heading or a line, or the first row of a table."""
    if not isinstance(block, FoundGrid):
        return one_line(block.text)[:60]
    first = next((row for row in block.rows if row.filled), None)
    return ", ".join(one_line(first.cell(at).text)[:30] for at in first.filled) if first else ""
