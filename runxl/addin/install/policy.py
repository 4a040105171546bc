"""What the organisation has decided about macros in Excel for Windows: read from the registry, never written."""

from __future__ import annotations

import sys
from collections.abc import Callable

Policy = Callable[[str, str], int | None]
"""policy(key, name): the value of a policy in the registry, or None where nothing is decided."""

_POLICIES = r"Software\Policies\Microsoft\Office\16.0\Excel\Security"
_UNSIGNED_OFF = (3, 4)
"""VBAWarnings: only signed macros, or none. Neither matters in a trusted place such as Excel's start-up folder."""


def blocked(policy: Policy) -> list[str]:
    """The policies that may keep the add-in from working, in words for IT."""
    found = []
    if policy(rf"{_POLICIES}\Trusted Locations", "AllLocationsDisabled") == 1:
        text = "Principen «Inaktivera alla betrodda platser» gör att Excel inte litar på sin egen startmapp"
        if policy(_POLICIES, "VBAWarnings") in _UNSIGNED_OFF:
            text += ", och «Inställningar för VBA-makrovarningar» stänger av osignerade makron"
        found.append(text)
    if policy(_POLICIES, "RequireAddinSig") == 1:
        found.append(
            "Principen «Kräv att tillägg signeras av betrodd utgivare» kan stoppa tillägget, som inte är signerat"
        )
    return found


if sys.platform == "win32":
    import winreg

    def registry(key: str, name: str) -> int | None:
        """A policy of the user's or the computer's."""
        for root in (winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE):
            try:
                with winreg.OpenKey(root, key) as opened:
                    value, _ = winreg.QueryValueEx(opened, name)
            except OSError:
                continue
            if isinstance(value, int):
                return value
        return None

else:

    def registry(key: str, name: str) -> int | None:  # noqa: ARG001 (the same face as in Windows)
        """Nothing is decided where there is no registry."""
        return None
