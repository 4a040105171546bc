"""What the tables of a pasted text stand in: its scraps, and how its spaces and lines tell them apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from runxl.verbs.importera.naming import named
from runxl.verbs.importera.source_blocks import Place
from runxl.verbs.importera.sources.pasted_header import PastedHeader, header_at
from runxl.verbs.importera.sources.scraps import Scrap, goes_on

UNCLEAR = "källan är inklistrad text, och det går inte att se var cellen slutar"


@dataclass(frozen=True, slots=True)
class PastedPage:
    """`by_line`: every line stands alone. `dense`: no empty lines part them.

    `spaced`: the spaces that tell of empty cells are there. `is_out` says what is none of a table's, `is_text` what is
    running text.
    """

    name: str
    scraps: Sequence[Scrap]
    by_line: bool
    dense: bool
    spaced: bool
    is_out: Callable[[int, PastedHeader], bool]
    is_text: Callable[[Scrap], bool]

    def place(self, at: int) -> Place:
        return Place(self.name, f"rad {self.scraps[at].number}")

    def again(self, at: int, header: PastedHeader) -> int:
        """How many scraps the same headers take, as on a new page; 0 if it is not they."""
        found = header_at(self.scraps, at)
        return found.scraps if found is not None and found.titles == header.titles else 0

    def stops(self, at: int, header: PastedHeader) -> bool:
        """Whether the table has come to its end."""
        return self.is_out(at, header) or header_at(self.scraps, at) is not None

    def is_running(self, at: int) -> bool:
        return self.is_text(self.scraps[at]) and not named(self.scraps[at].text).level

    def whole(self, at: int, header: PastedHeader) -> tuple[Scrap, int]:
        """A scrap with those that go on with it, where each line is one; and how many they are."""
        scrap, count = self.scraps[at], 1
        while self.by_line and at + count < len(self.scraps) and not self.stops(at + count, header):
            following = self.scraps[at + count]
            if not goes_on(scrap, following):
                break
            scrap, count = scrap.with_(following), count + 1
        return scrap, count
