"""docs/regler: a page for every finding code. docs/handbok/fynd.md: what to do about each, group by group."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from docs.generatorer import Files, table
from runxl.addin import messages
from runxl.cli import hints
from runxl.cli.regler import HUNDREDS
from runxl.contract.load import contract
from runxl.contract.message import open_words
from runxl.contract.regel import Rule

_SEVERITIES = {
    "fel": "fel: måste rättas",
    "varning": "varning: bör kontrolleras",
    "info": "info: bra att veta",
}

_GROUPS = {
    "RX0": "Det här gäller hela filen, ett blad eller en rubrik. Så länge ett fel står kvar kan något i filen vara "
    "oläst, så börja här.",
    "RX1": "Något i en enda cell går inte att läsa, eller kan betyda två saker. runxl gissar aldrig: raden blir Ej "
    "bedömd tills cellen är rättad. De fynd som är info berättar vad som har tolkats; läs dem en gång och gå vidare.",
    "RX2": "Cellerna går att läsa var för sig, men raden eller tabellen går inte ihop: något saknas, står dubbelt "
    "eller säger emot sig självt.",
    "RX3": "En rad hänvisar till något som inte finns, eller hänger inte ihop med resten av planen.",
    "RX4": "Underlaget har ändrats sedan någon fastställde en bedömning. Läs om motiveringen och bekräfta eller ändra.",
    "RX5": "Fynd när svaren från enheterna samlas in. Planens uppgift står alltid kvar tills du själv ändrar den.",
}


_REMEDIES = """\
Varje fynd har en kod, en cell och en åtgärd. **Fel** måste rättas, **varning** bör kontrolleras och **info** är bra att
veta. Koden leder till en sida med skälet och ett exempel.

[Tillbaka till handboken](../handbok.md#fynd)"""


def rules() -> Files:
    """A page for every finding code, and the lists of them all."""
    every = sorted(contract().rules.values(), key=lambda rule: rule.code)
    pages = {f"docs/regler/{rule.code}.md": _page(rule) for rule in every}
    return {"docs/regler/README.md": _list(every), "docs/handbok/fynd.md": _remedies(every), **pages}


def _page(rule: Rule) -> str:
    return "\n\n".join(
        (
            f"# {rule.code} {rule.title}",
            f"`{rule.slug}` · {_SEVERITIES[rule.severity]}",
            f"> {open_words(rule.message)}",
            f"## Varför\n\n{rule.why}",
            f"## Gör så här\n\n{_remedy(rule)}",
            f"## Exempel\n\n{rule.example}",
            "[Alla regler](README.md)\n",
        )
    )


def _remedy(rule: Rule) -> str:
    """What to do, and how it is done with the command and with the buttons where each has its own way."""
    said = [open_words(rule.remedy)]
    if rule.hint:
        said += [hints.HINTS[rule.hint], messages.HINTS[rule.hint]]
    return " ".join(said)


def _list(every: list[Rule]) -> str:
    parts = [
        "# Reglerna",
        "Allt som kontrollen kan säga. En kod får aldrig en ny betydelse. `runxl regler RX103` visar en regel.",
    ]
    for hundred, group in _by_hundred(every):
        rows = [(f"[{rule.code}]({rule.code}.md)", rule.severity, rule.title) for rule in group]
        parts.append(f"## {HUNDREDS[hundred]}\n\n" + table(("Kod", "Nivå", "Rubrik"), rows))
    return "\n\n".join(parts) + "\n"


def _remedies(every: list[Rule]) -> str:
    parts = ["# Vad du gör åt ett fynd", _REMEDIES]
    for hundred, group in _by_hundred(every):
        rows = [
            (f"[{rule.code}](../regler/{rule.code}.md)", rule.severity, rule.title, _remedy(rule)) for rule in group
        ]
        listed = table(("Kod", "Nivå", "Rubrik", "Gör så här"), rows)
        parts.append(f"## {HUNDREDS[hundred]}\n\n{_GROUPS[hundred]}\n\n{listed}")
    return "\n\n".join(parts) + "\n"


def _by_hundred(every: list[Rule]) -> Iterator[tuple[str, list[Rule]]]:
    for hundred, group in groupby(every, key=lambda rule: rule.code[:3]):
        yield hundred, list(group)
