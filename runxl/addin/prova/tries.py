"""What of the list needs no eyes: each does something in Excel, and says what it saw or raises Unexpected."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from runxl.addin.excel_windows import WindowsDocument
from runxl.addin.install import xlam
from runxl.addin.prova.bench import Bench, Unexpected
from runxl.excel import Area, fold


def loaded(bench: Bench) -> str:
    """The add-in, where Excel loads it by itself."""
    bench.application.Workbooks(xlam.NAME)
    return f"{xlam.NAME} är inläst"


def compiled(bench: Bench) -> str:
    """VBA compiles a module as something in it is run."""
    bench.application.Run(f"{xlam.NAME}!RunxlReady")
    return "VBA går att köra och når Python"


def computed(bench: Bench) -> str:
    """The open workbook says what the same file says when it is closed, and undoing it gives everything back."""
    from runxl.verbs.berakna import berakna

    before = _values(bench)
    first = _seconds(lambda: _expect(bench.press("berakna"), "är beräknad"))
    second = _seconds(lambda: _expect(bench.press("berakna"), "är beräknad"))
    opened, closed = bench.folder / "oppen.xlsx", bench.folder / "stangd.xlsx"
    bench.document.save_copy(opened)
    berakna(bench.path, out=closed)
    _alike(_tables(opened), _tables(closed), "Öppen och stängd arbetsbok ger olika på bladen")
    _expect(bench.press("angra"), "är ångrad")
    _alike(_values(bench), before, "Ångra gav inte tillbaka bladen")
    return f"Samma resultat som för stängd fil, och Ångra tog tillbaka allt. {first:.1f} s, andra gången {second:.1f} s"


def explained(bench: Bench) -> str:
    where = _column(bench, "Indikatorer", "Nr")
    bench.document.select("Indikatorer", where._replace(bottom=where.top))
    return _expect(bench.press("forklara"), "\n").splitlines()[0]


def stepped(bench: Bench) -> str:
    """A step, in a plan of its own, and back."""
    import runxl

    plan = runxl.new(bench.folder / "Steg.xlsx", year=2026)
    other = bench.opened(plan)
    try:
        before = _values(other)
        _expect(other.press("nasta_period"), "Arbetsboken är nu i DÅ 1 2026")
        kept = [one.name for one in bench.folder.glob("Steg (*.xlsx")]
        if len(kept) != 1:
            raise Unexpected(f"Kopian av perioden saknas: {kept}")
        _expect(other.press("angra"), "är ångrat")
        _alike(_values(other), before, "Ångra gav inte tillbaka bladen")
    finally:
        other.close()
    return f"Kopian heter {kept[0]}, och Ångra tog tillbaka allt"


def restarted(bench: Bench) -> str:
    bench.start_anew()
    seconds = _seconds(lambda: explained(bench))
    return f"En ny Python svarade på {seconds:.1f} s"


def sent(bench: Bench) -> str:
    """Sent out, and taken in unanswered: nothing may change."""
    folder = bench.folder / "utskick"
    folder.mkdir()
    _expect(bench.press("skicka_ut", folder=folder), "finns nu i")
    parts = len([*folder.glob("*.xlsx")])
    said = bench.press("samla", folder=folder)
    _expect(said, "har svarat")
    return f"{parts} arbetsböcker. Samla: {said.splitlines()[0]}"


def in_kronor(bench: Bench) -> str:
    """Cells shown as currency come as another kind of number."""
    before = bench.press("validera")
    where = _column(bench, "Indikatorer", "Utfall")
    bench.sheet("Indikatorer").Range(str(where)).NumberFormat = "#,##0.00 kr"
    after = bench.press("validera")
    if after != before:
        raise Unexpected(f"Före: {before} Efter: {after}")
    return f"Detsamma före och efter: {after.splitlines()[0]}"


def protected(bench: Bench) -> str:
    """A password stops it all; without one the sheet is protected again as it was."""
    mal, delmal = bench.sheet("Mål"), bench.sheet("Delmål")
    mal.Protect("", AllowFiltering=True)
    delmal.Protect("prova")
    try:
        _expect(bench.press("berakna"), "skyddat med lösenord")
        delmal.Unprotect("prova")
        _expect(bench.press("berakna"), "är beräknad")
        if not mal.ProtectContents or not mal.Protection.AllowFiltering:
            raise Unexpected("Mål är inte skyddat igen med filtrering tillåten")
    finally:
        mal.Unprotect("")
        delmal.Unprotect("prova")
    return "Stopp med lösenord; utan det beräknat, och skyddat igen som det var"


def _expect(said: str, words: str) -> str:
    if words not in said:
        raise Unexpected(f"Väntade «{words.strip()}», fick «{said}»")
    return said


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _values(bench: Bench) -> dict[str, Any]:
    """What stands in every sheet, cell by cell; how far Excel has once used it is no matter."""
    document = bench.document
    return {
        title: {(row, column): value for row, column, value in _cells(document, title) if value is not None}
        for title in document.titles()
    }


def _cells(document: WindowsDocument, title: str) -> Iterator[tuple[int, int, Any]]:
    used = document.used(title)
    for row, values in enumerate(document.values(title, used), used.top):
        for column, value in enumerate(values, used.left):
            yield row, column, value


def _tables(path: Path) -> dict[str, Any]:
    """What stands in every table of a file, but when it was computed."""
    from runxl.workbook.read import read

    return {
        name: {column: values for column, values in table.columns.items() if column != "beraknad_den"}
        for name, table in read(path, to_write=True).tables.items()
    }


def _alike(found: Mapping[str, Any], expected: Mapping[str, Any], words: str) -> None:
    differing = sorted(name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name))
    if differing:
        raise Unexpected(f"{words}: {', '.join(differing)}")


def _column(bench: Bench, sheet: str, header: str) -> Area:
    """The cells below a header, as far as the sheet is used."""
    for row, column, value in _cells(bench.document, sheet):
        if isinstance(value, str) and fold(value) == fold(header):
            return Area(row + 1, column, bench.document.used(sheet).bottom, column)
    raise Unexpected(f"Bladet {sheet} saknar kolumnen {header}")


TRIES: Mapping[str, Callable[[Bench], str]] = {
    one.__name__: one for one in (loaded, compiled, computed, explained, stepped, restarted, sent, in_kronor, protected)
}
