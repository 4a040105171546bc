"""The compression of VBA source (MS-OVBA 2.4.1): chunks of 4096 bytes with copies of what stood before in the chunk."""

from __future__ import annotations

import struct

_CHUNK = 4096
_SHORTEST = 3
_COMPRESSED, _RAW = 0xB000, 0x3000
_NEAREST = 32
"""So many earlier places are tried: more cost time and save next to nothing."""


def compress(data: bytes) -> bytes:
    """Compressed, chunk by chunk."""
    out = bytearray(b"\x01")
    for at in range(0, len(data), _CHUNK):
        chunk = data[at : at + _CHUNK]
        body = _tokens(chunk)
        if len(body) < _CHUNK:
            out += struct.pack("<H", _COMPRESSED | (len(body) - 1)) + body
        else:
            out += struct.pack("<H", _RAW | (_CHUNK - 1)) + chunk.ljust(_CHUNK, b"\0")
    return bytes(out)


def _tokens(chunk: bytes) -> bytes:
    """Literals and copies, eight behind each byte of flags."""
    body, known, at = bytearray(), dict[bytes, list[int]](), 0
    while at < len(chunk):
        flags, group = 0, bytearray()
        for bit in range(8):
            if at >= len(chunk):
                break
            length, source = _longest(chunk, at, known)
            if length < _SHORTEST:
                length = 1
                group.append(chunk[at])
            else:
                flags |= 1 << bit
                group += struct.pack("<H", (at - source - 1) << (16 - _offset_bits(at)) | (length - _SHORTEST))
            for place in range(at, at + length):
                known.setdefault(chunk[place : place + _SHORTEST], []).append(place)
            at += length
        body.append(flags)
        body += group
    return bytes(body)


def _longest(chunk: bytes, at: int, known: dict[bytes, list[int]]) -> tuple[int, int]:
    """The longest copy of what follows, and where it stands."""
    most = min(len(chunk) - at, (0xFFFF >> _offset_bits(at)) + _SHORTEST)
    best, found = 0, 0
    for place in reversed(known.get(chunk[at : at + _SHORTEST], [])[-_NEAREST:]):
        length = 0
        while length < most and chunk[place + length] == chunk[at + length]:
            length += 1
        if length > best:
            best, found = length, place
    return best, found


def _offset_bits(at: int) -> int:
    """How many bits of a copy say how far back it reaches: the further into the chunk, the more."""
    return max(4, (at - 1).bit_length()) if at else 4


def decompress(data: bytes) -> bytes:
    """What `compress` or Excel compressed."""
    if data[:1] != b"\x01":
        raise IndexError
    out, at = bytearray(), 1
    while at < len(data):
        (header,) = struct.unpack_from("<H", data, at)
        end = min(len(data), at + (header & 0x0FFF) + 3)
        at += 2
        if header & 0x8000:
            out += _expanded(data[at:end])
            at = end
        else:
            out += data[at : at + _CHUNK]
            at += _CHUNK
    return bytes(out)


def _expanded(body: bytes) -> bytes:
    chunk, at = bytearray(), 0
    while at < len(body):
        flags = body[at]
        at += 1
        for bit in range(8):
            if at >= len(body):
                break
            if not flags >> bit & 1:
                chunk.append(body[at])
                at += 1
                continue
            (token,) = struct.unpack_from("<H", body, at)
            bits = _offset_bits(len(chunk))
            source = len(chunk) - (token >> (16 - bits)) - 1
            for step in range((token & (0xFFFF >> bits)) + _SHORTEST):
                chunk.append(chunk[source + step])
            at += 2
    return bytes(chunk)
