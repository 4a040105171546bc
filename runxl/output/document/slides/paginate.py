"""Pages → slides: every row measured, so that nothing is cut and nothing runs over the edge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from runxl.output.document.blocks import Grid, GridCell, GridColumn, GridRow
from runxl.output.document.slides.flow import Placed, laid, suits
from runxl.output.document.slides.pages import Chart, SlidePage
from runxl.output.document.slides.ruler import Ruler

SIZES = (16.0, 14.0, 12.0)
"""Tables are set in the largest size that takes no more slides than the smallest does."""

_USUAL_WIDTH, _LEAST = 880.0, 10.0
"""In a narrower room, or a wider font, the sizes are smaller, but never smaller than this."""

SENTENCES = (24.0, 20.0, 18.0, 16.0, 14.0, 12.0)
STRIP = 40.0
"""What the verdicts below the title take."""

TITLES = (24.0, 22.0, 20.0, 18.0, 16.0)
_TITLE_PAD = 8.0
_LONGEST_ADDITION = " (2) (forts. 99)"
SPACE_AFTER = 0.6
"""Below a sentence, in lines."""


@dataclass(frozen=True, slots=True)
class Room:
    """The room below the title, and the title's own, in points. `title_size` is what a title inherits."""

    width: float
    height: float
    title_width: float = 880.0
    title_height: float = 64.0
    title_size: float = 26.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    title: str
    title_size: float | None = None
    """Set where a title is too long for the size that it inherits."""

    verdicts: tuple[GridCell, ...] = ()
    chart: Chart | None = None
    sentences: tuple[str, ...] = ()
    size: float = SENTENCES[0]
    spoken: float = 0.0
    """How much of the height the sentences have, where tables stand below them; 0 for all of it."""

    placed: tuple[Placed, ...] = ()
    notes: tuple[str, ...] = ()


def slides(pages: Iterable[SlidePage], area: Room, ruler: Ruler) -> Iterator[Slide]:
    """All slides, each with a title of its own."""
    seen: Counter[str] = Counter()
    for page in pages:
        short, size = _title(page.title, area, ruler)
        seen[short] += 1
        name = f"{short} ({seen[short]})" if seen[short] > 1 else short
        for place, slide in enumerate(_divided(_whole(page, short), area, ruler), 1):
            title = name if place == 1 else f"{name} (forts.)" if place == 2 else f"{name} (forts. {place - 1})"  # noqa: PLR2004 - the second slide
            notes = page.notes if place == 1 else ()
            yield replace(slide, title=title, title_size=size, verdicts=page.verdicts, notes=notes)


def _title(title: str, area: Room, ruler: Ruler) -> tuple[str, float | None]:
    """The title in a size that has room for it with what may be added; shortened if none has."""
    width, height = area.title_width - 2 * _TITLE_PAD, area.title_height - _TITLE_PAD
    for size in (area.title_size, *(one for one in TITLES if one < area.title_size)):
        if ruler.height(f"{title}{_LONGEST_ADDITION}", width, size, bold=True) <= height:
            return title, None if size == area.title_size else size
    size = TITLES[-1]
    most = max(1, int(height / ruler.line(size)))
    short = ruler.shortened(
        f"{title}{_LONGEST_ADDITION}", width - ruler.width(_LONGEST_ADDITION, size), size, most, bold=True
    )
    return short, size


def _whole(page: SlidePage, short: str) -> SlidePage:
    """A page whose title had to be shortened says it in full as well."""
    if short == page.title:
        return page
    full = Grid("Hela rubriken", (GridColumn("Hela rubriken", 100),), (GridRow((GridCell(page.title),)),))
    return replace(page, grids=(full, *page.grids))


def _divided(page: SlidePage, area: Room, ruler: Ruler) -> Iterator[Slide]:
    room = replace(area, height=area.height - (STRIP if page.verdicts else 0))
    if both := _together(page, room, ruler):
        yield both
        return
    if page.chart or page.sentences:
        yield from _spoken(page, room, ruler)
    elif not page.grids:
        yield Slide(title=page.title)
    if page.grids:
        *sizes, smallest = _sizes(room, ruler)
        least = laid(page.grids, room.width, room.height, ruler, smallest)
        larger = (
            laid(page.grids, room.width, room.height, ruler, size)
            for size in sizes
            if suits(page.grids, room.width, ruler, size)
        )
        for placed in next((found for found in larger if len(found) <= len(least)), least):
            yield Slide(title=page.title, placed=placed)


def _together(page: SlidePage, room: Room, ruler: Ruler) -> Slide | None:
    """Sentences with their tables below them, where both have room on one slide."""
    if page.chart or not (page.sentences and page.grids):
        return None
    for size in SENTENCES[1:]:
        used = sum(ruler.height(one, room.width, size) + ruler.line(size) * SPACE_AFTER for one in page.sentences)
        fitting = (one for one in _sizes(room, ruler) if suits(page.grids, room.width, ruler, one))
        for one in fitting if used < room.height / 2 else ():
            first, *more = laid(page.grids, room.width, room.height - used, ruler, one)
            if not more:
                placed = tuple(replace(table, top=table.top + used) for table in first)
                return Slide(title=page.title, sentences=page.sentences, size=size, spoken=used, placed=placed)
    return None


def _sizes(room: Room, ruler: Ruler) -> tuple[float, ...]:
    smaller = min(1.0, room.width / _USUAL_WIDTH / ruler.breadth)
    return tuple(float(round(size * max(smaller, _LEAST / SIZES[-1]))) for size in SIZES)


def sentence_width(area: Room, *, beside: bool) -> float:
    """Beside a chart the sentences have two fifths."""
    return area.width * (0.4 if beside else 1.0)


def _spoken(page: SlidePage, room: Room, ruler: Ruler) -> Iterator[Slide]:
    """Sentences in the largest size that has room for them all; the smallest on several slides if none has."""
    width = sentence_width(room, beside=page.chart is not None)

    def height(text: str, size: float) -> float:
        return ruler.height(text, width, size) + ruler.line(size) * SPACE_AFTER

    fits = (size for size in SENTENCES if sum(height(one, size) for one in page.sentences) <= room.height)
    size = next(fits, SENTENCES[-1])
    left = [piece for one in page.sentences for piece in _pieces(one, width, room.height, size, ruler)]
    chart = page.chart
    while left or chart:
        used, count = 0.0, 0
        while count < len(left) and used + height(left[count], size) <= room.height:
            used, count = used + height(left[count], size), count + 1
        yield Slide(title=page.title, chart=chart, sentences=tuple(left[:count]), size=size)
        left, chart = left[count:], None


def _pieces(text: str, width: float, most: float, size: float, ruler: Ruler) -> Iterator[str]:
    """A sentence in pieces of which each has room on a slide."""
    lines = ruler.lines(text, width, size)
    step = max(1, int(most / ruler.line(size) - SPACE_AFTER))
    for start in range(0, len(lines), step):
        yield "".join(lines[start : start + step]).strip()
