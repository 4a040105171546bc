"""What a person is told when something goes wrong: always in Swedish, never a traceback."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Sequence
from logging.handlers import RotatingFileHandler

from runxl.addin.folders import log_file
from runxl.contract.message import hint_of
from runxl.contract.regel import Regel
from runxl.errors import Hint, RunxlError
from runxl.findings import Finding

TITLE = "Måluppfyllelse"
NO_WORKBOOK = "Ingen arbetsbok är öppen. Öppna arbetsboken med måluppfyllelsen och klicka igen."
NAME_WITH_EQUALS = (
    "Arbetsbokens namn innehåller ett likhetstecken (=), och då hittar tillägget den inte. Spara den under ett namn "
    "utan likhetstecken och klicka igen."
)
NOT_OURS = (
    "{name} är ingen arbetsbok för måluppfyllelse: den har inget av bladen Mål, Delmål och Indikatorer. Gå till rätt "
    "arbetsbok och klicka igen. En ny arbetsbok skapas med kommandot runxl ny."
)
READ_ONLY = (
    "{name} är öppnad skrivskyddad, så ingenting har skrivits. Spara en kopia under ett annat namn (Arkiv – Spara "
    "som), eller be den som har arbetsboken öppen att stänga den."
)
EDITING = (
    "Programmet är upptaget. Oftast beror det på att en cell redigeras: tryck Retur eller Esc och klicka igen. Stäng "
    "också öppna dialogrutor."
)
CUT_SHORT = (
    "Programmet slutade svara mitt i skrivningen, så bara en del är skriven. Oftast beror det på att en cell "
    "redigeras: tryck Retur eller Esc. "
)
TAKE_BACK = "Klicka sedan på Ångra senaste ändring, så står allt som det stod, och gör om det."
CLICK_AGAIN = "Klicka sedan igen, så skrivs allt."
UNEXPECTED = (
    "Något gick fel som tillägget inte var berett på. Kontrollera arbetsboken innan du sparar den: det är inte säkert "
    "att allt hann skrivas.\n\nSkicka filen {log} till den som sköter runxl hos er."
)
UNSAVED = "Spara arbetsboken först: {what} läggs i samma mapp som den. Klicka sedan igen."
ON_THE_WEB = (
    "Arbetsboken är öppnad från SharePoint, Teams eller OneDrive, och dit kan tillägget inte skriva. Spara en kopia på "
    "datorn (Arkiv – Spara en kopia), öppna kopian och klicka igen. Handbokens sida Vi har arbetsboken i Teams säger "
    "hur det går att slippa."
)
HINTS = {
    Hint.REPLACE: "Välj ett annat namn.",
    Hint.REPLACE_IN_FOLDER: "Välj en annan mapp.",
    Hint.REPLACE_PERIOD: "Om perioden ändå ska skrivas om: stäng arbetsboken och kör runxl berakna --ersatt.",
    Hint.NEXT_PERIOD: "I den öppna arbetsboken tas steget med knappen Nästa period.",
    Hint.NEXT_YEAR: "Nästa år börjar i en ny arbetsbok: spara den här och kör runxl ny --fran.",
}
"""What would help, as it can be done in the open workbook."""

_BUSY = {-2147418111, -2146777998, -2147417846}
"""What Excel answers while a cell is being edited or a dialogue is open: call rejected, ignored, retry later."""

_BUSY_ON_A_MAC = {-609, -1712}
"""What AppleScript says where Excel does not answer: no connection, and no answer in time."""

_LOOKED_UP = "win32com.client.dynamic"
"""Where pywin32 asks Excel what a word of its own means; where Excel refuses, it says that there is no such word."""


class CutShortError(Exception):
    """Some is written and some is not. Says so to the person."""


def said(error: BaseException) -> str:
    """The message for what happened. What nobody foresaw is logged with its traceback."""
    if isinstance(error, RunxlError):
        return _with_hint(str(error), error.hint)
    if is_busy(error):
        return EDITING
    if isinstance(error, CutShortError):
        return str(error)
    return UNEXPECTED.format(log=_logged(error))


def remedy(finding: Finding) -> str:
    """What to do about a finding."""
    return _with_hint(finding.remedy, hint_of(finding))


def _with_hint(text: str, hint: Hint | None) -> str:
    return f"{text} {HINTS[hint]}" if hint else text


def is_busy(error: BaseException) -> bool:
    """Whether Excel refused to answer. The number that tells why stands in several places, by what was asked for."""
    if getattr(error, "errornumber", None) in _BUSY_ON_A_MAC:
        return True
    *_, inner = getattr(error, "excepinfo", None) or (None,)
    if getattr(error, "hresult", None) in _BUSY or inner in _BUSY:
        return True
    return isinstance(error, AttributeError) and _raised_in(error) == _LOOKED_UP


def _raised_in(error: BaseException) -> str:
    """The module that an error comes from."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    return str(frames[-1].f_globals.get("__name__", "")) if frames else ""


def no_caller() -> str:
    """Why the workbook that the button was clicked in cannot be found."""
    named = next((argument for argument in sys.argv if argument.startswith("--wb=")), "")
    return NAME_WITH_EQUALS if named.count("=") > 1 else NO_WORKBOOK


def template_notice(findings: Sequence[Finding]) -> str:
    """What is to be said of a template of another version; empty if it is ours."""
    found = next((one for one in findings if one.code in (Regel.ALDRE_MALL, Regel.NYARE_MALL)), None)
    return f"{found.message} {remedy(found)}" if found else ""


def _logged(error: BaseException) -> str:
    """Where the log is. A log that cannot be written must not hide the message."""
    file = log_file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(file, maxBytes=1_000_000, backupCount=1, encoding="utf-8", delay=True)
    except OSError:
        return str(file)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log = logging.getLogger("runxl.addin")
    log.propagate = False
    log.addHandler(handler)
    try:
        log.error("Oväntat fel", exc_info=error)
    finally:
        log.removeHandler(handler)
        handler.close()
    return str(file)
