"""docs/raknade_exempel.md: the examples that the tests of the assessment reckon out, as tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import chain
from typing import Any

import yaml

from docs.generatorer import ROOT, Files, table


def worked_examples() -> Files:
    """Every rule of assessment, with its examples."""
    facts = yaml.safe_load((ROOT / "tests" / "golden" / "raknade_exempel.yaml").read_text(encoding="utf-8"))
    judged = [_section(one["avsnitt"], one["regel"], _INDIKATOR, one["exempel"]) for one in facts["indikatorer"]]
    others = [
        _section(heading, facts[name]["regel"], titles, facts[name]["exempel"]) for name, heading, titles in _OTHERS
    ]
    parts = ("# Räknade exempel", _EXAMPLES_INTRO, others[0], *judged, *others[1:], _index(facts))
    return {"docs/raknade_exempel.md": "\n\n".join(parts) + "\n"}


_EXAMPLES_INTRO = """\
Så här bedömer runxl. Varje rad räknas om av testerna, så regeln och exemplet kan inte skiljas åt.
Raderna gäller årsrapporten 2024 om inget annat står. Sist står varje regel med sina exempel."""
_CELL = {
    "vad": "Exempel", "kolumn": "Kolumn", "cell": "Står i cellen", "visas": "Visas som", "enhet": "Enhet",
    "typ": "Typ", "malvarde": "Målvärde", "utfall": "Utfall", "nr": "Radens Nr", "finns": "Delmål som också finns",
    "last": "Läses som", "fynd": "Fynd",
}  # fmt: skip
_INDIKATOR = {
    "vad": "Exempel", "period": "Period", "periodicitet": "Mäts i månad", "enhet": "Enhet", "typ": "Typ",
    "utgangsvarde": "Utgångsvärde", "malvarde": "Målvärde", "malvarde_max": "Målvärde max", "malar": "Målår",
    "grans_helt": "Gräns helt", "grans_delvis": "Gräns delvis", "arbetsbokens_granser": "Gränser i Inställningar",
    "periodmal": "Periodmål", "period_bas": "Utgångsvärde i perioden", "ackumuleras": "Ackumuleras", "utfall": "Utfall",
    "avser_ar": "Avser år", "lage": "Läge", "avrunda": "Avrundning", "fel": "Fel", "tidigare": "Tidigare perioder",
    "tidigare_utfall": "Tidigare utfall", "status": "Status", "utveckling": "Utveckling",
    "foregaende": "Föregående status", "forklaring": "Förklaring",
}  # fmt: skip
_DELMAL = {
    "vad": "Exempel", "delmal_regel": "Styrmodellens delmal_regel", "indikatorer": "Indikatorer",
    "aktiviteter": "Aktiviteter", "pa_uppdrag": "Indikatorer under uppdraget U2", "faststalld": "Fastställd status",
    "motivering": "Motivering", "tidigare": "Fastställt tidigare", "fynd": "Fynd", "status": "Status",
    "forklaring": "Förklaring",
}  # fmt: skip
_MAL = {
    "vad": "Exempel", "styrmodell": "Styrmodell", "mal_regel": "Styrmodellens mal_regel", "delmal": "Delmål",
    "rader": "Rader under delmålen", "status": "Beräknad status", "forklaring": "Förklaring",
}  # fmt: skip
_COUNTING = {
    "vad": "Exempel", "mal_bedoms": "Mål bedöms", "delmal": "Delmål", "faststalld": "Fastställd status",
    "motivering": "Motivering", "beraknad": "Beräknad status", "status": "Målets status", "forklaring": "Förklaring",
}  # fmt: skip
_FORECAST = {
    "vad": "Exempel", "period": "Period", "prognos": "Prognos", "delmal": "Delmål", "mening": "Så sägs det",
}  # fmt: skip
_CHANGE = {"vad": "Exempel", "objekt": "Vad", "fore": "Förra rapporten", "nu": "Nu", "mening": "Så sägs det"}
_OTHERS = (
    ("lasning", "Läsning av det som skrivs", _CELL),
    ("delmal", "Delmål", _DELMAL),
    ("mal", "Mål", _MAL),
    ("mal_bedoms", "Målets status", _COUNTING),
    ("prognoser", "Prognos", _FORECAST),
    ("forandringar", "Förändringar sedan förra rapporten", _CHANGE),
)


def _index(facts: Mapping[str, Any]) -> str:
    """Every rule, and the examples that show it."""
    several = [facts[name]["exempel"] for name, *_ in _OTHERS] + [one["exempel"] for one in facts["indikatorer"]]
    shown: dict[str, list[str]] = {}
    for example in chain.from_iterable(several):
        for rule in example["visar"]:
            shown.setdefault(rule, []).append(example["vad"])
    tables = [
        f"### {heading}\n\n"
        + table(["Regel", "Exempel"], [[said, "; ".join(shown[name])] for name, said in rules.items()])
        for heading, rules in facts["regler"].items()
    ]
    return "\n\n".join(("## Reglerna", "Varje regel, och vad de exempel som visar den heter.", *tables))


def _section(heading: str, rule: str, titles: Mapping[str, str], examples: list[dict[str, Any]]) -> str:
    """A heading, the rule and a table of the columns that some example fills in."""
    used = [name for name in titles if any(example.get(name) not in (None, [], "") for example in examples)]
    rows = [[_shown(example.get(name)) for name in used] for example in examples]
    return f"## {heading}\n\n{rule}\n\n" + table([titles[name] for name in used], rows)


def _shown(value: object) -> str:
    """A cell of the table; `utan status` for an activity that has none, a real minus before numbers."""
    if value is True:
        return "Ja"
    if isinstance(value, list):
        return ", ".join(str(one) or "utan status" for one in value)
    text = str(value).replace(".", ",") if isinstance(value, float) else "" if value is None else str(value)
    return re.sub(r"^-(?=[0-9])", "\u2212", text)
