"""The events in a document that runxl wrote: each under a heading of its own, or as a list where they are but names."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from runxl.verbs.importera import cell_values
from runxl.verbs.importera.chapters import outline
from runxl.verbs.importera.context import Context
from runxl.verbs.importera.draft import Drafted
from runxl.verbs.importera.naming import named
from runxl.verbs.importera.others_words import folded, one_line
from runxl.verbs.importera.source_blocks import FoundHeading, FoundLine

_EVENTS = "Händelser"
_WHICH = "det går inte att se vilket mål som menas"
_ABOUT = re.compile(r"Gäller (?P<mal>.+)\.")


def event_chapters(context: Context) -> Collection[str]:
    """The folded headings of the chapters that the outline fills with events."""
    rows = outline(context.about, context.styrmodell)
    return {folded(str(row.get("rubrik") or "")) for row in rows if row.get("innehall") == _EVENTS}


@dataclass(slots=True)
class EventReader:
    """`level` is that of the chapter's own heading while the reading is in it, else 0."""

    context: Context
    chapters: Collection[str]
    level: int = 0
    event: Drafted | None = None
    told: list[str] = field(default_factory=list)
    about: list[tuple[Drafted, FoundLine, str]] = field(default_factory=list)

    def heading(self, block: FoundHeading) -> bool:
        """Whether the heading is of the chapter, of an event in it, or of a part of what is said of one."""
        if block.level <= self.level or not self.level:
            self.close()
            self.level = block.level if folded(block.text) in self.chapters else 0
            return bool(self.level)
        if block.level == self.level + 1:
            self.close()
            self.event = self.context.draft.aside("handelser", block.text, block.place)
        elif self.event is not None:
            self.told.append(f"{'#' * (block.level - self.level - 1)} {block.text}")
        return self.event is not None

    def line(self, line: FoundLine) -> bool:
        """Whether the line says anything of an event. `Gäller Mål 3 …` is the mål's, where there is such a one."""
        if not self.level or line.look not in ("text", "item", "label", "aside"):
            return False
        if self.event is None:
            if line.look == "item":
                self.context.draft.aside("handelser", one_line(line.text), line.place)
            return line.look == "item"
        about = _ABOUT.fullmatch(one_line(line.text))
        if about and line.look == "aside":
            self.about.append((self.event, line, about["mal"]))
        else:
            self.told.append(f"- {line.text}" if line.look == "item" else cell_values.paragraphs(line.text))
        return True

    def finish(self) -> None:
        """When all mål are known: an event's is told by its number, or by its words where none are shown."""
        self.close()
        for event, line, said in self.about:
            one = named(said)
            goal = self.context.draft.named("mal", one.text) or self.context.draft.named("mal", said)
            if one.level == "mal" and one.nr:
                event.values["mal"] = one.nr
            elif goal is not None:
                event.parent = goal
            else:
                self.context.draft.doubt(event, "mal", line.text, said, _WHICH, place=line.place)

    def close(self) -> None:
        """Writes what was said of the last event."""
        if self.event is not None and self.told:
            self.event.values["beskrivning"] = "\n\n".join(self.told).replace("\n\n- ", "\n- ")
        self.event, self.told = None, []
