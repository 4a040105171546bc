"""Översikt: the sentences, the counts and their charts, what the summary covers, and a way to every sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from runxl.assessment.counts import Counts, Shared
from runxl.contract import look as look_of
from runxl.contract.scale import Scale
from runxl.contract.styrmodell_vocabulary import Styrmodell
from runxl.output.many import charts, quality
from runxl.output.many.charts import CountedRows
from runxl.output.many.facts import FactRow, sum_of
from runxl.output.many.page import Page
from runxl.output.many.region import Region, Round, shared_in
from runxl.output.many.row_sheet import RowSheet
from runxl.output.many.scope import Group, Scope
from runxl.output.said.amounts import Expected
from runxl.svenska import capital
from runxl.template.formats import Formats

SHEET = "Översikt"
_WIDTHS = (44.0, 16.0, *[13.0] * 9)
SCALE = 68
"""Percent of full size in print: a page holds the sentences, a chart and the contents."""

_MANY = 3
"""Of fewer workbooks Fynd itself is as short."""

UNITS = (
    "Enheternas arbetsböcker bedöms var för sig: ett mål eller delmål som flera enheter arbetar med räknas en gång "
    "per enhet."
)

ContentsRow = tuple[str, int, str]
"""A sheet, how many rows it has, and what it shows."""


def fill(
    book: Any,
    sheet: RowSheet,
    whole: Region,
    formats: Formats,
    *,
    matrix: CountedRows | None,
    contents: Sequence[ContentsRow],
) -> None:
    scope = whole.scope
    page = Page(sheet, formats, _WIDTHS, [False] * len(_WIDTHS))
    page.text("Måluppfyllelse", "title")
    for said in about(scope):
        page.text(said, "lead", 18.0)
    _sentences(page, whole)
    if len(whole.namnder) > 1:
        _namnder(page, whole, scope.scale)
    if whole.rounds:
        _levels(book, page, whole.rounds[-1])
    _mails(page, scope)
    _contents(page, contents)
    breaks = []
    if len(whole.rounds) > 1:
        breaks.append(page.row)
        _periods(book, page, whole.rounds, scope.scale)
    if matrix and matrix.bars > 1:
        breaks.append(page.row)
        _per_book(book, page, scope, matrix)
    expected = _expected(scope, scope.groups())
    if expected:
        breaks.append(page.row)
        _budget(book, page, expected)
    sheet.set_h_pagebreaks(breaks)
    sheet.set_print_scale(SCALE)
    sheet.finish()


def about(scope: Scope) -> Iterator[str]:
    namnd, enhet, period = scope.alike
    heads = [book.head for book in scope.read]
    if heads:
        same = (namnd and heads[0].namnd, enhet and heads[0].enhet, period and heads[0].when)
        if any(same):
            yield " · ".join(part for part in same if part)
    yield scope.covered
    if scope.plans_of_units:
        yield "Enheternas arbetsböcker räknas inte in här, eftersom planen de hör till är med."
    yield from (several.said for several in scope.copies)


def _sentences(page: Page, whole: Region) -> None:
    page.text("Läget i korthet", "section")
    if not whole.namnder:
        page.text("Ingen arbetsbok gick att läsa. Insamling och Fynd säger varför.")
    for told in whole.told():
        if len(whole.rounds) > 1:
            page.text(told.title, "strong")
        for said in told.sentences():
            page.text(said)
    if any(group.of_units for one in whole.rounds for group in one.groups):
        page.text(UNITS, "lead")


def _namnder(page: Page, whole: Region, scale: Scale) -> None:
    """Each nämnd with its latest report, and the indikatorer in it."""
    page.space()
    statuses = tuple(scale.marks)
    rows: list[FactRow] = []
    for one in whole.namnder:
        counts = sum_of(tuple(book.counts.indikatorer for book in one.latest))
        rows.append((one.namn, one.when or "Utan period", *(counts[status] for status in statuses)))
    page.table(("Nämnd", "Senaste rapport", *statuses), ("key", "short", "whole"), rows)


def _block(page: Page, scale: Scale, what: str, rows: Sequence[tuple[str, Counts]]) -> CountedRows:
    """A table of counts: what a chart is drawn from."""
    page.space()
    statuses = tuple(scale.marks)
    counts: list[FactRow] = [(label, *(one[status] for status in statuses)) for label, one in rows]
    header = page.table((what, *statuses), ("key", "whole"), counts)
    return CountedRows(SHEET, header, header + 1, page.row - 1, tuple(scale.marks.values()))


def _levels(book: Any, page: Page, latest: Round) -> None:
    """The levels that are assessed, in the latest period, of each styrmodell."""
    for group in latest.groups:
        model, shared = group.styrmodell, shared_in(group.books)
        rows = [(level_of(level, model, shared), one) for level, one in group.counts.told(model).items()]
        what = ", ".join(filter(None, ("Nivå", latest.title if latest.when else "")))
        block = _block(page, model.scale, what, rows)
        about = "Liggande staplar över andelen med varje status på varje nivå. Antalen står i tabellen ovanför."
        charts.add(book, page, block, title="Status per nivå", about=about, shares=True)


def level_of(level: str, model: Styrmodell, shared: Mapping[str, Shared]) -> str:
    """`Regionmål`; `Bidrag till regionmål` where several nämnder have them in common."""
    many = model.labels[level].many
    return f"Bidrag till {many}" if level in shared else capital(many)


def _periods(book: Any, page: Page, rounds: Sequence[Round], scale: Scale) -> None:
    """What the bars are of differs where some nämnder are not heard, and so the labels say how many are."""
    several = len({group.styrmodell for one in rounds for group in one.groups}) > 1
    rows = [
        (f"{one.title}, {group.styrmodell.title}" if several else one.title, group.counts.indikatorer)
        for one in rounds
        for group in one.groups
    ][-charts.MOST_BARS :]
    block = _block(page, scale, "Period", rows)
    many = rounds[-1].groups[-1].styrmodell.labels["indikator"].many
    about = (
        "Liggande staplar över antalet indikatorer med varje status i varje period, samma tal som i tabellen ovanför."
    )
    charts.add(book, page, block, title=f"{capital(many)} per period", about=about)


def _per_book(book: Any, page: Page, scope: Scope, block: CountedRows) -> None:
    """One bar for each nämnd or enhet, from the counts in the matrix."""
    many = capital(scope.styrmodell.labels["indikator"].many)
    namnd, enhet, period = scope.alike
    what = "enhet" if namnd and not enhet else "nämnd" if period or not namnd else "arbetsbok"
    all_bars = sum(bool(book.head.enhet) for book in scope.read) or len(scope.read)
    some = f" (de första {block.bars} av {all_bars})" if block.bars < all_bars else ""
    about = (
        "Liggande staplar över antalet indikatorer med varje status i varje arbetsbok, samma tal som i Mål och nämnder."
    )
    charts.add(book, page, block, title=f"{many} per {what}{some}", about=about)


def _expected(scope: Scope, groups: Sequence[Group]) -> list[tuple[str, Expected]]:
    """The latest period's expected deviations in the unit that most are told in, by what they are of."""
    books = [book for group in groups[-1:] for book in group.books if book.budget]
    labels = scope.short_labels(books)
    told = [(label, one) for label, book in zip(labels, books, strict=True) for one in book.budget]
    units = [one.unit for _, one in told]
    unit = max(units, key=units.count, default="")
    several = len(books) > 1
    named = ((f"{label}: {one.what}" if several else one.what, one) for label, one in told if one.unit == unit)
    return list(named)[: charts.MOST_BARS]


def _budget(book: Any, page: Page, expected: Sequence[tuple[str, Expected]]) -> None:
    """How far from the year's budget each part is expected to end."""
    unit = expected[0][1].unit
    page.space()
    rows = ((what, max(one.deviation, 0) or None, min(one.deviation, 0) or None) for what, one in expected)
    header = page.table(("Väntad avvikelse", "Överskott", "Underskott"), ("key", "number"), rows)
    block = CountedRows(SHEET, header, header + 1, page.row - 1, (look_of.GOOD, look_of.BAD))
    title = "Väntad avvikelse mot årsbudgeten"
    about = "Liggande staplar: väntat överskott åt höger och underskott åt vänster, samma tal som i tabellen ovanför."
    charts.add_deviations(book, page, block, title=f"{title}, {unit}" if unit else title, about=about)


def _mails(page: Page, scope: Scope) -> None:
    """What to explain better next time: only where many have been asked."""
    told = quality.recurring(row for book in scope.books for row in quality.of_book(book))[: quality.FIRST]
    if len(scope.read) < _MANY or not told:
        return
    page.text("Det som skulle spara flest mejl", "section")
    for one in told:
        page.text(one.said)


def _contents(page: Page, contents: Sequence[ContentsRow]) -> None:
    page.text("Innehåll", "section")
    blank = [None] * (len(_WIDTHS) - 3)
    rows = ((*one, *blank) for one in contents)
    header = page.table(("Blad", "Rader", "Visar", *blank), ("link", "whole", "short"), rows, 17.0)
    for row, (sheet, _, _) in enumerate(contents, header + 1):
        page.sheet.write_url(row, 0, f"internal:'{sheet}'!A1", None, sheet)
