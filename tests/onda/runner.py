"""Runs `runxl` once for every line on stdin, each time in a process of its own that has next to nothing to load.

A line is JSON: {"arguments": […], "folder": …}; so is the answer. The child may take a gigabyte of address space and a
minute of processor time, and finds its home and its temporary folder inside the sample's own folder.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import resource
import signal
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any

from tests.patience import PATIENCE

GIGABYTE = 1 << 30
SECONDS = 60


def main() -> None:
    """Warm up, then answer until stdin ends."""
    # pandas takes pyarrow in wherever it lies, and runxl only for parquet: that alone reserves most of the gigabyte.
    sys.modules["pyarrow"] = None  # type: ignore[assignment]
    import pandera.pandas  # noqa: F401 – what a cold process spends its time on
    import python_calamine  # noqa: F401

    from runxl.cli import main as runxl
    from tests.onda.book import with_parts

    with contextlib.redirect_stdout(io.StringIO()), tempfile.TemporaryDirectory() as folder:
        runxl(["validera", str(with_parts(Path(folder), {}))])
    gc.freeze()
    for line in sys.stdin:
        sys.stdout.write(f"{json.dumps(_run(json.loads(line), runxl))}\n")
        sys.stdout.flush()


def _run(order: dict[str, Any], runxl: Any) -> dict[str, Any]:
    folder = Path(order["folder"])
    child = os.fork()
    if child == 0:
        _child(folder, order["arguments"], runxl)
    _, status, used = os.wait4(child, 0)
    return {
        "exit": os.waitstatus_to_exitcode(status),
        "seconds": used.ru_utime + used.ru_stime,
        "megabytes": used.ru_maxrss >> (20 if sys.platform == "darwin" else 10),
        "out": (folder / "ut").read_text(encoding="utf-8"),
        "err": (folder / "fel").read_text(encoding="utf-8"),
    }


def _child(folder: Path, arguments: list[str], runxl: Any) -> None:
    code = 99
    try:
        resource.setrlimit(resource.RLIMIT_AS, (GIGABYTE, GIGABYTE))
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))  # the machine may be busy with something else
        signal.alarm(PATIENCE)
        for stream, name in ((1, "ut"), (2, "fel")):
            os.dup2(os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), stream)
        os.environ.update(HOME=str(folder / "hem"), TMPDIR=str(folder / "hem"))
        os.chdir(folder / "fil")
        code = runxl(arguments)
    except BaseException:  # noqa: BLE001 – whatever comes here is what the test is about
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
