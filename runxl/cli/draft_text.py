"""What is said of mail drafts that have been written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from runxl.cli.terminal import Line, line
from runxl.svenska import counted

if TYPE_CHECKING:
    from runxl.verbs.drafts import Draft


def draft_lines(drafts: Sequence[Draft]) -> Iterator[Line]:
    """How many, and those that lack an address."""
    if drafts:
        yield line(
            f"{counted(len(drafts), 'mejlutkast', 'mejlutkast')} i {drafts[0].file.parent}. Öppna, läs och skicka."
        )
    without = [draft.unit for draft in drafts if not draft.to and not draft.unusable]
    if without:
        yield line((f"Utan mottagare, för adressen saknas på bladet Enheter: {', '.join(without)}.", "doubt"), indent=2)
    for draft in drafts:
        if draft.unusable:
            text = f"Utan mottagare: {draft.unit}. «{draft.unusable}» på bladet Enheter är ingen e-postadress."
            yield line((text, "doubt"), indent=2)
