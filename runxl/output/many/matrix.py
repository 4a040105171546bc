"""Mål och nämnder: a row for each workbook with its count of indikatorer and the status of every mål."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from runxl.output.many import charts, looks
from runxl.output.many.alike import Same, Told, alike
from runxl.output.many.charts import CountedRows
from runxl.output.many.facts import BookFacts, FactRow, GoalFacts, sum_of
from runxl.output.many.listing import ListLook
from runxl.output.many.page import Page
from runxl.output.many.region import Region
from runxl.output.many.row_sheet import RowSheet
from runxl.output.many.scope import Scope
from runxl.svenska import capital
from runxl.template.formats import Formats
from runxl.workbook.heights import row_height

SHEET = "Mål och nämnder"
ABOUT = "Varje mål och hur det bedöms i varje arbetsbok, och antalet indikatorer"
_LABEL_WIDTH, _COUNT_WIDTH, _GOAL_WIDTH = 40.0, 10.0, 18.0
_NAME: ListLook = "text"
_COUNT: ListLook = "whole"
_STATUS: ListLook = "status"
MOST_GOALS = 200
"""More columns than these nobody can read; Mål och delmål has them all."""


def fill(book: Any, sheet: RowSheet, whole: Region, formats: Formats) -> CountedRows | None:
    """The sheet, and where its counts stand; nothing if no workbook could be read."""
    scope = whole.scope
    goals, statuses = alike(Told(one.head, goal) for one in scope.read for goal in one.goals), tuple(scope.scale.marks)
    shown = goals[:MOST_GOALS]
    titles = [one.called(numbers_shown=scope.numbers_shown) for one in shown]
    widths = (_LABEL_WIDTH, *[_COUNT_WIDTH] * len(statuses), *[_GOAL_WIDTH] * len(shown))
    page = Page(sheet, formats, widths, (True, *[False] * len(statuses), *[True] * len(shown)))
    kinds = [_NAME, *[_COUNT] * len(statuses), *[_STATUS] * len(shown)]
    height = row_height(((title, _GOAL_WIDTH * 0.9) for title in titles), lines=2)
    header = page.line((_what(scope), *statuses, *titles), [looks.header(formats, kind) for kind in kinds], height)
    books, said = scope.in_order(), _statuses(shown)
    rows = (
        (label, *(one.counts.indikatorer[status] for status in statuses), *said[one.head.file])
        for label, one in zip(scope.labels(books), books, strict=True)
    )
    page.lines(rows, [looks.counted(formats, kind) for kind in kinds])
    last = page.row - 1
    if last > header and shown:
        for rule in looks.rules(formats, scope.styrmodeller):
            sheet.conditional_format(header + 1, len(statuses) + 1, last, len(statuses) + len(shown), rule)
    if len(goals) > len(shown):
        page.text(f"Här står {len(shown)} av {len(goals)} mål. Alla står i Mål och delmål.", "lead")
    if shown:
        _per_goal(book, page, whole, list(zip(titles, shown, strict=True)))
    sheet.freeze_panes(header + 1, 1)
    sheet.repeat_rows(header)
    sheet.finish()
    return _block(books, header, scope) if books else None


def _block(books: tuple[BookFacts, ...], header: int, scope: Scope) -> CountedRows:
    """What is charted: the units, where there are any beside their plans."""
    plans = sum(not one.head.enhet for one in books)
    first = header + 1 + (plans if plans < len(books) else 0)
    last = min(header + len(books), first + charts.MOST_BARS - 1)
    return CountedRows(SHEET, header, first, last, tuple(scope.scale.marks.values()))


def _what(scope: Scope) -> str:
    names = ("Nämnd", "Enhet", "Period")
    return ", ".join(name for name, same in zip(names, scope.alike, strict=True) if not same) or names[0]


def _statuses(shown: Sequence[Same[GoalFacts]]) -> dict[str, list[str | None]]:
    """What each workbook says of every mål, by its file; of what it does not have, nothing."""
    found: dict[str, list[str | None]] = defaultdict(lambda: [None] * len(shown))
    for place, same in enumerate(shown):
        for one in same.told:
            found[one.owner.file][place] = one.row.status or None
    return found


def _per_goal(book: Any, page: Page, whole: Region, goals: Sequence[tuple[str, Same[GoalFacts]]]) -> None:
    """The indikatorer under each mål in the workbooks of the latest period, as a block and a chart."""
    scope, latest = whole.scope, whole.rounds[-1:]
    counted = {one.head.file for told in latest for group in told.groups for one in group.books}
    labels, statuses = scope.styrmodell.labels, tuple(scope.scale.marks)
    when = "".join(told.title for told in latest if told.when)
    title = ", ".join(filter(None, (f"{capital(labels['indikator'].many)} per {labels['mal'].one}", when)))
    page.space()
    page.text(title, "section")
    rows: list[FactRow] = []
    for name, same in goals:
        one = sum_of(tuple(goal.row.indikatorer for goal in same.told if goal.owner.file in counted))
        rows.append((name, *(one[status] for status in statuses)))
    header = page.table((capital(labels["mal"].one), *statuses), (_NAME, _COUNT), rows, 0.0)
    last = min(page.row - 1, header + charts.MOST_BARS)
    block = CountedRows(SHEET, header, header + 1, last, tuple(scope.scale.marks.values()))
    about = "Liggande staplar över antalet indikatorer med varje status under varje mål, samma tal som i tabellen."
    charts.add(book, page, block, title=title, about=about)
