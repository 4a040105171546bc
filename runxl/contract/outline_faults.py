"""What is wrong with the outlines of the documents: contents that nobody knows, levels that are skipped."""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from runxl.contract.compile import Fault
from runxl.contract.styrmodell_vocabulary import Dokument, Outline
from runxl.contract.vocabulary import Codelist

_LEVELS = (1, 2, 3)


def outline_faults(folder: Path, parts: Mapping[Path, Any], codelists: Mapping[str, Codelist]) -> Iterator[Fault]:
    """Every kind of document has an outline that holds for all styrmodeller, and each can be laid out."""
    outlines = {path: part for path, part in parts.items() if isinstance(part, Outline)}
    for kind in (*typing.get_args(Dokument), "bildspel"):
        if not any(one.dokument == kind and not one.perspektiv and not one.plan for one in outlines.values()):
            yield Fault(folder / "contract.yaml", (), f"dokumentet {kind} saknar disposition i dokument/")
    known = codelists["innehall"].values if "innehall" in codelists else ()
    for path, outline in outlines.items():
        above = 0
        for place, row in enumerate(outline.chapters):
            if row.niva not in _LEVELS or row.niva > above + 1:
                yield Fault(path, ("chapters", place, "niva"), f"{row.rubrik} kan inte ha nivå {row.niva} här")
            if row.innehall and row.innehall not in known:
                yield Fault(path, ("chapters", place, "innehall"), f"{row.innehall} finns inte i listan innehall")
            above = row.niva
