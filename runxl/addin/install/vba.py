"""A VBA project (MS-OVBA): the modules of a vbaProject.bin as text, and the file written from text.

Nothing but source is written, no compiled code: Excel compiles it when the add-in is opened. What describes the project
itself (references, code page) is kept as it was.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from runxl.addin.install import cfb
from runxl.addin.install.ovba import compress, decompress
from runxl.errors import RunxlError

_SOURCE_ONLY = bytes.fromhex("cc61ffff000100")
"""_VBA_PROJECT without a cache of compiled code."""

_VERSION, _CODE_PAGE, _PROJECT_NAME, _MODULES = 0x09, 0x03, 0x04, 0x0F
_NAME, _NAME_WIDE, _STREAM, _STREAM_WIDE = 0x19, 0x47, 0x1A, 0x32
_OFFSET, _HELP, _COOKIE, _PROCEDURAL, _CLASS = 0x31, 0x1E, 0x2C, 0x21, 0x22
_HOST = "[Host Extender Info]\r\n&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000"
_KEPT = ("HelpContextID", "VersionCompatible32", "CMG", "DPB", "GC")


@dataclass(frozen=True, slots=True)
class Module:
    """One module; `kind` is the word in the PROJECT stream: Module, Class or Document. Its lines end as in Python."""

    name: str
    kind: str
    code: str


@dataclass(frozen=True, slots=True)
class Project:
    """A project; `settings` is the PROJECT stream's lines, `information` the records before the modules."""

    information: bytes
    settings: dict[str, str]
    encoding: str
    modules: tuple[Module, ...]

    def module(self, name: str) -> Module:
        for module in self.modules:
            if module.name == name:
                return module
        raise RunxlError(f"Modulen {name} finns inte i VBA-projektet. Installera om xlwings och runxl.")


def read(data: bytes) -> Project:
    """The project in a vbaProject.bin."""
    try:
        return _read(cfb.read(data))
    except (KeyError, IndexError, struct.error, UnicodeDecodeError) as error:
        raise RunxlError("VBA-projektet i xlwings tillägg går inte att läsa. Installera om xlwings.") from error


def _read(streams: dict[str, bytes]) -> Project:
    directory = decompress(streams["VBA/dir"])
    records = list(_records(directory))
    (page,) = next(struct.unpack("<H", value) for kind, value, _ in records if kind == _CODE_PAGE)
    encoding = f"cp{page}"
    information = directory[: next(at for kind, _, at in records if kind == _MODULES)]
    lines = streams["PROJECT"].decode(encoding).splitlines()
    kinds = {match[2]: match[1] for line in lines if (match := re.match(r"(Module|Class|Document)=([^/]+)", line))}
    settings = dict(line.split("=", 1) for line in lines if "=" in line)
    modules: list[Module] = []
    name = stream = ""
    for kind, value, _ in records:
        if kind == _NAME:
            name = value.decode(encoding)
        elif kind == _STREAM:
            stream = value.decode(encoding)
        elif kind == _OFFSET:
            source = decompress(streams[f"VBA/{stream}"][struct.unpack("<I", value)[0] :]).decode(encoding)
            modules.append(Module(name, kinds[name], source.replace("\r\n", "\n")))
    return Project(information, settings, encoding, tuple(modules))


def _records(directory: bytes) -> Iterator[tuple[int, bytes, int]]:
    """Kind, value and place of every record. PROJECTVERSION says 4 and is 6 bytes long."""
    at = 0
    while at < len(directory):
        kind, size = struct.unpack_from("<HI", directory, at)
        size = 6 if kind == _VERSION else size
        yield kind, directory[at + 6 : at + 6 + size], at
        at += 6 + size


def write(project: Project, name: str) -> bytes:
    """The project as a vbaProject.bin under a name of its own."""
    encoding = project.encoding
    streams = {
        "PROJECT": _settings(project, name).encode(encoding),
        "PROJECTwm": b"".join(_both(module.name, encoding) for module in project.modules) + b"\0\0",
        "VBA/_VBA_PROJECT": _SOURCE_ONLY,
        "VBA/dir": compress(_directory(project, name)),
    }
    for module in project.modules:
        streams[f"VBA/{module.name}"] = compress(_encoded(module, encoding))
    return cfb.write(streams)


def _encoded(module: Module, encoding: str) -> bytes:
    try:
        return module.code.replace("\n", "\r\n").encode(encoding)
    except UnicodeEncodeError as error:
        sign = module.code[error.start]
        raise RunxlError(f"Tecknet {sign} i VBA-modulen {module.name} finns inte i {encoding}.") from error


def _both(name: str, encoding: str) -> bytes:
    return name.encode(encoding) + b"\0" + name.encode("utf-16-le") + b"\0\0"


def _settings(project: Project, name: str) -> str:
    """The PROJECT stream. ID, CMG, DPB and GC belong together and stay as they are."""
    kinds = [
        f"{module.kind}={module.name}{'/&H00000000' if module.kind == 'Document' else ''}" for module in project.modules
    ]
    windows = [f"{module.name}=0, 0, 0, 0, C" for module in project.modules]
    kept = [f"{key}={project.settings[key]}" for key in _KEPT]
    head = [f"ID={project.settings['ID']}", *kinds, f'Name="{name}"', *kept]
    return "\r\n".join([*head, "", _HOST, "", "[Workspace]", *windows, ""])


def _directory(project: Project, name: str) -> bytes:
    information = b"".join(
        _record(kind, name.encode(project.encoding)) if kind == _PROJECT_NAME else project.information[at : at + size]
        for kind, size, at in ((kind, 6 + len(value), at) for kind, value, at in _records(project.information))
    )
    head = _record(_MODULES, struct.pack("<H", len(project.modules))) + _record(0x13, b"\xff\xff")
    modules = b"".join(_module_records(module, project.encoding) for module in project.modules)
    return information + head + modules + struct.pack("<HI", 0x10, 0)


def _module_records(module: Module, encoding: str) -> bytes:
    narrow, wide = module.name.encode(encoding), module.name.encode("utf-16-le")
    kind = _PROCEDURAL if module.kind == "Module" else _CLASS
    return b"".join(
        (
            _record(_NAME, narrow),
            _record(_NAME_WIDE, wide),
            _record(_STREAM, narrow),
            _record(_STREAM_WIDE, wide),
            _record(0x1C, b"") + _record(0x48, b""),  # no description
            _record(_OFFSET, struct.pack("<I", 0)),  # the source begins at once: no compiled code before it
            _record(_HELP, struct.pack("<I", 0)),
            _record(_COOKIE, struct.pack("<H", 0xFFFF)),
            _record(kind, b""),
            _record(0x2B, b""),
        )
    )


def _record(kind: int, value: bytes) -> bytes:
    return struct.pack("<HI", kind, len(value)) + value
