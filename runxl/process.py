"""How a process of runxl's own begins and ends. Whoever imports runxl keeps Python's ways."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

_CYCLE_SEARCH = 5_000_000
"""New objects between two searches for cycles: workbooks hold none, and Python's usual 700 cost a batch a quarter."""

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""Nothing here multiplies matrices; starting the threads for it costs half of what numpy costs."""

_BLOCK = 4 << 20
"""Linux's allocator keeps twice the largest block that was ever given back to it, and hands the system what is freed
beyond that: of each workbook nearly everything, to fetch it anew, page by page, for the next."""


_SAME_RUNXL = """
import sys
from importlib.util import module_from_spec, spec_from_file_location
spec = spec_from_file_location("runxl", {init!r}, submodule_search_locations=[{package!r}])
sys.modules["runxl"] = module = module_from_spec(spec)
spec.loader.exec_module(module)
sys.path.append({home!r})
"""


def python(code: str) -> list[str]:
    """The command line that starts this Python once more, with this runxl, to run `code`.

    It imports what is installed with the Python, and last what lies beside runxl (where it was put with --target).
    Nothing is looked for in the current folder, nor where an environment variable says: there a file named as one of
    the modules would be run.
    """
    package = Path(__file__).resolve().parent
    found = _SAME_RUNXL.format(init=str(package / "__init__.py"), package=str(package), home=str(package.parent))
    own = ["-s"] if sys.flags.no_user_site else []
    return [sys.executable, "-P", "-E", *own, "-X", f"utf8={sys.flags.utf8_mode:d}", "-c", found + code]


def begin() -> None:
    """Before the large libraries are loaded."""
    gc.set_threshold(_CYCLE_SEARCH)
    bytes(_BLOCK)  # taken and at once given back; nothing is written in it
    for name in _THREADS:
        os.environ.setdefault(name, "1")


def end(code: int) -> NoReturn:
    """At once. Files and processes have been closed by whoever opened them, and the system takes the memory back.

    Python would first tear down every library, for a tenth of a second or two.
    """
    for stream in filter(None, (sys.stdout, sys.stderr)):  # one that was closed from the start is not there
        with suppress(OSError):  # whoever read it has gone
            stream.flush()
    os._exit(code)
