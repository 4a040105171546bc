"""Every way in which runxl writes files: a folder to begin with, the command, and which files it writes."""

from __future__ import annotations

import email
import email.policy
import io
import os
import shutil
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import runxl
from tests.markdown_workbook import write
from tests.verbs.returns import plan, put, send, setting
from tests.verbs.test_forslag import judge


@dataclass(frozen=True)
class Vag:
    """`command` is given to the command line in the folder; `may_change` are the files that it may make or replace.

    `kept` is a copy of the first of them as it was: there, and whole, before that one changes; and not there if it does not.
    """

    command: tuple[str, ...]
    may_change: tuple[str, ...]
    kept: str = ""


_PARTS = ("ut/Svar Enhet 1 – Årsrapport 2024.xlsx", "ut/Svar Enhet 2 – Årsrapport 2024.xlsx", "ut/utskick.csv")
_REMINDERS = tuple(f"mejl/Påminnelse Enhet {n} – Årsrapport 2024.eml" for n in (1, 2))
_SPLIT = ("dela", "plan.xlsx", "-o", "ut")
VAGAR: dict[str, Vag] = {
    "berakna": Vag(("berakna", "plan.xlsx"), ("plan.xlsx",)),
    "berakna -o": Vag(("berakna", "plan.xlsx", "-o", "ny.xlsx"), ("ny.xlsx",)),
    "markera": Vag(("validera", "plan.xlsx", "fel.xlsx", "--markera"), ("plan.xlsx", "fel.xlsx")),
    "rapport över fynd": Vag(("validera", "plan.xlsx", "-o", "taget.xlsx", "--ersatt"), ("taget.xlsx",)),
    "ny": Vag(("ny", "ny.xlsx"), ("ny.xlsx",)),
    "ny --ersatt": Vag(("ny", "taget.xlsx", "--ersatt"), ("taget.xlsx",)),
    "ny --fran": Vag(("ny", "ny.xlsx", "--fran", "plan.xlsx"), ("ny.xlsx",)),
    "migrera": Vag(("migrera", "plan.xlsx", "-o", "ny.xlsx"), ("ny.xlsx",)),
    "dela": Vag(_SPLIT, _PARTS),
    "dela --ersatt": Vag(("dela", "plan.xlsx", "-o", "svar", "--ersatt"), tuple(f"svar{one[2:]}" for one in _PARTS)),
    "samla": Vag(("samla", "svar", "--till", "plan.xlsx"), ("plan.xlsx",)),
    "period": Vag(("period", "steg.xlsx", "DÅ 2"), ("steg.xlsx",), kept="steg (DÅ 1 2024).xlsx"),
    "sammanfatta": Vag(("sammanfatta", "plan.xlsx", "svar", "-o", "ny.xlsx"), ("ny.xlsx",)),
    "sammanfatta --ersatt": Vag(("sammanfatta", "plan.xlsx", "-o", "taget.xlsx", "--ersatt"), ("taget.xlsx",)),
    "rapport": Vag(("rapport", "plan.xlsx", "-o", "ny.docx"), ("ny.docx",)),
    "bildspel": Vag(("rapport", "plan.xlsx", "-o", "ny.pptx"), ("ny.pptx",)),
    "sida": Vag(("rapport", "plan.xlsx", "-o", "ny.html"), ("ny.html",)),
    "godta": Vag(("godta", "forslag.xlsx"), ("forslag.xlsx",)),
    "dela --mejl": Vag((*_SPLIT, "--mejl"), (*_PARTS, *(f"{one.removesuffix('xlsx')}eml" for one in _PARTS[:2]))),
    "status --mejl": Vag(("status", "svar", "--till", "plan.xlsx", "--mejl", "mejl"), _REMINDERS),
    "styrmodell kopiera": Vag(("styrmodell", "kopiera", "vasterbotten", "-o", "ny.yaml"), ("ny.yaml",)),
    "historik": Vag(("historik", "plan.xlsx", "svar", "-o", "ny.xlsx"), ("ny.xlsx",)),
    "historik csv": Vag(("historik", "plan.xlsx", "-o", "ny.csv"), ("ny.csv",)),
    "historik parquet": Vag(("historik", "plan.xlsx", "-o", "ny.parquet"), ("ny.parquet",)),
    "importera": Vag(("importera", "källa.csv", "-o", "ny.xlsx"), ("ny.xlsx",)),
    "importera --till": Vag(("importera", "källa.csv", "--till", "plan.xlsx", "-o", "ny.xlsx"), ("ny.xlsx",)),
    "importera --till på plats": Vag(("importera", "källa.csv", "--till", "plan.xlsx"), ("plan.xlsx",)),
    "sida om många": Vag(("sammanfatta", "plan.xlsx", "svar", "-o", "ny.html"), ("ny.html",)),
    "läget": Vag(("status", "svar", "--till", "plan.xlsx", "-o", "ny.xlsx"), ("ny.xlsx",)),
}
if sys.platform != "win32":  # what stands in for LibreOffice is a script
    VAGAR["pdf"] = Vag(("rapport", "plan.xlsx", "-o", "ny.pdf"), ("ny.pdf",))
if "RUNXL_FUZZ_KILLS" in os.environ:
    VAGAR["regionens rapport"] = Vag(("sammanfatta", "plan.xlsx", "svar", "-o", "ny.docx"), ("ny.docx",))
    VAGAR["importera --karta"] = Vag(
        ("importera", "källa.csv", "-o", "ny.xlsx", "--karta", "karta.yaml"), ("ny.xlsx", "karta.yaml")
    )
_SOFFICE = """#!/bin/sh
while [ "$1" != "--outdir" ]; do shift; done
printf '%%PDF-1.7\\n/StructTreeRoot /Lang pdfuaid:part\\n%%%%EOF\\n' > "$2/rapport.pdf"
"""
_SOURCE = "Nr;Delmål;Indikator;Enhet;Målvärde\n3.1.1;3.1;Resor med buss;antal;90\n"
_FAULTY = "## Mål\n| Nr | Mål |\n| 1 | Ett |\n| 1 | Ett till |\n"


def with_soffice(folder: Path) -> str:
    """PATH with a program first in it that answers as LibreOffice does, at once: what is tried is what runxl writes."""
    folder.mkdir(exist_ok=True)
    (folder / "soffice").write_text(_SOFFICE, encoding="utf-8")
    (folder / "soffice").chmod(0o755)
    return os.pathsep.join((str(folder), os.environ["PATH"]))


def prepare(folder: Path) -> Path:
    """A plan that two units have sent back, one whose period is over, a workbook with faults, and one that is in the way."""
    folder.mkdir(exist_ok=True)
    plan(folder / "plan.xlsx", units=2)
    send(folder / "plan.xlsx", folder / "svar")
    put(folder / "svar" / "Svar Enhet 1 – Årsrapport 2024.xlsx", {("Indikatorer", "1.1.1", "Utfall"): 12})
    _propose(folder)
    shutil.copyfile(folder / "svar" / "Svar Enhet 1 – Årsrapport 2024.xlsx", folder / "steg.xlsx")
    setting(folder / "steg.xlsx", "Period", "DÅ 1")
    runxl.write_back(folder / "steg.xlsx", runxl.assess(folder / "steg.xlsx"))
    write(_FAULTY, folder / "fel.xlsx")
    (folder / "källa.csv").write_text(_SOURCE, encoding="utf-8")
    shutil.copyfile(folder / "fel.xlsx", folder / "taget.xlsx")
    for copy in folder.rglob("*.bak-*"):
        copy.unlink()
    return folder


def _propose(folder: Path) -> None:
    """A plan with a proposal that somebody has said Ja to."""
    shutil.copyfile(folder / "plan.xlsx", folder / "forslag.xlsx")
    with tempfile.TemporaryDirectory() as returned:
        answer = Path(returned) / "svar.xlsx"
        shutil.copyfile(folder / "svar" / "Svar Enhet 1 – Årsrapport 2024.xlsx", answer)
        put(answer, {("Indikatorer", "1.1.1", "Målvärde"): 25})
        runxl.collect(returned, folder / "forslag.xlsx")
    judge(folder / "forslag.xlsx")


def content(folder: Path) -> dict[str, bytes]:
    """Every file below the folder, by name."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def renew(folder: Path, before: dict[str, bytes]) -> None:
    """The folder as it was."""
    for path in folder.rglob("*"):
        if path.is_file() and path.relative_to(folder).as_posix() not in before:
            path.unlink()
    for name, data in before.items():
        if not (folder / name).exists() or (folder / name).read_bytes() != data:
            (folder / name).write_bytes(data)


def faults(vag: Vag, before: dict[str, bytes], after: dict[str, bytes], *, may_be_left: bool = False) -> list[str]:
    """What is not as was promised. Killed, or kept from removing a file, a run leaves it behind, under a name of its own."""
    wrong = [f"{name} är borta" for name in before.keys() - after.keys()]
    first = vag.may_change[0]
    if vag.kept and before[first] not in (after.get(first), after.get(vag.kept)):
        wrong.append(f"{first} är inte kvar som den var")
    if vag.kept and not may_be_left and vag.kept in after and after[first] == before[first]:
        wrong.append(f"{vag.kept} är kvar efter ett steg som inte togs")
    for name, data in after.items():
        if data == before.get(name):
            continue
        if ".bak-" in name:
            if data != before.get(name.partition(".bak-")[0]):
                wrong.append(f"{name} är inte filen som den var")
        elif name == vag.kept:
            if data != before[first]:
                wrong.append(f"{name} är inte {first} som den var")
        elif name in vag.may_change:
            if not _is_whole(name, data):
                wrong.append(f"{name} är inte hel")
        elif not (may_be_left and ".runxl-" in name):
            wrong.append(f"{name} har lämnats kvar eller ändrats")
    return wrong


def _is_whole(name: str, data: bytes) -> bool:
    if name.endswith("utskick.csv"):
        return data.endswith(b"\r\n") and data.count(b"\r\n") == 3
    if name == "karta.yaml":
        return data.endswith(b"\n")
    if name.endswith(".eml"):
        return _is_whole_mail(data)
    ends = _ENDS.get(name.rpartition(".")[2])
    return data.endswith(ends) if ends else _is_whole_package(data)


_ENDS = {
    "html": b"</html>\n",
    "csv": b",plan.xlsx\n",
    "parquet": b"PAR1",
    "yaml": "hamna och ändå vara Helt\n".encode(),
    "pdf": b"%%EOF\n",
}
"""What the last of a file is."""


def _is_whole_mail(data: bytes) -> bool:
    mail = email.message_from_bytes(data, policy=email.policy.default)
    packages = [part.get_content() for part in mail.iter_attachments()]
    return data.endswith(b"\r\n") and b"controller@example.se" in data and all(map(_is_whole_package, packages))


def _is_whole_package(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return package.testzip() is None
    except zipfile.BadZipFile:
        return False
