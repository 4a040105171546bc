"""The label that says in a report of runxl's how a mål or delmål is judged."""

from __future__ import annotations

from runxl.verbs.importera import cell_values
from runxl.verbs.importera.context import Context
from runxl.verbs.importera.others_words import one_line
from runxl.verbs.importera.source_blocks import FoundLine


def verdict_line(context: Context, line: FoundLine) -> None:
    goal = context.delmal or context.mal
    if goal is None:
        return
    text = one_line(line.text)
    words = text.lstrip("".join({level.mark.symbol for level in context.styrmodell.scale.levels}) + "– ")
    read = cell_values.code("status", words, context.styrmodell)
    if read.is_sure and read.value:
        goal.values["faststalld_status"] = read.value
        context.draft.tell(goal, "faststalld_status", text, str(read.value), read.told, place=line.place)
    else:
        context.draft.doubt(goal, "faststalld_status", text, "", read.why, place=line.place)


def forecast_line(context: Context, line: FoundLine) -> bool:
    """`Prognos: mål kommer delvis uppfyllas.`"""
    goal, text = context.delmal or context.mal, one_line(line.text)
    word, colon, rest = text.partition(":")
    if goal is None or word != "Prognos" or not colon:
        return False
    read = cell_values.code("prognos", rest.strip(" ."), context.styrmodell)
    if not read.is_sure or not read.value:
        return False
    goal.values["prognos"] = read.value
    context.draft.tell(goal, "prognos", text, str(read.value), read.told, place=line.place)
    return True
