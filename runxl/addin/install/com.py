"""Makes `CreateObject("Runxl.Engine")` start our Python, for this person and nobody else, and takes that away again."""

from __future__ import annotations

from pathlib import PureWindowsPath

from runxl.addin.install.classes import Classes
from runxl.addin.server import CLSID, PROGID

_CLASS = rf"CLSID\{CLSID}"
_SERVER = rf"{_CLASS}\LocalServer32"


def values(interpreter: str) -> dict[str, str]:
    """The keys and what stands in them. `PythonCOM` is what pywin32 asks for as it makes the object."""
    return {
        PROGID: "runxl",
        rf"{PROGID}\CLSID": CLSID,
        _CLASS: "runxl",
        rf"{_CLASS}\ProgID": PROGID,
        rf"{_CLASS}\PythonCOM": "runxl.addin.server.Engine",
        _SERVER: command(interpreter),
    }


def command(interpreter: str) -> str:
    """What Windows runs. Python looks for modules neither where it is started nor where the environment says."""
    return f'"{PureWindowsPath(interpreter).with_name("pythonw.exe")}" -B -E -P -m runxl.addin.server'


def register(classes: Classes, interpreter: str) -> None:
    """Over what an older version has left."""
    unregister(classes)
    classes.write(values(interpreter))


def unregister(classes: Classes) -> None:
    for key in (PROGID, _CLASS):
        classes.delete(key)


def registered(classes: Classes) -> str | None:
    """The command that is registered."""
    return classes.read(_SERVER)


def is_registered(classes: Classes, interpreter: str) -> bool:
    """Whether all of it stands there, for this Python."""
    return all(classes.read(key) == value for key, value in values(interpreter).items())
