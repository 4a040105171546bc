"""Samples: one cell of a healthy workbook with something odd in it. What a value means is checked in tests/check."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

from tests.onda.book import INDIKATORER, letter, replaced, with_parts
from tests.onda.sample import Sample
from tests.workbook.packages import text

AT = letter("indikatorer", "Utfall")
BESIDE = letter("indikatorer", "Målvärde")
WHO = letter("indikatorer", "Ansvarig")
UTFALL = f'<c r="{AT}2"><v>95</v></c>'


def _utfall(cell: str) -> Callable[[Path], Path]:
    return lambda folder: with_parts(folder, {INDIKATORER: replaced(INDIKATORER, UTFALL, cell)})


def _said(value: str) -> Callable[[Path], Path]:
    return _utfall(text(f"{AT}2", escape(value)))


def _number(value: str, style: int = 0) -> Callable[[Path], Path]:
    return _utfall(f'<c r="{AT}2" s="{style}"><v>{value}</v></c>')


def _ansvarig(value: str) -> Callable[[Path], Path]:
    """A cell of free text."""
    cell = text(f"{WHO}2", escape(value))
    return lambda folder: with_parts(folder, {INDIKATORER: replaced(INDIKATORER, text(f"{WHO}2", "Eva Ek"), cell)})


CLEAN = {
    "heltal": "95",
    "decimalkomma": "95,5",
    "mellanslag": "1 095",
    "hårt mellanslag": "1\xa0095,5",
    "smalt mellanslag": "1\u202f095",
    "minustecken": "−5",
}
ERRORS = (
    "#DIV/0!",
    "#N/A",
    "#NAME?",
    "#NULL!",
    "#NUM!",
    "#REF!",
    "#VALUE!",
    "#SPILL!",
    "#CALC!",
    "#SAKNAS!",
    "#VÄRDEFEL!",
)
FORMULAS = {
    "utan värde": "<f>1+1</f>",
    "med tomt värde": "<f>1+1</f><v></v>",
    "delad": f'<f t="shared" ref="{AT}2:{AT}3" si="0">{BESIDE}2</f>',
    "delad, följande": '<f t="shared" si="0"/>',
    "matris": f'<f t="array" ref="{AT}2">SUM({BESIDE}2:{BESIDE}3)</f>',
    "till annan arbetsbok": "<f>'[1]Blad1'!A1</f>",
    "till webben": '<f>WEBSERVICE("http://ute.example/")</f>',
    "dde": "<f>cmd|' /C calc'!A0</f>",
}
INJECTIONS = {
    "hyperlänk": '=HYPERLINK("http://ute.example/","Klicka")',
    "dde": "=cmd|' /C calc'!A0",
    "snabel-a": "@SUM(1+1)*cmd|' /C calc'!A0",
    "plus": "+46 90 785 00 00",
    "minus": "-1+1",
    "tabb": "\t=1+1",
    "radbrytning": "\n=1+1",
    "vagnretur": "\r=1+1",
    "styrsekvens": "Eva\x1b]8;;http://ute.example\x07Ek",
    "vändtecken": "Eva \u202ekE",
    "rich-märkning": "[red]Eva[/red] [link=http://ute.example]Ek[/link]",
    "mallsyntax": "{{7*7}} ${7*7} {0.__class__} %s",
    "xml": '</t></is></c><c r="A9"><v>1</v></c>',
}  # fmt: skip
SAMPLES = [
    *(Sample(f"tal som text: {what}", _said(value), found=("RX107",)) for what, value in CLEAN.items()),
    *(Sample(f"felvärde {error}", _utfall(f'<c r="{AT}2" t="e"><v>{error}</v></c>'), found=("RX104",), said=error) for error in ERRORS),
    *(Sample(f"formel {what}", _utfall(f'<c r="{AT}2">{formula}</c>'), found=("RX105",)) for what, formula in FORMULAS.items()),
    *(Sample(f"text som kan bli formel: {what}", _ansvarig(value)) for what, value in INJECTIONS.items()),
    Sample("formel med värde", _utfall(f'<c r="{AT}2"><f>90+5</f><v>95</v></c>')),
    Sample("formel som ger text", _utfall(f'<c r="{AT}2" t="str"><f>"95"</f><v>95</v></c>'), found=("RX107",)),
    Sample("arabiska siffror", _said("٩٥"), found=("RX102",)),
    Sample("1_000", _said("1_000"), found=("RX102",)),
    Sample("NaN som text", _said("NaN"), found=("RX102",)),
    Sample("inf som text", _said("inf"), found=("RX102",)),
    Sample("5 000 siffror som text", _said("9" * 5_000), found=("RX102",)),
    Sample("5 000 siffror", _number("9" * 5_000), found=("RX104",)),
    Sample("NaN", _number("NaN"), found=("RX104",)),
    Sample("inf", _number("INF"), found=("RX104",)),
    Sample("1e999", _number("1e999"), found=("RX104",)),
    Sample("1e308", _number("1e308")),
    Sample("tal som inte är tal", _number("nittiofem"), found=("RX102",)),
    Sample("talets plats tom", _utfall(f'<c r="{AT}2"><v></v></c>'), found=("RX204",)),
    Sample("procent som format", _number("0.95", 1), found=("RX108",)),
    Sample("procent som text", _said("95 %"), found=("RX108",)),
    Sample("procent som eget format", _number("0.95", 4), found=("RX108",)),
    Sample("datum", _number("45000", 2), found=("RX117",)),
    Sample("datum dag 60", _number("60", 2), found=("RX117",)),
    Sample("datum noll", _number("0", 2), found=("RX117",)),
    Sample("datum före tiden", _number("-1", 2), found=("RX117",)),
    Sample("datum efter tiden", _number("99999999", 2)),
    Sample("sant", _utfall(f'<c r="{AT}2" t="b"><v>1</v></c>'), found=("RX125",)),
    Sample("sant som är fem", _utfall(f'<c r="{AT}2" t="b"><v>5</v></c>'), found=("RX024",), lost=("RX021",)),
    Sample("datumtyp som är skräp", _utfall(f'<c r="{AT}2" t="d"><v>i går</v></c>'), found=("RX102",)),
    Sample("1904", lambda folder: with_parts(folder, {"xl/workbook.xml": replaced("xl/workbook.xml", "<sheets>", '<workbookPr date1904="1"/><sheets>'), INDIKATORER: replaced(INDIKATORER, UTFALL, f'<c r="{AT}2" s="2"><v>43538</v></c>')}), found=("RX117",)),
]  # fmt: skip
