"""Data validation: dropdowns, the prompt that tells what to fill in, and the stop at result cells."""

from __future__ import annotations

import datetime as dt

from runxl.contract.vocabulary import Column, Setting, Table
from runxl.contract.wording import codelist
from runxl.excel import shortened
from runxl.template.formats import Design
from runxl.template.sent import Validation, refusal, stop
from runxl.workbook.places import list_name

_TITLE_LENGTH = 32
_MESSAGE_LENGTH = 255
_SPELLED_OUT = 7
"""Lists up to this long are named in the message."""

_FIRST_DAY = dt.date(1990, 1, 1)
_LAST_DAY = dt.date(2100, 12, 31)

REFUSED = refusal("Cellen fylls i av runxl", "Här skriver runxl resultatet. Det som skrivs för hand läses aldrig.")


def validation(column: Column, table: Table, design: Design) -> Validation:
    """The rule of a whole column."""
    if column.is_result or column.role == "fixed":
        return REFUSED
    return {**_rule(column, design), **_prompt(column.title, _help(column, table))}


def setting_validation(setting: Setting, design: Design) -> Validation:
    rule = REFUSED if setting.written else _rule(setting, design)
    return {**rule, **_prompt(setting.title, setting.help)}


def _rule(one: Column | Setting, design: Design) -> Validation:
    if one.type == "styrmodell":
        return _listed("styrmodell", "Välj en styrmodell i listan.")
    if one.type == "code" and not design.contract.codelists[one.codelist].sheets:
        return _listed(one.codelist, f"Välj ett av värdena i listan{_values(one.codelist, design)}.")
    if one.type in ("code", "months"):
        # The list is a help only: a list of months of one's own, or a sheet of the nämnd's own, is as good.
        return {"validate": "list", "source": f"={list_name(one.codelist)}", "show_error": False}
    if one.type == "date":
        return _between("date", _FIRST_DAY, _LAST_DAY, "Skriv datumet som ÅÅÅÅ-MM-DD, till exempel 2024-12-31.")
    if one.type == "integer":
        low, high = int(one.minimum or 0), int(one.maximum or 9999)
        return _between("integer", low, high, f"Skriv ett heltal från {low} till {high}.")
    if one.type == "share":
        return _between("decimal", one.minimum or 0, one.maximum or 1, "Skriv en andel i procent, till exempel 80 %.")
    if one.type == "number":
        return _between("decimal", -1e15, 1e15, "Skriv bara talet, utan enhet. Använd decimalkomma.")
    return {"validate": "any"}


def _listed(name: str, message: str) -> Validation:
    refused = stop("Värdet finns inte i listan", shortened(message, _MESSAGE_LENGTH))
    return {"validate": "list", "source": f"={list_name(name)}", **refused}


def _between(kind: str, low: object, high: object, message: str) -> Validation:
    refused = stop("Värdet går inte att använda", message)
    return {"validate": kind, "criteria": "between", "minimum": low, "maximum": high, **refused}


def _values(name: str, design: Design) -> str:
    values = codelist(design.contract, name, design.styrmodell).values
    return f": {', '.join(values)}" if len(values) <= _SPELLED_OUT else ""


def _prompt(title: str, message: str) -> Validation:
    return {"input_title": shortened(title, _TITLE_LENGTH), "input_message": shortened(message, _MESSAGE_LENGTH)}


def _help(column: Column, table: Table) -> str:
    """The column's help, and that it must be filled in if it must."""
    always = column.required and table.kind == "data"
    return f"{column.help} Måste fyllas i." if always else column.help
