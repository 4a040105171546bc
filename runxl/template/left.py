"""What is left to answer, counted by the workbook itself: formulas on Start, right at sending and after each answer.

Which rows are due stands on Listor, under a name for each task: a formula has room for some hundred numbers at most.
"""

from __future__ import annotations

from collections.abc import Sequence

from runxl.contract.vocabulary import Table
from runxl.excel import column_letters
from runxl.template.sent import Task

_UNCHANGED = ("Ingen ny mätning", "Följs ej upp")


def left_of(task: Task, table: Table) -> str:
    """How many of a task's cells are empty. Rows are found by their Nr: they may have been sorted or moved."""
    nr, answer = _range(task, table, "nr"), _range(task, table, task.column)
    terms = [f"ISBLANK({answer})", f"ISNUMBER(MATCH({nr},{task.name},0))"]
    if any(column.name == "lage" and column.role == "unit" for column in table.columns):
        terms += [f'({_range(task, table, "lage")}<>"{word}")' for word in _UNCHANGED]
    return f"SUMPRODUCT({'*'.join(terms)})"


def told(tasks: Sequence[tuple[Task, Table]]) -> tuple[str, str]:
    """The sentence about some tasks as a formula, and what it says when the workbook is sent."""
    left, due = sum(task.left for task, _ in tasks), sum(len(task.nrs) for task, _ in tasks)
    count = "+".join(left_of(task, table) for task, table in tasks)
    done, rest = "Allt är ifyllt.", f" av {due} är kvar att fylla i."
    return f'=IF({count}=0,"{done}",{count}&"{rest}")', f"{left}{rest}" if left else done


def _range(task: Task, table: Table, name: str) -> str:
    place = next(index for index, column in enumerate(table.columns, 1) if column.name == name)
    letters = column_letters(place)
    return f"'{table.sheet}'!${letters}$2:${letters}${task.rows + 1}"
