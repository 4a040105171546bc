"""`sammanfatta`: the summary of many workbooks says what each of them says by itself, to the cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import runxl
from runxl.assessment.assessed import Assessment
from runxl.assessment.bedomning import DelmalVerdict, MalVerdict
from runxl.cli import main
from runxl.errors import RunxlError
from runxl.measure.values import plain
from runxl.verbs import sammanfatta as batch
from tests.markdown_workbook import write
from tests.verbs.conftest import Sent
from tests.verbs.returns import put

pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension is not supported:UserWarning")

_NAMNDER = ("Kulturnämnden", "Regionala utvecklingsnämnden", "Hälso- & <sjukvårds>nämnden")
_HEALTHY, _TROUBLED = 24, 6


def plan(path: Path, number: int) -> Path:
    """A plan whose figures follow from its number; every seventh has a fault in a cell."""
    utfall = "ungefär 70" if number % 7 == 3 else f"{{tal {40 + number * 3}}}"
    markdown = f"""
## Inställningar
| Inställning | Värde |
| Nämnd | {_NAMNDER[number % 3]} |
| År | {2024 + number % 2} |
| Period | {("DÅ 1", "DÅ 2", "Årsrapport")[number % 3]} |
| Styrmodell | {"Region Norrbotten" if number % 11 == 5 else "Region Västerbotten"} |
## Mål
| Nr | Mål |
| 1 | Ett attraktivt län |
| 2 | Mål utan underlag |
## Delmål
| Nr | Mål | Delmål | Ansvarig | Fastställd status | Motivering |
| 1.1 | 1 | Fler flyttar hit | HR | {"Delvis" if number % 5 == 0 else ""} | {"Läget är ovisst." if number % 5 == 0 else ""} |
| 1.10 | 1 | Bättre resor | Trafik | | |
## Indikatorer
| Nr | Delmål | Indikator | Enhet | Typ | Målvärde | Utfall | Periodicitet |
| 1.1.1 | 1.1 | =HYPERLINK("x") {number} | % | Minst | 80 | {utfall} | Tertial |
| 1.1.2 | 1.1 | <r>Restid</r> | min | Högst | 100 | {{tal {80 + number}}} | Tertial |
| 1.10.1 | 1.10 | Besök | antal | Minst | 10 | | År |
## Aktiviteter
| Nr | Delmål | Aktivitet | Status |
| 1.1-A1 | 1.1 | Kampanj | {("Försenad", "Avslutad")[number % 2]} |
## Uppdrag
| Nr | Uppdragsgivare | Uppdrag | Status | Analys | Slutdatum |
| U1 | Fullmäktige till nämnd | Minska resandet | Pågående | Går bra. | 2024-02-01 |
## Tidigare perioder
| År | Period | Objekt | Nr | Namn | Utfall | Målvärde | Beräknad status |
| {2024 + number % 2} | DÅ 1 | Indikator | 1.1.2 | <r>Restid</r> | {{tal 120}} | {{tal 100}} | Inte |
"""
    return write(markdown, path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some tens of plans; some files are no workbooks, and one has an awkward name."""
    top = tmp_path_factory.mktemp("manga")
    for number in range(_HEALTHY):
        plan(top / f"plan {number:02}.xlsx", number)
    plan(top / "50 % klart #2 å'ä.xlsx", 30)
    for number in range(_TROUBLED):
        (top / f"trasig {number}.xlsx").write_bytes(b"" if number % 2 else b"inte en arbetsbok")
    return top


@pytest.fixture(scope="module")
def summary(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("ut") / "Sammanfattning.xlsx"
    runxl.summarize(folder, out)
    return out


def rows(path: Path, sheet: str) -> list[dict[str, Any]]:
    """A list sheet's rows by header."""
    header, *below = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, header), row, strict=True)) for row in below]


def alone(folder: Path) -> Iterator[Assessment]:
    """Every workbook of the folder assessed by itself, in the order of the names."""
    for path in sorted(folder.glob("*.xlsx"), key=lambda path: path.name.casefold()):
        if not path.name.startswith("trasig"):
            yield runxl.assess(path)


def test_every_indikator_says_what_its_workbook_says_by_itself(folder: Path, summary: Path) -> None:
    """Nämnd, period, status, share, outcome, target, arrow and reason, to the cell and in order."""
    columns = (
        "Nämnd",
        "Period",
        "Nr",
        "Indikator",
        "Status",
        "Andel",
        "Utfall",
        "Målvärde",
        "Utveckling",
        "Förklaring",
    )
    wanted = [
        (
            single.namnd,
            f"{single.period} {single.ar}",
            one.nr,
            one.row.indikator,
            one.told,
            one.andel,
            plain(one.utfall),
            plain(one.malvarde),
            one.utveckling or None,
            one.forklaring,
        )
        for single in alone(folder)
        for one in single.indikatorer
    ]
    found = [tuple(row[name] for name in columns) for row in rows(summary, "Indikatorer")]
    assert found == wanted


def test_every_verdict_and_change_is_the_single_runs(folder: Path, summary: Path) -> None:
    """Mål and delmål with both statuses and their reasons; changes with their sentences."""
    verdicts = Counter(
        (one.nr, one.told, None if one.proposed else one.beraknad, one.faststalld, one.published or None)
        for single in alone(folder)
        for one in (*single.verdicts("Mål"), *single.verdicts("Delmål"))
        if isinstance(one, MalVerdict | DelmalVerdict)
    )
    columns = ("Nr", "Status", "Beräknad", "Fastställd", "Förklaring")
    assert Counter(tuple(row[name] for name in columns) for row in rows(summary, "Mål och delmål")) == verdicts
    texts = [change.text for single in alone(folder) for change in single.changes]
    assert texts
    assert [row["Förändring"] for row in rows(summary, "Förändringar")] == texts


def test_every_finding_stands_there(folder: Path, summary: Path) -> None:
    """Those of single runs, and those of the files that could not be read."""
    single = Counter((one.code, one.cell or None, one.message) for run in alone(folder) for one in run.findings)
    unread = Counter(
        (one.code, None, one.message) for path in folder.glob("trasig*") for one in runxl.read(path).findings
    )
    found = Counter((row["Kod"], row["Cell"], row["Meddelande"]) for row in rows(summary, "Fynd"))
    assert found == single + unread
    assert len(unread) > 0


def test_a_file_that_cannot_be_read_is_a_row(summary: Path) -> None:
    """In Insamling, with its fault; those that were read say how much is filled in."""
    by_file = {Path(row["Fil"]).name: row for row in rows(summary, "Insamling")}
    assert len(by_file) == _HEALTHY + 1 + _TROUBLED
    assert (by_file["trasig 0.xlsx"]["Återlämnad"], by_file["trasig 0.xlsx"]["Fel"]) == ("Går inte att läsa", 1)
    assert by_file["plan 01.xlsx"]["Återlämnad"] == "Ja"
    # DÅ 2: two of the three indikatorer are due and filled in, so are the aktivitet and the uppdrag.
    # Two delmål have neither analysis nor prognosis.
    assert by_file["plan 01.xlsx"]["Ifyllt"] == pytest.approx(4 / 8)
    # Årsrapport: the third indikator is due too, and empty; no prognosis is asked for.
    assert by_file["plan 02.xlsx"]["Ifyllt"] == pytest.approx(4 / 7)


def test_findings_lead_to_their_cells(summary: Path) -> None:
    """A link where a link can work; a name that would break it is only text."""
    sheet = openpyxl.load_workbook(summary)["Fynd"]
    links = {}
    for row in sheet.iter_rows(min_row=2):
        if row[4].value:
            links[Path(str(row[2].value)).name, row[3].value, row[4].value] = row[4].hyperlink
    plain_link = links["plan 03.xlsx", "Indikatorer", "I2"]
    assert plain_link is not None
    assert str(plain_link.target).endswith("plan%2003.xlsx")
    assert plain_link.location == "'Indikatorer'!I2"
    assert all(link is None for (name, *_), link in links.items() if name.startswith("50 %"))


def test_neither_chunks_nor_order_change_the_facts(folder: Path) -> None:
    """What is said of a workbook follows from it alone."""
    paths = sorted(folder.glob("*.xlsx"))
    together = batch.facts(paths)
    assert [batch.facts([path])[0] for path in paths] == together
    assert batch.facts(paths[::-1])[::-1] == together


def test_units_that_have_not_answered_are_missing(sent: Sent, tmp_path: Path) -> None:
    """With the plan beside the answers, Insamling names the units that are silent; the plan alone is counted."""
    put(sent.of("Enhet 1"), {("Indikatorer", "1.1.1", "Utfall"): 12})
    sent.of("Enhet 2").unlink()
    done = runxl.summarize([sent.master, sent.folder], tmp_path / "ut.xlsx")
    by_unit = {row["Enhet"]: row for row in rows(done.out, "Insamling")}
    assert by_unit["Enhet 2"]["Återlämnad"] == "Saknas"
    assert by_unit["Enhet 1"]["Återlämnad"] == "Ja"
    assert by_unit["Enhet 1"]["Ifyllt"] > by_unit["Enhet 3"]["Ifyllt"]
    assert done.headlines == (("Årsrapport 2024", runxl.assess(sent.master).headlines),)


def test_the_units_of_a_namnd_are_told_apart(sent: Sent, tmp_path: Path) -> None:
    """A folder of answers without the plan: a row for each unit, and nämnd and period said once."""
    done = runxl.summarize(sent.folder, tmp_path / "ut.xlsx")
    book = openpyxl.load_workbook(done.out)
    assert [row[0].value for row in book["Mål och nämnder"].iter_rows(max_row=6)] == [
        "Enhet", *(f"Enhet {number}" for number in range(1, 6))
    ]  # fmt: skip
    lists = book["Indikatorer"].column_dimensions
    assert [bool(lists[letter].hidden) for letter in "ABC"] == [True, False, True]


def test_nothing_is_written_over_or_left_half(folder: Path, tmp_path: Path) -> None:
    """An existing file needs `replace`; where nothing could be read no file appears."""
    out = tmp_path / "ut.xlsx"
    out.write_bytes(b"annat")
    with pytest.raises(RunxlError, match="finns redan"):
        runxl.summarize(folder, out)
    assert out.read_bytes() == b"annat"
    with pytest.raises(batch.NothingReadError, match="trasig 0"):
        runxl.summarize([folder / "trasig 0.xlsx"], out, replace=True)
    assert out.read_bytes() == b"annat"
    assert [path.name for path in tmp_path.iterdir()] == ["ut.xlsx"]


def test_the_command_tells_a_short_story(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What it covers, the latest period's sentences and where the rest is; the exit code says whether there are faults."""
    out = tmp_path / "ut.xlsx"
    assert main(["sammanfatta", str(folder / "plan 02.xlsx"), "-o", str(out)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("1 arbetsbok: 1 nämnd")
    assert "  2 regionmål: " in said
    assert str(out) in said
    assert main(["sammanfatta", str(folder), "-o", str(out)]) == 2
    assert "finns redan" in capsys.readouterr().err
    assert main(["sammanfatta", str(folder), "-o", str(out), "--ersatt"]) == 1
    assert main(["sammanfatta", str(folder / "trasig 1.xlsx"), "-o", str(tmp_path / "ny.xlsx")]) == 2
    assert not (tmp_path / "ny.xlsx").exists()
