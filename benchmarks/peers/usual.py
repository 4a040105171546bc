"""The script that a controller's colleague would write: pandas, pandera per sheet, openpyxl to write the statuses back.

`usual.py IN.xlsx OUT.xlsx` for one workbook, `usual.py IN.xlsx … OUT.xlsx` for many: then one sheet with all rows.
"""

from __future__ import annotations

import sys
import warnings
from typing import Any

import openpyxl
import pandas as pd
import pandera.pandas as pa

STATUSES = ["Helt", "Delvis", "Inte", "Ej bedömd"]
TYPES = ["Minst", "Högst", "Intervall", "Öka", "Minska", "Bibehåll", "Förändring", "Budget", "Ja/Nej", "Skala",
         "Milstolpe", "Sammansatt", "Kontrollmått"]  # fmt: skip
MONEY = ["tkr", "mkr", "kr"]
NUMBERED = pa.Check.str_matches(r"^[0-9A-Za-z]+([.\-][0-9A-Za-z]+)*$")
LISTED = {
    "Nr": NUMBERED,
    "Fastställd status": pa.Check.isin(STATUSES),
    "Prognos": pa.Check.isin([*STATUSES[:3], "Svårt att bedöma"]),
    "Typ": pa.Check.isin(TYPES),
    "Läge": pa.Check.isin(["Aktiv", "Ingen ny mätning", "Följs ej upp"]),
    "Slag": pa.Check.isin(["Indikator", "Styrmått", "Kontrollmått", "Aktivitet"]),
    "Ackumuleras": pa.Check.isin(["Ja", "Nej"]),
    "Avser år": pa.Check.in_range(1990, 2100),
    "Nivå": pa.Check.isin(["Summa", "Varav", "Resultat", "Resultatpost"]),
    "Område": pa.Check.isin(["Ekonomi", "Personal"]),
}
NUMBERS = {"Utgångsvärde", "Målvärde max", "Målår", "Avser år", "Tidigare utfall år", "Budget", "Avvikelse",
           "Årsprognos", "Årsbudget", "Avvikelse årsprognos", "Föregående", "År"}  # fmt: skip
ANYTHING = {"Värde", "Målvärde", "Utfall", "Gräns helt", "Gräns delvis", "Tidigare utfall", "Måluppfyllelse",
            "Fastställd den", "Startdatum", "Slutdatum"}  # fmt: skip
ACTIVITY = ["Avslutad", "Pågående enligt plan", "Pausad", "Klar med avvikelse", "Försenad", "Ej påbörjad"]
ORDERS = ["Ej påbörjad", "Pågående", "Klar"]


def column(name: str, check: pa.Check | None, *, required: bool) -> pa.Column:
    """Text, unless it is a number or may be many things; pandas makes an empty column one of numbers, hence coerce."""
    kind = None if name in ANYTHING else float if name in NUMBERS else str
    return pa.Column(kind, checks=check, nullable=not required, coerce=kind is not None)


def schema(required: str, optional: str = "", key: str = "Nr", **checks: pa.Check) -> pa.DataFrameSchema:
    """Every column of a sheet, those that must be filled in first; names stand between bars."""
    known = LISTED | checks
    columns = {
        name: column(name, known.get(name), required=name in required.split("|"))
        for name in filter(None, (*required.split("|"), *optional.split("|")))
    }
    unique = [name for name in key.split("|") if name in columns]
    return pa.DataFrameSchema(columns, unique=unique or None)


DECISION = "Fastställd status|Motivering|Fastställd av|Fastställd den|Prognos"
SCHEMAS = {
    "Inställningar": schema("Inställning", "Värde"),
    "Mål": schema("Nr|Mål", f"Perspektiv|Beskrivning|Analys|{DECISION}"),
    "Delmål": schema("Nr|Mål|Delmål", f"Ansvarig|Beskrivning|Analys|{DECISION}"),
    "Indikatorer": schema(
        "Nr|Delmål|Indikator|Typ",
        "Enhet|Utgångsvärde|Målvärde|Målår|Utfall|Avser år|Periodicitet|Läge|Ansvarig|Kommentar|Målvärde max|"
        "Gräns helt|Gräns delvis|Ackumuleras|Tidigare utfall|Tidigare utfall år|Källa|Slag",
    ),
    "Aktiviteter": schema(
        "Nr|Delmål|Aktivitet|Status", "Läge|Ansvarig|Startdatum|Slutdatum|Kommentar", Status=pa.Check.isin(ACTIVITY)
    ),
    "Uppdrag": schema(
        "Nr|Uppdrag|Status",
        "Uppdragsgivare|Riktas till|Analys|Periodicitet|Slutdatum|Ansvarig",
        Status=pa.Check.isin(ORDERS),
    ),
    "Händelser": schema("Nr", "Rubrik|Beskrivning|Mål|Ansvarig"),
    "Driftredovisning": schema(
        "Post",
        "Nivå|Enhet|Utfall|Budget|Avvikelse|Årsprognos|Årsbudget|Avvikelse årsprognos",
        Enhet=pa.Check.isin(MONEY),
    ),
    "Verksamheter": schema("Verksamhet", "Enhet|Avvikelse|Avvikelse årsprognos", Enhet=pa.Check.isin(MONEY)),
    "Avvikelser": schema("Område", "Avvikelseområde|Ansvarig"),
    "Personal": schema("Nyckeltal", "Värde|Enhet|Föregående|Kommentar"),
    "Texter": schema("", "Nivå|Rubrik|Innehåll|Text|Med|Bildspel|Står kvar"),
    "Tidigare perioder": schema(
        "År|Period|Objekt|Nr",
        "Namn|Utfall|Målvärde|Måluppfyllelse|Beräknad status|Fastställd status|Motivering",
        key="År|Period|Objekt|Nr",
    ),
}


def status(row: Any) -> str:
    """Reached, nearly or not; only the plain types are judged."""
    target, actual = row["Målvärde"], row["Utfall"]
    if not isinstance(target, (int, float)) or not isinstance(actual, (int, float)) or not target:
        return "Ej bedömd"
    share = 2 - actual / target if row["Typ"] == "Högst" else actual / target
    return "Helt" if share >= 1 else "Delvis" if share >= 0.8 else "Inte"


def judged(path: str) -> pd.DataFrame:
    """The indicators of a workbook whose sheets have all been validated, with their statuses."""
    sheets = pd.read_excel(path, engine="openpyxl", sheet_name=None, dtype={"Nr": str, "Delmål": str})
    for name, one in SCHEMAS.items():
        one.validate(sheets[name], lazy=True)
    frame: pd.DataFrame = sheets["Indikatorer"]
    frame["Status"] = [status(row) for _, row in frame.iterrows()]
    return frame


def write_back(frame: pd.DataFrame, path: str, out: str) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book["Indikatorer"]
    column = next(cell.column for cell in sheet[1] if cell.value == "Status")
    for row, word in enumerate(frame["Status"], start=2):
        sheet.cell(row, column).value = word
    book.save(out)


def main() -> None:
    warnings.simplefilter("ignore")  # openpyxl tells of what it will not keep
    *paths, out = sys.argv[1:]
    frames = [judged(path) for path in paths]
    if len(paths) == 1:
        write_back(frames[0], paths[0], out)
    else:
        pd.concat(frames).to_excel(out, index=False)


if __name__ == "__main__":
    main()
