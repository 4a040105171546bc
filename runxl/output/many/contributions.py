"""Bidrag till mål: every mål once, and below it what each nämnd makes of it, decided and computed side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from runxl.assessment.counts import Counts
from runxl.output.many.alike import Same, T, Told
from runxl.output.many.facts import FactRow, GoalFacts
from runxl.output.many.listing import Field, Listing
from runxl.output.many.region import Region, by_name, told_by
from runxl.svenska import listed

TOGETHER = "Alla nämnder"
"""Stands as Nämnd in the row that is of them all."""
LISTING = Listing(
    sheet="Bidrag till mål",
    about="Varje mål en gång, med nämndernas bedömningar bredvid varandra",
    fields=(
        Field("Nr", 6, "key"),
        Field("Mål", 34),
        Field("Nämnd", 30),
        Field("Period", 15, "short"),
        Field("Status", 12, "status"),
        Field("Beräknad", 12, "status"),
        Field("Fastställd", 12, "status"),
        Field("Fastställd av", 16),
        Field("Fastställd den", 12, "date"),
        Field("Prognos", 13, "status"),
        Field("Delmål", 17),
        Field("Indikatorer", 17),
        Field("Att veta", 38),
    ),
    empty="Inga mål.",
    together=("Nämnd", TOGETHER),
    optional=True,
)


def rows(region: Region) -> Iterator[FactRow]:
    """Each mål with a row of its own, then the nämnder in the order of their names."""
    for goal in region.goals:
        told = by_name(goal.told)
        about = " ".join(_about(goal, region.without(goal)))
        yield (goal.nr, goal.namn, TOGETHER, period_of(told), *[None] * 8, about or None)
        yield from (_row(goal, one) for one in told)


def _row(goal: Same[GoalFacts], one: Told[GoalFacts]) -> FactRow:
    head, said = one.owner, one.row
    differs = goal.differs(said)
    return (
        goal.nr,
        goal.namn,
        told_by(head),
        head.when,
        said.status or None,
        said.beraknad or None,
        said.faststalld or None,
        said.faststalld_av or None,
        said.faststalld_den,
        said.prognos or None,
        counted(said.delmal) or None,
        counted(said.indikatorer) or None,
        f"Målet {differs} här." if differs else None,
    )


def counted(counts: Counts) -> str:
    """`1 Helt, 2 Delvis`."""
    parts = [f"{number} {status}" for status, number in counts.by_status.items() if number]
    return ", ".join([*parts, f"{counts.undecided} utan status"] if counts.undecided else parts)


def _about(goal: Same[GoalFacts], without: Sequence[str]) -> Iterator[str]:
    """What one must know before the judgements are taken together."""
    statuses = [one.row.status for one in goal.told if one.row.status]
    if statuses:
        yield numbers_of(statuses)
    if len({one.owner.moment for one in goal.told}) > 1:
        yield "Nämnderna är i olika perioder."
    if any(goal.differs(one.row) for one in goal.told):
        yield "Nr eller namn skiljer sig."
    if without:
        yield f"Finns inte hos {listed(without)}."


def numbers_of(statuses: Iterable[str]) -> str:
    """`2 Helt, 1 Delvis.`"""
    return f"{', '.join(f'{number} {status}' for status, number in Counter(statuses).items())}."


def period_of(told: Sequence[Told[T]]) -> str:
    """The one that all are in; of several, that there are several."""
    names = {one.owner.when for one in told}
    return names.pop() if len(names) == 1 else "Olika"
