"""What stands above the document on a page: how it stands, row by row, with reasons, as values to look at and sift."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from runxl.assessment.bedomning import DelmalVerdict, MalVerdict
from runxl.assessment.counts import published
from runxl.assessment.trend import in_words
from runxl.assessment.verdicts import IndikatorVerdict, UppdragVerdict
from runxl.output.document import marks
from runxl.output.document.blocks import Block, GridCell, Manuscript
from runxl.output.document.compose import composed
from runxl.output.document.headings import heading
from runxl.output.document.left_out import CHANGES
from runxl.output.document.phrases import NOTHING, outcome, sizes, target
from runxl.output.said.attention_list import attention
from runxl.output.said.outcomes import ToldOutcome, outcomes
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
class Measured:
    """An indikator. By `nr` its place in the document is found; the name has it where the styrmodell shows numbers."""

    nr: str
    name: str
    status: GridCell
    facts: str
    """What is known of it, where the reason does not say it."""

    why: str
    owner: str
    trend: str
    points: tuple[ToldOutcome, ...]


@dataclass(frozen=True, slots=True)
class StateRow:
    """A delmål, or an uppdrag, with what it is measured by. `short`: what it is called where there is little room."""

    nr: str
    name: str
    short: str
    judged: JudgedState
    owner: str
    measures: tuple[Measured, ...] = ()


@dataclass(frozen=True, slots=True)
class Goal:
    """A mål with its rows. Without `nr` it is what hangs on no mål."""

    nr: str
    name: str
    judged: JudgedState
    rows: tuple[StateRow, ...]


@dataclass(frozen=True, slots=True)
class Attended:
    """What needs attention; `mal` is the Nr of the mål that it belongs to, if any."""

    nr: str
    about: str
    status: GridCell
    owner: str
    why: str
    mal: str


@dataclass(frozen=True, slots=True)
class State(Block):
    """`places`: the Nr of each heading and name in the document. The words are the styrmodell's, one and many."""

    tallies: tuple[Tally, ...]
    goals: tuple[Goal, ...]
    changes: tuple[str, ...]
    unchanged: str
    """What is said instead where there are none."""

    previous: str
    attention: tuple[Attended, ...]
    goal_words: tuple[str, str]
    measure_words: tuple[str, str]
    places: tuple[tuple[str, str], ...]
    plan: bool

    @property
    def says(self) -> bool:
        """Of an underlag without mål there is nothing to say how it stands."""
        return bool(self.tallies) or not self.plan


def with_state(source: Source) -> Manuscript:
    """The document, with the state of things before it."""
    document = composed(source, told=() if source.plan else (CHANGES,))
    return replace(document, blocks=(_state(source), *document.blocks))


def _state(source: Source) -> State:
    labels, plan = source.basis.styrmodell.labels, source.plan
    return State(
        tallies=tuple(map(Tally, sizes(source)) if plan else _tallies(source)),
        goals=() if plan else tuple(_goals(source)),
        changes=() if plan else tuple(one.text for one in source.assessment.news),
        unchanged=source.no_changes(),
        previous=source.assessment.previous,
        attention=() if plan else tuple(_attended(source)),
        goal_words=(source.one("mal"), source.many("mal")),
        measure_words=(labels["indikator"].one, labels["indikator"].many),
        places=tuple(_places(source)),
        plan=plan,
    )


def _tallies(source: Source) -> Iterator[Tally]:
    model, counts = source.basis.styrmodell, source.assessment.counts
    told = counts.told(model)
    for level, sentence in published(counts, model).items():
        yield Tally.of(sentence, told.get(level), model.scale)


def _goals(source: Source) -> Iterator[Goal]:
    """Each mål, then what hangs on none, then the uppdrag."""
    for mal in source.assessment.mal:
        name = source.named("mal", mal.nr, mal.row.mal)
        yield Goal(mal.nr, name, _judged(source, mal), tuple(_rows(source, source.delmal_of(mal))))
    strays = [*_rows(source, source.stray_delmal())]
    loose = tuple(_measured(source, one) for one in source.stray_indikatorer())
    if loose:
        name = source.homeless("delmal")
        strays.append(StateRow("", name, name, JudgedState(), "", loose))
    if strays:
        yield Goal("", source.homeless("mal"), JudgedState(), tuple(strays))
    uppdrag = [_uppdrag(source, one) for one in source.assessment.uppdrag]
    if uppdrag:
        yield Goal("", source.many("uppdrag"), JudgedState(), tuple(uppdrag))


def _judged(source: Source, one: MalVerdict | DelmalVerdict) -> JudgedState:
    """Nothing that nobody has decided."""
    model = source.basis.styrmodell
    asked = source.basis.is_delar and one.prognos
    expected = marks.forecast(one, source.basis).text if asked else ""
    before = one.foregaende_status if one.told else None
    return JudgedState(marks.status(one.told, model), marks.status(before, model), expected, one.published)


def _rows(source: Source, several: Sequence[DelmalVerdict]) -> Iterator[StateRow]:
    for one in several:
        name = source.named("delmal", one.nr, one.row.delmal)
        measures = tuple(_measured(source, measure) for measure in source.indikatorer_of(one))
        short = _short(source, one.nr, one.row.delmal)
        yield StateRow(one.nr, name, short, _judged(source, one), one.row.ansvarig, measures)


def _uppdrag(source: Source, one: UppdragVerdict) -> StateRow:
    row, measures = one.row, tuple(_measured(source, measure) for measure in source.measures_of(one))
    name, short = source.numbered(one.nr, row.uppdrag), _short(source, one.nr, row.uppdrag)
    status = JudgedState(marks.uppdrag(row.status))
    return StateRow(one.nr, name, short, status, row.ansvarig or row.riktas_till, measures)


def _short(source: Source, nr: str, name: str) -> str:
    return nr if nr and source.basis.styrmodell.numbers_shown else name


def _measured(source: Source, one: IndikatorVerdict) -> Measured:
    judged = marks.status(one.told, source.basis.styrmodell) if one.counts else GridCell(NOTHING)
    aim = target(one.row, one.malvarde if one.malvarde is not None else one.row.malvarde)
    facts = "" if one.standing == "assessed" else f"Utfall {outcome(one, source.basis.ar)}, mål {aim}."
    return Measured(
        nr=one.nr,
        name=source.numbered(one.nr, f"{source.kind(one)}{one.row.indikator}"),
        status=judged,
        facts=facts,
        why=one.forklaring,
        owner=source.owner(one) or "",
        trend=in_words(one.utveckling),
        points=tuple(outcomes(one, source.assessment.period)),
    )


def _attended(source: Source) -> Iterator[Attended]:
    mal_of = source.goals_of_all()
    for one in attention(source):
        status = marks.word(one.status, source.basis.styrmodell)
        yield Attended(one.nr, one.named(source), status, one.ansvarig, one.why, mal_of.get(one.nr, ""))


def _places(source: Source) -> Iterator[tuple[str, str]]:
    """What a row is called in the document, whether in a heading or in a table."""
    found = source.assessment
    yield from ((heading(source, "mal", one.nr, one.row.mal), one.nr) for one in found.mal)
    yield from ((heading(source, "delmal", one.nr, one.row.delmal), one.nr) for one in found.delmal)
    yield from ((source.numbered(one.nr, f"{source.kind(one)}{one.namn}"), one.nr) for one in found.indikatorer)
    yield from ((source.numbered(one.nr, one.namn), one.nr) for one in found.aktiviteter)
    yield from ((source.numbered(one.nr, one.namn), one.nr) for one in found.uppdrag)
