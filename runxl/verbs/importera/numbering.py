"""Every row gets its number, its reference, and the words that say where it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from runxl.verbs.importera.draft import NAMES, Drafted, PlanDraft

GIVEN = "runxl har satt numret i källans ordning"
_FROM_BELOW = "numren på raderna under börjar så"
_UNDER = {"delmal": "mal", "indikatorer": "delmal", "aktiviteter": "delmal"}


def number(draft: PlanDraft, there: Mapping[str, set[str]]) -> None:
    """Numbers that stood in the source stay; others are given in the source's order, below what a row belongs to.

    `there`: numbers that are taken already, by table.
    """
    for table, below in (("delmal", "indikatorer"), ("mal", "delmal")):
        _from_below(draft, table, below, there.get(table, set()))
    for table, rows in draft.rows.items():
        taken = {row.nr for row in rows if row.nr} | there.get(table, set())
        offered: dict[Drafted | None, Iterator[str]] = {}
        for row in rows:
            _relative(draft, row)
            if not row.nr:
                row.given_nr = False
                numbers = offered.setdefault(row.parent, _candidates(table, row))
                row.values["nr"] = next(nr for nr in numbers if nr not in taken)
                taken.add(row.nr)
        for row in rows:
            _refer(draft, row, there)
            if not row.name and row.given_nr and row.nr not in there.get(table, set()):
                draft.doubt(row, NAMES[table], row.nr, "", "källan säger bara numret, inte lydelsen")
    for event in draft.others.get("handelser", ()):
        if event.parent is not None:
            event.values["mal"] = event.parent.nr


def _from_below(draft: PlanDraft, table: str, below: str, taken: set[str]) -> None:
    """A mål or delmål that the source gives no number, above rows that are numbered 3.1.1, 3.1.2: it is 3.1."""
    known = {row.nr for row in draft.rows[table]} | taken
    for row in draft.rows[table]:
        heads = {one.nr.rpartition(".")[0] for one in draft.rows[below] if one.parent is row and one.nr}
        if row.nr or len(heads) != 1 or heads & {"", *known}:
            continue
        (row.values["nr"],) = heads
        known |= heads
        draft.tell(row, "nr", row.name, row.nr, _FROM_BELOW)


def _relative(draft: PlanDraft, row: Drafted) -> None:
    if row.whole_nr != row.nr and row.parent:
        said, row.values["nr"] = row.nr, row.whole_nr
        draft.tell(row, "nr", said, row.nr, f"numret står under {row.parent.nr}")


def _candidates(table: str, row: Drafted) -> Iterator[str]:
    above = row.parent.nr if row.parent else ""
    for count in range(1, 1_000_000):
        if table == "uppdrag":
            yield f"U{count}"
        elif table == "aktiviteter":
            yield f"{above}-A{count}" if above else f"A{count}"
        else:
            yield f"{above}.{count}" if above else str(count)


def _refer(draft: PlanDraft, row: Drafted, there: Mapping[str, set[str]]) -> None:
    """The number of what it belongs to. Where nothing says so, that is asked about."""
    under = _UNDER.get(row.table)
    if under is None:
        return
    if row.parent is not None:
        row.values[under] = row.parent.nr
        return
    head = row.nr.rpartition("-")[0] or row.nr.rpartition(".")[0]
    if head and (head in there.get(under, ()) or any(one.nr == head for one in draft.rows[under])):
        row.values[under] = head
        return
    if row.nr in there.get(row.table, ()):
        return  # the plan says it
    draft.doubt(row, under, row.name, head, f"källan säger inte vilket {_WORDS[under]} raden hör till")


_WORDS = {"mal": "mål", "delmal": "delmål"}
