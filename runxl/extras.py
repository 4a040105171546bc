"""What a plain install leaves out (docs/adr/0015), and the one sentence that says so where it is needed."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path

from runxl.errors import RunxlError
from runxl.svenska import listed

EXTRAS: Mapping[str, tuple[str, ...]] = {
    "documents": ("docx", "pptx"),
    "import": ("rapidfuzz", "docx"),
    "excel": ("xlwings",),
    "dask": ("distributed",),
    "parquet": ("pyarrow",),
}
"""The extras of pyproject.toml, and the modules that each brings."""

_PACKAGES = {"docx": "python-docx", "pptx": "python-pptx"}
"""Those that are not called what their module is."""


class NotInstalledError(RunxlError):
    """The run needs an extra that this installation is without."""


def demand(extra: str, what: str, instead: str = "") -> None:
    """Refused before anything is read, where a module of the extra is missing. `instead`: what can be done without."""
    lacking = [module for module in EXTRAS[extra] if find_spec(module) is None]
    if lacking:
        raise NotInstalledError(missing(what, lacking, extra) + instead)


def missing(what: str, modules: Iterable[str], extra: str) -> str:
    """Which packages it is, and the line that installs them; or whom to ask, where no line does."""
    needs = f"{what} behöver {listed([_PACKAGES.get(module, module) for module in modules])}, som"
    if _is_closed():
        return f"{needs} inte ingår i den här installationen. Be den som sköter runxl om en med tillägget {extra}"
    return f'{needs} saknas här och installeras med: pip install "runxl[{extra}]"'


def _is_closed() -> bool:
    """Whether this is the Python of setup.exe or the .msi: without pip, and with a file that says where to look."""
    return any(Path(sys.prefix).glob("python*._pth"))


def extra_of(module: str) -> str:
    """The extra that brings a module; empty of one that a plain install has."""
    return next((extra for extra, modules in EXTRAS.items() if module in modules), "")
