"""The region's own document out of three nämnder and two years: every table and text against what REPORTS says."""

from __future__ import annotations

from collections import Counter
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

LATEST = {HALSA: REPORTS[3], KULTUR: REPORTS[1], RUN: REPORTS[4]}
"""In the order of their names. A plan for a year is no report of it."""

NOW = "DÅ 2 2027"
MARKS = {"Helt": "✔", "Delvis": "◐", "Inte": "✖", "Ej bedömd": "–", "": ""}
_WORD = {"Helt": "Helt uppfyllt", "Delvis": "Delvis uppfyllt", "Inte": "Ej uppfyllt"}


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> runxl.Summarized:
    top = tmp_path_factory.mktemp("regionen")
    written(top)
    return runxl.summarize(top, tmp_path_factory.mktemp("ut") / "Regionen.docx")


@pytest.fixture(scope="module")
def document(done: runxl.Summarized) -> Any:
    return docx.Document(str(done.out))


def blocks(document: Any) -> list[tuple[str, str] | list[list[str]]]:
    """Paragraphs as (style, text) and tables as their cells, in order."""
    found: list[tuple[str, str] | list[list[str]]] = []
    for one in document.iter_inner_content():
        if isinstance(one, Table):
            found.append([[cell.text for cell in row.cells] for row in one.rows])
        elif isinstance(one, Paragraph) and one.style is not None:
            found.append((str(one.style.name), one.text))
    return found


def chapter(document: Any, heading: str) -> list[tuple[str, str] | list[list[str]]]:
    """What stands under a heading, down to the next of its level or above."""
    inside: list[tuple[str, str] | list[list[str]]] = []
    level = 0
    for one in blocks(document):
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


def tables(document: Any, heading: str) -> list[list[list[str]]]:
    return [one for one in chapter(document, heading) if isinstance(one, list)]


def headings(document: Any, level: int) -> list[str]:
    return [one[1] for one in blocks(document) if isinstance(one, tuple) and one[0] == f"Heading {level}"]


def status(word: str) -> str:
    return f"{MARKS[word]} {word}".strip()


def shown(nr: str) -> str:
    """The Nr that most have: one nämnd alone has mål 4, and calls it 5."""
    return {"4": "5"}.get(nr, nr)


def having(nr: str) -> list[Report]:
    return [one for one in LATEST.values() if nr in one.goals]


def who(one: Report) -> str:
    return one.namnd if one.when == NOW else f"{one.namnd} ({one.when})"


def test_there_is_a_chapter_for_each_mal_and_in_it_a_part_for_each_namnd(document: Any) -> None:
    """Once, in the order of their numbers, whoever has it; a nämnd that is not in the period says which it is in."""
    titles = {nr: f"Mål {shown(nr)}. {namn}" for nr, namn in GOALS.items()}
    assert [text for text in headings(document, 1) if text in titles.values()] == list(titles.values())
    for nr, title in titles.items():
        inside = [one[1] for one in chapter(document, title) if isinstance(one, tuple) and one[0] == "Heading 2"]
        assert inside == [who(one) for one in having(nr)]


def test_each_table_of_contributions_says_what_the_workbooks_say(document: Any) -> None:
    for nr, namn in GOALS.items():
        (first, *_) = tables(document, f"Mål {shown(nr)}. {namn}")
        wanted = [
            [one.namnd, one.when, status(one.goals[nr].counts), f"1 {one.goals[nr].computed}"] for one in having(nr)
        ]
        assert first == [["Nämnd", "Period", "Bedömning", "Delmål"], *wanted]


def test_decided_and_computed_stand_side_by_side(document: Any) -> None:
    """Every mål and every nämnd that has it."""
    (found,) = tables(document, "Beräknat underlag")
    wanted = [
        [
            one.namnd,
            one.when,
            status(one.goals[nr].computed),
            status(one.goals[nr].decided),
            f"1 {one.goals[nr].computed}",
        ]
        for nr in GOALS
        for one in having(nr)
    ]
    assert [row[1:] for row in found[1:]] == wanted
    assert [row[0] for row in found[1:]] == [f"{shown(nr)} {GOALS[nr]}" for nr in GOALS for _ in having(nr)]


def test_every_text_of_the_latest_reports_stands_in_its_chapter_and_no_earlier_one(document: Any) -> None:
    whole = "\n".join(one[1] for one in blocks(document) if isinstance(one, tuple))
    for report in REPORTS:
        for nr in report.goals:
            said = [report.analysis(nr, level) for level in ("målet", "delmålet")]
            if report is not LATEST[report.namnd]:
                assert [text for text in said if text and text in whole] == []
                continue
            inside = [one[1] for one in chapter(document, f"Mål {shown(nr)}. {GOALS[nr]}") if isinstance(one, tuple)]
            assert [text for text in said if text and inside.count(text) != 1] == []


def test_a_decision_stands_as_a_label_with_its_reason(document: Any) -> None:
    inside = [one for one in chapter(document, "Mål 1. Ett attraktivt län") if isinstance(one, tuple)]
    at = inside.index(("Heading 2", HALSA))
    assert _WORD["Inte"] in inside[at + 1][1]
    assert inside[at + 2][1] == "Se analysen."


def test_the_numbers_are_of_the_documents_own_period_alone(document: Any) -> None:
    """One nämnd of three is heard, and that is said; nothing of an earlier period is added."""
    now = LATEST[HALSA]
    inside = [one[1] for one in chapter(document, "Sammanfattning") if isinstance(one, tuple)]
    assert f"Siffrorna gäller {NOW}, 1 av 3 nämnder." in inside
    found = Counter(one.counts for one in now.goals.values())
    (table, *_) = tables(document, "Sammanfattning")
    rows = {row[0]: row[1:] for row in table}
    words = [title.split(" ", 1)[1] for title in rows["Nivå"][:-1]]
    assert rows["Regionmål"] == [str(found[word]) for word in words] + [str(len(now.goals))]
    computed = Counter(one.computed for one in now.goals.values())
    assert rows["Indikatorer"] == [str(computed[word]) for word in words] + [str(len(now.goals))]


def test_who_is_missing_is_a_place_to_fill_and_told(done: runxl.Summarized, document: Any) -> None:
    for one in (LATEST[KULTUR], LATEST[RUN]):
        assert f"Uppföljning från {one.namnd} för {NOW} (senast {one.when})" in done.missing
    assert f"Analys från {HALSA} av regionmål 2" in done.missing
    (table,) = tables(document, "Nämndernas rapporter")
    assert table[1:] == [[one.namnd, one.when] for one in LATEST.values()]


def test_uppdrag_from_fullmaktige_are_gathered(document: Any) -> None:
    (table,) = tables(document, "Uppföljning av fullmäktiges uppdrag")
    marks = {"Klar": "✔ Klar", "Pågående": "◐ Pågående", "Ej påbörjad": "○ Ej påbörjad"}
    wanted = [
        [f"{nr} {namn}", one.namnd, one.when, one.uppdrag[nr]]
        for nr, namn in UPPDRAG.items()
        for one in LATEST.values()
        if nr in one.uppdrag
    ]
    assert [[*row[:3], row[3].split(" ", 1)[-1] if row[3] not in marks else row[3]] for row in table[1:]] == wanted


def test_of_one_period_no_period_stands_in_the_tables(tmp_path: Path) -> None:
    """Where everybody is heard, nothing is said of periods and nobody is missing."""
    written(tmp_path)
    done = runxl.summarize(sorted(tmp_path.glob("[024] *")), tmp_path / "ut.docx")
    document = docx.Document(str(done.out))
    assert document.core_properties.title == "Årsrapport 2026"
    (first, *_) = tables(document, "Mål 1. Ett attraktivt län")
    assert first[0] == ["Nämnd", "Bedömning", "Delmål"]
    assert [text for text in done.missing if "senast" in text] == []


def test_of_plans_alone_there_is_no_document(tmp_path: Path) -> None:
    plan = written(tmp_path)[5]
    with pytest.raises(RunxlError, match="följer upp något"):
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
