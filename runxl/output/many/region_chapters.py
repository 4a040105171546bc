"""The region's document about its mål: together, nämnd beside nämnd, and a chapter for each with their own texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from runxl.contract.styrmodell_vocabulary import Styrmodell
from runxl.output.document import marks
from runxl.output.document.blocks import Block, GridCell, Heading, Missing, Paragraph, beside, heads
from runxl.output.document.goal_chapters import in_numbers, judgement, scales, unmotivated
from runxl.output.document.prose import written
from runxl.output.document.table_grids import kept_grid
from runxl.output.many import found
from runxl.output.many.alike import Same, Told
from runxl.output.many.contributions import counted
from runxl.output.many.facts import BookFacts, DelmalFacts, GoalFacts, Head
from runxl.output.many.gather import FOUND
from runxl.output.many.overview_sheet import level_of
from runxl.output.many.region import by_name, shared_in, told_by
from runxl.output.many.region_view import RegionView, expected
from runxl.svenska import capital

# Together


def in_short(view: RegionView, _level: int) -> Iterator[Block]:
    """The sentences of the document's own period, of those who are heard in it, and who is not."""
    if not view.round.is_whole:
        yield Paragraph(f"Siffrorna gäller {view.round.title}.")
    yield from (Paragraph(said) for said in view.round.sentences())
    for group in view.round.groups:
        model, shared = group.styrmodell, shared_in(group.books)
        told = {level_of(level, model, shared): one for level, one in group.counts.told(model).items()}
        of = [view.round.title, *([model.title] if len(view.round.groups) > 1 else [])]
        yield from in_numbers(f"Bedömningen i siffror, {', '.join(of)}", told, model.scale)


def overview(view: RegionView, _level: int) -> Iterator[Block]:
    """Every mål once, and beside it what each nämnd makes of it."""
    rows = beside(
        (_named(goal, view.model), [_contribution(view, one) for one in by_name(goal.told)])
        for goal in view.region.goals
    )
    labels = view.model.labels
    columns = heads(
        (capital(labels["mal"].one), 4), ("Nämnd", 3), ("Period", 2), ("Bedömning", 2.2), ("Prognos", 2.2),
        (capital(labels["delmal"].many), 2.4),
    )  # fmt: skip
    about = f"Varje nämnds bedömning av varje {labels['mal'].one}, ur dess senaste rapport."
    yield from kept_grid(f"{capital(labels['mal'].many)} och nämnder", about, columns, rows)


def _contribution(view: RegionView, told: Told[GoalFacts]) -> tuple[GridCell, ...]:
    head, said = told.owner, told.row
    prognos = expected(head, said.prognos)
    return (
        GridCell(told_by(head)),
        GridCell(view.when(head)),
        marks.status(said.status, head.styrmodell),
        GridCell(prognos, head.styrmodell.scale.forecast_marks.get(prognos)),
        GridCell(counted(said.delmal)),
    )


def reports(view: RegionView, _level: int) -> Iterator[Block]:
    """Each nämnd with its latest report; a place for what is missing, and for each file that could not be read."""
    rows = [
        (GridCell(one.namn, strong=True), GridCell(one.when or "Utan period"), GridCell(", ".join(_units(one.latest))))
        for one in view.region.namnder
    ]
    columns = heads(("Nämnd", 4), ("Senaste rapport", 3), ("Enheter", 5))
    about = "Varje nämnd och perioden för den rapport som dokumentet bygger på."
    yield from kept_grid("Nämndernas rapporter", about, columns, rows)
    yield from (Missing(f"uppföljning från {one}") for one in view.silent())
    yield from (
        Missing(f"den av {one.files} som gäller: de är samma plan och samma period men säger olika")
        for one in view.region.scope.copies
        if not one.agree
    )
    for book in view.region.scope.books:
        if not book.head.readable:
            yield from (Missing(said.rstrip(".")) for said in found.sentences(book.lists.get(FOUND, ())))


def _units(books: Sequence[BookFacts]) -> list[str]:
    return [book.head.enhet for book in books if book.head.enhet]


def basis(view: RegionView, _level: int) -> Iterator[Block]:
    """Computed and decided side by side: the outline asks for it in a place of its own."""
    rows = beside(
        (_named(goal, view.model), [_basis(view, one) for one in by_name(goal.told)]) for goal in view.region.goals
    )
    columns = heads(
        (capital(view.model.labels["mal"].one), 4), ("Nämnd", 3), ("Period", 2), ("Beräknad", 2.2), ("Fastställd", 2.2),
        (capital(view.model.labels["indikator"].many), 2.6),
    )  # fmt: skip
    about = "Beräknad och fastställd status hos varje nämnd, och indikatorerna som den beräknade vilar på."
    yield from kept_grid("Beräknat underlag", about, columns, rows)


def _basis(view: RegionView, told: Told[GoalFacts]) -> tuple[GridCell, ...]:
    head, said = told.owner, told.row
    decided = (marks.status(one, head.styrmodell) for one in (said.beraknad, said.faststalld))
    return (GridCell(told_by(head)), GridCell(view.when(head)), *decided, GridCell(counted(said.indikatorer)))


def scales_of(view: RegionView, level: int) -> Iterator[Block]:
    """Of each styrmodell that has a nämnd."""
    models = tuple(dict.fromkeys(book.head.styrmodell for book in view.latest))
    for model in models:
        below = level
        if len(models) > 1:
            yield Heading(level, model.title)
            below = level + 1
        yield from (Paragraph(part.text) for part in model.metod)
        yield from scales(model, model.scale, [one.word for one in model.scale.levels], below)


# Each by itself


def goals(view: RegionView, level: int) -> Iterator[Block]:
    """A chapter for each mål: the nämnder beside each other, then what each of them writes."""
    for goal in view.region.goals:
        yield Heading(level, _headed(goal, view.model), new_page=level == 1)
        yield from _side_by_side(view, goal)
        for told in by_name(goal.told):
            yield from _of_namnd(view, told, level + 1)


def _side_by_side(view: RegionView, goal: Same[GoalFacts]) -> Iterator[Block]:
    told = by_name(goal.told)
    if len({one.owner.when for one in told}) > 1:
        yield Paragraph("Nämndernas bidrag är inte från samma period. Varje bidrags period står i tabellen.", "quiet")
    for one in told:
        differs = goal.differs(one.row)
        if differs:
            yield Paragraph(f"{view.who(one.owner)}: {view.model.labels['mal'].definite} {differs}.", "quiet")
    columns = heads(
        ("Nämnd", 3), ("Period", 2), ("Bedömning", 2.2), ("Prognos", 2.2),
        (capital(view.model.labels["delmal"].many), 2.6),
    )  # fmt: skip
    rows = [_contribution(view, one) for one in told]
    name = _in_short(goal, view.model)
    yield from kept_grid(f"Nämndernas bidrag till {name}", "En rad för varje nämnd.", columns, rows)


def _of_namnd(view: RegionView, told: Told[GoalFacts], level: int) -> Iterator[Block]:
    """What one nämnd says of a mål and of its delmål, in its own words."""
    head, said = told.owner, told.row
    model = head.styrmodell
    yield Heading(level, view.who(head))
    yield from _verdict(head, "mal", said)
    yield from written(said.motivering, level)
    yield from written(said.analys, level)
    yield from _parts(view, told)
    for part in said.parts:
        if part.analys or part.motivering:
            yield Heading(level + 1, model.named("delmal", part.nr, part.namn))
            yield from _verdict(head, "delmal", part)
            yield from written(part.motivering, level + 1)
            yield from written(part.analys, level + 1)
    if view.is_of_now(head) and not said.analys and not any(part.analys for part in said.parts):
        yield Missing(f"analys från {told_by(head)} av {_in_short(said, model)}")


def _verdict(head: Head, level: str, one: GoalFacts | DelmalFacts) -> Iterator[Block]:
    """What is decided, as a label; a prognosis if somebody gave one, and a place for a reason that is not there."""
    yield from judgement(head.styrmodell, level, one.status, expected(head, one.prognos))
    if one.faststalld and one.faststalld != one.status:
        yield unmotivated(head.styrmodell, level, one.faststalld)


def _parts(view: RegionView, told: Told[GoalFacts]) -> Iterator[Block]:
    head, said = told.owner, told.row
    model = head.styrmodell
    columns = heads((capital(model.labels["delmal"].one), 6), ("Bedömning", 2.2), ("Prognos", 2.2))
    caption = f"{capital(model.labels['delmal'].many)} under {_in_short(said, model)} hos {view.who(head)}"
    yield from kept_grid(caption, "En rad för varje.", columns, [_part(head, one) for one in said.parts])


def _part(head: Head, one: DelmalFacts) -> tuple[GridCell, ...]:
    model, prognos = head.styrmodell, expected(head, one.prognos)
    told = GridCell(prognos, model.scale.forecast_marks.get(prognos))
    return GridCell(model.numbered(one.nr, one.namn)), marks.status(one.status, model), told


# What it is called


def _named(goal: Same[GoalFacts], model: Styrmodell) -> str:
    return model.numbered(goal.nr, goal.namn) or goal.nr


def _headed(goal: Same[GoalFacts], model: Styrmodell) -> str:
    return model.named("mal", goal.nr, goal.namn) or goal.nr


def _in_short(goal: Same[GoalFacts] | GoalFacts, model: Styrmodell) -> str:
    """`regionmål 3`; the name where no numbers are shown."""
    return f"{model.labels['mal'].one} {goal.nr}" if model.numbers_shown and goal.nr else goal.namn
