"""Enough of pywin32 for xlwings' own engine for Windows to be loaded anywhere; `fake_excel` is what it then talks to."""

from __future__ import annotations

import atexit
import ctypes
import datetime as dt
import sys
from collections import Counter
from collections.abc import Callable
from functools import cache
from types import MethodType, ModuleType, SimpleNamespace
from typing import Any, NoReturn

import pytest

UNKNOWN_NAME = -2147352570
REJECTED = -2147418111
"""RPC_E_CALL_REJECTED: a cell is being edited."""


class ComError(Exception):
    """pywintypes.com_error."""

    def __init__(self, hresult: int = UNKNOWN_NAME, scode: int | None = None) -> None:
        super().__init__(hresult, "fel", (0, "Excel", "fel", None, 0, scode), None)
        self.hresult = hresult
        self.excepinfo = self.args[2]


class Crossings:
    """How often Python asks Excel, and for what. What an object asks of another within Excel is not counted.

    `refuses` says of each question whether Excel is too busy to answer it.
    """

    def __init__(self) -> None:
        self.names: Counter[str] = Counter()
        self.refuses: Callable[[str], bool] = lambda _: False
        self._within = False

    @property
    def count(self) -> int:
        return self.names.total()

    def ask(self, name: str, answer: Callable[[], Any]) -> Any:
        if self._within:
            return answer()
        self.names[name] += 1
        if self.refuses(name):
            raise ComError(REJECTED)
        self._within = True
        try:
            return answer()
        finally:
            self._within = False


CROSSINGS = Crossings()


class ComObject:
    """win32com.client.CDispatch: what xlwings wraps so that a busy Excel is asked again. Its names are Excel's own."""

    def __getattribute__(self, name: str) -> Any:
        if not name[0].isupper():
            return object.__getattribute__(self, name)
        found = CROSSINGS.ask(f"{type(self).__name__}.{name}", lambda: object.__getattribute__(self, name))
        return _Method(found) if isinstance(found, MethodType) else found

    def __setattr__(self, name: str, value: Any) -> None:
        if not name[0].isupper():
            object.__setattr__(self, name, value)
        else:
            CROSSINGS.ask(f"{type(self).__name__}.{name}=", lambda: object.__setattr__(self, name, value))

    @property
    def _oleobj_(self) -> SimpleNamespace:
        return SimpleNamespace(GetIDsOfNames=_no_such_name)


class _Method:
    """What is called right after it was asked for, in one crossing."""

    def __init__(self, method: Callable[..., Any]) -> None:
        self._method = method

    def __call__(self, *args: Any, **named: Any) -> Any:
        within, CROSSINGS._within = CROSSINGS._within, True
        try:
            return self._method(*args, **named)
        finally:
            CROSSINGS._within = within


def _no_such_name(*_: object) -> NoReturn:
    raise ComError


class _Anything(ModuleType):
    """A module in which every name that was not given is a number."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return 0


def _module(name: str, **content: Any) -> ModuleType:
    made = _Anything(name)
    made.__dict__.update(content)
    return made


def _modules() -> dict[str, ModuleType]:
    client = _module(
        "win32com.client",
        CDispatch=ComObject,
        Dispatch=lambda handed: handed,
        CoClassBaseClass=type("CoClassBaseClass", (), {}),
        DispatchBaseClass=type("DispatchBaseClass", (), {}),
    )
    return {
        "pywintypes": _module("pywintypes", com_error=ComError, error=ComError, TimeType=dt.datetime),
        "pythoncom": _module(
            "pythoncom", ole_error=ComError, com_error=ComError, CoInitialize=lambda: None, __file__=""
        ),
        "win32com": _module("win32com", client=client),
        "win32com.client": client,
        "win32timezone": _module("win32timezone", TimeZoneInfo=SimpleNamespace(utc=lambda: dt.UTC)),
        "win32process": _module("win32process", GetWindowThreadProcessId=lambda _: (1, 1)),
        "win32gui": _module("win32gui", FindWindowEx=lambda *_: 1, GetForegroundWindow=lambda: 1),
        "win32api": _module("win32api"),
        "win32con": _module("win32con", MB_YESNO=4),
    }


@cache
def windows_engine() -> Any:
    """The module xlwings._xlwindows."""
    if sys.platform == "win32":
        pytest.skip("det som låtsas vara pywin32 får inte plats där pywin32 finns")
    with pytest.MonkeyPatch.context() as patch:
        for name, module in _modules().items():
            patch.setitem(sys.modules, name, module)
        for name in ("windll", "oledll", "PyDLL"):
            patch.setattr(ctypes, name, _Calls(), raising=False)
        from xlwings import _xlwindows

    atexit.unregister(_xlwindows.cleanup)  # it asks Windows for its processes
    return _xlwindows


class _Calls:
    """A library in C, in which everything can be called and does nothing."""

    def __getattr__(self, name: str) -> _Calls:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Calls()

    def __call__(self, *_: object) -> _Calls:
        return self
