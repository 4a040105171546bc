"""Whatever a file holds there is an answer in Swedish, and nothing outside it is read."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import runxl
from runxl.verbs.importera.sources.opening import source_of
from tests.verbs.importera.layouts import LAYOUTS, Look, write
from tests.verbs.importera.written import word

_PLAN = "# Mål 1. Liv\n\n| Delmål | Indikator | Mål 2026 |\n| --- | --- | --- |\n| 1.1 Kultur | Antal resor | 90 |\n"


def _rewritten(path: Path, part: str, change: Callable[[bytes], bytes]) -> None:
    source, target = zipfile.ZipFile(io.BytesIO(path.read_bytes())), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            made.writestr(name, change(source.read(name)) if name == part else source.read(name))
    path.write_bytes(target.getvalue())


@pytest.mark.parametrize(
    ("kind", "part"),
    [
        ("docx", "word/document.xml"),
        ("docx", "word/styles.xml"),
        ("xlsx", "xl/worksheets/sheet1.xml"),
        ("xlsx", "xl/styles.xml"),
        ("xlsx", "xl/workbook.xml"),
    ],
)
def test_a_broken_part_is_read_or_refused_and_never_a_traceback(kind: str, part: str, tmp_path: Path) -> None:
    chance, refused = random.Random(part), []  # noqa: S311 - the same every time
    for _ in range(12):
        path = tmp_path / f"plan.{kind}"
        if kind == "docx":
            word(path, _PLAN)
        else:
            write(path, LAYOUTS[2], Look())
        _rewritten(path, part, lambda content: content[: chance.randrange(1, len(content))])
        try:
            source_of(path)
        except runxl.RunxlError as error:
            refused.append(str(error))
    assert len(refused) > 6
    assert all(str(tmp_path) in said for said in refused)


def test_an_entity_is_never_resolved(tmp_path: Path) -> None:
    path = word(tmp_path / "plan.docx", _PLAN)
    head = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    _rewritten(path, "word/document.xml", lambda content: head + content[content.index(b"?>") + 2 :])
    with pytest.raises(runxl.RunxlError, match="DOCTYPE"):
        source_of(path)


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = word(tmp_path / "plan.docx", _PLAN)
    _rewritten(path, "word/document.xml", lambda content: content.replace(b"<w:body>", b"<w:body>" + b" " * 12_000_000))
    with pytest.raises(runxl.RunxlError, match="för stor"):
        source_of(path)


def test_a_document_with_a_password_is_named(tmp_path: Path) -> None:
    (tmp_path / "plan.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(runxl.RunxlError, match="lösenord"):
        source_of(tmp_path / "plan.docx")
