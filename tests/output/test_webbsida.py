"""The page for a browser: it says what the document in Word says, and how it stands; it needs nothing else."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

import runxl
from runxl.errors import RunxlError
from tests.conftest import MakeWorkbook
from tests.output.conftest import Kind
from tests.output.pages import KINDS, example, flat, in_word, one, out_of_order, page, parsed, said
from tests.output.workbooks import PLAN, change, run, step


@pytest.mark.parametrize(("styrmodell", "period"), KINDS)
def test_every_text_and_number_of_the_document_in_word_stands_on_the_page_in_order(
    styrmodell: str, period: str, kind: Kind, tmp_path: Path
) -> None:
    """With the same list of contents."""
    path = kind(styrmodell, period)
    body, contents = in_word(runxl.report(path, tmp_path / "ut.docx").file)
    root = parsed(path.with_suffix(".html"))
    article = said(one(root, "//article"))
    front = said(one(root, "//header"))
    begins = next(place for place, text in enumerate(body) if text not in front)
    assert begins >= 2
    assert [*out_of_order(body[:begins], front)] == []
    assert len(body[begins:]) > 15
    assert [*out_of_order(body[begins:], article)] == []
    assert [*out_of_order(contents, said(one(root, "//nav")))] == []


def test_how_it_stands_is_told_of_what_there_is(make_workbook: MakeWorkbook) -> None:
    """`Inga uppdrag` says nothing beside numbers, and of a plan in which there is nothing yet, nothing is said."""
    period = "## Inställningar\n| Inställning | Värde |\n| Period | Nämndplan |"
    some = parsed(page(make_workbook(f"{period}\n## Mål\n| Nr | Mål |\n| 1 | Ett län |", "ett.xlsx")))
    assert [flat(card.text_content()) for card in some.xpath("//*[@class='tally']")] == ["1 regionmål"]
    none = parsed(page(make_workbook(f"{period}\n## Texter\n| Rubrik | Text |\n| Inledning | Ord. |", "ord.xlsx")))
    assert none.xpath("//h1")
    assert not none.xpath("//*[@class='state' or @class='tally']")


def test_it_lists_what_the_document_in_word_lists_as_missing_and_left_out(kind: Kind, tmp_path: Path) -> None:
    path = kind("vasterbotten", "DÅ 2")
    made, in_docx = (runxl.report(path, tmp_path / f"ut.{suffix}") for suffix in ("html", "docx"))
    assert (made.missing, made.left_out) == (in_docx.missing, in_docx.left_out)
    assert made.missing


@pytest.mark.parametrize(("styrmodell", "period"), KINDS)
def test_headings_skip_no_level_and_every_link_leads_somewhere(styrmodell: str, period: str, kind: Kind) -> None:
    root = parsed(kind(styrmodell, period).with_suffix(".html"))
    found = root.xpath("//h1|//h2|//h3|//h4|//h5|//h6|//*[@role='heading']")
    levels = [int(heading.get("aria-level") or heading.tag[1]) for heading in found]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    names = Counter(root.xpath("//@id"))
    assert [name for name, times in names.items() if times > 1] == []
    links = root.xpath("//a/@href")
    assert [link for link in links if link[:1] != "#" or link[1:] not in names] == []
    labelled = [name for told in root.xpath("//@aria-labelledby") for name in told.split()]
    assert [name for name in labelled if name not in names] == []


def test_a_row_is_found_by_its_number(tmp_path: Path) -> None:
    """In the document, and every delmål of the overview leads to its row with the reason."""
    root = parsed(page(example(tmp_path)))
    assert said(one(root, "//*[@id='3.2.1']")).startswith("3.2.1 ")
    assert said(one(root, "//*[@id='3.10']")).startswith("Delmål 3.10 ")
    tile = one(root, "//ul[@class='tiles']//a[starts-with(., '3.10 ')]")
    assert flat(tile.text) == "3.10 ◐ Delvis"
    row = one(root, f"//*[@id='{tile.get('href')[1:]}']")
    assert "Delmål 3.10" in said(row)
    assert one(row, "./p/a").get("href") == "#3.10"


def test_the_state_of_things_stands_above_with_every_reason(tmp_path: Path) -> None:
    """Counts, mål by delmål, what needs attention; a regionmål that nobody has decided has no status."""
    path = example(tmp_path)
    assessment = runxl.assess(path)
    state = one(parsed(page(path)), "//section[@class='state']")
    told = said(state)
    assert [said(one) for one in state.xpath(".//p[@class='many']")] == ["19 delmål", "53 indikatorer", "3 uppdrag"]
    assert [said(one) for one in state.xpath(".//*[@class='tally'][2]//li")] == ["✔ 31 helt", "◐ 9 delvis", "✖ 13 inte"]
    assert [said(one) for one in state.xpath(".//table[@class='matrix']//thead//th")] == ["Regionmål", "Varav"]
    tiles = [flat(tile.text) for tile in state.xpath(".//ul[@class='tiles']//a")]
    assert tiles[:19] == [
        f"{one.nr} {assessment.scale.marks[str(one.told)].symbol} {one.told}" for one in assessment.delmal
    ]
    reasons = [*(one.published for one in assessment.delmal), *(one.forklaring for one in assessment.indikatorer)]
    assert [one for one in reasons if flat(one) not in told] == []
    assert "Ingen tidigare rapport att jämföra med." in told


def test_what_has_changed_and_how_outcomes_have_gone_is_told_in_words_too(make_workbook: MakeWorkbook) -> None:
    path = make_workbook(PLAN)
    run(path)
    step(path, "DÅ 2")
    change(path, "Indikatorer", I2=90)
    state = one(parsed(page(path)), "//section[@class='state']")
    assert "Förändringar sedan DÅ 1 2024" in said(state)
    assert "har gått från rött till grönt (Inte till Helt)." in said(state)
    assert [*out_of_order((change.text for change in runxl.assess(path).changes), said(state))] == []
    (spark, *_) = state.xpath(".//*[name()='svg'][@role='img']")
    assert spark.get("aria-label") == "Utfall: DÅ 1 2024 50; DÅ 2 90"


def test_a_plan_has_its_size_above_it_and_no_status(tmp_path: Path) -> None:
    state = one(parsed(page(example(tmp_path, period="Nämndplan"))), "//section[@class='state']")
    assert said(state) == "Läget 6 regionmål 19 delmål 53 indikatorer 3 uppdrag"


def test_the_page_lets_nothing_in_but_its_own(tmp_path: Path) -> None:
    """One file: no address but its own places, no style on an element, and a policy that forbids all else."""
    written = page(example(tmp_path)).read_text(encoding="utf-8")
    root = parsed(tmp_path / "vasterbotten .html")
    assert root.get("lang") == "sv"
    policy = one(root, "//meta[@http-equiv='Content-Security-Policy']/@content")
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[\w+/=]+'; script-src 'sha256-[\w+/=]+'; img-src data:; "
        r"base-uri 'none'; form-action 'none'",
        policy,
    )
    assert root.xpath("//*[@style] | //*[@src] | //iframe | //object | //embed | //base") == []
    assert list(root.xpath("//@*[starts-with(name(), 'on')]")) == []
    assert root.xpath("//link/@href") == ["data:,"]
    assert re.findall(r"https?:", written) == []
    assert len(root.xpath("//script")) == len(root.xpath("//style")) == 1


def test_a_page_is_written_whole_and_not_over_another(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    path, out = make_workbook(PLAN), tmp_path / "ut.html"
    out.write_text("min", encoding="utf-8")
    with pytest.raises(RunxlError, match="finns redan"):
        runxl.report(path, out)
    done = runxl.report(path, out, replace=True)
    assert done.backup
    assert done.backup.read_text(encoding="utf-8") == "min"
    assert out.read_text(encoding="utf-8").endswith("</html>\n")
    with pytest.raises(RunxlError, match=r"mall\.html går inte att ha som mall för ny\.html: i det formatet"):
        runxl.report(path, tmp_path / "ny.html", template=tmp_path / "mall.html")
