"""A LibreOffice of the tests' own, from outside its process, and none left behind.

`with Office() as office: document = office.open(path)`; `office.pipe` is its name. In another process, say one that
RunPython started, `connect(pipe)` reaches it. Needs the `uno` module: `require_uno()` skips with the reason.
"""

from __future__ import annotations

import os
import shutil
import socket
import sys
import tempfile
import time
import types
from importlib import import_module, util
from pathlib import Path
from typing import Any, Self

from runxl.addin.libreoffice import UnoDocument
from tests.conftest import lacking
from tests.patience import Watch
from tests.soffice import Started

_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="FirstRun" oor:op="fuse"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Filter/Import/VBA"><prop oor:name="Executable" oor:op="fuse"><value>true</value></prop></item>
</oor:items>"""
_PLACES = ("/usr/lib/python3/dist-packages", "/usr/lib/libreoffice/program", "/opt/libreoffice/program")


def find_uno() -> types.ModuleType | None:
    """The module `uno`, from the system's Python where it is of the same version. Its folder stays off the path."""
    if "uno" in sys.modules:
        return sys.modules["uno"]
    for place in [*_PLACES, *(os.environ.get("RUNXL_UNO", "").split(os.pathsep))]:
        if not (Path(place) / "uno.py").is_file():
            continue
        sys.path.append(place)
        try:
            return import_module("uno")
        except ImportError:
            continue
        finally:
            sys.path.remove(place)
    return None


def require_uno() -> Any:
    """The module, or a skip that says why."""
    if util.find_spec("uno") is None and find_uno() is None:
        reason = f"modulen uno för Python {sys.version_info.major}.{sys.version_info.minor} finns inte på datorn"
        lacking(reason)
    return import_module("uno")


def properties(**values: Any) -> tuple[Any, ...]:
    """UNO's list of named values."""
    made = []
    for name, value in values.items():
        one = import_module("uno").createUnoStruct("com.sun.star.beans.PropertyValue")
        one.Name, one.Value = name, value
        made.append(one)
    return tuple(made)


def connect(pipe: str, started: Started | None = None) -> Any:
    """The context of a LibreOffice that listens on a pipe (its name), or on another address (`socket,…`).

    One that is starting is waited for as long as it works, however slow the machine is.
    """
    address = pipe if "," in pipe else f"pipe,name={pipe}"
    local = require_uno().getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    watch = Watch(started.process.pid) if started else None
    while True:
        living = started and started.alive
        try:
            return resolver.resolve(f"uno:{address};urp;StarOffice.ComponentContext")
        except Exception:
            if not (living and watch):
                raise
            watch.look()
            time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Office:
    """A headless LibreOffice with a profile of its own, gone at the end of the block.

    `command` goes before soffice: with another user there, it listens on a port, for pipes are each user's own.
    """

    def __init__(self, profile: Path | None = None, command: tuple[str, ...] = (), **environment: str) -> None:
        require_uno()
        self.profile = profile or Path(tempfile.mkdtemp(prefix="runxl-lo-"))
        (self.profile / "user").mkdir(parents=True, exist_ok=True)
        settings = self.profile / "user" / "registrymodifications.xcu"
        if not settings.exists():
            settings.write_text(_PROFILE, encoding="utf-8")
        self.pipe = f"runxl{os.getpid()}_{time.monotonic_ns()}"
        self.address = f"socket,host=127.0.0.1,port={_free_port()}" if command else f"pipe,name={self.pipe}"
        own = ("--headless", "--norestore", "--nologo", "--nodefault", f"-env:UserInstallation={self.profile.as_uri()}")
        self.started = Started([*command, "soffice", *own, f"--accept={self.address};urp;"], **environment)
        try:
            self.context = connect(self.address, self.started)
        except BaseException:
            self.end()
            raise
        self.desktop = self.context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", self.context)

    def end(self) -> None:
        self.started.end()
        shutil.rmtree(self.profile, ignore_errors=True)

    def load(self, path: Path, **options: Any) -> Any:
        """A document opened in LibreOffice, as UNO has it."""
        url = import_module("uno").systemPathToFileUrl(str(path))
        model = self.desktop.loadComponentFromURL(url, "_blank", 0, properties(MacroExecutionMode=4, **options))
        assert model is not None, path
        return model

    def open(self, path: Path) -> UnoDocument:
        """A workbook opened in LibreOffice, as the buttons see it."""
        return UnoDocument(self.context, self.load(path))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """A test has what it wanted, and the profile is thrown away: nothing needs to be said goodbye to."""
        self.end()
