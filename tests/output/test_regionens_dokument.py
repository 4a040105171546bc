"""The region's own document out of three nämnder and two years: every table and text against what REPORTS says."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.table import Table
from docx.text.paragraph import Paragraph

import runxl
from runxl.cli import main
from runxl.contract.load import contract
from runxl.errors import RunxlError
from runxl.output.many.region_document import BLOCKS
from tests.conftest import MakeWorkbook
from tests.output.region import GOALS, HALSA, KULTUR, REPORTS, RUN, UPPDRAG, Report, written
from tests.output.workbooks import PLAN


@dataclass(frozen=True)
class Asked:
    """A document: the period that is asked for, and each nämnd's latest report in it, in the order of their names.

    A plan for a year is no report of it.
    """

    period: str
    now: str
    latest: dict[str, Report]
    silent: dict[str, str]
    """What there is of a nämnd in place of the period."""

    def having(self, nr: str) -> list[Report]:
        return [one for one in self.latest.values() if nr in one.goals]

    def contributions(self) -> list[tuple[str, Report]]:
        return [(nr, one) for nr in GOALS for one in self.having(nr)]

    def who(self, one: Report) -> str:
        return one.namnd if one.when == self.now else f"{one.namnd} ({one.when})"

    @property
    def own(self) -> Report:
        """The one nämnd that is heard in the period."""
        return next(one for one in self.latest.values() if one.when == self.now)


LATEST = Asked(
    "",
    "DÅ 2 2027",
    {HALSA: REPORTS[3], KULTUR: REPORTS[1], RUN: REPORTS[4]},
    {KULTUR: "senast DÅ 1 2027", RUN: "senast Årsrapport 2026"},
)
EARLIER = Asked(
    "då 1",
    "DÅ 1 2027",
    {HALSA: REPORTS[2], KULTUR: REPORTS[1], RUN: REPORTS[4]},
    {HALSA: "senast Årsrapport 2026, därefter DÅ 2 2027", RUN: "senast Årsrapport 2026"},
)
"""What has been handed in since is not in it."""

MARKS = {"Helt": "✔", "Delvis": "◐", "Inte": "✖", "Ej bedömd": "–", "": ""}
_WORD = {"Helt": "Helt uppfyllt", "Delvis": "Delvis uppfyllt", "Inte": "Ej uppfyllt", "Ej bedömd": "Ej bedömt"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("regionen")
    written(top)
    return top


@pytest.fixture(scope="module", params=[LATEST, EARLIER], ids=["senaste", "tidigare"])
def asked(request: pytest.FixtureRequest) -> Asked:
    assert isinstance(request.param, Asked)
    return request.param


@pytest.fixture(scope="module")
def done(asked: Asked, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> runxl.Summarized:
    return runxl.summarize(folder, tmp_path_factory.mktemp("ut") / "Regionen.docx", period=asked.period)


Blocks = list[tuple[str, str] | list[list[str]]]


@pytest.fixture(scope="module")
def document(done: runxl.Summarized) -> Blocks:
    return blocks(docx.Document(str(done.out)))


def blocks(document: Any) -> Blocks:
    """Paragraphs as (style, text) and tables as their cells, in order."""
    found: Blocks = []
    for one in document.iter_inner_content():
        if isinstance(one, Table):
            found.append([[cell.text for cell in row.cells] for row in one.rows])
        elif isinstance(one, Paragraph) and one.style is not None:
            found.append((str(one.style.name), one.text))
    return found


def chapter(document: Blocks, heading: str) -> Blocks:
    """What stands under a heading, down to the next of its level or above."""
    inside: Blocks = []
    level = 0
    for one in document:
        style, text = one if isinstance(one, tuple) else ("", "")
        own = int(style[-1]) if style.startswith("Heading ") else 0
        if level and own and own <= level:
            break
        if level:
            inside.append(one)
        elif own and text == heading:
            level = own
    assert level, heading
    return inside


def tables(document: Blocks, heading: str) -> list[list[list[str]]]:
    return [one for one in chapter(document, heading) if isinstance(one, list)]


def by_head(table: list[list[str]]) -> list[dict[str, str]]:
    """Its rows by their headings: a column of nothing is not there."""
    return [dict(zip(table[0], row, strict=True)) for row in table[1:]]


def headings(document: Blocks, level: int) -> list[str]:
    return [one[1] for one in document if isinstance(one, tuple) and one[0] == f"Heading {level}"]


def status(word: str) -> str:
    return f"{MARKS[word]} {word}".strip()


def title(asked: Asked, nr: str) -> str:
    """By the Nr and the name that most have: one nämnd alone has mål 4, and called it 5 at last."""
    having = asked.having(nr)
    numbers = Counter(one.numbered.get(nr, nr) for one in having)
    return f"Mål {numbers.most_common(1)[0][0]}. {GOALS[nr]}"


def test_there_is_a_chapter_for_each_mal_and_in_it_a_part_for_each_namnd(asked: Asked, document: Blocks) -> None:
    """Once, in the order of their numbers, whoever has it; a nämnd that is not in the period says which it is in."""
    titles = {nr: title(asked, nr) for nr in GOALS}
    assert [text for text in headings(document, 1) if text.startswith("Mål ")] == list(titles.values())
    for nr, heading in titles.items():
        inside = [one[1] for one in chapter(document, heading) if isinstance(one, tuple) and one[0] == "Heading 2"]
        assert inside == [asked.who(one) for one in asked.having(nr)]


def test_each_table_of_contributions_says_what_the_workbooks_say(asked: Asked, document: Blocks) -> None:
    """By itself in each chapter, and all in one table that begins the document."""
    every = []
    for nr in GOALS:
        (first, *_) = tables(document, title(asked, nr))
        wanted = [
            [one.namnd, one.when, status(one.goals[nr].counts), f"1 {one.goals[nr].computed}"]
            for one in asked.having(nr)
        ]
        assert first == [["Nämnd", "Period", "Bedömning", "Delmål"], *wanted]
        every += [[title(asked, nr).removeprefix("Mål ").replace(".", "", 1), *row] for row in wanted]
    (together,) = tables(document, "Samlad bedömning")
    assert together[1:] == every


def test_contributions_of_several_periods_say_so(asked: Asked, document: Blocks) -> None:
    """One alone differs from none, whichever period it is of: its own stands beside it."""
    for nr in GOALS:
        said = [one[1] for one in chapter(document, title(asked, nr)) if isinstance(one, tuple)]
        several = len({one.when for one in asked.having(nr)}) > 1
        assert any("inte från samma period" in one for one in said) == several


def test_a_mal_that_a_namnd_calls_something_else_says_so(asked: Asked, document: Blocks) -> None:
    """Of the mål that it is about, under the name that most have."""
    for nr, one in asked.contributions():
        inside = [block[1] for block in chapter(document, title(asked, nr)) if isinstance(block, tuple)]
        told = [text for text in inside if text.startswith(f"{asked.who(one)}: regionmålet heter ")]
        named = one.named.get(nr, "").rstrip(".")
        assert told == (
            [f"{asked.who(one)}: regionmålet heter «{one.named[nr]}»."] if named not in ("", GOALS[nr]) else []
        )


def test_decided_and_computed_stand_side_by_side(asked: Asked, document: Blocks) -> None:
    """Every mål and every nämnd that has it."""
    (found,) = tables(document, "Beräknat underlag")
    wanted = [
        (one.namnd, one.when, status(says.computed), status(says.decided), f"1 {says.computed}")
        for nr, one in asked.contributions()
        for says in (one.goals[nr],)
    ]
    heads = ("Nämnd", "Period", "Beräknad", "Fastställd", "Indikatorer")
    assert [[row.get(head, "") for head in heads] for row in by_head(found)] == [[*row] for row in wanted]


def test_every_text_of_the_latest_reports_stands_in_its_chapter_and_no_other(asked: Asked, document: Blocks) -> None:
    whole = "\n".join(one[1] for one in document if isinstance(one, tuple))
    for report in REPORTS:
        for nr in report.goals:
            said = [report.analysis(nr, level) for level in ("målet", "delmålet")]
            if report is not asked.latest[report.namnd]:
                assert [text for text in said if text and text in whole] == []
                continue
            inside = [one[1] for one in chapter(document, title(asked, nr)) if isinstance(one, tuple)]
            assert [text for text in said if text and inside.count(text) != 1] == []


def test_a_decision_stands_as_a_label_with_its_reason(asked: Asked, document: Blocks) -> None:
    for nr, one in asked.contributions():
        inside = [block for block in chapter(document, title(asked, nr)) if isinstance(block, tuple)]
        at = inside.index(("Heading 2", asked.who(one)))
        says = one.goals[nr]
        assert _WORD[says.counts] in inside[at + 1][1]
        assert (inside[at + 2][1] == "Se analysen.") == bool(says.decided)


def test_the_numbers_are_of_the_documents_own_period_alone(asked: Asked, document: Blocks) -> None:
    """One nämnd of three is heard, and that is said; nothing of another period is added."""
    now = asked.own
    inside = [one[1] for one in chapter(document, "Sammanfattning") if isinstance(one, tuple)]
    assert f"Siffrorna gäller {asked.now}, 1 av 3 nämnder." in inside
    found = Counter(one.counts for one in now.goals.values())
    (table, *_) = tables(document, "Sammanfattning")
    rows = {row[0]: row[1:] for row in table}
    words = [title.split(" ", 1)[1] for title in rows["Nivå"][:-1]]
    assert rows["Regionmål"] == [str(found[word]) for word in words] + [str(len(now.goals))]
    computed = Counter(one.computed for one in now.goals.values())
    assert rows["Indikatorer"] == [str(computed[word]) for word in words] + [str(len(now.goals))]


def test_who_is_missing_is_a_place_to_fill_and_told(asked: Asked, done: runxl.Summarized, document: Blocks) -> None:
    """And a nämnd that has gone on to a later period is asked for a copy of this one."""
    wanted = [f"Uppföljning från {namnd} för {asked.now} ({there})" for namnd, there in asked.silent.items()]
    assert [one for one in done.missing if one.startswith("Uppföljning från")] == wanted
    assert (f"Analys från {HALSA} av regionmål 2" in done.missing) == (asked.own.namnd == HALSA)
    (table,) = tables(document, "Nämndernas rapporter")
    assert table[1:] == [[one.namnd, one.when] for one in asked.latest.values()]
    gone_on = [namnd for namnd, there in asked.silent.items() if "därefter" in there]
    assert [note.split(" har lämnat")[0] for note in done.notes] == gone_on
    assert ("Senare perioder: DÅ 2 2027" in done.left_out) == bool(gone_on)


def test_uppdrag_from_fullmaktige_are_gathered(asked: Asked, document: Blocks) -> None:
    (table,) = tables(document, "Uppföljning av fullmäktiges uppdrag")
    marks = {"Klar": "✔ Klar", "Pågående": "◐ Pågående", "Ej påbörjad": "○ Ej påbörjad"}
    wanted = [
        [f"{nr} {namn}", one.namnd, one.when, one.uppdrag[nr]]
        for nr, namn in UPPDRAG.items()
        for one in asked.latest.values()
        if nr in one.uppdrag
    ]
    assert [[*row[:3], row[3].split(" ", 1)[-1] if row[3] not in marks else row[3]] for row in table[1:]] == wanted


def test_of_one_period_no_period_stands_in_the_tables(folder: Path, tmp_path: Path) -> None:
    """Where everybody is heard, nothing is said of periods and nobody is missing."""
    done = runxl.summarize(sorted(folder.glob("[024] *")), tmp_path / "ut.docx")
    document = docx.Document(str(done.out))
    assert document.core_properties.title == "Årsrapport 2026"
    (first, *_) = tables(blocks(document), "Mål 1. Ett attraktivt län")
    assert first[0] == ["Nämnd", "Bedömning", "Delmål"]
    assert [text for text in done.missing if "senast" in text] == []


def test_a_period_that_is_not_there_is_refused_with_those_that_are(folder: Path, tmp_path: Path) -> None:
    """A plan is no period to report of, and a workbook or a page is of every period."""
    out = tmp_path / "ut.docx"
    with pytest.raises(
        RunxlError, match=r"Ingen av arbetsböckerna är från DÅ 1 2031\. Det som finns: Nämndplan 2027, Års"
    ):
        runxl.summarize(folder, out, period="DÅ 1 2031")
    with pytest.raises(RunxlError, match="Nämndplan 2027 följer inte upp något"):
        runxl.summarize(folder, out, period="Nämndplan")
    with pytest.raises(RunxlError, match=r"En period går bara att ange för \.docx eller \.pdf"):
        runxl.summarize(folder, tmp_path / "ut.xlsx", period="DÅ 1")
    assert list(tmp_path.iterdir()) == []


def test_a_namnd_that_begins_later_is_named_as_such(folder: Path, tmp_path: Path) -> None:
    """It has nothing to say of the period, and is not forgotten."""
    books = [one for one in folder.iterdir() if not one.name.startswith("2 ")]
    done = runxl.summarize(books, tmp_path / "ut.docx", period="Årsrapport 2026")
    assert f"Uppföljning från {HALSA} för Årsrapport 2026 (först DÅ 2 2027)" in done.missing
    (when, sentences) = done.headlines[0]
    assert (when, sentences[-1]) == ("Årsrapport 2026, 2 av 3 nämnder", f"Saknas: {HALSA} (först DÅ 2 2027).")


def test_of_plans_alone_there_is_no_document(folder: Path, tmp_path: Path) -> None:
    (plan,) = folder.glob("5 *")
    with pytest.raises(RunxlError, match="följer inte upp något"):
        runxl.summarize(plan, tmp_path / "ut.docx")
    assert not (tmp_path / "ut.docx").exists()


def test_every_block_of_the_regions_outlines_is_made() -> None:
    assert set(contract().codelists["innehall_region"].values) == set(BLOCKS)


def test_the_command_lists_what_is_left_and_keeps_what_it_replaces(
    make_workbook: MakeWorkbook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = make_workbook(PLAN), tmp_path / "ut.docx"
    assert main(["sammanfatta", str(path), "-o", str(out)]) == 0
    said = capsys.readouterr().out
    assert "kvar att fylla i:" in said
    assert "Det här i arbetsböckerna är inte med i dokumentet:" in said
    before = out.read_bytes()
    assert main(["sammanfatta", str(path), "-o", str(out)]) == 2
    assert main(["sammanfatta", str(path), "-o", str(out), "--ersatt", "--mall", str(out)]) == 0
    (kept,) = tmp_path.glob("ut.docx.bak-*")
    assert kept.read_bytes() == before
    assert f"Säkerhetskopia av den tidigare: {kept.name}." in capsys.readouterr().out
    assert main(["sammanfatta", str(path), "-o", str(tmp_path / "ut.html"), "--mall", str(out)]) == 2
    assert main(["sammanfatta", str(path), "-o", str(tmp_path / "ut 2.docx"), "--mall", str(path)]) == 2
    assert "går inte att ha som mall" in capsys.readouterr().err
