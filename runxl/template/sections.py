"""The free area of Sammanfattning as lines: what both the template and a computed workbook say. Loads nothing heavy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from runxl.contract.scale import Scale
from runxl.contract.styrmodell_vocabulary import Styrmodell
from runxl.contract.wording import criteria, status_sentence
from runxl.svenska import capital
from runxl.workbook import places as layout
from runxl.workbook.edits import Written
from runxl.workbook.heights import fitted, row_height

_HEIGHTS = {"section": 26.0, "header": 18.0, "blank": 15.0, "hint": 15.0}
"""By the look of a line's first cell; other lines are as high as their texts."""

_CODE_LOOKS: layout.LineLooks = ("body", "body", "status", "body", "body", "body")


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A row of the free area: its cells' looks, and its values from the left."""

    looks: layout.LineLooks
    values: tuple[Written, ...] = ()

    @property
    def cells(self) -> Iterator[tuple[Written, str]]:
        """Value and look of each of the six cells. What no row could hold is shortened."""
        for value, look, width in zip_longest(self.values, self.looks, layout.LIST_WIDTHS):
            yield (fitted(value, width) or None if isinstance(value, str) else value), look

    def height_of(self, values: Sequence[Written]) -> float:
        """The line's height; `values` are those of its cells."""
        if self.looks[0] in _HEIGHTS:
            return _HEIGHTS[self.looks[0]]
        texts = ["" if value is None else str(value) for value in values]
        return row_height(zip(texts, layout.LIST_WIDTHS, strict=True))


@dataclass(frozen=True, slots=True)
class Section:
    """A list. `amounts` are the columns of amounts, whose headers stand to the right."""

    name: str
    heading: str
    headers: tuple[str, ...]
    amounts: tuple[int, ...] = ()


def opening(section: Section, heading: str = "") -> tuple[SectionLine, SectionLine]:
    """A section's heading, and the headers of its list."""
    looks = ("header_amount" if place in section.amounts else look for place, look in enumerate(layout.HEADER))
    return SectionLine(layout.SECTION, (heading or section.heading,)), SectionLine(tuple(looks), section.headers)


def sections(styrmodell: Styrmodell) -> tuple[Section, ...]:
    """The lists that always stand there, in the styrmodell's words."""
    labels = styrmodell.labels
    mal, delmal, uppdrag = (capital(labels[level].one) for level in ("mal", "delmal", "uppdrag"))
    indikatorer = Section(
        "indikator",
        f"{capital(labels['indikator'].many)} och deras utveckling",
        (capital(labels["indikator"].one), "Varför", "Status", "Utveckling", "Utfall", "Målvärde"),
    )
    return (
        Section(
            "mal",
            f"{capital(labels['mal'].many)} och {labels['delmal'].many}",
            (mal, delmal, "Status", "Prognos", "Föregående", "Beräknad"),
        ),
        Section("uppmarksamma", "Att uppmärksamma", ("Gäller", "Varför", "Status", "Ansvarig", "Utfall", "Målvärde")),
        Section("forandringar", "Förändringar sedan förra rapporten", ("Gäller", "Förändring", "Status", "Föregående")),
        *((indikatorer,) if styrmodell.trend_shown else ()),
        Section(
            "uppdrag",
            capital(labels["uppdrag"].many),
            (uppdrag, "Analys", "Status", "Periodicitet och slutdatum", "Uppdragsgivare", "Ansvarig"),
        ),
    )


def legend(styrmodell: Styrmodell, scale: Scale) -> Iterator[SectionLine]:
    """What each status means; `scale` is the styrmodell's with the thresholds that hold."""
    yield SectionLine(layout.SECTION, ("Så läser du bedömningen",))
    yield SectionLine(layout.HEADER, ("Betydelse", "Kriterium", "Status"))
    for status, criterion in criteria(scale).items():
        yield SectionLine(_CODE_LOOKS, (status_sentence(styrmodell, status), criterion, status))
