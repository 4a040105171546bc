"""What stands above the document on a page: how it stands, row by row, with reasons, to look at and sift."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from runxl.assessment.bedomning import DelmalVerdict, MalVerdict
from runxl.assessment.counts import published
from runxl.assessment.verdicts import IndikatorVerdict, UppdragVerdict
from runxl.output.document import marks
from runxl.output.document.blocks import Block, GridCell, Manuscript
from runxl.output.document.compose import composed
from runxl.output.document.headings import heading
from runxl.output.document.left_out import CHANGES
from runxl.output.document.phrases import sizes
from runxl.output.said.source import Source
from runxl.output.web.tally import Tally

_NOTHING = GridCell()


@dataclass(frozen=True, slots=True)
class JudgedState:
    """A status that somebody has decided or that is computed, the one before, what is expected, and why."""

    status: GridCell = _NOTHING
    before: GridCell = _NOTHING
    forecast: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class StateRow:
    """A delmål, or an uppdrag, with what it is measured by. `short`: what it is called where there is little room."""

    nr: str
    name: str
    short: str
    judged: JudgedState
    owner: str
    measures: Sequence[IndikatorVerdict] = ()


@dataclass(frozen=True, slots=True)
class Goal:
    """A mål with its rows. Without `nr` it is what hangs on no mål."""

    nr: str
    name: str
    judged: JudgedState
    rows: Sequence[StateRow]


@dataclass(frozen=True, slots=True)
class State(Block):
    """How the workbook stands: the page alone has room for it."""

    source: Source

    @property
    def says(self) -> bool:
        """Of an underlag without mål there is nothing to say how it stands."""
        return not self.source.plan or any(sizes(self.source))


def with_state(source: Source) -> Manuscript:
    """The document, with the state of things before it."""
    document = composed(source, told=() if source.plan else (CHANGES,))
    return replace(document, blocks=(State(source), *document.blocks))


def tallies(source: Source) -> Iterator[Tally]:
    model, counts = source.basis.styrmodell, source.assessment.counts
    if source.plan:
        yield from map(Tally, sizes(source))
        return
    told = counts.told(model)
    for level, sentence in published(counts, model).items():
        yield Tally.of(sentence, told.get(level), model.scale)


def goals(source: Source) -> Iterator[Goal]:
    """Each mål, then what hangs on none, then the uppdrag."""
    for mal in source.assessment.mal:
        name = source.named("mal", mal.nr, mal.row.mal)
        yield Goal(mal.nr, name, _judged(source, mal), [*_rows(source, source.delmal_of(mal))])
    strays = [*_rows(source, source.stray_delmal())]
    loose = source.stray_indikatorer()
    if loose:
        name = source.homeless("delmal")
        strays.append(StateRow("", name, name, JudgedState(), "", loose))
    if strays:
        yield Goal("", source.homeless("mal"), JudgedState(), strays)
    uppdrag = [_uppdrag(source, one) for one in source.assessment.uppdrag]
    if uppdrag:
        yield Goal("", source.many("uppdrag"), JudgedState(), uppdrag)


def _judged(source: Source, one: MalVerdict | DelmalVerdict) -> JudgedState:
    """Nothing that nobody has decided."""
    model = source.basis.styrmodell
    asked = source.basis.is_delar and one.prognos
    expected = marks.forecast(one, source.basis).text if asked else ""
    before = one.foregaende_status if one.told else None
    return JudgedState(marks.status(one.told, model), marks.status(before, model), expected, one.published)


def _rows(source: Source, several: Sequence[DelmalVerdict]) -> Iterator[StateRow]:
    for one in several:
        name, short = source.named("delmal", one.nr, one.row.delmal), _short(source, one.nr, one.row.delmal)
        yield StateRow(one.nr, name, short, _judged(source, one), one.row.ansvarig, source.indikatorer_of(one))


def _uppdrag(source: Source, one: UppdragVerdict) -> StateRow:
    row, status = one.row, JudgedState(marks.uppdrag(one.row.status))
    name, short = source.numbered(one.nr, row.uppdrag), _short(source, one.nr, row.uppdrag)
    return StateRow(one.nr, name, short, status, row.ansvarig or row.riktas_till, source.measures_of(one))


def _short(source: Source, nr: str, name: str) -> str:
    return nr if nr and source.basis.styrmodell.numbers_shown else name


def places(source: Source) -> Iterator[tuple[str, str]]:
    """What a row is called in the document, whether in a heading or in a table, and its Nr."""
    found = source.assessment
    yield from ((heading(source, "mal", one.nr, one.row.mal), one.nr) for one in found.mal)
    yield from ((heading(source, "delmal", one.nr, one.row.delmal), one.nr) for one in found.delmal)
    yield from ((source.numbered(one.nr, f"{source.kind(one)}{one.namn}"), one.nr) for one in found.indikatorer)
    yield from ((source.numbered(one.nr, one.namn), one.nr) for one in found.aktiviteter)
    yield from ((source.numbered(one.nr, one.namn), one.nr) for one in found.uppdrag)
