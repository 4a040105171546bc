"""The archive that the reader gets is a zip like any other."""

from __future__ import annotations

import zipfile

from hypothesis import given
from hypothesis import strategies as st

from runxl.opc.stored import Stored

NAMES = st.lists(st.from_regex(r"[a-z]{1,8}(/[a-zA-Z_.\[\]]{1,12})?", fullmatch=True), unique=True, max_size=6)


@given(NAMES, st.data())
def test_what_is_stored_can_be_read(names: list[str], data: st.DataObject) -> None:
    """Any number of entries, each of any number of pieces; Python's own reader finds them whole and in order."""
    archive = Stored()
    contents = [data.draw(st.lists(st.binary(max_size=40), max_size=3)) for _ in names]
    for name, pieces in zip(names, contents, strict=True):
        archive.add(name, *pieces)
    with zipfile.ZipFile(archive.ended()) as package:
        assert package.testzip() is None
        assert [(name, package.read(name)) for name in package.namelist()] == [
            (name, b"".join(pieces)) for name, pieces in zip(names, contents, strict=True)
        ]
