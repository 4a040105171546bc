"""The page about many workbooks: the region together, and a way into each of them."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import runxl
from runxl.check.rows import Family
from runxl.cli import main
from runxl.errors import RunxlError
from runxl.output.many.facts import BookFacts
from runxl.output.many.region_page import for_page, write_page
from runxl.verbs.sammanfatta import HEAVY, parts
from tests import browser as browsers
from tests.browser import Browser
from tests.conftest import MakeWorkbook
from tests.output.pages import example, flat, one, parsed, said
from tests.output.test_webblasare import HOSTILE, faults
from tests.output.workbooks import PLAN

NAMND = "## Inställningar\n| Inställning | Värde |\n| Nämnd | {namn} |"


def plan(namn: str, period: str = "DÅ 1") -> str:
    given = PLAN.replace("## Inställningar\n| Inställning | Värde |", NAMND.format(namn=namn))
    return given.replace("| Period | DÅ 1 |", f"| Period | {period} |")


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> list[BookFacts]:
    """Of both regions' examples."""
    folder = tmp_path_factory.mktemp("exempel")
    return parts(for_page, [example(folder), example(folder, "norrbotten")])


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsers.started() as made:
        yield made


def many(facts: list[BookFacts], antal: int) -> list[BookFacts]:
    """As many nämnder, each with a plan of its own."""
    made = []
    for number in range(antal):
        book = facts[number % len(facts)]
        head = dataclasses.replace(
            book.head, namnd=f"Nämnd {number}", file=f"{number}-{book.head.file}", family=Family(f"plan {number}")
        )
        made.append(dataclasses.replace(book, head=head))
    return made


def test_it_says_what_the_workbook_about_many_says(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    """A regionmål once, whoever works with it; the latest report of each nämnd, with its period where they differ."""
    books = [
        make_workbook(plan("Kulturnämnden"), "kultur.xlsx"),
        make_workbook(plan("Vårdnämnden", "DÅ 2").replace("| 80 | 50 |", "| 80 | 90 |"), "vard.xlsx"),
    ]
    (tmp_path / "trasig.xlsx").write_bytes(b"nej")
    done = runxl.summarize([*books, tmp_path / "trasig.xlsx"], tmp_path / "ut.html")
    assert done.to_dict() | {"fil": ""} == runxl.summarize(
        [*books, tmp_path / "trasig.xlsx"], tmp_path / "ut.xlsx"
    ).to_dict() | {"fil": ""}
    root = parsed(done.out)
    told = said(one(root, "//main"))
    for title, sentences in done.headlines:
        assert title in told
        assert [said for said in sentences if flat(said.split(":")[0]) not in told] == []
    (row,) = root.xpath("//table[@class='matrix'][.//caption[@id='mal']]/tbody/tr")
    assert [said(cell) for cell in row.xpath("th | td//a")] == [
        "1 Ett attraktivt län",
        "Kulturnämnden (DÅ 1 2024) ◐ Delvis",
        "Vårdnämnden (DÅ 2 2024) ✔ Helt",
    ]
    assert "trasig.xlsx: " in said(one(root, "//h2[.='Gick inte att läsa']/following-sibling::ul"))


def test_every_verdict_of_every_workbook_stands_in_it_with_its_reason(tmp_path: Path) -> None:
    """Behind a link from the matrix to the workbook."""
    path = example(tmp_path)
    assessment = runxl.assess(path)
    root = parsed(runxl.summarize(path, tmp_path / "ut.html").out)
    tile = root.xpath("//ul[@class='tiles']//a")[0]
    book = one(root, f"//*[@id='{tile.get('href')[1:]}']")
    rows = [said(row) for row in book.xpath(".//tbody/tr")]
    for delmal in assessment.delmal:
        (row,) = [row for row in rows if row.startswith(f"Delmål {delmal.nr} ")]
        assert flat(delmal.published) in row
        assert f" {delmal.told} " in row
    names = root.xpath("//@id")
    assert len(names) == len(set(names))
    assert {link[1:] for link in root.xpath("//a/@href")} <= set(names)


def test_a_page_of_very_many_rows_is_whole_and_is_said_to_be_heavy(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    assert runxl.summarize(make_workbook(PLAN), tmp_path / "ut.html").notes == ()
    before, heading, after = PLAN.partition("## Aktiviteter")
    many = "".join(
        f"| 1.1.{number} | 1.1 | Mått {number} | st | Minst | 1 | 0 | Tertial |\n" for number in range(2, HEAVY)
    )
    done = runxl.summarize(make_workbook(before + many + heading + after, "stor.xlsx"), tmp_path / "tung.html")
    rows = parsed(done.out).xpath("//tr[@data-rad]")
    assert len(rows) > HEAVY
    assert done.notes == (f"Sidan har {len(rows)} rader och kan vara trög att öppna. Alla är med.",)


def test_every_row_says_which_mal_it_is_of(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    """A regionmål is one to sift by, also where a nämnd numbers it otherwise; what is of none is of none."""
    other = plan("Vårdnämnden").replace(
        "| 1 | Ett attraktivt län |", "| 7 | Ett attraktivt län |\n| 2 | En god hälsa |"
    )
    other = other.replace("| 1.1 | 1 |", "| 1.1 | 7 |").replace("| 1.2 | 1 |", "| 1.2 | 99 |")
    books = [make_workbook(plan("Kulturnämnden"), "kultur.xlsx"), make_workbook(other, "vard.xlsx")]
    root = parsed(runxl.summarize(books, tmp_path / "ut.html").out)
    (label,) = root.xpath("//form//label[.='Mål']")
    options = root.xpath(f"//select[@id='{label.get('for')}']/option")
    (number,) = [option.get("value") for option in options if said(option) == "1 Ett attraktivt län"]
    assert [said(option) for option in options] == ["Alla", "1 Ett attraktivt län", "2 En god hälsa"]
    at = one(root, f"//select[@id='{label.get('for')}']").get("data-f")
    rows = [(said(row.xpath("th")[0]), row.get(f"data-f{at}")) for row in root.xpath("//tr[@data-rad]")]
    assert {
        held for name, held in rows if name.startswith(("Regionmål 1", "Regionmål 7", "Delmål 1.1", "Indikator 1.1.1"))
    } == {number}
    assert "" in {held for name, held in rows if name.startswith("Delmål 1.2")}


def test_where_nothing_can_be_read_no_page_is_left(tmp_path: Path) -> None:
    (tmp_path / "trasig.xlsx").write_bytes(b"nej")
    with pytest.raises(RunxlError, match="trasig"):
        runxl.summarize(tmp_path / "trasig.xlsx", tmp_path / "ut.html")
    assert [one.name for one in tmp_path.iterdir()] == ["trasig.xlsx"]


def test_the_command_writes_it_and_refuses_another_kind(
    make_workbook: MakeWorkbook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = make_workbook(PLAN)
    assert main(["sammanfatta", str(path), "-o", str(tmp_path / "ut.html")]) == 0
    assert "Sammanfattningen står i" in capsys.readouterr().out
    assert main(["sammanfatta", str(path), "-o", str(tmp_path / "ut.txt")]) == 2
    assert "ut.txt måste sluta på .xlsx, .html, .docx eller .pdf" in capsys.readouterr().err


def test_four_times_as_many_take_four_times_as_long(facts: list[BookFacts], tmp_path: Path) -> None:
    """And not sixteen: nothing is compared with everything else."""

    def taken(antal: int) -> float:
        begun = time.process_time()
        write_page(tmp_path / f"{antal}.html", many(facts, antal))
        return time.process_time() - begun

    taken(20)
    assert min(taken(240) for _ in range(2)) < 10 * min(taken(60) for _ in range(2))
    sizes = [(tmp_path / f"{antal}.html").stat().st_size for antal in (60, 240)]
    assert sizes[1] < 4.2 * sizes[0]


@pytest.mark.browser
@pytest.mark.parametrize("antal", [1, 40])
def test_nothing_is_in_the_way_of_anybody(antal: int, browser: Browser, facts: list[BookFacts], tmp_path: Path) -> None:
    """Nor wider than a phone; the way from the matrix unfolds the workbook that it leads to, and no other."""
    write_page(tmp_path / "ut.html", many(facts, antal))
    seen = browser.open(tmp_path / "ut.html", width=360)
    assert browser.run("document.documentElement.scrollWidth") == 360
    link = "document.querySelector('.tiles a')"
    browser.run(f"{link}.click()")
    assert browser.run(f"new Promise(done => setTimeout(() => done(document.querySelector({link}.hash).open), 50))")
    assert faults(browser, folded=False) == []
    assert (seen.console, seen.dialogs, seen.requests) == ([], [], [])


@pytest.mark.browser
def test_one_may_sift_by_namnd(browser: Browser, facts: list[BookFacts], tmp_path: Path) -> None:
    write_page(tmp_path / "ut.html", many(facts, 4))
    browser.open(tmp_path / "ut.html")
    browser.run(
        "(() => { const list = document.querySelector('.sift select');"
        "list.value = [...list.options].find(one => one.text === 'Nämnd 2').value;"
        "list.dispatchEvent(new Event('change', {bubbles: true})); })()"
    )
    shown = browser.run(
        "[...document.querySelectorAll('.book')].filter(one => !one.hidden)"
        ".map(one => one.querySelector('h3').textContent)"
    )
    assert [text.split(",")[0] for text in shown] == ["Nämnd 2"]


@pytest.mark.browser
def test_what_somebody_wrote_is_text_and_does_nothing(
    browser: Browser, make_workbook: MakeWorkbook, tmp_path: Path
) -> None:
    first, second, *_ = cells = [text.replace("|", "\\|") for text in HOSTILE]
    books = [
        make_workbook(
            plan(text).replace("Fler flyttar hit", text).replace("HR", first).replace("Minska resandet", second),
            f"{number}.xlsx",
        )
        for number, text in enumerate(cells)
    ]
    seen = browser.open(runxl.summarize(books, tmp_path / "ut.html").out)
    browser.run("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    shown = browser.run("document.body.textContent")
    assert [text for text in HOSTILE if text not in shown] == []
    assert (seen.dialogs, seen.requests, seen.console) == ([], [], [])
    assert browser.run("document.querySelectorAll('img, script, base, iframe').length") == 1
