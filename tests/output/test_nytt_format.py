"""A new format of a document is one folder: added as a developer would, in a copy of the program."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import runxl
from tests.program_copy import copied, run, written

TEXT = '''
"""The report as plain text."""

from pathlib import Path

from runxl.output.document.blocks import Grid, Heading, Manuscript, Missing, Paragraph
from runxl.output.document.file_formats import Format


def _said(block):
    match block:
        case Heading():
            return f"{'#' * block.level} {block.text}"
        case Paragraph():
            return f"{block.mark.symbol} {block.text}" if block.mark else block.text
        case Missing():
            return f"[Skriv här: {block.what}.]"
        case Grid():
            return "\\n".join([block.caption, *(" | ".join(cell.text for cell in row.cells) for row in block.rows)])


def _write(manuscript: Manuscript, out: Path, mall: Path | None) -> None:
    said = (manuscript.title, manuscript.subtitle, *map(_said, manuscript.blocks))
    out.write_text("\\n\\n".join(said), encoding="utf-8")


FORMAT = Format(suffix=".txt", name="ren text", write=_write)
'''


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tree of the program, with an example's workbook in it."""
    folder = copied(tmp_path_factory.mktemp("kopia"))
    runxl.new(folder / "plan.xlsx", example=True)
    return folder


def give(copy: Path, source: str, name: str = "text") -> None:
    """The folder, with nothing of an earlier one."""
    folder = copy / "runxl" / "output" / "document" / name
    shutil.rmtree(folder, ignore_errors=True)
    written(folder / "__init__.py", source)


def test_a_format_is_one_folder(copy: Path) -> None:
    """The command writes it and lists what is missing, the help and the refusals name it, and the library knows it."""
    give(copy, TEXT)
    done = run(copy, "-m", "runxl", "rapport", "plan.xlsx", "-o", "ut.txt")
    assert (done.returncode, done.stderr) == (0, "")
    said = (copy / "ut.txt").read_text(encoding="utf-8")
    assert said.startswith("Årsrapport 2024\n\n")
    assert "# Sammanfattning" in said
    listed = [line.strip(" –") for line in done.stdout.splitlines() if line.startswith("  –")]
    marked = [line for line in said.splitlines() if line.startswith("[Skriv här: ")]
    assert [f"[Skriv här: {one}.]".casefold() for one in listed] == [one.casefold() for one in marked] != []

    shown = run(copy, "-m", "runxl", "rapport", "--help").stdout
    assert "UT.docx|UT.html|UT.pdf|UT.pptx|UT.txt" in shown
    assert ".pptx (bildspel) eller .txt (ren text)" in shown
    refused = run(copy, "-m", "runxl", "rapport", "plan.xlsx", "-o", "ut.odt")
    assert refused.stderr == (
        "runxl: ut.odt måste sluta på .docx, .html, .pdf, .pptx eller .txt: annars går filen inte att öppna.\n"
    )
    (copy / "mall.txt").write_text("", encoding="utf-8")
    refused = run(copy, "-m", "runxl", "rapport", "plan.xlsx", "-o", "ut.txt", "--mall", "mall.txt", "--ersatt")
    assert (
        "mall.txt går inte att ha som mall för ut.txt: i det formatet skrivs ett dokument utan mall." in refused.stderr
    )
    called = run(copy, "-c", "import runxl; print(runxl.report('plan.xlsx', 'två.txt').file)")
    assert (called.stdout, called.stderr) == ("två.txt\n", "")


HALF_DONE = {
    "text: module 'runxl.output.document.text' has no attribute 'FORMAT'": '"""Not yet."""',
    "missing 1 required keyword-only argument: 'write'": TEXT.replace(", write=_write", ""),
    "missing 1 required keyword-only argument: 'suffix'": TEXT.replace('suffix=".txt", ', ""),
    "text: suffix och templates skrivs som .docx": TEXT.replace('".txt"', '"txt"'),
    "text: name saknas": TEXT.replace('"ren text"', '""'),
    ".docx är redan ett annat format": TEXT.replace('".txt"', '".docx"'),
}


@pytest.mark.parametrize("fault", HALF_DONE)
def test_a_half_done_format_is_refused_by_name(fault: str, copy: Path) -> None:
    give(copy, HALF_DONE[fault])
    refused = run(copy, "-m", "runxl", "rapport", "plan.xlsx", "-o", "ut.docx")
    assert refused.returncode == 2
    assert "runxl: Alla format i runxl/output/document är inte färdiga. " in refused.stderr
    assert fault in refused.stderr
