"""Follow-up of the mål: how they are judged, how they stand together, and each with its delmål and indikatorer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from runxl.assessment.bedomning import DelmalVerdict, MalVerdict
from runxl.assessment.counts import UNDECIDED, Counts, met
from runxl.contract import look
from runxl.contract.scale import NONE, Scale
from runxl.contract.styrmodell_vocabulary import Styrmodell
from runxl.contract.wording import criteria, status_sentence
from runxl.output.document import marks
from runxl.output.document.blocks import Block, Grid, GridCell, GridColumn, Heading, Missing, Paragraph, beside, heads
from runxl.output.document.headings import caption, heading, in_short
from runxl.output.document.indikator_tables import measures
from runxl.output.document.phrases import counted
from runxl.output.document.prose import written
from runxl.output.document.table_grids import kept_grid
from runxl.output.said.source import Source
from runxl.svenska import capital, uncapital

# The summary


def summary(source: Source, said: str) -> Iterator[Block]:
    """The counts in words, unless the chapter's own text already says them, and in a table."""
    model, counts, scale = source.basis.styrmodell, source.assessment.counts, source.basis.scale
    levels = counts.told(model)
    for level, found in levels.items():
        sentence = counted(found, model.labels[level], model)
        if level != "indikator" and sentence and sentence.rstrip(".").casefold() not in said.casefold():
            yield Paragraph(sentence)
    yield from in_numbers("Bedömningen i siffror", {source.many(one): found for one, found in levels.items()}, scale)


def in_numbers(caption: str, levels: Mapping[str, Counts], scale: Scale) -> Iterator[Grid]:
    """How many there are of each status on each level, of which there are any."""
    some = {name: found for name, found in levels.items() if found.antal}
    undecided = any(found.undecided for found in some.values())
    rows = tuple(_counts(name, found, undecided=undecided) for name, found in some.items())
    if rows:
        by_status = [GridColumn(f"{mark.symbol} {name}", 2, right=True) for name, mark in scale.marks.items()]
        by_status += [GridColumn(f"{look.UNDECIDED.symbol} {UNDECIDED}", 2, right=True)] if undecided else []
        columns = (GridColumn("Nivå", 4), *by_status, GridColumn("Alla", 1.6, right=True))
        yield Grid.plain(caption, "Antal per nivå och status.", columns, rows)


def _counts(name: str, counts: Counts, *, undecided: bool) -> tuple[GridCell, ...]:
    numbers = (*counts.by_status.values(), *([counts.undecided] if undecided else ()), counts.antal)
    return (GridCell(name), *(GridCell(str(one)) for one in numbers))


# How it is judged


def method(source: Source, level: int, said: str) -> Iterator[Block]:
    """What the assessment rests on, unless the chapter says it in its own words, and what each status means."""
    model = source.basis.styrmodell
    if not said:
        yield from (Paragraph(part.text) for part in model.metod)
    yield from scales(model, source.basis.scale, source.statuses(), level)


def scales(model: Styrmodell, scale: Scale, statuses: Sequence[str], level: int) -> Iterator[Block]:
    """What each status means, of a mål and of an indikator."""
    yield Heading(level, "Bedömning av mål")
    rows = [(GridCell(status_sentence(model, name)), marks.status(name, model)) for name in statuses]
    yield Grid.plain("Bedömning av mål", "Vad varje status betyder.", heads(("Status", 5), ("Färg", 2)), rows)
    title = f"Bedömning av {model.labels['indikator'].one}"
    yield Heading(level, title)
    told = {level.word: f"Målvärdet är {level.adverb} {model.words['neutrum']}" for level in scale.levels}
    demands = criteria(scale)
    means = [(GridCell(told.get(name, name)), GridCell(demands[name]), marks.status(name, model)) for name in statuses]
    about = "Vilken andel av målvärdet som varje status kräver."
    yield Grid.plain(title, about, heads(("Status", 3), ("Kriterie", 5), ("Färg", 2)), means)


# How they stand together


def overview(source: Source, perspektiv: str | None) -> Iterator[Block]:
    """Regionmål | Delmål | Prognos, of one perspektiv or of all."""
    mal = [one for _, several in _perspectives(source, perspektiv) for one in several]
    if mal or source.stray_delmal():
        yield from _overview(source, mal)


def changes(source: Source) -> Iterator[Block]:
    """What is not as it was in the report before; a place to fill until somebody has answered."""
    assessment = source.assessment
    if assessment.news:
        yield from (Paragraph(one.text, "bullet") for one in assessment.news)
    elif assessment.begun:
        yield Paragraph(source.no_changes())


def _overview(source: Source, mal: Sequence[MalVerdict]) -> Iterator[Grid]:
    above, below = (source.one("mal"), 4.0), (source.one("delmal"), 6.0)
    status, forecast = ("Bedömning", 2.4), ("Prognos", 3.0)
    title = f"Bedömning av {source.many('mal').lower()} och {source.many('delmal').lower()}"
    about = f"Bedömning för varje {above[0].lower()}, och prognos där någon har lämnat en."
    if not source.basis.assessed("delmal"):
        rows = [_listed(source, one) for one in mal]
        yield from kept_grid(title, about, heads((source.many("mal"), 4.0), ("Färg", 2.4), below, forecast), rows)
        return
    groups: list[tuple[str, Sequence[MalVerdict | DelmalVerdict]]] = [
        (heading(source, "mal", one.nr, one.row.mal), source.delmal_of(one) or (one,)) for one in mal
    ]
    groups += [("", (one,)) for one in source.stray_delmal()]
    rows = beside((name, [_judged(source, one) for one in several]) for name, several in groups)
    judged = (status, forecast) if source.basis.is_delar else (forecast,)
    yield from kept_grid(title, about, heads(above, below, *judged), rows)


def _judged(source: Source, one: MalVerdict | DelmalVerdict) -> tuple[GridCell, ...]:
    """A delmål; a mål without any stands for itself."""
    model = source.basis.styrmodell
    below = GridCell(source.numbered(one.nr, one.row.delmal) if isinstance(one, DelmalVerdict) else "")
    status = (marks.status(one.told, model),) if source.basis.is_delar else ()
    return (below, *status, _forecast(source, one))


def _listed(source: Source, mal: MalVerdict) -> tuple[GridCell, ...]:
    """A mål with its delmål listed and not judged."""
    below = "\n".join(source.numbered(one.nr, one.row.delmal) for one in source.delmal_of(mal))
    name = GridCell(source.numbered(mal.nr, mal.row.mal), strong=True)
    model = source.basis.styrmodell
    return (name, marks.status(mal.told, model), GridCell(below), _forecast(source, mal))


def _forecast(source: Source, one: MalVerdict | DelmalVerdict) -> GridCell:
    """Nothing at all where nobody has given one of anything."""
    return marks.forecast(one, source.basis) if source.forecasts_given else GridCell()


# Each by itself


def goals(source: Source, level: int, only: str | None, *, collected: bool = False) -> Iterator[Block]:
    """Under their perspektiv where there are such, each with its own table of how its mål stand; or of one alone.

    `collected`: how they stand, and each mål's own assessment, is told in one place elsewhere.
    """
    for perspektiv, several in _perspectives(source, only):
        below = level
        if only is None and "perspektiv" in source.basis.styrmodell.levels:
            yield Heading(level, perspektiv or f"Övriga {source.many('mal').lower()}", new_page=True)
            below = level + 1
        if below > level or only is not None:
            yield from () if collected else _overview(source, several)
        for mal in several:
            yield from _mal(source, mal, below, told=collected)
    if only is None:
        yield from _strays(source, level)


def collected(source: Source, level: int, only: str | None) -> Iterator[Block]:
    """How they stand, then each mål by itself with its own assessment."""
    yield from overview(source, only)
    for _, several in _perspectives(source, only):
        for mal in several:
            yield Heading(level, heading(source, "mal", mal.nr, mal.row.mal))
            yield from _own(source, mal, level)


def _perspectives(source: Source, only: str | None) -> Iterator[tuple[str, Sequence[MalVerdict]]]:
    return ((said, several) for said, several in source.by_perspective().items() if only in (None, said))


def _strays(source: Source, level: int) -> Iterator[Block]:
    strays = source.stray_delmal()
    if strays:
        yield Heading(level, source.homeless("mal"))
        for delmal in strays:
            yield from _delmal(source, delmal, level + 1)
    if source.stray_indikatorer():
        yield Heading(level, source.homeless("delmal"))
        yield from measures(
            source, f"{source.many('indikator')} utan {source.one('delmal').lower()}", source.stray_indikatorer()
        )


def _mal(source: Source, mal: MalVerdict, level: int, *, told: bool) -> Iterator[Block]:
    yield Heading(level, heading(source, "mal", mal.nr, mal.row.mal))
    if not told:
        yield from _own(source, mal, level)
    for delmal in source.delmal_of(mal):
        yield from _delmal(source, delmal, level + 1)


def _own(source: Source, mal: MalVerdict, level: int) -> Iterator[Block]:
    """A mål's own status and analysis."""
    if mal.status or mal.unmotivated:
        yield from _verdict(source, mal, "mal", level)
    yield from _analysis(source, mal, "mal", level, wanted=not source.basis.assessed("delmal"))


def _delmal(source: Source, delmal: DelmalVerdict, level: int) -> Iterator[Block]:
    yield Heading(level, heading(source, "delmal", delmal.nr, delmal.namn))
    judged = source.basis.assessed("delmal")
    if judged:
        yield from _verdict(source, delmal, "delmal", level)
    own = source.indikatorer_of(delmal)
    yield from _analysis(source, delmal, "delmal", level, wanted=judged or not own)
    if own:
        yield from measures(source, caption(source, "delmal", delmal.nr), own)


def _verdict(source: Source, one: MalVerdict | DelmalVerdict, level: str, under: int) -> Iterator[Block]:
    """What is decided, as a label, and why; in a report within the year also the prognosis, if somebody gave one."""
    model = source.basis.styrmodell
    yield from judgement(model, level, one.told, one.prognos if source.basis.is_delar else "")
    yield from written(one.row.motivering, under)
    if one.unmotivated:
        yield unmotivated(model, level, one.faststalld or NONE)


def judgement(model: Styrmodell, level: str, status: str | None, prognos: str | None) -> Iterator[Paragraph]:
    """The status of a mål or delmål as a label, and its prognosis: as much of them as there is."""
    label, scale = model.labels[level], model.scale
    if status:
        yield Paragraph(capital(met(status, label, model)), "verdict", scale.marks.get(status))
    if prognos:
        yield Paragraph(f"Prognos: {met(prognos, label, model) if scale.level(prognos) else uncapital(prognos)}.")


def unmotivated(model: Styrmodell, level: str, decided: str) -> Missing:
    """A place for the reason without which a decision does not count."""
    label = model.labels[level]
    said = met(decided, label, model)
    return Missing(f"motivering till att {label.definite} är {said}; utan den räknas inte beslutet")


def _analysis(
    source: Source, one: MalVerdict | DelmalVerdict, level: str, under: int, *, wanted: bool
) -> Iterator[Block]:
    if (one.row.analys or wanted) and source.basis.assessed("delmal"):
        yield Paragraph("Analys", "label")
    if one.row.analys:
        yield from written(one.row.analys, under)
    elif wanted:
        yield Missing(f"analys av {in_short(source, level, one.nr, one.namn)}")
