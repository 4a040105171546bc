"""The documentation says what the program does."""

from __future__ import annotations

import enum
import inspect
import re
import shutil
from pathlib import Path

import pytest

import runxl
from docs import generera
from docs.generatorer import bilder, konsol
from docs.generatorer.kommandon import ends, leaves
from runxl.cli import _parser
from runxl.cli.parser import Parser
from runxl.contract.load import contract

TOP = Path(__file__).resolve().parents[2]
DOCUMENTS = [TOP / "README.md", TOP / "CHANGELOG.md", *sorted((TOP / "docs").rglob("*.md"))]


needs_sources = pytest.mark.skipif(not Path(enum.__file__).is_file(), reason="den här Python saknar sina egna källor")
"""As python.org's embeddable package is: a document is made of what the sources say."""


@needs_sources
def test_generated_documents_are_up_to_date() -> None:
    """What the generators make is what stands in docs/, and the output shown in the README is real."""
    assert list(generera.out_of_date(TOP)) == []


@needs_sources
def test_a_changed_or_superfluous_document_is_noticed(tmp_path: Path) -> None:
    """The check can fail, and `make docs` mends what it found."""
    shutil.copytree(TOP / "docs", tmp_path / "docs")
    shutil.copy(TOP / "README.md", tmp_path)
    (tmp_path / "docs" / "regler" / "RX101.md").write_text("annat", encoding="utf-8")
    (tmp_path / "docs" / "regler" / "RX999.md").write_text("gammal", encoding="utf-8")
    changes = generera.out_of_date(tmp_path)
    assert set(changes) == {"docs/regler/RX101.md", "docs/regler/RX999.md"}
    generera.write(tmp_path, changes)
    assert generera.out_of_date(tmp_path) == {}


def test_every_finding_code_has_a_page() -> None:
    names = {path.stem for path in (TOP / "docs" / "regler").glob("RX*.md")}
    assert names == set(contract().rules)
    listed = (TOP / "docs" / "regler" / "README.md").read_text(encoding="utf-8")
    assert all(f"[{code}]({code}.md)" in listed for code in names)


COMMANDS = dict(leaves(_parser()))
FIRST_WORDS = {name.split()[0] for name in COMMANDS}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name: str) -> None:
    """In the page of all commands: whatever can be written has words, and so has every way to end."""
    page = (TOP / "docs" / "kommandon.md").read_text(encoding="utf-8")
    chapter = page.partition(f"\n## runxl {name}\n")[2].partition("\n## ")[0]
    options = [action.option_strings[-1] for action in COMMANDS[name]._actions if action.option_strings]
    assert [option for option in options if option != "--help" and f"| `{option}" not in chapter] == []
    assert set(ends(COMMANDS[name])) >= {0, 2}
    assert not re.search(r"\|\s+\|$", chapter, re.MULTILINE), "något saknar ord"


def test_the_readme_tells_of_every_command() -> None:
    text = (TOP / "README.md").read_text(encoding="utf-8")
    assert [name for name in FIRST_WORDS if f"`runxl {name}" not in text] == []


def test_a_command_that_does_not_say_how_it_ends_is_refused() -> None:
    with pytest.raises(ValueError, match="runxl gissa"):
        ends(Parser(prog="runxl gissa", description="Gissar."))


def test_no_command_is_documented_that_does_not_exist() -> None:
    """Neither in the README nor in the rules."""
    known = {*FIRST_WORDS, "KOMMANDO"}
    said = {name for path in DOCUMENTS for name in re.findall(r"`runxl (\w+)", path.read_text(encoding="utf-8"))}
    assert said <= known


def test_the_python_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The example can be copied as it stands, and names every verb there is."""
    (code,) = re.findall(r"```python\n(.*?)```", (TOP / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 (our own README)
    assert all(f"runxl.{verb}(" in code for verb in runxl.__all__ if verb.islower())


LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)")


def anchors(path: Path) -> set[str]:
    """What GitHub makes of a document's headings."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    plain = ("".join(char for char in heading.lower() if char.isalnum() or char in " -_") for heading in headings)
    return {heading.replace(" ", "-") for heading in plain}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    wrong = []
    for name, anchor in LINK.findall(path.read_text(encoding="utf-8")):
        target = path.parent / name if name else path
        if not target.exists() or (anchor and anchor not in anchors(target)):
            wrong.append(f"{name}#{anchor}")
    assert wrong == []


def test_every_document_for_a_controller_can_be_found_from_the_handbook() -> None:
    """And the handbook from the README."""
    text = (TOP / "docs" / "handbok.md").read_text(encoding="utf-8")
    pages = [f"handbok/{path.name}" for path in (TOP / "docs" / "handbok").glob("*.md")]
    assert [page for page in [*pages, "tillagget.md", "it.md", "raknade_exempel.md"] if f"({page}" not in text] == []
    assert "(docs/handbok.md)" in (TOP / "README.md").read_text(encoding="utf-8")


def test_every_column_and_every_setting_is_explained() -> None:
    """In the tables of the handbook, which are made from the contract."""
    text = (TOP / "docs" / "handbok" / "kolumner.md").read_text(encoding="utf-8")
    for table in contract().tables.values():
        section = text.partition(f"## {table.sheet}\n")[2].partition("\n## ")[0]
        names = [one.title for one in (table.settings or table.columns)]
        assert [name for name in names if f"| **{name}**" not in section] == []


def test_every_verb_and_all_that_verbs_return_is_documented() -> None:
    text = (TOP / "docs" / "api.md").read_text(encoding="utf-8")
    returned = {str(getattr(runxl, verb).__annotations__["return"]) for verb in runxl.__all__ if verb.islower()}
    names = {name for one in returned for name in re.findall(r"[A-Z]\w+", one)} - {"Path", "DataFrameSchema"}
    assert all(
        f"### runxl.{verb}\n" in text and inspect.getdoc(getattr(runxl, verb))
        for verb in runxl.__all__
        if verb.islower()
    )
    assert {name for name in names if f"### {name}\n" not in text} == set()


PICTURES = sorted((TOP / "docs" / "bilder").glob("*.png"))


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.stem)
def test_pictures_are_small_and_say_what_they_show(path: Path) -> None:
    """At most 200 kB, and shown somewhere with a text for those who cannot see it."""
    texts = "\n".join(document.read_text(encoding="utf-8") for document in DOCUMENTS)
    alternatives = re.findall(rf"!\[([^\]]*)\]\([^)]*bilder/{re.escape(path.name)}\)", texts)
    assert path.stat().st_size <= 200_000
    assert alternatives
    assert min(map(len, alternatives)) >= 30


def test_a_stale_or_lost_picture_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet that looks different, and a file that is not there, each change the note of sources."""
    (noted,) = bilder.sources().values()
    monkeypatch.setattr(bilder, "_of_file", lambda _: "saknas")
    (lost,) = bilder.sources().values()
    assert noted.splitlines()[0].rpartition(" ")[0] == lost.splitlines()[0].rpartition(" ")[0]
    assert noted != lost
    shown = bilder._shown()
    monkeypatch.setattr(bilder, "_shown", lambda: ("annat", *shown[1:]))
    assert bilder.sources()[bilder.SOURCES] != lost


def test_without_libreoffice_the_pictures_are_left(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line says so, and their note is not rewritten."""
    monkeypatch.setattr(bilder, "can_draw", lambda: False)
    kept = generera._with_pictures({bilder.SOURCES: "annat", "README.md": "text"})
    assert kept == {"README.md": "text"}
    assert capsys.readouterr().out.count("\n") == 1


def test_a_console_block_shows_what_is_printed() -> None:
    """Also why something could not be done, and the parts asked for; other programs are refused."""
    block = "```console\n$ {}\ngammalt\n```\n"
    assert "version" in konsol._with_consoles(block.format("runxl --help  # de första 9 raderna"))
    assert konsol._with_consoles(block.format("runxl validera saknas.xlsx")).count("saknas.xlsx") >= 2
    assert "gammalt" not in konsol._with_consoles(block.format("runxl regler RX112  # den sista raden"))
    with pytest.raises(ValueError, match="only runxl"):
        konsol._with_consoles(block.format("ls"))
