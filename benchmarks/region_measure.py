"""What ten years of a region cost: the first run, a run after one workbook in a hundred has changed, and a thousand.

python -m benchmarks.region_measure FOLDER     FOLDER as benchmarks.region has written it; writes regionen.json
                                               and the part of docs/prestanda.md that tells of it
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import Cost, cost
from benchmarks.reasons import missed
from benchmarks.table import Row, as_table
from runxl.workbook.edits import Edit, Edits
from runxl.workbook.patch import patch

_HERE = Path(__file__).parent
_RUN = str(_HERE / "ours" / "region.py")
_MEASURED = _HERE / "regionen.json"
_PAGE = _HERE.parent / "docs" / "prestanda.md"
_HEADING = "## En region i flera år"
_THOUSAND, _ONE_IN = 1000, 100


def measure(folder: Path) -> dict[str, float]:
    """CPU seconds and megabytes, by what they are of."""
    paths = sorted(folder.rglob("*.xlsx"))
    if len(paths) < 2 * _THOUSAND:
        raise SystemExit(f"{folder} har {len(paths)} arbetsböcker: för få för att jämföra med tusen.")
    some = paths[:: len(paths) // _THOUSAND][:_THOUSAND]
    with tempfile.TemporaryDirectory() as scratch:
        room = Path(scratch)
        few = _run(room, "tusen", some)
        dask = _run(room, "tusen", some, how="dask")
        first = _run(room, "alla", [folder])
        again = _run(room, "alla", [folder])
        for path in paths[::_ONE_IN]:
            patch(path, Edits(cells=(Edit("Indikatorer", "I2", 77),)))
        changed = _run(room, "alla", [folder])
        memory = (room / "alla.minne").stat().st_size
    return {
        "arbetsbocker": len(paths), "tusen": few.seconds, "tusen_mb": few.megabytes, "dask": dask.seconds,
        "dask_mb": dask.megabytes, "alla": first.seconds, "alla_mb": first.megabytes, "igen": again.seconds,
        "andrade": changed.seconds, "andrade_mb": changed.megabytes, "minne_mb": memory / 2**20,
    }  # fmt: skip


def _run(room: Path, name: str, paths: Sequence[Path], how: str = "") -> Cost:
    return cost([(_RUN, str(room / f"{name}.xlsx"), how or str(room / f"{name}.minne"), *map(str, paths))])


def section(found: dict[str, float]) -> list[str]:
    """The part of docs/prestanda.md."""
    number = int(found["arbetsbocker"])
    each, few = found["alla"] / number, found["tusen"] / _THOUSAND
    everything = f"{number:,}".replace(",", " ")
    costs = f"{each * 1000:.0f} ms mot {few * 1000:.0f} ms"
    held = f"{found['alla_mb']:.0f} MB mot {found['tusen_mb']:.0f} MB"
    rows = [
        Row("per styck, alla", "1 000 arbetsböcker", each / few, 1.0, note=costs),
        Row("minne, alla", "1 000 arbetsböcker", found["alla_mb"] / found["tusen_mb"], 1.1, note=held),
        _of_the_first(found, "andra körningen, inget ändrat", "igen"),
        _of_the_first(found, "andra körningen, 1 % ändrat", "andrade"),
        Row("dask, två processer på en dator", "egna processer", found["dask"] / found["tusen"]),
    ]
    return [
        _HEADING,
        "",
        f"Uppmätt med `make region` på {everything} arbetsböcker från enheter. Minnet tar",
        f"{found['minne_mb']:.0f} MB på disken. Datorn gjorde också annat.",
        "Sammanfattningen skrivs varje gång hel; med `--minne` läses bara det som har ändrats.",
        "",
        *as_table(rows),
        "",
        *missed(rows, "###"),
    ]


def _of_the_first(found: dict[str, float], job: str, name: str) -> Row:
    note = f"{found[name]:.0f} s mot {found['alla']:.0f} s"
    return Row(job, "den första", found[name] / found["alla"], 0.03, note=note)


def kept() -> list[str]:
    """The same, of what was last measured."""
    return section(json.loads(_MEASURED.read_text(encoding="utf-8"))) if _MEASURED.exists() else []


def main() -> None:
    found = measure(Path(sys.argv[1]))
    _MEASURED.write_text(
        json.dumps({name: round(value, 2) for name, value in found.items()}, indent=2) + "\n", encoding="utf-8"
    )
    page = re.sub(rf"\n{_HEADING}.*?(?=\n## |\Z)", "", _PAGE.read_text(encoding="utf-8"), flags=re.DOTALL).rstrip("\n")
    _PAGE.write_text("\n".join((page, "", *section(found))), encoding="utf-8")
    print("\n".join(section(found)))


if __name__ == "__main__":
    main()
