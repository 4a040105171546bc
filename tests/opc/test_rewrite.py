"""A package with some parts changed, and one made anew."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runxl.opc.pack import contents, pack, packed
from runxl.opc.package import listed, opened
from runxl.opc.refused import RefusedError
from runxl.opc.rewrite import rewritten

NAMES = st.from_regex(r"[a-zåäö]{1,8}(/[a-z]{1,6})?\.(xml|png)", fullmatch=True)
PARTS = st.dictionaries(NAMES, st.binary(max_size=300).filter(lambda part: b"!" not in part), min_size=1, max_size=6)


@given(PARTS)
def test_a_package_with_nothing_changed_is_the_same_to_the_byte(parts: dict[str, bytes]) -> None:
    data = packed(parts)
    assert b"".join(rewritten(listed(data), {})) == data


@given(PARTS, st.data())
def test_only_what_is_changed_is_changed(parts: dict[str, bytes], data: st.DataObject) -> None:
    """Python's own reader finds every part whole and in its place."""
    changed = data.draw(st.dictionaries(st.sampled_from(sorted(parts)), st.binary(max_size=300)))
    new = b"".join(rewritten(opened(packed(parts)), changed))
    with zipfile.ZipFile(io.BytesIO(new)) as archive:
        assert archive.testzip() is None
    assert list(contents(new).items()) == list({**parts, **changed}.items())


def test_the_same_parts_make_the_same_bytes(tmp_path: Path) -> None:
    """At any time, and also where a part stands in a file of its own."""
    (tmp_path / "mitten").write_text("två", encoding="utf-8")
    pieces = [("a.xml", (b"ett ", tmp_path / "mitten", b" tre"))]
    pack(tmp_path / "ut.zip", pieces)
    assert (tmp_path / "ut.zip").read_bytes() == packed({"a.xml": "ett två tre".encode()})


def test_a_part_is_looked_at_when_it_is_asked_for() -> None:
    """Also by one who does not look at all of them."""
    package = listed(packed({"a.xml": b"<!DOCTYPE a><a/>", "b.xml": b"<b/>", "tom.xml": b""}))
    assert package.parts["b.xml"] == b"<b/>"
    assert ("tom.xml" in package.parts, "tom.xml" in package.entries) == (False, True)
    with pytest.raises(RefusedError, match="DOCTYPE"):
        package.parts["a.xml"]
