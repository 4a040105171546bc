"""The compression and the container of VBA, against other readers and the other way round."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runxl.addin.install import cfb, vba
from runxl.addin.install.ovba import compress, decompress
from runxl.errors import RunxlError
from tests.addin.other_readers import decompress_stream


@given(st.lists(st.sampled_from([b"Private Sub ", b"x", b"\r\n", b"End Sub", bytes(range(256))]), max_size=900))
def test_what_is_compressed_comes_back(pieces: list[bytes]) -> None:
    """In our own reader and in oletools', also across chunks."""
    data = b"".join(pieces)
    assert decompress(compress(data)) == data
    if data:
        assert bytes(decompress_stream(bytearray(compress(data)))) == data


@given(
    st.dictionaries(
        st.sampled_from(["A", "VBA/dir", "VBA/x", "Other/y", "Long name"]), st.binary(max_size=9000), min_size=1
    )
)
def test_a_container_gives_its_streams_back(streams: dict[str, bytes]) -> None:
    """Small, large and empty ones, to us and to olefile."""
    olefile = pytest.importorskip("olefile")
    data = cfb.write(streams)
    assert cfb.read(data) == streams
    with olefile.OleFileIO(io.BytesIO(data), raise_defects=olefile.DEFECT_UNSURE) as found:
        assert {path: found.openstream(path).read() for path in streams} == streams


@pytest.mark.parametrize("data", [b"", b"text", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)])
def test_what_is_no_container_is_said_to_be_so(data: bytes) -> None:
    with pytest.raises(RunxlError, match="går inte att läsa"):
        vba.read(data)
