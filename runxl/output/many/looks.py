"""The formats of the summary workbook, and the marks that a status gets from its word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from runxl.contract import look
from runxl.contract.scale import Bidrag, merged
from runxl.contract.styrmodell_vocabulary import Styrmodell
from runxl.output.many.collection import MISSING, READ, UNREAD
from runxl.output.many.listing import ListLook
from runxl.template.formats import (
    Formats,
    contribution_marks,
    forecast_rules,
    mark_of,
    rules_of,
    severity_marks,
    status_marks,
    uppdrag_marks,
)

_LINE: Mapping[str, object] = {"bottom": 1, "bottom_color": look.RULE_LINE}
_CELLS: Mapping[ListLook, Mapping[str, object]] = {
    "text": {"text_wrap": True},
    "key": {"bold": True},
    "short": {},
    "status": {"bold": True, "text_wrap": True},
    "number": {"align": "right", "indent": 1, "text_wrap": True},
    "whole": {"align": "right", "indent": 1, "num_format": "#,##0"},
    "amount": {"align": "right", "indent": 1, "num_format": "#,##0"},
    "share": {"align": "right", "indent": 1, "num_format": r"0.0\ %"},
    "percent": {"align": "right", "indent": 1, "num_format": r"0\ %"},
    "date": {"num_format": "yyyy-mm-dd", "align": "left"},
    "centre": {"align": "center"},
    "quiet": {"font_color": look.MUTED_TEXT},
    "link": {"font_color": look.UNIT_HEADER_GROUND, "underline": 1, "text_wrap": True},
}
_RIGHT = ("number", "whole", "amount", "share", "percent")
TextLook = Literal["title", "section", "lead", "strong", "sentence"]
_TEXTS: Mapping[TextLook, Mapping[str, object]] = {
    "title": {"font_size": 20, "bold": True, "font_color": look.HEADER_GROUND, "valign": "vcenter"},
    "section": {"font_size": 14, "bold": True, "font_color": look.HEADER_GROUND, "valign": "bottom"},
    "lead": {"font_size": 11, "font_color": look.MUTED_TEXT},
    "strong": {"font_size": 11, "bold": True},
    "sentence": {"font_size": 11, "bold": False},
}


def cell(formats: Formats, name: ListLook) -> Any:
    return formats.get(**_LINE, **_CELLS[name])


def counted(formats: Formats, name: ListLook) -> Any:
    """A cell of a table of counts, whose rows are a little higher than their text."""
    return formats.get(**_LINE, **_CELLS[name], valign="vcenter")


def header(formats: Formats, name: ListLook = "text") -> Any:
    side = "right" if name in _RIGHT else "center" if name == "centre" else "left"
    ground, text = look.HEADER_GROUND, look.HEADER_TEXT
    if name == "quiet":
        ground, text = look.RESULT_HEADER_GROUND, look.RESULT_HEADER_TEXT
    shown = {"bold": True, "bg_color": ground, "font_color": text, "text_wrap": True, "valign": "vcenter"}
    return formats.get(**shown, align=side, **({"indent": 1} if side == "right" else {}))


def text(formats: Formats, name: TextLook) -> Any:
    return formats.get(**_TEXTS[name])


def rules(formats: Formats, styrmodeller: Sequence[Styrmodell]) -> Iterator[dict[str, Any]]:
    """Conditional formats for a column of statuses, findings' severities, aktiviteter and uppdrag: by their words.

    Those of every styrmodell that is here, since a list may hold workbooks of several.
    """
    contributions: dict[str, Bidrag] = {}
    passives: dict[str, None] = {}
    scale = merged(styrmodell.scale for styrmodell in styrmodeller)
    for styrmodell in styrmodeller:
        contributions |= styrmodell.contribution
        passives[styrmodell.words["passive"]] = None
    marks = {**contribution_marks(scale, contributions), **uppdrag_marks(), **severity_marks(), **status_marks(scale)}
    returned = {READ: mark_of(look.GOOD), UNREAD: mark_of(look.BAD), MISSING: mark_of(look.QUIET)}
    yield from rules_of({**marks, **returned}, formats)
    for passive in passives:
        yield from forecast_rules(scale, passive, formats)
