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
_ORDINARY, _REGION = "innehall", "innehall_region"
_OF_THE_REGION = (("delarsrapport", True), ("arsrapport", True))
"""Many nämnder together are followed up; what they plan is each nämnd's own."""


def outline_faults(folder: Path, parts: Mapping[Path, Any], codelists: Mapping[str, Codelist]) -> Iterator[Fault]:
    """Every kind of document has an outline that holds for all styrmodeller, and each can be laid out."""
    outlines = {path: part for path, part in parts.items() if isinstance(part, Outline)}
    common = {(one.dokument, one.region) for one in outlines.values() if not one.perspektiv and not one.plan}
    for kind, region in (*((one, False) for one in (*typing.get_args(Dokument), "bildspel")), *_OF_THE_REGION):
        if (kind, region) not in common:
            of = "regionens dokument" if region else "dokumentet"
            yield Fault(folder / "contract.yaml", (), f"{of} {kind} saknar disposition i dokument/")
    for path, outline in outlines.items():
        above, listed = 0, _REGION if outline.region else _ORDINARY
        known = codelists[listed].values if listed in codelists else ()
        for place, row in enumerate(outline.chapters):
            if row.niva not in _LEVELS or row.niva > above + 1:
                yield Fault(path, ("chapters", place, "niva"), f"{row.rubrik} kan inte ha nivå {row.niva} här")
            if row.innehall and row.innehall not in known:
                yield Fault(path, ("chapters", place, "innehall"), f"{row.innehall} finns inte i listan {listed}")
            above = row.niva
