"""The page in a real browser: everybody can read it and use it, and what somebody wrote in a cell does nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import browser as browsers
from tests.browser import Browser
from tests.conftest import MakeWorkbook, lacking
from tests.output.conftest import Kind
from tests.output.pages import KINDS, page
from tests.output.workbooks import PLAN

pytestmark = pytest.mark.browser

AXE = Path(__file__).resolve().parents[2] / ".venv" / "axe-core" / "axe.min.js"
FAULTS = "axe.run().then(found => found.violations.map(one => one.id + ': ' + one.nodes.map(n => n.html).join(' | ')))"

HOSTILE = (
    '<script>alert("1")</script>',
    '"><img src=x onerror=alert(2)>',
    "'><svg/onload=alert(3)>",
    "</style><script>alert(4)</script>",
    "</title><b>fet</b>",
    '=HYPERLINK("http://ute.example/","Klicka")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "javascript:alert(5)",
    "&lt;script&gt;alert(6)&lt;/script&gt; &amp;",
    "<!-- ]]> {{7*7}} ${alert(7)}",
    "http://ute.example/spar.png",
    "<base href=//ute.example><meta http-equiv=refresh content=0;url=//ute.example>",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsers.started() as made:
        yield made


@pytest.fixture(scope="module")
def arsrapport(kind: Kind) -> Path:
    return kind("vasterbotten", "Årsrapport").with_suffix(".html")


def faults(browser: Browser, *, folded: bool = True) -> list[str]:
    """What axe-core finds, of all its rules. `folded`: what is folded away is looked at too."""
    if not AXE.is_file():
        lacking("axe-core finns inte i .venv/axe-core", "RUNXL_REQUIRE_BROWSER")
    if folded:
        browser.run("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    browser.run(AXE.read_text(encoding="utf-8") + "; 1")
    return list(browser.run(FAULTS))


@pytest.mark.parametrize(("styrmodell", "period"), KINDS)
def test_nothing_is_in_the_way_of_anybody(styrmodell: str, period: str, browser: Browser, kind: Kind) -> None:
    seen = browser.open(kind(styrmodell, period).with_suffix(".html"))
    assert faults(browser) == []
    assert (seen.console, seen.dialogs, seen.requests) == ([], [], [])


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (640, "dark"), (1920, "dark")])
def test_it_holds_on_a_phone_at_twice_the_size_and_in_the_dark(
    width: int, scheme: str, browser: Browser, arsrapport: Path
) -> None:
    """640 is a window of 1280 at 200 %. Nothing is wider than the window but the tables that scroll by themselves."""
    browser.prefer(prefers_color_scheme=scheme)
    browser.open(arsrapport, width=width)
    assert browser.run("document.documentElement.scrollWidth") == width
    assert faults(browser) == []
    browser.prefer()


def test_without_scripts_it_says_the_same(browser: Browser, arsrapport: Path) -> None:
    """And shows no choices that would do nothing."""
    shown = "document.querySelectorAll('details').forEach(one => { one.open = true; }); document.body.innerText"
    browser.open(arsrapport, scripts=False)
    assert browser.run("document.querySelector('form').offsetHeight") == 0
    without = browser.run(shown)
    browser.open(arsrapport)
    assert browser.run("document.querySelector('form').offsetHeight") > 0
    browser.run("document.querySelector('form').remove()")
    assert browser.run(shown).split() == without.split()


def test_one_may_sift_by_mal_by_unit_and_by_status(browser: Browser, arsrapport: Path) -> None:
    browser.open(arsrapport)
    choose = (
        "(kind, word) => { const list = [...document.querySelectorAll('.sift div')]"
        ".find(one => one.innerText.startsWith(kind)).querySelector('select');"
        "list.value = [...list.options].find(one => one.text === word).value;"
        "list.dispatchEvent(new Event('change', {bubbles: true})); }"
    )
    rows = "[...document.querySelectorAll('.rows > li')].filter(one => one.offsetHeight).map(one => one.innerText)"
    browser.run(f"({choose})('Ansvarig', 'Kultur')")
    found = browser.run(rows)
    assert [text.split()[1] for text in found] == ["1.1", "1.2", "2.1"]
    assert browser.run("document.querySelector('[role=status]').innerText") == "Visar 5 av 39 rader."
    browser.run(f"({choose})('Status', 'Helt')")
    assert browser.run(rows) == []
    browser.run("document.querySelector('.sift button').click()")
    assert len(browser.run(rows)) == 22


def test_the_keyboard_alone_reaches_everything(browser: Browser, make_workbook: MakeWorkbook) -> None:
    """Every link, list, button and fold, in the order in which they stand; and a fold is opened by Enter."""
    browser.open(page(make_workbook(PLAN)))
    every = "[...document.querySelectorAll('a[href], button, select, summary')]"
    expected = browser.run(f"{every}.filter(one => one.checkVisibility()).map(one => one.outerHTML)")
    reached = []
    for _ in expected:
        browser.press("Tab", 9)
        reached.append(browser.run("document.activeElement.outerHTML"))
    assert reached == expected
    browser.run("document.querySelector('.rows summary').focus()")
    browser.press("Enter", 13)
    assert browser.run("document.querySelector('.rows details').open") is True


def test_what_is_folded_away_is_printed(browser: Browser, make_workbook: MakeWorkbook) -> None:
    browser.open(page(make_workbook(PLAN)))
    browser.run("dispatchEvent(new Event('beforeprint'))")
    assert browser.run("document.querySelectorAll('details:not([open])').length") == 0
    browser.run("dispatchEvent(new Event('afterprint'))")
    assert browser.run("document.querySelectorAll('details:not([open])').length") > 0


def test_what_somebody_wrote_is_text_and_does_nothing(browser: Browser, make_workbook: MakeWorkbook) -> None:
    """In every kind of text there is: no dialog, no request, no complaint, and it can be read as it was written."""
    cells = [text.replace("|", "\\|") for text in HOSTILE]
    name, delmal, indikator, unit, comment, aktivitet, uppdrag, analys, *more = cells
    markdown = f"""
## Inställningar
| Inställning | Värde |
| Nämnd | {more[0]} |
| Period | DÅ 1 |
| Dnr | {more[1]} |
| Sidhuvud | {more[3]} |
## Mål
| Nr | Mål | Analys |
| 1 | {name} | {analys} |
## Delmål
| Nr | Mål | Delmål | Ansvarig | Analys |
| {more[2]} | 1 | {delmal} | {unit} | {name} |
| 1.2 | 1 | Två | {unit} 2 | |
## Indikatorer
| Nr | Delmål | Indikator | Enhet | Typ | Målvärde | Utfall | Periodicitet | Kommentar |
| 1.2.1 | 1.2 | {indikator} | % | Minst | 80 | 50 | Tertial | {comment} |
## Aktiviteter
| Nr | Delmål | Aktivitet | Status |
| 1.2-A1 | 1.2 | {aktivitet} | Försenad |
## Uppdrag
| Nr | Uppdragsgivare | Uppdrag | Status | Analys |
| U1 | Fullmäktige till nämnd | {uppdrag} | Pågående | {delmal} |
## Händelser
| Nr | Rubrik | Beskrivning |
| 1 | {more[1]} | {more[2]} |
"""
    seen = browser.open(page(make_workbook(markdown)))
    browser.run("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    browser.run("new Promise(done => setTimeout(done, 100))")
    shown = browser.run("document.body.innerText + document.title")
    assert [text for text in HOSTILE if text not in shown] == []
    assert (seen.dialogs, seen.requests, seen.console) == ([], [], [])
    assert browser.run("document.querySelectorAll('img, script, base, iframe, svg[onload]').length") == 1
    assert browser.run("document.querySelectorAll('a:not([href^=\"#\"])').length") == 0


def test_what_is_not_the_pages_own_is_forbidden_by_the_page_itself(
    browser: Browser, arsrapport: Path, tmp_path: Path
) -> None:
    """Were there a hole in the escaping, the browser would still run nothing and fetch nothing."""
    hole = "<script>alert(1)</script><img src='http://127.0.0.1:9/x' onerror='alert(2)'><h2"
    broken = tmp_path / "hål.html"
    broken.write_text(arsrapport.read_text(encoding="utf-8").replace("<h2", hole, 1), encoding="utf-8")
    seen = browser.open(broken)
    assert seen.dialogs == []
    assert sum("violates the following Content Security Policy" in told for told in seen.console) >= 2
