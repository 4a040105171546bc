"""What a unit has written is text in everything that runxl makes of it: workbooks, CSV and the terminal."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runxl.cli import main
from runxl.cli.terminal import safe
from runxl.workbook.read import read
from tests.conftest import MakeWorkbook
from tests.onda.values import INJECTIONS

HEADERS = "| Nr | Delmål | Indikator | Typ | Enhet | Målvärde | Utfall | Periodicitet | Ansvarig |\n|---|---|---|---|---|---|---|---|---|\n"
PLAN = f"## Mål\n| Nr | Mål |\n|---|---|\n| 1 | MÅLET |\n## Delmål\n| Nr | Mål | Delmål |\n|---|---|---|\n| 1.1 | 1 | DELMÅLET |\n## Indikatorer\n{HEADERS}| 1.1.1 | 1.1 | INDIKATORN | Minst | antal | 90 | 95 | År | ENHETEN |\n| 1.1.2 | 1.1 | Andra | FELTYP | antal | 90 | 95 | År | ENHETEN |\n"
_MARKED = re.compile("<t>(?:MÅLET|DELMÅLET|M&#197;LET|DELM&#197;LET|INDIKATORN|FELTYP|ENHETEN)</t>")


def _planted(make: MakeWorkbook, said: str) -> Path:
    """A plan in which every text that a person may write is `said`, written straight into the parts."""
    path = make(PLAN)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, _MARKED.sub(lambda _: _text(said), part.decode()) if name.endswith(".xml") else part)
    return path


def _text(said: str) -> str:
    return f'<t xml:space="preserve">{escape(_allowed(said))}</t>'


def _allowed(said: str) -> str:
    """XML knows no control characters; Excel writes them so."""
    return "".join(f"_x{ord(char):04X}_" if char < " " and char not in "\t\n" else char for char in said)


def _no_formulas(path: Path) -> None:
    """No formula but runxl's own, no link out of the workbook, no DDE."""
    with zipfile.ZipFile(path) as package:
        assert not [name for name in package.namelist() if "externalLink" in name]
        everything = "".join(
            package.read(name).decode() for name in package.namelist() if name.endswith((".xml", ".rels"))
        )
    assert "ute.example" not in "".join(
        part.split("</Relationships>")[0] for part in everything.split("<Relationships")[1:]
    )
    for ws in openpyxl.load_workbook(path):
        for line in ws.iter_rows():
            for cell in line:
                formula = cell.data_type == "f"
                assert not (
                    formula and any(bad in str(cell.value) for bad in ("cmd|", "ute.example", "1+1", "WEBSERVICE"))
                )


@pytest.mark.parametrize("what", INJECTIONS)
def test_injected_text_stays_text_in_every_workbook(
    make_workbook: MakeWorkbook, tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    path = _planted(make_workbook, INJECTIONS[what])
    report = tmp_path / "fynd.xlsx"
    assert main(["validera", str(path), "-o", str(report), "--markera"]) in (0, 1)
    assert main(["berakna", str(path)]) in (0, 1)
    for book in (path, report):
        _no_formulas(book)
    _harmless(capsys.readouterr().out)


def test_the_injected_text_stands_where_it_should(make_workbook: MakeWorkbook) -> None:
    """The tests here would prove nothing if it were not read."""
    tables = read(_planted(make_workbook, INJECTIONS["dde"])).tables
    assert tables["mal"].values("mal") == tables["delmal"].values("delmal") == [INJECTIONS["dde"]]
    assert tables["indikatorer"].values("ansvarig") == [INJECTIONS["dde"]] * 2


def _harmless(printed: str) -> None:
    """Nothing but lines of printable signs: no escape sequence, no carriage return, no sign that turns the text about."""
    assert all(char.isprintable() or char in "\n\N{SOFT HYPHEN}" for char in printed)


@pytest.mark.parametrize("what", INJECTIONS)
def test_injected_text_stays_text_in_the_list_of_what_was_sent(
    make_workbook: MakeWorkbook, tmp_path: Path, what: str
) -> None:
    """A cell of the CSV that would begin a formula begins with an apostrophe instead."""
    path = _planted(make_workbook, INJECTIONS[what])
    assert main(["dela", str(path), "-o", str(tmp_path / "ut")]) in (0, 2)
    for sent in (tmp_path / "ut").glob("*.xlsx"):
        _no_formulas(sent)
    for listed in (tmp_path / "ut").glob("*.csv"):
        with listed.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for line in csv.reader(file, delimiter=";") for cell in line]
        assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r\n")]


@pytest.mark.parametrize(
    "sign",
    [
        "\x1b[2J",
        "\x1b]0;titel\x07",
        "\x9b31m",
        "\r",
        "\b",
        "\x00",
        "\x7f",
        "\u202e",
        "\u2066",
        "\u200b",
        "\u2028",
        "\u2029",
        "\ufeff",
    ],
)
def test_no_sign_steers_the_terminal(sign: str) -> None:
    """Escape sequences of both kinds, what moves backwards, and what turns the text about."""
    shown = safe(f"Eva{sign}Ek")
    assert shown.isprintable()
    assert shown.startswith("Eva")
    assert shown.endswith("Ek")


odd = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Z", "Cc", "Cf"), exclude_characters="\ufffe\uffff\r"),
    max_size=20,
)
numbers = st.floats(allow_nan=False, allow_infinity=False).map(repr) | st.integers().map(str)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(odd | numbers | st.sampled_from(sorted(INJECTIONS.values())), st.booleans())
def test_any_text_goes_the_whole_journey(
    make_workbook: MakeWorkbook,
    capsys: pytest.CaptureFixture[str],
    said: str,
    as_number: bool,  # noqa: FBT001
) -> None:
    """From a cell to findings in JSON, to results and Sammanfattning in the workbook, and to the lines on the screen."""
    path = _planted(make_workbook, said)
    capsys.readouterr()
    code = main(["validera", str(path), "--json"])
    assert code in (0, 1)
    assert json.loads(capsys.readouterr().out)["filer"][0]["fil"] == str(path)
    assert main(["berakna", str(path)]) in (0, 1)
    _harmless(capsys.readouterr().out)
    _no_formulas(path)
    for copy in path.parent.glob("*.bak*"):
        copy.unlink()
