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


def macros() -> Path:
    """The add-in's sources."""
    return _root() / "macros"
