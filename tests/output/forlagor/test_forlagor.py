"""Published documents made anew of what they say themselves, and set beside them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import docx
import pytest

import runxl
from tests.output.forlagor import bocker, mall
from tests.output.forlagor.jamford import Heading, beside, facit, parts, unsaid
from tests.soffice import convert

NAMES = ("underlag_2020", "namndplan_2026", "arsrapport_2024", "delarsrapport_2020")


class Made(NamedTuple):
    document: Any
    book: Path
    missing: Sequence[str]
    left_out: Sequence[str]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Made]:
    """Each document with numbered headings, as the nämnd's own template has them."""
    folder = tmp_path_factory.mktemp("forlagor")
    return {name: _made(name, folder) for name in NAMES}


def _made(name: str, folder: Path) -> Made:
    book = bocker.book(name, folder)
    first = next((one.number for one in facit(name) if isinstance(one, Heading) and one.number), "1")
    done = runxl.report(book, folder / f"{name}.docx", template=mall.numbered(folder / f"mall {name}.docx", int(first)))
    return Made(docx.Document(str(done.file)), book, done.missing, done.left_out)


@pytest.mark.parametrize("name", NAMES)
def test_the_document_is_laid_out_as_the_published_one(name: str, made: dict[str, Made]) -> None:
    """Every heading at its level, every table with its columns, in one order; nothing more, nothing less."""
    assert beside(parts(made[name].document), facit(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_document_says_nothing_that_nobody_has_said(name: str, made: dict[str, Made]) -> None:
    assert unsaid(made[name].document, made[name].book, facit(name)) == []


@pytest.mark.libreoffice
def test_the_chapters_have_the_published_numbers(made: dict[str, Made]) -> None:
    """As another program counts them."""
    folder = next(iter(made.values())).book.parent
    convert("txt:Text", folder, *(folder / f"{name}.docx" for name in NAMES))
    for name in NAMES:
        numbered = [f"{one.number} {one.text}" for one in facit(name) if isinstance(one, Heading) and one.number]
        lines = [line.strip() for line in (folder / f"{name}.txt").read_text(encoding="utf-8-sig").splitlines()]
        assert [line for line in lines if line in numbered] == numbered


def test_what_a_plan_lacks_is_told(made: dict[str, Made]) -> None:
    """The published one is an excerpt: its empty chapters are marked places, and nothing else is."""
    empty = (
        "Vad planen",
        "Det som påverkar",
        "Hur målen följs upp",
        "Planen för",
        "Årsprognosen",
        "Budgetförändringar",
        "Ramar",
    )
    assert all(one.startswith(empty) for one in made["namndplan_2026"].missing), made["namndplan_2026"].missing


def test_what_an_underlag_does_not_ask_for_is_told(made: dict[str, Made]) -> None:
    """The published one tells its finances in words."""
    assert made["underlag_2020"].left_out == ("Bladet Finansiering (5 rader)",)
    assert made["underlag_2020"].missing == ()
