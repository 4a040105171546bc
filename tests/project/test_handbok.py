"""The handbook as web pages: it comes with the wheel, everybody can read it, and a question finds its answer."""

from __future__ import annotations

import json
import re
import sys
import webbrowser
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest
import yaml

from docs.webb.bygg import build
from docs.webb.sidor import pages
from runxl import resources
from runxl.cli import main
from runxl.contract.load import contract
from runxl.errors import RunxlError
from runxl.verbs import handbok as verb
from tests import browser as browsers
from tests.browser import Browser
from tests.output.test_webblasare import faults

TOP = Path(__file__).resolve().parents[2]
QUESTIONS = yaml.safe_load(Path(__file__).with_name("fragor_till_handboken.yaml").read_text(encoding="utf-8"))
TRIED = ("index.html", "handbok/kolumner.html", "regler/RX112.html", "gor/varje-natt.html", "api.html")
FIRST_HITS = "[...document.querySelectorAll('#traffar a')].slice(0, 3).map(one => one.getAttribute('href'))"


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    build(folder := tmp_path_factory.mktemp("bygge") / "handbok")
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsers.started() as made:
        yield made


def test_every_document_is_a_page_and_every_rule_has_one(handbook: Path) -> None:
    every = {path.relative_to(TOP / "docs").as_posix() for path in (TOP / "docs").rglob("*.md")}
    assert {page.path for page in pages(TOP / "docs")} == every
    assert {path.stem for path in (handbook / "regler").glob("RX*.html")} == set(contract().rules)


def test_links_and_pictures_lead_somewhere(handbook: Path) -> None:
    """Within the handbook, to the heading itself; what asks the network is a link that a person follows."""
    texts = {path: path.read_text(encoding="utf-8") for path in handbook.rglob("*.html")}
    ids = {path: set(re.findall(r' id="([^"]+)"', text)) for path, text in texts.items()}
    wrong = []
    for path, text in texts.items():
        for kind, said in re.findall(r'(href|src)="([^"]+)"', text):
            parts = urlsplit(unescape(said))
            if parts.scheme:
                wrong += [(path.name, said)] if kind == "src" or "stylesheet" in said else []
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            anchor = unquote(parts.fragment)
            if not target.is_file() or (anchor and anchor not in ids.get(target, set())):
                wrong.append((path.name, said))
    assert wrong == []


def test_a_page_is_whole_to_those_who_cannot_see_it(handbook: Path) -> None:
    """One first heading, a language, a title of its own, words for every picture, headings in order."""
    for path in handbook.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        contents = text.partition("<main")[2].partition("</main>")[0]
        assert re.search(r'<html lang="(sv|en)">', text), path
        assert contents.count("<h1") == 1, path
        assert not re.search(r'<img[^>]*alt=""', contents), path
        levels = [int(level) for level in re.findall(r"<h([1-6])", contents)]
        assert all(after - before <= 1 for before, after in pairwise(levels)), path


@pytest.mark.browser
@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda one: str(one["fraga"]))
def test_a_question_finds_its_answer(asked: dict[str, str], handbook: Path, browser: Browser) -> None:
    """Among the first three, by the search itself, with nothing but the pages."""
    seen = browser.open(handbook / "sok.html", at=f"?q={quote(asked['fraga'])}")
    hits = [hit.partition("#")[0] for hit in browser.run(FIRST_HITS)]
    assert asked["svar"] in hits
    assert not [one for one in seen.requests if not one.startswith("file:")]


@pytest.mark.browser
def test_nobody_is_shut_out(handbook: Path, browser: Browser) -> None:
    """By all the rules of axe-core, on a phone and in the dark too, the search's answers as well."""
    browser.open(handbook / "sok.html", at="?q=<b>delmål")
    assert faults(browser) == []
    for page in TRIED:
        browser.prefer(prefers_color_scheme="dark" if page == TRIED[1] else "light")
        browser.open(handbook / page, width=360 if page == TRIED[2] else 1280)
        assert faults(browser) == [], page
        assert browser.run("document.documentElement.scrollWidth - window.innerWidth") <= 0, page
    browser.prefer()


@pytest.fixture
def opened(handbook: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a browser was asked for."""
    asked: list[str] = []
    monkeypatch.setattr(resources, "handbook", lambda: handbook)

    def takes(url: str) -> bool:
        asked.append(url)
        return True

    monkeypatch.setattr(webbrowser, "open", takes)
    monkeypatch.setenv("DISPLAY", ":0")
    return asked


def test_it_opens_in_the_browser(opened: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """The first page, or a rule's, or another's by its name."""
    for words, page in (
        (["handbok"], "index.html"),
        (["handbok", "rx112"], "RX112.html"),
        (["handbok", "it"], "it.html"),
    ):
        assert main(words) == 0
        assert opened[-1].endswith(f"/{page}")
    assert "Handboken öppnas i webbläsaren" in capsys.readouterr().out


def test_where_there_is_no_browser_it_says_where_it_lies(
    opened: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["handbok", "--sokvag"]) == 0
    assert capsys.readouterr().out.strip().endswith("index.html")
    assert main(["handbok", "RX112", "--sokvag", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["oppnad"] is False
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert main(["handbok"]) == 0
    assert capsys.readouterr().out.startswith("Öppna sidan i en webbläsare: ")
    assert opened == []


def test_a_page_that_a_message_names_is_there(handbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the name that is to be typed, or by its heading."""
    monkeypatch.setattr(resources, "handbook", lambda: handbook)
    text = "\n".join(path.read_text(encoding="utf-8") for path in (TOP / "runxl").rglob("*.py"))
    named = set(re.findall(r"runxl handbok ([\w-]+)", text))
    assert named >= {"it", "styrmodell", "RX112"}
    assert all(verb.page(name).is_file() for name in named)
    titles = {one.title for one in pages(TOP / "docs")}
    assert set(re.findall(r"Handbokens sida ([A-ZÅÄÖ][\w ]+) säger", text)) <= titles


def test_a_page_that_is_not_there_is_refused(opened: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["handbok", "RX1112"]) == 2
    assert "Menade du RX112?" in capsys.readouterr().err
    assert opened == []


def test_a_checkout_without_the_pages_says_how_they_are_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "_root", lambda: tmp_path)
    with pytest.raises(RunxlError, match="make docs"):
        resources.handbook()
