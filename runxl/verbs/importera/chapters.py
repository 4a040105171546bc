"""Texts of a document's chapters, into the sheet Texter where the outline has a chapter of the same name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from runxl.assessment.basis import basis_of
from runxl.check.rows import Settings
from runxl.contract.styrmodell_vocabulary import Styrmodell
from runxl.output.document.laid_out import begun
from runxl.verbs.importera import cell_values
from runxl.verbs.importera.about import About
from runxl.verbs.importera.draft import FoundChapter, PlanDraft
from runxl.verbs.importera.others_words import folded, one_line

_NUMBER = re.compile(r"^[0-9]+(?:\.[0-9]+)*\.?\s+")
_SHOWN = 120
_BELOW = "texten under kapitlets rubrik"


def settings_of(about: About, styrmodell: Styrmodell) -> Settings:
    return Settings(styrmodell=styrmodell, ar=about.year, period=about.period.name, namnd=about.namnd)


def outline(about: About, styrmodell: Styrmodell) -> Sequence[Mapping[str, Any]]:
    """The chapters that a document of the period begins with."""
    return begun(basis_of(settings_of(about, styrmodell)), ())


def place(draft: PlanDraft, about: About, styrmodell: Styrmodell) -> None:
    """Each chapter's text where the outline has it; else it is left, and said so.

    A document that runxl wrote has sentences of its own where it fills a chapter, so there only chapters that hold
    nothing but text are taken.
    """
    rows = reversed(outline(about, styrmodell))
    places = {folded(str(row.get("rubrik") or "")): row for row in rows if row.get("med") != "Nej"}
    for chapter in draft.chapters:
        row = places.get(folded(_NUMBER.sub("", chapter.heading)))
        if (
            row is None
            or (chapter.own and row.get("innehall"))
            or any(made.name == row["rubrik"] for made in draft.others.get("texter", ()))
        ):
            _leave(draft, chapter)
            continue
        made = draft.aside("texter", str(row["rubrik"]), chapter.place)
        made.values["text"] = "\n\n".join(cell_values.paragraphs(line) for line in chapter.lines).replace(
            "\n\n- ", "\n- "
        )
        draft.tell(made, "text", chapter.lines[0][:80], "", _BELOW)


def _leave(draft: PlanDraft, chapter: FoundChapter) -> None:
    begins = one_line(chapter.lines[0])
    many = f" ({len(chapter.lines)} stycken text)" if len(chapter.lines) > 1 else ""
    draft.leave(chapter.place, f"{begins[:_SHOWN]}{'…' if len(begins) > _SHOWN else ''}{many}")
