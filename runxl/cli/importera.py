"""`runxl importera`: a plan out of the documents that there are."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from runxl.cli.parser import Parser, add_about
from runxl.cli.terminal import Line, answer, line
from runxl.svenska import counted, listed

if TYPE_CHECKING:
    from runxl.verbs.importera.imported import Imported, NotRead, Review

_MOST = 30
_OWN_SHEET = "Planen har ett eget blad som heter Import, så listan står inte där. Gå igenom det som står här"


def add(parser: Parser) -> None:
    parser.explain(
        "Läser mål, delmål, indikatorer, aktiviteter och uppdrag ur det som finns och bygger en arbetsbok av det.\n"
        "Det som inte är säkert förs inte in, utan räknas upp med texten, hur den skulle läsas och varför. Bladet\n"
        "Import i arbetsboken säger det också, och var i källan varje rad står. Källorna ändras inte.\n\n"
        "Svarskod: 0 allt är läst, 1 något ska granskas, 2 det gick inte.",
        'runxl importera "Nämndplan 2026.docx" -o "Plan 2026.xlsx"',
    )
    parser.arguments.add_argument(
        "kallor",
        metavar="KÄLLA",
        type=Path,
        nargs="+",
        help="dokument med planen: Word, Excel, csv eller text; flera blir en plan",
    )
    parser.path("-o", "PLAN.xlsx", "arbetsboken som skapas (behövs inte med --till)", dest="ut")
    parser.path(
        "--till",
        "PLAN.xlsx",
        "fyll på en plan som finns: tomma celler fylls i och nya rader läggs till; det som skiljer sig sägs, och "
        "planens uppgift står kvar; en säkerhetskopia läggs bredvid",
    )
    parser.path(
        "--karta",
        "KARTA.yaml",
        "hur kolumnernas rubriker läses: finns filen gäller den, annars skrivs den så att du kan rätta i den",
    )
    add_about(parser, "; utelämnas läses det ur källan")
    parser.choices.add_argument(
        "--period", metavar="PERIOD", default="", help="perioden som källan gäller, till exempel «Årsrapport»"
    )
    parser.flag("--json", "skriv resultatet som JSON")
    parser.flag("--ersatt", "skriv över PLAN.xlsx om den finns")


def run(arguments: argparse.Namespace) -> int:
    from runxl.verbs.importera.import_plan import import_plan

    done = import_plan(
        arguments.kallor,
        arguments.ut,
        into=arguments.till,
        mapping=arguments.karta,
        styrmodell=arguments.styrmodell,
        year=arguments.ar,
        period=arguments.period,
        namnd=arguments.namnd,
        replace=arguments.ersatt,
    )
    answer(arguments, done.to_dict, _lines(done, into=arguments.till is not None))
    return int(bool(done.review))


def _lines(done: Imported, *, into: bool) -> Iterator[Line]:
    rows = listed([f"{count} på bladet {sheet}" for sheet, count in done.counts.items() if count])
    if into:
        kept = f" Säkerhetskopia: {done.backup.name}." if done.backup else ""
        told = f"{counted(done.filled, 'cell', 'celler')} ifyllda och {counted(done.added, 'ny rad', 'nya rader')}"
        yield line((f"{done.file} är påfylld: {told}.{kept}", "bold"))
    else:
        yield line((f"{done.file} är skapad: {rows}.", "bold"))
    rest = "som står på bladet Import" if done.has_sheet else "som --json visar"
    yield from _reviews(done.review, rest)
    yield from _left(done.not_read, rest)
    if done.interpreted:
        where = "se bladet Import" if done.has_sheet else "--json visar dem"
        yield line(f"Tolkat i andra ord än källans: {len(done.interpreted)} uppgifter ({where}).")
    then = "Gå igenom bladet Import" if done.has_sheet else _OWN_SHEET
    yield line(f'{then}, och kör sedan: runxl validera "{done.file}"')


def _reviews(several: Sequence[Review], rest: str) -> Iterator[Line]:
    from runxl.contract.message import shown

    if several:
        yield line((f"Att granska ({counted(len(several), 'uppgift', 'uppgifter')}):", "doubt"))
    for one in several[:_MOST]:
        what = " ".join(filter(None, (one.blad, one.nr, one.kolumn)))
        read = f" {_ended(f'Kanske {shown(one.tolkat)}')}" if one.tolkat else ""
        said = f" ”{shown(one.text)}”" if one.text else ""
        yield line((f"{what}:", "bold"), f"{said} {_ended(one.varfor)}{read} ({one.kalla}, {one.plats})", indent=2)
    yield from _more(len(several), rest)


def _ended(text: str) -> str:
    """As a sentence: what a source says may end as one already."""
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def _left(several: Sequence[NotRead], rest: str) -> Iterator[Line]:
    from runxl.contract.message import shown

    if several:
        yield line(f"Ej inläst ({counted(len(several), 'ställe', 'ställen')}):")
    for one in several[:_MOST]:
        yield line(f"{shown(one.text)} ({one.kalla}, {one.plats})", indent=2)
    yield from _more(len(several), rest)


def _more(count: int, rest: str) -> Iterator[Line]:
    if count > _MOST:
        yield line(f"… och {count - _MOST} till, {rest}.", indent=2)
