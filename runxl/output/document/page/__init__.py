"""A page for a browser: the state of things to look at (state.py), then the document (body.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runxl.output.document.file_formats import Format

if TYPE_CHECKING:
    from pathlib import Path

    from runxl.output.document.blocks import Manuscript
    from runxl.output.said.source import Source


def _compose(source: Source) -> Manuscript:
    from runxl.output.document.page.state import with_state

    return with_state(source)


def _write(report: Manuscript, out: Path, _mall: Path | None) -> None:
    from runxl.output.document.page.body import written_page

    out.write_text(written_page(report), encoding="utf-8", newline="\n")


FORMAT = Format(suffix=".html", name="webbsida", write=_write, compose=_compose)
