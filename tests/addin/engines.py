"""xlwings engines for tests: the same `addin.main` on openpyxl, and on LibreOffice from outside its process.

`openpyxl_book(path)` opens a workbook and makes it the caller. `Office()` starts a headless LibreOffice of its own
(`with Office() as office: book = office.open(path)`; `office.pipe` is its name). In another process, say one that
RunPython started, `adopt(pipe)` connects to it and makes its open spreadsheets xlwings' workbooks, so that
`xlwings.Book.caller()` finds them by `--wb=NAME`. Needs the `uno` module: `require_uno()` skips with the reason.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import types
from contextlib import suppress
from importlib import import_module, util
from pathlib import Path
from typing import Any, Self

from runxl.addin.engine import adopted, opened
from runxl.addin.libreoffice import UnoDocument, documents_of
from tests.conftest import lacking

_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="FirstRun" oor:op="fuse"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Filter/Import/VBA"><prop oor:name="Executable" oor:op="fuse"><value>true</value></prop></item>
</oor:items>"""
_PLACES = ("/usr/lib/python3/dist-packages", "/usr/lib/libreoffice/program", "/opt/libreoffice/program")


def openpyxl_book(path: Path) -> Any:
    """The workbook, open in the openpyxl engine and set as the caller of `addin.main`. Its `api` is the document."""
    from tests.addin.openpyxl_document import OpenpyxlDocument

    book = opened(OpenpyxlDocument(path), name="openpyxl")
    book.set_mock_caller()
    return book


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


def connect(pipe: str, wait: float = 60) -> Any:
    """The context of a LibreOffice that listens on a pipe (its name), or on another address (`socket,…`)."""
    address = pipe if "," in pipe else f"pipe,name={pipe}"
    local = require_uno().getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    end = time.monotonic() + wait
    while True:
        try:
            return resolver.resolve(f"uno:{address};urp;StarOffice.ComponentContext")
        except Exception:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def adopt(pipe: str) -> list[Any]:
    """The spreadsheets open in a running LibreOffice as xlwings' workbooks, the front one first."""
    return adopted(documents_of(connect(pipe)), name="libreoffice")


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
        self.process = subprocess.Popen(
            [
                *command,
                "soffice",
                "--headless",
                "--norestore",
                "--nologo",
                "--nodefault",
                f"-env:UserInstallation={self.profile.as_uri()}",
                f"--accept={self.address};urp;",
            ],
            env={**os.environ, **environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.context = connect(self.address)
        self.desktop = self.context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", self.context)

    def load(self, path: Path, **options: Any) -> Any:
        """A document opened in LibreOffice, as UNO has it."""
        url = import_module("uno").systemPathToFileUrl(str(path))
        model = self.desktop.loadComponentFromURL(url, "_blank", 0, properties(MacroExecutionMode=4, **options))
        assert model is not None, path
        return model

    def open(self, path: Path) -> Any:
        """A workbook opened in LibreOffice, as xlwings has it, and set as the caller."""
        book = opened(UnoDocument(self.context, self.load(path)), name="libreoffice")
        book.set_mock_caller()
        return book

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(Exception):  # LibreOffice hangs up while it answers
            self.desktop.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
