"""A workbook → the nämnd's document, in one of its formats: computed anew, written whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from runxl.assessment.assessed import Assessment
from runxl.check.rows import Checked
from runxl.contract.styrmodell_vocabulary import Dokument
from runxl.errors import RunxlError
from runxl.files import save
from runxl.files.target import refuse
from runxl.json_face import document
from runxl.output.document.file_formats import formats
from runxl.svenska import listed
from runxl.verbs.examine import AnyPath, examine, refuse_foreign
from runxl.workbook.tables import Workbook


@dataclass(frozen=True, slots=True)
class WrittenDocument:
    """The file, what is left for people to write in it, and the copy kept of the file that it replaced.

    `left_out`: what the workbook says and the document's outline does not ask for. `faults`: how many findings of the
    workbook are faults; what they concern is not assessed in the document either.
    """

    file: Path
    missing: tuple[str, ...]
    backup: Path | None = None
    faults: int = 0
    left_out: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The JSON face of `runxl rapport`; its keys are part of the public contract."""
        return document({"fil": str(self.file), "saknas": list(self.missing), "ej_med": list(self.left_out)})


def write_document(
    given: Workbook | AnyPath,
    out: AnyPath,
    *,
    template: AnyPath | None = None,
    document: str = "",
    replace: bool = False,
) -> WrittenDocument:
    """Writes the report or the slides of a workbook's period, in the format that the suffix of `out` names.

    `document` is a kind of document other than the period's own: `underlag`, `namndplan`, `delarsrapport` or
    `arsrapport`.

    What stands in its result columns is not read: everything is computed from what people have filled in. A file that
    is there is refused without `replace`; with it a copy of the file is kept beside it.
    """
    written, begun_from = Path(out), Path(template) if template is not None else None
    refuse(written, tuple(formats()), replace=replace)
    formats()[written.suffix.lower()].refuse(written, begun_from)
    asked: Dokument | Literal[""] = next((one for one in get_args(Dokument) if one == document), "")
    if asked != document:
        raise RunxlError(f"{document} är inget dokument. Välj {listed(get_args(Dokument), 'eller')}.")
    found = examine(given)
    return write_assessed(found.checked, found.assess(), written, template=begun_from, document=asked)


def write_assessed(
    checked: Checked,
    assessment: Assessment,
    written: Path,
    *,
    template: Path | None = None,
    document: Dokument | Literal[""] = "",
) -> WrittenDocument:
    """The document of what has been read and assessed, in its own period. A copy is kept of a file that it replaces."""
    refuse_foreign(checked)
    replaces = written.exists()
    with save.whole(written, backup=True) as temporary:
        left = formats()[written.suffix.lower()].put(checked, assessment, temporary, template, document)
    faults = sum(finding.is_fault for finding in assessment.findings)
    backup = save.latest_backup(written) if replaces else None
    return WrittenDocument(written, left.missing, backup, faults, left.left_out)
