"""What a controller sees is Swedish: help texts, findings, messages and sheets hold none of the telltale English words."""

from __future__ import annotations

import argparse
import ast
import contextlib
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
import yaml

import runxl
from runxl.cli import _parser, main
from runxl.contract.load import contract

TOP = Path(__file__).resolve().parents[2]

ENGLISH = re.compile(
    r"\b(the|and|or|not|is|are|was|were|of|to|with|from|this|that|which|file|files|sheet|row|column|value|values|error|"
    r"warning|missing|required|must|cannot|invalid|unknown|arguments|usage|options|show|write|read|written|"
    r"could|should|found|empty|target|summary|report|default|exit|help|please|your|you|yes|no|done|failed|open|save)\b",
    re.IGNORECASE,
)
"""Words of English that are no words of Swedish. (Swedish has «for», «in», «men», «man», «all», «under» and «text».)"""

NAMES = re.compile(
    r"--[a-z-]+|«[^»]*»|`[^`]*`|[A-Za-z]:\\\S*|\S*[/\\]\S*|Mark of the Web|Power ?Point|Python|Microsoft \w+|Open ?XML|"
    r"[\w-]+\.(?:xlsx|docx|pptx|xlam|oxt|py|csv)"
)
"""Options, commands, paths and names of products are what they are."""


def english(text: str) -> list[str]:
    return [word.group() for word in ENGLISH.finditer(NAMES.sub(" ", text))]


def parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for one in action.choices.values():
                yield from parsers(one)


def test_the_words_can_be_found() -> None:
    """The test can fail, and Swedish passes it."""
    assert english("The file is missing.") == ["The", "file", "is", "missing"]
    assert english("Filen finns inte. Kör runxl ny --help, och titta i rapport.xlsx.") == []


@pytest.mark.parametrize("parser", list(parsers(_parser())), ids=lambda one: one.prog.replace(" ", "-"))
def test_every_help_text_is_swedish(parser: argparse.ArgumentParser) -> None:
    """--help teaches, in the reader's own language, and gives an example."""
    text = parser.format_help()
    assert english(text) == []
    assert text.startswith("Användning: ")
    assert all(action.help for action in parser._actions if not isinstance(action, argparse._SubParsersAction))


COMPLAINTS = [
    [], ["finnsinte"], ["ny"], ["ny", "a.xlsx", "--finnsinte"], ["ny", "a.xlsx", "--ar", "x"], ["ny", "a.xlsx", "--ar"],
    ["validera"], ["validera", "saknas.xlsx"], ["validera", ".", "--json=1"], ["dela", "a.xlsx"],
    ["dela", "a.xlsx", "-o", "m", "--svar-senast", "igår"], ["berakna", "saknas.xlsx"], ["jamfor", "a.xlsx"],
    ["regler", "RX999"], ["addin"], ["addin", "finnsinte"], ["samla", "m", "--till"],
]  # fmt: skip


@pytest.mark.parametrize("arguments", COMPLAINTS, ids=" ".join)
def test_what_is_said_of_a_wrong_command_is_swedish(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
        main(arguments)
    assert said.getvalue()
    assert english(said.getvalue()) == []


def test_every_rule_is_swedish() -> None:
    """Titles, messages, reasons, remedies and examples."""
    texts = {
        f"{rule.code} {part}": getattr(rule, part)
        for rule in contract().rules.values()
        for part in ("title", "message", "why", "remedy", "example")
    }
    assert {where: english(re.sub(r"\{\w+\}", "", text)) for where, text in texts.items() if english(text)} == {}


def test_every_word_of_the_contract_is_swedish() -> None:
    """Titles, help texts and words of styrmodeller, as they stand in the data files."""
    found: dict[str, list[str]] = {}
    for path in sorted((TOP / "validation").glob("**/*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        words = [word for text in spoken(data) for word in english(text)]
        found |= {path.name: words} if words else {}
    assert found == {}


def spoken(data: object, key: str = "") -> Iterator[str]:
    """What people read of a data file: titles, help and words, not names and switches."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from spoken(value, str(name))
    elif isinstance(data, list):
        for value in data:
            yield from spoken(value, key)
    elif isinstance(data, str) and (key in ("title", "help", "one", "many", "definite", "value") or " " in data):
        yield data


@pytest.mark.parametrize("styrmodell", contract().styrmodeller)
def test_every_sheet_is_swedish(styrmodell: str, tmp_path: Path) -> None:
    """Cells, prompts and messages of the dropdowns in a new workbook, computed."""
    path = runxl.new(tmp_path / "ny.xlsx", styrmodell=styrmodell)
    runxl.write_back(path, runxl.assess(path))
    book = openpyxl.load_workbook(path)
    found: dict[str, list[str]] = {}
    for sheet in book.worksheets:
        cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
        rules = sheet.data_validations.dataValidation
        prompts = [text for one in rules for text in (one.promptTitle, one.prompt, one.errorTitle, one.error) if text]
        words = [word for text in (*cells, *prompts) for word in english(text)]
        found |= {sheet.title: words} if words else {}
    assert found == {}


def test_every_message_that_stops_a_run_is_swedish() -> None:
    """Every RunxlError that is raised with a text of its own."""
    found: dict[str, list[str]] = {}
    for path in sorted((TOP / "runxl").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and "Error" in ast.unparse(node.exc.func):
                words = english(stated(node.exc)) if ast.unparse(node.exc.func).endswith("RunxlError") else []
                found |= {f"{path.relative_to(TOP)}:{node.lineno}": words} if words else {}
    assert found == {}


def stated(call: ast.Call) -> str:
    """The literal text of a message; what is filled in is left out."""
    parts = (node.value for one in call.args for node in ast.walk(one) if isinstance(node, ast.Constant))
    return " ".join(part for part in parts if isinstance(part, str))


def test_the_add_in_is_swedish() -> None:
    """Labels and tips of the buttons, and what their macros say."""
    found: dict[str, list[str]] = {}
    for path in sorted((TOP / "macros").rglob("*.*")):
        text = path.read_text(encoding="utf-8")
        said = re.findall(r'(?:label|screentip|supertip)="([^"]*)"', text)
        said += re.findall(r'<value xml:lang="sv">([^<]*)<', text)
        said += [one for line in re.findall(r"MsgBox.*", text) for one in re.findall(r'"([^"]*)"', line)]
        words = [word for one in said for word in english(one)]
        found |= {path.name: words} if words else {}
    assert found == {}


SPEAKING = ("cli", "assessment", "output/document", "addin/messages.py", "addin/answers.py", "addin/status.py")
"""Where the texts of the program itself stand."""

MENDING = ("parser.py", "own_design.py")
"""They know the English of argparse and of python-pptx, to put Swedish in its place."""


def test_every_text_in_the_code_that_people_see_is_swedish() -> None:
    found: dict[str, list[str]] = {}
    for path in (one for name in SPEAKING for one in sources(TOP / "runxl" / name)):
        for node in literals(ast.parse(path.read_text(encoding="utf-8"))):
            words = english(str(node.value))
            found |= {f"{path.relative_to(TOP)}:{node.lineno}": words} if words else {}
    assert found == {}


def sources(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    return [path for path in sorted(place.rglob("*.py")) if path.name not in MENDING]


def literals(tree: ast.AST) -> Iterator[ast.Constant]:
    """Texts of several words; a text that is a statement of its own is a docstring."""
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in alone else None
        if isinstance(node, ast.Constant) and isinstance(text, str) and " " in text.strip():
            yield node


@pytest.mark.parametrize("styrmodell", contract().styrmodeller)
@pytest.mark.parametrize("kind", ["docx", "pptx"])
def test_every_report_is_swedish(styrmodell: str, kind: str, tmp_path: Path) -> None:
    """The text of a whole report and of slides, with an example's facts."""
    plan = runxl.new(tmp_path / "plan.xlsx", styrmodell=styrmodell, example=True)
    file = runxl.report(plan, tmp_path / f"rapport.{kind}").file
    with zipfile.ZipFile(file) as parts:
        names = [name for name in parts.namelist() if re.fullmatch(r"(word/document|ppt/slides/slide\d+)\.xml", name)]
        texts = [text for name in names for text in re.findall(r"<(?:w|a):t[^>]*>([^<]*)<", parts.read(name).decode())]
    assert len(texts) > 50
    assert {text for text in texts if english(text)} == set()
