"""docs/raknade_exempel.md: the examples that the tests of the assessment reckon out, as tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from docs.generatorer import ROOT, Files, table


def worked_examples() -> Files:
    """Every rule of assessment, with its examples."""
    facts = yaml.safe_load((ROOT / "tests" / "golden" / "raknade_exempel.yaml").read_text(encoding="utf-8"))
    sections = [_section(one["avsnitt"], one["regel"], _INDIKATOR, one["exempel"]) for one in facts["indikatorer"]]
    delmal = facts["delmal"]
    parts = (
        "# Räknade exempel",
        _EXAMPLES_INTRO,
        *sections,
        _section("Delmål", delmal["regel"], _DELMAL, delmal["exempel"]),
    )
    return {"docs/raknade_exempel.md": "\n\n".join(parts) + "\n"}


_EXAMPLES_INTRO = """\
Så här bedömer runxl. Varje rad räknas om av testerna, så regeln och exemplet kan inte skiljas åt.
Raderna gäller årsrapporten 2024 om inget annat står."""
_INDIKATOR = {
    "vad": "Exempel", "period": "Period", "periodicitet": "Mäts i månad", "enhet": "Enhet", "typ": "Typ",
    "utgangsvarde": "Utgångsvärde", "malvarde": "Målvärde", "malvarde_max": "Målvärde max", "periodmal": "Periodmål",
    "ackumuleras": "Ackumuleras", "utfall": "Utfall", "avser_ar": "Avser år", "lage": "Läge", "avrunda": "Avrundning",
    "fel": "Fel", "status": "Status", "forklaring": "Förklaring",
}  # fmt: skip
_DELMAL = {
    "vad": "Exempel", "indikatorer": "Indikatorer", "aktiviteter": "Aktiviteter", "faststalld": "Fastställd status",
    "status": "Status", "forklaring": "Förklaring",
}  # fmt: skip


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
    return re.sub(r"^-(?=[0-9])", "\u2212", "" if value is None else str(value))
