"""`make bench`: measures and prints the table. --alla also does what takes long, and writes docs/prestanda.md.

make bench ARGS="--prova"           every job once, on little: shows that they run
make bench ARGS="steps documents"   only these jobs
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from compileall import compile_dir
from pathlib import Path

import runxl
from benchmarks import crossings, jobs, region_measure, verb_jobs
from benchmarks.figures import Size
from benchmarks.reasons import missed
from benchmarks.table import Row, as_page, as_text

Job = Callable[[Path, Size], Iterator[Row]]

_PAGE = Path(__file__).resolve().parent.parent / "docs" / "prestanda.md"
_QUICK: tuple[Job, ...] = (
    jobs.start,
    jobs.one,
    jobs.write_back,
    jobs.folders,
    verb_jobs.gathering,
    verb_jobs.steps,
    verb_jobs.documents,
    verb_jobs.long_documents,
    verb_jobs.importing,
    crossings.clicks,
)
_SLOW: tuple[Job, ...] = (jobs.page, jobs.validation, jobs.large)
JOBS: Mapping[str, Job] = {job.__name__: job for job in (*_QUICK, *_SLOW)}


def main() -> None:
    asked = _asked()
    everything = asked.alla and not asked.prova and not asked.jobb
    chosen = asked.jobb or (JOBS if asked.alla or asked.prova else [job.__name__ for job in _QUICK])
    compile_dir(Path(runxl.__file__).parent, quiet=1)  # as pip does with what it installs
    rows: list[Row] = []
    for name in chosen:
        print(f"Mäter {name}: {(JOBS[name].__doc__ or '').splitlines()[0]}", file=sys.stderr)
        with tempfile.TemporaryDirectory() as folder:
            found = list(JOBS[name](Path(folder), Size(trial=asked.prova)))
        print(as_text(found), end="\n\n", file=sys.stderr)
        rows += found
    print(as_text(rows))
    if everything:
        _PAGE.write_text(as_page(rows, [*missed(rows), *region_measure.kept()]), encoding="utf-8")
        print(f"\nTabellen står också i {_PAGE}.")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks")
    parser.add_argument("--alla", action="store_true", help="även det som tar lång tid; skriver docs/prestanda.md")
    parser.add_argument("--prova", action="store_true", help="varje arbete en gång, på litet")
    parser.add_argument("jobb", nargs="*", metavar="JOBB", help=f"bara dessa: {', '.join(JOBS)}")
    asked = parser.parse_args()
    if unknown := [name for name in asked.jobb if name not in JOBS]:
        parser.error(f"det finns inget arbete {', '.join(unknown)}; de som finns: {', '.join(JOBS)}")
    return asked


if __name__ == "__main__":
    main()
