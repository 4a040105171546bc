"""A region's ten years: a workbook from every unit of every nämnd in every period, made quickly and alike everywhere.

python -m benchmarks.region FOLDER NÄMNDER UNITS YEARS     writes NÄMNDER × UNITS × 3 × YEARS workbooks
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from runxl.contract.load import contract
from runxl.contract.vocabulary import DataRow
from runxl.opc.pack import contents, packed
from runxl.template.book import build

PERIODS = ("DÅ 1", "DÅ 2", "Årsrapport")
FIRST_YEAR = 2017
_NAMND, _UNIT, _PLAN = "@namnd@", "@enhet@", "@planid@"
_KINDS = 4
"""So many different sets of rows there are, turn and turn about."""

_STRINGS = "xl/sharedStrings.xml"


def write_region(folder: Path, namnder: int, units: int, years: int) -> int:
    """The workbooks, a folder for each nämnd and year; how many there are."""
    written = 0
    for ar, period, kind, parts in _moulds(years):
        for namnd in range(1, namnder + 1):
            place = folder / f"Nämnd {namnd:02}" / str(ar)
            place.mkdir(parents=True, exist_ok=True)
            for unit in range(kind + 1, units + 1, _KINDS):
                said = {_NAMND: f"Nämnd {namnd:02}", _UNIT: f"Enhet {unit:02}", _PLAN: f"n{namnd:02}{ar}"}
                strings = parts[_STRINGS].decode()
                for word, value in said.items():
                    strings = strings.replace(word, value)
                name = f"Svar {said[_UNIT]} – {period} {ar}.xlsx"
                (place / name).write_bytes(packed({**parts, _STRINGS: strings.encode()}))
                written += 1
    return written


def _moulds(years: int) -> Iterator[tuple[int, str, int, dict[str, bytes]]]:
    """The parts of a workbook for each period and kind, with words in the place of names."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "form.xlsx"
        for ar in range(FIRST_YEAR, FIRST_YEAR + years):
            for period in PERIODS:
                for kind in range(_KINDS):
                    settings = {"namnd": _NAMND, "ar": ar, "period": period, "plan_id": _PLAN, "utskickad_till": _UNIT}
                    path.unlink(missing_ok=True)
                    build(path, contract(), contract().default_styrmodell, _rows(ar, period, kind), settings)
                    yield ar, period, kind, contents(path.read_bytes())


def _rows(ar: int, period: str, kind: int) -> dict[str, list[DataRow]]:
    """What one unit answers: some delmål with their indikatorer and aktiviteter, and what it remembers."""
    delmal = [f"{1 + (kind + place) % 7}.{kind + 1}" for place in range(3)]
    mal = sorted({nr.partition(".")[0] for nr in delmal})
    turn = PERIODS.index(period) + ar + kind
    return {
        "mal": [{"nr": nr, "mal": f"Regionmål {nr}: länet växer"} for nr in mal],
        "delmal": [
            {"nr": nr, "mal": nr.partition(".")[0], "delmal": f"Delmål {nr} om kultur och miljö", "ansvarig": _UNIT}
            for nr in delmal
        ],
        "indikatorer": [
            {
                "nr": f"{nr}.{place}", "delmal": nr, "indikator": f"Mått {place} under {nr}", "enhet": "antal",
                "typ": "Minst", "malvarde": 100, "utfall": 70 + (turn * 7 + place * 13) % 40, "periodicitet": "Tertial",
            }
            for nr in delmal
            for place in (1, 2)
        ],
        "aktiviteter": [
            {"nr": f"{nr}-A1", "delmal": nr, "aktivitet": f"Insats under {nr}", "status": "Pågående enligt plan"}
            for nr in delmal
        ],
        "uppdrag": [
            {
                "nr": "U1", "uppdragsgivare": "Fullmäktige till nämnd", "uppdrag": "Minska resandet",
                "status": "Pågående",
            }
        ],
    }  # fmt: skip


def main() -> None:
    folder, *numbers = sys.argv[1:]
    namnder, units, years = map(int, numbers)
    print(f"{write_region(Path(folder), namnder, units, years)} arbetsböcker i {folder}")


if __name__ == "__main__":
    main()
