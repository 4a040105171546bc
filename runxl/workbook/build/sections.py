"""The free area of Sammanfattning as lines: what both the template and a computed workbook say. Loads nothing heavy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest

from runxl.contract.model import Styrmodell
from runxl.workbook.build import layout
from runxl.workbook.build.heights import fitted, row_height
from runxl.workbook.build.words import capital, criteria, status_sentence
from runxl.workbook.edits import Written

_HEIGHTS = {layout.SECTION: 26.0, layout.HEADER: 18.0, layout.BLANK: 15.0, layout.HINT: 15.0}
_CODE_LOOKS: layout.Looks = ("body", "body", "status", "body", "body", "body")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the free area: its cells' looks, and its values from the left."""

    looks: layout.Looks
    values: tuple[Written, ...] = ()

    @property
    def cells(self) -> Iterator[tuple[Written, str]]:
        """Value and look of each of the six cells. What no row could hold is shortened."""
        for value, look, width in zip_longest(self.values, self.looks, layout.LIST_WIDTHS):
            yield (fitted(value, width) or None if isinstance(value, str) else value), look

    @property
    def height(self) -> float:
        if self.looks in _HEIGHTS:
            return _HEIGHTS[self.looks]
        texts = ["" if value is None else str(value) for value, _ in self.cells]
        return row_height(zip(texts, layout.LIST_WIDTHS, strict=True))


@dataclass(frozen=True, slots=True)
class Section:
    name: str
    heading: str
    headers: tuple[str, ...]


def opening(section: Section, heading: str = "") -> tuple[Line, Line]:
    """A section's heading, and the headers of its list."""
    return Line(layout.SECTION, (heading or section.heading,)), Line(layout.HEADER, section.headers)


def sections(styrmodell: Styrmodell) -> tuple[Section, ...]:
    """The lists, in the styrmodell's words."""
    labels = styrmodell.labels
    mal, delmal, uppdrag = (capital(labels[level].one) for level in ("mal", "delmal", "uppdrag"))
    rows = f"{capital(labels['indikator'].one)} eller {labels['aktivitet'].one}"
    return (
        Section(
            "mal",
            f"{capital(labels['mal'].many)} och {labels['delmal'].many}",
            (mal, delmal, "Status", "Prognos", "Föregående", "Beräknad"),
        ),
        Section("uppmarksamma", "Att uppmärksamma", (rows, "Varför", "Status", "Ansvarig", "Utfall", "Målvärde")),
        Section("forandringar", "Förändringar sedan förra rapporten", ("Gäller", "Förändring", "Status", "Föregående")),
        Section(
            "uppdrag",
            capital(labels["uppdrag"].many),
            (uppdrag, "Analys", "Status", "Periodicitet och slutdatum", "Uppdragsgivare", "Ansvarig"),
        ),
    )


def legend(styrmodell: Styrmodell, thresholds: Mapping[str, Decimal]) -> Iterator[Line]:
    """What each status means; thresholds in percent."""
    yield Line(layout.SECTION, ("Så läser du bedömningen",))
    yield Line(layout.HEADER, ("Betydelse", "Kriterium", "Status"))
    for status, criterion in criteria(thresholds).items():
        yield Line(_CODE_LOOKS, (status_sentence(styrmodell, status), criterion, status))
