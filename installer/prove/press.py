# ruff: noqa: INP001 (it is run by itself, in the room)
"""As the add-in's VBA presses a button: a workbook handed over to the server, which calls it back meanwhile."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pythoncom
import win32com.client.dynamic
from win32com.server.util import wrap


class Application:
    """Of Excel what the button Om asks for."""

    _public_methods_ = ()
    _public_attrs_ = ("Hwnd", "StatusBar")
    Hwnd = 0
    StatusBar = False


class Workbook:
    """Opened from SharePoint, where it has no file."""

    Application: Any
    _public_methods_ = ()
    _public_attrs_ = ("Application", "FullName", "Name")
    FullName = "https://region.sharepoint.com/sites/plan/Plan 2026.xlsx"
    Name = "Plan 2026.xlsx"


workbook = Workbook()
workbook.Application = wrap(Application())
engine: Any = None
for _ in range(3):  # Wine gives a server half a minute to begin, Windows two
    with suppress(pythoncom.com_error):
        engine = engine or win32com.client.dynamic.Dispatch("Runxl.Engine")
for button in ("om", "calc.exe"):
    print(engine.Press(button, wrap(workbook), ""))
