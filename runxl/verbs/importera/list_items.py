"""Lists under a heading such as Indikatorer: one object a line, perhaps with its target behind it."""

from __future__ import annotations

import re

from runxl.verbs.importera import fields, goals, targets
from runxl.verbs.importera.context import Context
from runxl.verbs.importera.naming import named
from runxl.verbs.importera.others_words import is_elided, one_line
from runxl.verbs.importera.source_blocks import FoundLine

_WITH_TARGET = re.compile(
    r"^(?P<name>.+?)\s*(?:[(,;–-]\s*|:\s*)(?:mål(?:värde|nivå)?\s*(?:20[0-9]{2})?\s*[:=]?\s*)(?P<goal>.+?)\)?$",
    re.IGNORECASE,
)
_SHORTEST = 4


def item(context: Context, into: str, line: FoundLine) -> bool:
    """Takes a line in as what the list is of; False where it is no such thing."""
    text = one_line(line.text)
    is_prose = line.look == "text" and len(text) > 200 and text.endswith(".") and not named(text).level  # noqa: PLR2004
    if not into or len(text) < _SHORTEST or is_elided(text) or is_prose:
        return False
    if into == "uppdrag":
        return bool(fields.uppdrag(context, named(text, column=into), line.place))
    parent = context.delmal or goals.unlabelled(context)
    match = _WITH_TARGET.match(text) if into == "indikatorer" else None
    one = named(match["name"] if match else text, column=into)
    made = context.draft.add(into, one.text, line.place, parent)
    if one.nr:
        made.values["nr"] = one.nr
    if into != "indikatorer":
        return True
    if one.kind:
        made.values["slag"] = one.kind
    goal = targets.read(match["goal"] if match else "", one.text, "")
    for column, value in goal.values.items():
        if value not in ("", None):
            made.values.setdefault(column, value)
    for column, (read, why) in goal.doubts.items():
        context.draft.doubt(made, column, text, read, why)
    if goal.told:
        context.draft.tell(made, "typ", text, str(goal.values.get("typ") or ""), goal.told)
    return True
