"""`make bench`: measures, prints the table, and with --alla writes docs/prestanda.md."""

from __future__ import annotations

import sys
import tempfile
from compileall import compile_dir
from pathlib import Path

import runxl
from benchmarks import crossings, jobs, region_measure
from benchmarks.table import Row, as_page, as_text

_PAGE = Path(__file__).resolve().parent.parent / "docs" / "prestanda.md"


def main() -> None:
    everything = "--alla" in sys.argv[1:]
    compile_dir(Path(runxl.__file__).parent, quiet=1)  # as pip does with what it installs
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        for job in (*jobs.QUICK, *(jobs.SLOW if everything else ())):
            print(f"Mäter: {(job.__doc__ or '').splitlines()[0]}", file=sys.stderr)
            found = list(job(Path(folder)))
            print(as_text(found), end="\n\n", file=sys.stderr)
            rows += found
    print(as_text(rows))
    if everything:
        with tempfile.TemporaryDirectory() as folder:
            asked = crossings.section(crossings.count(Path(folder)))
        _PAGE.write_text(as_page(rows, (*asked, "", *region_measure.kept())), encoding="utf-8")
        print(f"\nTabellen står också i {_PAGE.relative_to(Path.cwd())}.")
    else:
        print("\nHela mappar och stora arbetsböcker mäts med: make bench ARGS=--alla")


if __name__ == "__main__":
    main()
