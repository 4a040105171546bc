"""The JSON faces: every command has a schema, and prints what it says at every exit code."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from docs.generatorer.kommandon import ends, leaves
from runxl import cli, resources
from runxl.addin.install import health
from runxl.addin.install.health import Check
from runxl.cli import main, terminal
from runxl.contract.json_schema import commands, json_schema
from tests.json_documents import command_of, refuse_unlike
from tests.markdown_workbook import write

WITHOUT_JSON = {
    "demo": "berättar ett år, steg för steg, för den som tittar",
    "addin build": "bygger en fil, vars namn man har sagt",
    "addin install": "lägger knapparna i Excel hos den som sitter vid datorn",
    "addin remove": "tar bort dem",
    "addin prova": "frågar den som sitter vid datorn, och skriver ett protokoll att läsa",
}
"""Commands that a program has nothing to ask of, and why."""

PROMISED = Path(__file__).with_name("json_utlovat.yaml")
"""The shapes that are promised outside the project, by command."""

FIRST = """
## Inställningar
| Inställning | Värde |
| År | 2026 |
| Period | DÅ 1 |
| Plan-id | p1 |
## Mål
| Nr | Mål |
| 1 | Ett mål |
## Delmål
| Nr | Mål | Delmål | Ansvarig |
| 1.1 | 1 | Ett delmål | HR |
## Indikatorer
| Nr | Delmål | Indikator | Typ | Målvärde | Utfall | Periodicitet |
| 1.1.1 | 1.1 | Besök | Minst | 10 | {utfall} | Tertial |
"""

WISHED = """
## Förslag
| Nr | Enhet | Blad | Rad | Kolumn | Är | Föreslås | Godtas |
| 1 | HR | Indikatorer | 9.9.9 | Målvärde | 10 | 11 | Ja |
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan, one with a fault, one of a computed period, what was sent out and came back, and a file that is none."""
    folder = tmp_path_factory.mktemp("json")
    for name, utfall in (("plan.xlsx", "12"), ("fel.xlsx", "abc"), ("klar.xlsx", "12")):
        write(FIRST.format(utfall=utfall), folder / name)
    write(FIRST.format(utfall="12") + WISHED, folder / "onskat.xlsx")
    (folder / "trasig.xlsx").write_text("hej", encoding="utf-8")
    (folder / "fel.yaml").write_text("name: x\n", encoding="utf-8")
    main(["styrmodell", "kopiera", "norrbotten", "-o", str(folder / "bra.yaml")])
    (folder / "nytt.csv").write_text(
        "Delmål;Indikator;Mål 2026\n1.1 Kultur;Antal resor;90\n1.1;Antal möten;få\n", "utf-8"
    )
    (folder / "bra.csv").write_text("Mål;Delmål;Indikator;Mål 2026\nMål 1. Liv;1.1 Kultur;Antal resor;90\n", "utf-8")
    (folder / "tom").mkdir()
    main(["berakna", str(folder / "klar.xlsx")])
    main(["dela", str(folder / "plan.xlsx"), "-o", str(folder / "svar")])
    for name in ("blandat", "trasiga"):
        shutil.copytree(folder / "svar", folder / name)
    for path in (*(folder / "trasiga").glob("*.xlsx"), folder / "blandat" / "Svar IT.xlsx"):
        path.write_text("hej", encoding="utf-8")
    return folder


@pytest.fixture
def room(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of them, as the folder that the commands are given in, at a computer where the add-in is not installed."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "handbok").mkdir()
    (tmp_path / "handbok" / "index.html").write_text("", encoding="utf-8")
    monkeypatch.setattr(resources, "handbook", lambda: tmp_path / "handbok")
    monkeypatch.setattr(health, "status", lambda: [Check("Tillägget finns inte", "Installera det")])
    return tmp_path


CASES: tuple[tuple[int, str], ...] = (
    (0, "ny ut.xlsx"),
    (0, "ny ut.xlsx --fran klar.xlsx"),
    (2, "ny plan.xlsx"),
    (0, "importera bra.csv -o ut.xlsx"),
    (1, "importera nytt.csv -o ut.xlsx"),
    (2, "importera fel.yaml -o ut.xlsx"),
    (2, "importera"),
    (0, "validera plan.xlsx"),
    (1, "validera plan.xlsx fel.xlsx trasig.xlsx"),
    (2, "validera trasig.xlsx"),
    (2, "validera borta.xlsx tom"),
    (2, "validera plan.xlsx -o borta/ut.xlsx"),
    (0, "dela plan.xlsx -o ut --mejl"),
    (2, "dela plan.xlsx -o svar"),
    (0, "status svar --till plan.xlsx --mejl mejl"),
    (1, "status trasiga --till plan.xlsx"),
    (2, "status svar --till trasig.xlsx"),
    (0, "samla svar --till plan.xlsx"),
    (1, "samla blandat --till plan.xlsx"),
    (2, "samla trasiga --till plan.xlsx"),
    (2, "samla svar --till trasig.xlsx"),
    (0, "godta plan.xlsx"),
    (1, "godta onskat.xlsx"),
    (2, "godta trasig.xlsx"),
    (0, "berakna plan.xlsx"),
    (0, "berakna plan.xlsx --bara-visa --period Årsrapport"),
    (1, "berakna fel.xlsx"),
    (2, "berakna trasig.xlsx"),
    (2, "berakna borta.xlsx"),
    (0, "period klar.xlsx DÅ_2"),
    (0, "period klar.xlsx DÅ_2 --bara-visa"),
    (2, "period plan.xlsx DÅ_2"),
    (0, "jamfor plan.xlsx klar.xlsx"),
    (2, "jamfor plan.xlsx trasig.xlsx"),
    (0, "sammanfatta plan.xlsx -o ut.xlsx"),
    (1, "sammanfatta plan.xlsx fel.xlsx -o ut.xlsx"),
    (2, "sammanfatta trasig.xlsx -o ut.xlsx"),
    (0, "sammanfatta plan.xlsx -o ut.docx"),
    (0, "historik plan.xlsx klar.xlsx -o ut.csv"),
    (1, "historik plan.xlsx trasig.xlsx -o ut.xlsx"),
    (2, "historik trasig.xlsx -o ut.csv"),
    (0, "rapport plan.xlsx -o ut.docx"),
    (1, "rapport fel.xlsx -o ut.pptx"),
    (2, "rapport trasig.xlsx -o ut.docx"),
    (0, "migrera plan.xlsx -o ut.xlsx"),
    (2, "migrera trasig.xlsx -o ut.xlsx"),
    (0, "styrmodell visa"),
    (0, "styrmodell visa norrbotten"),
    (2, "styrmodell visa söderbotten"),
    (0, "styrmodell kopiera norrbotten -o ut.yaml"),
    (2, "styrmodell kopiera norrbotten -o fel.yaml"),
    (1, "styrmodell kontrollera fel.yaml"),
    (2, "styrmodell kontrollera borta.yaml"),
    (0, "regler"),
    (0, "regler RX103"),
    (2, "regler RX999"),
    (0, "handbok --sokvag"),
    (2, "handbok finns-inte"),
    (0, "styrmodell kontrollera bra.yaml"),
    (1, "addin status"),
    (2, "addin status --libreofice"),
)
"""What is asked for and how it ends. A command with a schema must stand here with every code that its help tells of."""

SELDOM = {("addin status", 0): "kräver ett Excel där tillägget är på plats; tests/addin prövar det"}
"""What is not tried here, and why."""


@pytest.mark.parametrize(("code", "asked"), CASES, ids=[asked for _, asked in CASES])
def test_a_document_is_as_its_schema_says(
    code: int, asked: str, room: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One whole document on stdout; of a run that could not be done it says why, and so does a line on stderr."""
    capsys.readouterr()
    words = [word.replace("_", " ") for word in asked.split()]
    assert main([*words, "--json"]) == code, capsys.readouterr().err
    said = capsys.readouterr()
    assert "NaN" not in said.out
    assert "Infinity" not in said.out
    document = json.loads(said.out)
    refuse_unlike(command_of(words), document)
    assert ("stopp" in document) == (code == 2)
    assert code != 2 or f"runxl: {document['stopp']}" in said.err


def test_every_command_has_a_schema_or_a_reason() -> None:
    """Also those of tomorrow: a new command gets --json and a file in validation/json/, or stands in WITHOUT_JSON."""
    found = dict(leaves(cli._parser()))
    said = {
        command for command, parser in found.items() if any("--json" in one.option_strings for one in parser._actions)
    }
    assert said == set(commands()), "ett kommando har --json utan schema, eller schema utan --json"
    assert found.keys() - said == WITHOUT_JSON.keys(), "ett kommando saknar --json"


def test_every_schema_is_tried_at_every_exit_code() -> None:
    tried: dict[str, set[int]] = {}
    for code, asked in CASES:
        tried.setdefault(command_of(asked.split()), set()).add(code)
    said = {command: ends(parser) for command, parser in leaves(cli._parser()) if command in commands()}
    told = {command: {code for code in codes if (command, code) not in SELDOM} for command, codes in said.items()}
    assert {command: tried.get(command, set()) for command in commands()} == told


def test_what_is_no_command_of_ours_gets_no_document(capsys: pytest.CaptureFixture[str]) -> None:
    """Nor a command without --json, nor a file of that name."""
    for words in (["demo", "--json"], ["gissa", "--json"], ["validera", "--", "--json"]):
        assert main(words) == 2
        assert capsys.readouterr().out == ""


def test_a_document_that_nobody_reads_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(_: object) -> None:
        raise BrokenPipeError

    silenced: list[bool] = []
    monkeypatch.setattr(terminal, "show_json", closed)
    monkeypatch.setattr(terminal, "silence_stdout", lambda: silenced.append(True))
    assert main(["validera", "borta.xlsx", "--json"]) == 2
    assert silenced


@pytest.mark.parametrize("command", commands())
def test_a_schema_is_a_schema_and_has_words_for_every_key(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    from jsonschema import Draft202012Validator

    assert main(["--json-schema", *command.split()]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema == json_schema(command)
    Draft202012Validator.check_schema(schema)
    assert next(iter(schema["properties"])) == "version"
    assert not [name for name, part in _keys(schema) if not (part.get("description") or "$ref" in part)]


def test_an_unknown_command_has_no_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--json-schema", "validara"]) == 2
    assert "Menade du validera?" in capsys.readouterr().err


@pytest.mark.parametrize("command", yaml.safe_load(PROMISED.read_text(encoding="utf-8")))
def test_what_is_promised_stands_in_the_schema_in_that_order(command: str) -> None:
    """More keys may have come; those that were promised are there, in their order."""
    promised = {"version": None, **yaml.safe_load(PROMISED.read_text(encoding="utf-8"))[command]}
    kept = _kept(_shape(json_schema(command)), promised)
    assert json.dumps(kept, ensure_ascii=False) == json.dumps(promised, ensure_ascii=False)


def _kept(shape: Any, promised: Any) -> Any:
    """Without what has come beside what was promised."""
    if isinstance(promised, dict):
        return {name: _kept(inner, promised[name]) for name, inner in shape.items() if name in promised}
    return [_kept(shape[0], promised[0])] if isinstance(promised, list) else shape


def _keys(part: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(part, dict):
        yield from part.get("properties", {}).items()
        for value in part.values():
            yield from _keys(value)


def _shape(schema: Any) -> Any:
    """Nothing but the keys: a dict of them, a list of one for what there are many of, None for a value."""

    def of(part: Any) -> Any:
        if "$ref" in part:
            part = schema["$defs"][part["$ref"].rpartition("/")[2]]
        if "properties" in part:
            return {name: of(inner) for name, inner in part["properties"].items()}
        return [of(part["items"])] if "items" in part else None

    return of(schema)
