"""How a status is set, in the styrmodell's own words: nothing else is said of it in a document."""

from __future__ import annotations

from collections.abc import Iterator

from runxl.assessment.basis import Basis


def rules(basis: Basis) -> Iterator[tuple[str, str]]:
    """What each part of the method is about, and what it says."""
    return ((part.rubrik, part.text) for part in basis.styrmodell.metod)
