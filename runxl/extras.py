"""What a plain install leaves out (docs/adr/0015), and the one sentence that says so where it is needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.util import find_spec

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
    """Which packages it is, and the line that installs them."""
    packages = listed([_PACKAGES.get(module, module) for module in modules])
    return f'{what} behöver {packages}, som saknas här och installeras med: pip install "runxl[{extra}]"'


def extra_of(module: str) -> str:
    """The extra that brings a module; empty of one that a plain install has."""
    return next((extra for extra, modules in EXTRAS.items() if module in modules), "")
