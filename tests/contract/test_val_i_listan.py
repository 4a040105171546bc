"""Which words a message names where a cell holds one that is not in its list."""

from __future__ import annotations

from runxl.contract.load import contract
from runxl.contract.message import choices


def test_every_typ_is_named() -> None:
    """A person who has typed a Typ wrongly sees them all."""
    words = [code.value for code in contract().codelists["typ"].codes]
    assert choices("Öka meer", words) == ", ".join(words)


def test_of_a_long_list_the_nearest_are_named() -> None:
    words = [f"Blad: {number}" for number in range(40)] + ["Förändringar"]
    assert choices("Förändring", words) == "Förändringar eller något annat av listans 41 val"
