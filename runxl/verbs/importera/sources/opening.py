"""Which kind of file it is, by its bytes, and its blocks. What cannot be read is told by what it really is."""

from __future__ import annotations

from pathlib import Path

from runxl.contract.message import finding
from runxl.contract.regel import Regel
from runxl.errors import RunxlError
from runxl.findings import in_one_line
from runxl.opc import kinds, limits
from runxl.opc.file import content_of
from runxl.opc.package import Package, opened
from runxl.opc.refused import RefusedError
from runxl.verbs.importera.source_blocks import FoundFile
from runxl.verbs.importera.sources import delimited, sheets, word

READ = "Word (.docx), Excel (.xlsx, .xlsm), text (.txt) och csv"
_WORD, _SHEETS = "word/document.xml", "xl/workbook.xml"


def source_of(path: Path) -> FoundFile:
    """A file as blocks; RunxlError if it is of a kind that holds no plan, or is not let in."""
    try:
        data, _ = content_of(path)
        refusal = kinds.kind_of_bytes(data, path.name)
        if refusal is None:
            return _package(path.name, opened(data), data)
        if refusal[1].startswith("en textfil"):
            return delimited.read(path.name, data)
    except RefusedError as refused:
        raise RunxlError(in_one_line(str(path), finding(refused.code, file=str(path), **refused.words))) from refused
    except (MemoryError, RecursionError) as error:
        raise RunxlError(f"{path}: filen är för stor eller för djupt nästlad för att läsas in.") from error
    except RunxlError:
        raise
    except Exception as error:  # what libraries make of broken parts is of every kind
        raise RunxlError(
            f"{path} är skadad och går inte att läsa in ({type(error).__name__}). Öppna den i programmet som den är "
            "gjord i, spara en kopia och hämta in kopian."
        ) from error
    raise _refused(path, *refusal)


def _package(name: str, package: Package, data: bytes) -> FoundFile:
    if _WORD in package.entries:
        _refuse_large(package, _WORD)
        return word.read(name, data)
    if _SHEETS in package.entries:
        for part in package.entries:
            if part.startswith("xl/"):
                _refuse_large(package, part)
            if part.startswith("xl/worksheets/"):
                sheets.refuse_merged(package.parts[part])
        return sheets.read(name, data)
    refusal = kinds.kind_of_package(package.entries, package.parts) or (Regel.INTE_EN_ARBETSBOK, "ett annat slags fil")
    raise _refused(Path(name), *refusal)


def _refuse_large(package: Package, part: str) -> None:
    """A tree of elements takes much more room than its text."""
    most = limits.MAX_SMALL
    if part.endswith(".xml") and package.entries[part].file_size > most:
        raise RefusedError(Regel.FOR_STOR_FIL, orsak=f"delen «{part}» är större än {most // limits.MEGABYTE} MB")


def _refused(path: Path, code: Regel, slag: str) -> RunxlError:
    if code is Regel.LOSENORDSSKYDDAD_FIL:
        return RunxlError(f"{path} är skyddad med lösenord. Spara en kopia utan lösenord och hämta in den.")
    return RunxlError(f"{path} är {slag}. Det som går att hämta in är {READ}. Spara som något av dem och försök igen.")
