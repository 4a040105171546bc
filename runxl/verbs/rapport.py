"""A workbook → the nämnd's document, in Word or as slides: computed anew, written whole or not at all."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from runxl.errors import RunxlError

if TYPE_CHECKING:
    from runxl.assessment.assessed import Assessment
    from runxl.check.rows import Checked

WORD, SLIDES = ".docx", ".pptx"
_MALLAR = {WORD: (".docx", ".dotx"), SLIDES: (".pptx", ".potx")}


@dataclass(frozen=True, slots=True)
class WrittenDocument:
    """The file, what is left for people to write in it, and the copy kept of the file that it replaced.

    `faults`: how many findings of the workbook are faults; what they concern is not assessed in the document either.
    """

    file: Path
    missing: tuple[str, ...]
    backup: Path | None = None
    faults: int = 0


def write_document(
    path: Path | str, out: Path | str, *, mall: Path | str | None = None, ersatt: bool = False
) -> WrittenDocument:
    """Writes the report (.docx) or the slides (.pptx) of a workbook's period.

    What stands in its result columns is not read: everything is computed from what people have filled in. A file that
    is there is refused without `ersatt`; with it a copy of the file is kept beside it.
    """
    from runxl.verbs.examine import examine

    written, template = Path(out), Path(mall) if mall is not None else None
    _refuse(written, template, ersatt=ersatt)
    found = examine(path)
    return write_assessed(found.checked, found.assess(), written, mall=template)


def write_assessed(
    checked: Checked, assessment: Assessment, written: Path, *, mall: Path | None = None
) -> WrittenDocument:
    """The document of what has been read and assessed. A copy is kept of a file that it replaces."""
    from runxl.workbook.patch import save

    target = Path(os.path.realpath(written))
    with save.told_in_swedish(target):
        save.refuse_unwritable(target)
        replaces = target.exists()
        with save.claimed(target) as temporary:
            if written.suffix.lower() == WORD:
                from runxl.output.document.word import write_report

                missing = write_report(checked, assessment, temporary, mall=mall)
            else:
                from runxl.output.document.slides import write_slides

                missing = write_slides(checked, assessment, temporary, mall=mall)
            save.put(temporary, target, backup=replaces)
    faults = sum(finding.is_fault for finding in assessment.findings)
    return WrittenDocument(written, missing, save.latest_backup(target) if replaces else None, faults)


def _refuse(out: Path, mall: Path | None, *, ersatt: bool) -> None:
    """What stops the run before anything is read."""
    kind = out.suffix.lower()
    if kind not in _MALLAR:
        raise RunxlError(f"{out.name} måste sluta på .docx (rapport i Word) eller .pptx (bildspel).")
    if out.is_dir():
        raise RunxlError(f"{out} är en mapp. Ange ett filnamn.")
    if out.exists() and not ersatt:
        raise RunxlError(
            f"{out} finns redan, och någon kan ha skrivit i den. Ange ett annat namn, eller --ersatt för att "
            "ersätta den (en säkerhetskopia läggs bredvid)."
        )
    if mall is None:
        return
    if mall.suffix.lower() not in _MALLAR[kind]:
        raise RunxlError(
            f"{mall.name} går inte att ha som mall för {out.name}: den ska sluta på {' eller '.join(_MALLAR[kind])}."
        )
    if not mall.is_file():
        raise RunxlError(f"Mallen {mall} finns inte. Kontrollera namnet och mappen.")
