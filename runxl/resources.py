"""Where the data files are: beside the package in a checkout, inside it in an installed wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from runxl.errors import RunxlError

_PACKAGE = Path(__file__).resolve().parent


@cache
def _root() -> Path:
    """The folder that holds validation/, workbooks/ and macros/."""
    for root in (_PACKAGE / "_data", _PACKAGE.parent):
        if (root / "validation" / "contract.yaml").is_file():
            return root
    raise RunxlError(
        "Installationen är inte hel: mappen validation saknas. Installera om runxl: pip install --force-reinstall runxl"
    )


def validation() -> Path:
    """The contract's folder."""
    return _root() / "validation"


def template() -> Path:
    """The empty workbook."""
    return _root() / "workbooks" / "template.xlsx"


def handbook() -> Path:
    """The handbook's pages: made with the wheel, in a checkout by `make docs` or when it was installed."""
    root = _root()
    pages = root / "handbok" if root.name == "_data" else root / "build" / "handbok"
    if not (pages / "index.html").is_file():
        raise RunxlError("Handboken är inte byggd. I en källmapp görs det med make docs; annars: installera om runxl.")
    return pages


def macros() -> Path:
    """The add-in's sources."""
    return _root() / "macros"
