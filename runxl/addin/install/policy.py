"""What the organisation has decided that may stop the add-in in Windows: read from the registry, never written.

Each hindrance is a row here: where it stands, which values stop the add-in, what is said of it and what IT may do.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from runxl.addin.install.xlam import NAME

Policy = Callable[[str, str], int | str | None]
"""policy(key, name): the value of a policy in the registry, or None where nothing is decided."""

_EXCEL = r"Software\Policies\Microsoft\Office\16.0\Excel"
_SECURITY = rf"{_EXCEL}\Security"
_RULES = (
    r"Software\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules",
    r"Software\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules",
)
"""Decided by group policy, or on the computer itself and by Intune."""

_ON = ("1",)
_ON_OR_ASKING = ("1", "6")
"""A rule of Defender's that stops, or that asks in a box which Excel does not wait for. 2 only takes note."""

_UNSIGNED_OFF = ("3", "4")
"""VBAWarnings: only signed macros, or none. Neither matters in a trusted place such as Excel's start-up folder."""


@dataclass(frozen=True, slots=True)
class Hindrance:
    """A policy that may stop the add-in."""

    keys: Collection[str]
    name: str
    stops: Collection[str]
    text: str
    remedy: str = ""


_MEANWHILE = "Till dess: Skicka till i Utforskaren, eller runxl berakna"

_HARMLESS = (
    Hindrance(
        _RULES, "D4F940AB-401B-4EFC-AADC-AD5F3C50688A", _ON_OR_ASKING,
        "Defenders regel «Hindra alla Office-program från att skapa underordnade processer» (D4F940AB) gäller. Den "
        "berör inte knapparna: Windows startar Python, inte Excel",
    ),
    Hindrance(
        _RULES, "92E97FA1-2EDF-4476-BDD6-9DD0B4DDDC7B", _ON_OR_ASKING,
        "Defenders regel «Blockera Win32 API-anrop från Office-makron» (92E97FA1) gäller. Den berör inte knapparna: "
        "makrot anropar inget i Windows",
    ),
    Hindrance(
        (rf"{_SECURITY}\ProtectedView",), "DisableIntranetCheck", ("0",),
        "Skyddad vy gäller även arbetsböcker på nätverket (DisableIntranetCheck). Klicka på Aktivera redigering innan "
        "du använder knapparna",
    ),
)  # fmt: skip
"""What stops others' add-ins, or ours no longer than a click. Said, because whoever has set it will ask."""

_HINDRANCES = (
    Hindrance(
        (_SECURITY,), "DisableAllAddins", _ON,
        "Principen «Inaktivera alla programtillägg» stänger av alla tillägg i Excel",
        f"Be IT om ett undantag. {_MEANWHILE}",
    ),
    Hindrance(
        (_SECURITY,), "RequireAddinSig", _ON,
        "Principen «Kräv att tillägg signeras av betrodd utgivare» kan stoppa tillägget, som inte är signerat",
        "Be IT signera runxl.xlam med regionens certifikat (runxl addin build)",
    ),
    Hindrance(
        (r"Software\Policies\Microsoft\Windows\SrpV2\Exe", r"Software\Policies\Microsoft\Windows\SrpV2\Dll"),
        "EnforcementMode", _ON,
        "AppLocker bestämmer vilka program som får starta, och Python kan vara ett som inte får det",
        "Be IT tillåta mappen med runxl, eller installera runxl gemensamt i Program Files (.msi)",
    ),
)  # fmt: skip


def blocked(policy: Policy) -> list[tuple[str, str]]:
    """What may keep the add-in from working, each with what is to be done about it."""
    found = [(one.text, one.remedy) for one in _HINDRANCES if _decided(policy, one)]
    return [*found, *_unmanaged(policy), *_untrusted(policy)]


def harmless(policy: Policy) -> list[str]:
    """What is decided, and does not matter."""
    return [one.text for one in _HARMLESS if _decided(policy, one)]


def _decided(policy: Policy, one: Hindrance) -> bool:
    """By the first place that decides it."""
    said = next((value for key in one.keys if (value := policy(key, one.name)) is not None), None)
    return said is not None and str(said).strip() in one.stops


def _unmanaged(policy: Policy) -> Iterator[tuple[str, str]]:
    """`Block all unmanaged add-ins`: only those on a list of the organisation's are loaded."""
    key = rf"{_EXCEL}\Resiliency"
    if str(policy(key, "RestrictToList")) in _ON and str(policy(rf"{key}\AddinList", NAME)) not in _ON:
        what = "«Blockera alla ohanterade tillägg» stänger av tillägg som inte står på organisationens lista"
        yield (
            f"Principen {what}, och {NAME} står inte där",
            f"Be IT lägga till {NAME} i principen «Lista över hanterade tillägg» för Excel, med värdet 1",
        )


def _untrusted(policy: Policy) -> Iterator[tuple[str, str]]:
    if str(policy(rf"{_SECURITY}\Trusted Locations", "AllLocationsDisabled")) not in _ON:
        return
    text = "Principen «Inaktivera alla betrodda platser» gör att Excel inte litar på sin egen startmapp"
    if str(policy(_SECURITY, "VBAWarnings")) in _UNSIGNED_OFF:
        text += ", och «Inställningar för VBA-makrovarningar» stänger av osignerade makron"
    yield text, "Be IT signera runxl.xlam eller göra Excels startmapp till en betrodd plats"


if sys.platform == "win32":
    import winreg

    def registry(key: str, name: str) -> int | str | None:
        """A policy of the user's or the computer's."""
        for root in (winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE):
            try:
                with winreg.OpenKey(root, key) as opened:
                    value, _ = winreg.QueryValueEx(opened, name)
            except OSError:
                continue
            if isinstance(value, int | str):
                return value
        return None

else:

    def registry(key: str, name: str) -> int | str | None:  # noqa: ARG001 (the same face as in Windows)
        """Nothing is decided where there is no registry."""
        return None
