"""The person's own COM classes in Windows' registry: HKEY_CURRENT_USER, which asks for no rights."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Protocol


class Classes(Protocol):
    """Keys below Software/Classes, each with its unnamed value."""

    def read(self, key: str) -> str | None: ...
    def write(self, values: Mapping[str, str]) -> None: ...
    def delete(self, key: str) -> None:
        """With all below it; nothing where there is none."""


if sys.platform == "win32":
    import winreg
    from contextlib import suppress

    _ROOT = r"Software\Classes"
    _VIEWS = (winreg.KEY_WOW64_64KEY, winreg.KEY_WOW64_32KEY)
    """A 32-bit Excel looks for CLSID in a place of its own."""

    class _Registry:
        def read(self, key: str) -> str | None:
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, rf"{_ROOT}\{key}") as opened:
                    return str(winreg.QueryValueEx(opened, "")[0])
            except OSError:
                return None

        def write(self, values: Mapping[str, str]) -> None:
            for view in _VIEWS:
                for key, value in values.items():
                    access = winreg.KEY_WRITE | view
                    with winreg.CreateKeyEx(winreg.HKEY_CURRENT_USER, rf"{_ROOT}\{key}", 0, access) as made:
                        winreg.SetValueEx(made, "", 0, winreg.REG_SZ, value)

        def delete(self, key: str) -> None:
            for view in _VIEWS:
                with suppress(FileNotFoundError):
                    _delete(rf"{_ROOT}\{key}", view)

    def _delete(key: str, view: int) -> None:
        """Windows deletes no key that has others below it."""
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key, 0, winreg.KEY_READ | view) as opened:
            below = [winreg.EnumKey(opened, number) for number in range(winreg.QueryInfoKey(opened)[0])]
        for name in below:
            _delete(rf"{key}\{name}", view)
        winreg.DeleteKeyEx(winreg.HKEY_CURRENT_USER, key, view)

    def this_users() -> Classes | None:
        """Of the person who runs this."""
        return _Registry()

else:

    def this_users() -> Classes | None:
        """There is no registry elsewhere."""
        return None
