"""docs/handbok/kolumner.md: every sheet and every column of the workbook, from the contract."""

from __future__ import annotations

from docs.generatorer import Files, table
from runxl.contract.load import contract
from runxl.contract.vocabulary import Codelist, Column, Setting, Table
from runxl.contract.wording import codelist
from runxl.output.document.text_facts import FACTS

_ROLES = {"key": "controllern", "in": "controllern", "unit": "enheten", "res": "runxl", "fixed": "ingen"}
_TYPES = {
    "text": "text", "nr": "nummer, som text", "ref": "nummer, som text", "code": "lista", "unit": "text",
    "number": "tal", "measure": "tal", "target": "tal eller text", "outcome": "tal eller svar", "integer": "heltal",
    "share": "procent", "date": "datum", "datetime": "datum och tid", "months": "lista eller månader",
    "setting": "efter inställningen",
}  # fmt: skip
_SETTING_TYPES = {
    "text": "text", "styrmodell": "lista", "integer": "heltal", "code": "lista", "share": "procent", "date": "datum",
    "version": "text",
}  # fmt: skip
_INTRO = """\
Bladens namn och rubriker är desamma i alla regioner. Kolumnerna får stå i vilken ordning som helst, och egna kolumner
får läggas till: de läses inte men ligger kvar. **Vem** säger vem som fyller i kolumnen: controllern, enheten eller
runxl. Det som runxl skriver läses aldrig tillbaka. En stjärna (\\*) betyder att cellen måste vara ifylld.

[Tillbaka till handboken](../handbok.md)"""
_FACTS = """\
En text på bladet Texter kan hämta uppgifter ur arbetsboken, så att ingen siffra behöver skrivas två gånger. Det som
inte finns står kvar som det är skrivet, och rapporten räknar upp det bland det som saknas. NR är radens nummer och får
utelämnas där raden ovan säger det; KOLUMN är en rubrik på bladet, till exempel `{resultat årsprognos}`."""


def columns() -> Files:
    """One table for each sheet, and one for each dropdown."""
    tables = [contract().table_of_sheet(sheet) for sheet in contract().sheets]
    sheets = [_sheet(one) for one in tables if one is not None]
    lists = "\n\n".join(
        (
            "## Listornas värden",
            *(_codelist(codelist(contract(), name, contract().default_styrmodell)) for name in contract().codelists),
        )
    )
    return {"docs/handbok/kolumner.md": "\n\n".join(("# Bladens kolumner", _INTRO, *sheets, lists, _facts())) + "\n"}


def _facts() -> str:
    """What a text in Texter may ask for."""
    rows = [(f"`{{{' '.join(filter(None, (one.name, one.about)))}}}`", one.help, one.example) for one in FACTS]
    own = ("`{nyckeltal}`", "Ett nyckeltal på bladet Personal, med sitt eget namn: `{antal anställda}`.", "103")
    return f"## Uppgifter i en text\n\n{_FACTS}\n\n{table(('Skriv', 'Betyder', 'Till exempel'), [*rows, own])}"


def _sheet(one: Table) -> str:
    written = " Skrivs av runxl." if one.kind == "written" else ""
    rows = [_setting(setting) for setting in one.settings] or [_row(c) for c in one.columns]
    titles = ("Inställning", "Vem", "Vad", "Hjälp") if one.settings else ("Kolumn", "Vem", "Vad", "Hjälp")
    return f"## {one.sheet}\n\n{one.help}{written}\n\n{table(titles, rows)}"


def _row(column: Column) -> tuple[str, ...]:
    star = "\\*" if column.required and column.is_input else ""
    kind = _listed(column.codelist) if column.type == "code" else _TYPES[column.type]
    return f"**{column.title}**{star}", _ROLES[column.role], kind, column.help


def _setting(one: Setting) -> tuple[str, ...]:
    star = "\\*" if one.required else ""
    kind = _listed(one.codelist) if one.type == "code" else _SETTING_TYPES[one.type]
    return f"**{one.title}**{star}", "runxl" if one.written else "controllern", kind, one.help


def _listed(name: str) -> str:
    title = contract().codelists[name].title
    return f"[{title}](#{_anchor(title)})"


def _anchor(heading: str) -> str:
    """As GitHub makes it of a heading."""
    kept = "".join(char for char in heading.lower() if char.isalnum() or char in " -")
    return kept.replace(" ", "-")


def _codelist(one: Codelist) -> str:
    return f"### {one.title}\n\n" + table(("Värde", "Betyder"), [(code.value, code.help) for code in one.codes])
