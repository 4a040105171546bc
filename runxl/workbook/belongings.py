"""What a workbook holds beside our sheets' values: what a program that builds it anew cannot take along."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

from runxl.workbook.guard import content_of, parts_of
from runxl.workbook.package import package_of

_KINDS = {
    "makron": re.compile(r"vbaProject\.bin$", re.IGNORECASE),
    "kommentarer": re.compile(r"(?:comment|threadedComment)[^/]*\.xml$", re.IGNORECASE),
    "bilder": re.compile(r"/media/[^/]+$", re.IGNORECASE),
    "diagram": re.compile(r"/charts/chart[^/]*\.xml$", re.IGNORECASE),
    "ritade figurer": re.compile(r"/drawings/drawing[^/]*\.xml$", re.IGNORECASE),
    "pivottabeller": re.compile(r"/pivotTables/[^/]+\.xml$", re.IGNORECASE),
    "utsnitt": re.compile(r"/slicers/[^/]+\.xml$", re.IGNORECASE),
    "länkar till andra arbetsböcker": re.compile(r"/externalLinks/externalLink[^/]*\.xml$", re.IGNORECASE),
    "känslighetsetikett": re.compile(r"docMetadata/LabelInfo\.xml$", re.IGNORECASE),
}
_SHEET = re.compile(r"/worksheets/[^/]+\.xml$", re.IGNORECASE)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")


def sheet_titles(path: Path) -> tuple[str, ...]:
    """Every sheet's title, also of those that are not ours."""
    data, _ = content_of(path)
    return tuple(sheet.title for sheet in package_of(parts_of(data, path.name)).sheets)


def belongings(path: Path) -> Mapping[str, int]:
    """How many there are of each kind, in Swedish words; kinds that there are none of are left out."""
    data, _ = content_of(path)
    sheets = [content for name, content in parts_of(data, path.name).items() if _SHEET.search(f"/{name}")]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
    found = {kind: sum(1 for name in names if named.search(f"/{name}")) for kind, named in _KINDS.items()}
    found["formler"] = sum(len(_FORMULA.findall(sheet)) for sheet in sheets)
    return {kind: number for kind, number in found.items() if number}
