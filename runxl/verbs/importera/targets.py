"""A target as somebody has worded it → Typ, Målvärde and what goes with them, or why a person has to say.

Numbers are read by the same reader as everywhere; here stand only the words around them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from runxl.check import cells, numbers
from runxl.measure.units import canonical_unit, is_measure, is_percent, measure_in, scale_of, taken_apart
from runxl.verbs.importera.others_words import folded, is_elided, is_nothing, meanings, one_line, vocabulary
from runxl.verbs.typed import as_number
from runxl.workbook.cell_text import as_shown
from runxl.workbook.tables import Dressed, Percent, Raw

_PART = re.compile(r"\s*/\s*")
_BETWEEN = re.compile(r"(?P<low>[0-9][0-9 ,]*%?)\s*(?:[–—-]|till)\s*(?P<high>[0-9][0-9 ,]*.*)")
_CHANGE = re.compile(
    r"(?:ska\s+)?(?P<way>öka|minska|höja|sänka)(?:s|r|nde|ning)?\s+(?:med\s+)?(?P<much>[0-9].*)", re.IGNORECASE
)
_LATER = re.compile(r"\s*(?:\(|år\s+|till\s+år\s+|senast\s+)(?P<year>20[0-9]{2})\)?\s*$")
_LATER_IN_OURS = re.compile(r"\s*\((?P<year>20[0-9]{2})\)$")
_BASE = re.compile(r"(?P<word>mer|mindre) än (?P<base>.+)", re.IGNORECASE)
_DEFICIT = re.compile(r"underskott högst (?P<much>.+)", re.IGNORECASE)
_IN_NAME = re.compile(r"skala\s*[0-9]+\s*[-–]\s*[0-9]+", re.IGNORECASE)
_TOLD = re.compile(r"\b(?:minst|högst|genomsnitt|över|under)\s+[0-9]|\bmed\s+[0-9]+\s*(?:%|procent)", re.IGNORECASE)
_NOT_YET = re.compile(
    r"fastställs|beslutas|senare|bilaga|se |saknas|oklart|uppdateras|återkommer|\?|tbd", re.IGNORECASE
)
_BALANCED = "budget i balans"
"""What a Budget without a target is called: it needs none."""

_OWN_WORDS = "runxl:s egna ord"
_SIGNS = ("+", "-", "\u2212")
_CHANGE_OR_LEAST = "ett mål i procent med tecken är antagligen en förändring, men kan vara ett värde som minst ska nås"
_UNIT_OF_CHANGE = "är målet en förändring är Enhet den som utfallet räknas i, annars {}"
_NO_WORDS = "sammanställningen säger inte Typ, och talet kan vara ett mål av flera slag"
_ALSO_SCALE = (
    "tal utan måttenhet är lästa som Minst eller Bibehåll; är måttet på en skala är Typ Skala, och är målet en text "
    "Milstolpe"
)
_ALSO_WORDED = "mål i ord är lästa som Milstolpe; räknas utfallet i tal är Typ Öka, Minska, Bibehåll eller Budget"
_SHORTEST_TEXT = 4


@dataclass(frozen=True, slots=True)
class Target:
    """Values by column. `doubts`: by column, what it would be read as and why a person has to say.

    `told`: why it was read so.
    """

    values: Mapping[str, object] = field(default_factory=dict)
    doubts: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    told: str = ""
    also: str = ""
    """What else runxl words in the same way, where that is so."""


def read(raw: Raw, name: str, enhet: str, *, own: bool = False) -> Target:
    """What a target says. `name` is the indikator's, `enhet` its unit where that is told; `own`: runxl worded it."""
    unit = enhet or unit_in(name)
    text = one_line(raw) if isinstance(raw, str) else as_shown(raw)
    if is_nothing(text) or is_elided(text):
        return _without(name, unit)
    later = (_LATER_IN_OURS if own else _LATER).search(text)
    if later and isinstance(raw, str):
        found = read(text[: later.start()], name, enhet, own=own)
        return replace(found, values={**found.values, "malar": int(later["year"])})
    for reader in (*(_OWN if own else ()), *_READERS):
        if (goal := reader(raw, text, unit)) is not None:
            if isinstance(raw, str) and text.startswith(_SIGNS) and _is_in_percent(goal):
                return _perhaps_change(goal, unit)
            directed = _directed(goal, name, unit, own=own)
            return replace(directed, also=_also(directed)) if own else directed
    return Target(
        _united(unit), {"malvarde": (text, "det är varken ett tal eller ett mål i ord som går att känna igen")}
    )


def without_typ(goal: Target) -> Target:
    """Of a number in runxl's own sheet, which says neither the Typ nor any word of it."""
    values = {column: value for column, value in goal.values.items() if column != "typ"}
    return Target(values, {"typ": (str(goal.values.get("typ") or ""), _NO_WORDS), **goal.doubts})


def unit_in(name: str) -> str:
    """The unit that a measure's own name says: `Antal …`, `Andel …`, `… på skala 1–6`."""
    scale = _IN_NAME.search(name)
    if scale:
        low, high = scale_of(one_line(scale[0])) or (0, 0)
        return f"{low}–{high}"
    first = folded(name).split(" ", 1)[0]
    return next((unit for unit, words in vocabulary().units.items() if first in words), "")


def _without(name: str, unit: str) -> Target:
    """No target in its cell: what the name alone says is a guess, and is asked about."""
    said = folded(name)
    if scale_of(unit) or _TOLD.search(said):
        return Target(_united(unit), {"malvarde": (name, "målvärdet står kanske i namnet: skriv det i sin kolumn")})
    if any(word in said for word in vocabulary().done):
        return Target(
            _united(unit),
            {"typ": ("Ja/Nej", "källan har inget målvärde, och namnet låter som något som är gjort eller inte")},
        )
    return Target(_united(unit), {"typ": ("Kontrollmått", "källan har inget målvärde: välj Typ och skriv målvärdet")})


def _directed(found: Target, name: str, unit: str, *, own: bool) -> Target:
    """A bare number is a least one, unless the name speaks of what one wants little of."""
    values = {**_united(unit), **found.values}
    doubts = {} if own else dict(_doubted(values, unit, name))
    if doubts:
        kept = {column: value for column, value in values.items() if column not in (*doubts, "typ")}
        return Target(kept, {**found.doubts, **doubts}, found.told)
    if values.get("typ") == "Minst" and scale_of(str(values.get("enhet") or "")):
        return Target({**values, "typ": "Skala"}, found.doubts, "enheten är en skala")
    if values.get("typ") != "Minst" or found.told:
        return Target(values, found.doubts, found.told)
    less = "" if own else next((word for word in vocabulary().lower if word in folded(name)), "")
    if not less:
        return Target(values, found.doubts, "ett tal utan ord före är ett mål som utfallet minst ska nå")
    values.pop("typ")
    why = f"”{less}” i namnet tyder på att ett lägre värde är bättre, men målet säger det inte"
    return Target(values, {**found.doubts, "typ": ("Högst", why)}, found.told)


def _is_in_percent(goal: Target) -> bool:
    said = canonical_unit(str(goal.values.get("enhet") or ""))
    return goal.values.get("typ") == "Minst" and said in ("%", "procentenheter")


def _perhaps_change(goal: Target, unit: str) -> Target:
    """`+3 %`: Målvärde is the same whichever it is; Enhet is so where something else than the target tells it."""
    said = canonical_unit(str(goal.values["enhet"]))
    doubts = {"typ": ("Förändring", _CHANGE_OR_LEAST)}
    if canonical_unit(unit) != said:
        doubts["enhet"] = (unit, _UNIT_OF_CHANGE.format(said))
    values = {"malvarde": _change(goal.values["malvarde"], said), "enhet": "" if "enhet" in doubts else unit}
    return Target(values, doubts)


def _change(wanted: object, unit: str) -> object:
    return wanted if unit == "%" else f"{as_shown(Decimal(str(wanted)))} procentenheter"


def _also(goal: Target) -> str:
    """Neither the Typ is written, nor the unit of what is counted or on a scale."""
    if goal.values.get("typ") == "Milstolpe":
        return _ALSO_WORDED
    plain = goal.values.get("typ") in ("Minst", "Bibehåll") and not measure_in(str(goal.values.get("enhet") or ""))
    return _ALSO_SCALE if plain else ""


def _doubted(values: Mapping[str, object], unit: str, name: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """Numbers that could be two things."""
    goal, said = values.get("malvarde"), str(values.get("enhet") or "")
    if not isinstance(goal, int | float) or values.get("typ") not in ("Minst", "Högst", "Intervall"):
        return
    shown = as_shown(Decimal(str(goal)))
    if said and unit and taken_apart(said).measure != taken_apart(unit).measure:
        why = f"namnet eller enheten säger {unit}, men målet står i {said}"
        yield from {"malvarde": (f"{shown} {said}", why), "enhet": ("", why)}.items()
    elif goal == 0 and "budget" in folded(name):
        yield "typ", ("Budget", "målet 0 för en budget är antagligen budget i balans")
    elif is_percent(said) and 0 < goal <= 1:
        yield "malvarde", (shown, f"det kan vara {shown} eller {as_shown(float(goal * 100))} procent")


def _united(unit: str) -> dict[str, object]:
    return {"enhet": unit} if unit else {}


# One reader for each shape: None where the target is of another


def _yes(_raw: Raw, text: str, _unit: str) -> Target | None:
    kind = meanings("targets").get(folded(text), "")
    if kind == "Ja/Nej":
        return Target({"typ": kind, "malvarde": "Ja", "enhet": ""}, told="målet är att det ska vara gjort")
    if kind == "Budget":
        said = {} if folded(text) == _BALANCED else {"malvarde": text}
        return Target({"typ": kind, **said}, told=f"”{text}” är ett mål om budget i balans")
    if kind:
        return Target({"typ": kind, "malvarde": text}, told=f"”{text}” är ett mål utan tal")
    return None


def _number(raw: Raw, text: str, unit: str) -> Target | None:
    if isinstance(raw, float | int) and not isinstance(raw, bool):
        said = "%" if isinstance(raw, Percent) else raw.unit if isinstance(raw, Dressed) else ""
        cell = cells.number(raw, said)
        return _least(cell.value, said or unit) if isinstance(cell.value, Decimal) else None
    reading = numbers.read_text(text, unit)
    if reading.value is None or reading.fault or reading.share_of:
        return None
    return _least(reading.value, _unit_of(reading.unit, unit))


def _bounded(_raw: Raw, text: str, unit: str) -> Target | None:
    for typ, words in vocabulary().bounds.items():
        for word in sorted(words, key=len, reverse=True):
            if text.casefold().startswith(word):
                found = _number(None, text[len(word) :].strip(" :"), unit)
                return Target({**found.values, "typ": typ}, told=f"”{word}” före talet") if found else None
    return None


def _interval(_raw: Raw, text: str, unit: str) -> Target | None:
    match = _BETWEEN.fullmatch(text)
    if not match or (scale_of(text) and scale_of(unit)):
        return None
    low, high = _number(None, match["low"], unit), _number(None, match["high"], unit)
    if not low or not high:
        return None
    least, most = low.values["malvarde"], high.values["malvarde"]
    if not (isinstance(least, int | float) and isinstance(most, int | float) and least < most):
        return None
    values = {**low.values, **high.values, "typ": "Intervall", "malvarde": least, "malvarde_max": most}
    return Target(values, told="två tal med streck mellan är ett intervall")


def _compound(_raw: Raw, text: str, _unit: str) -> Target | None:
    parts = [numbers.read_text(part) for part in _PART.split(text)]
    if len(parts) < 2 or any(part.value is None or part.fault or not part.unit for part in parts):  # noqa: PLR2004
        return None
    said = "/".join(one_line(part) for part in _PART.split(text))
    return Target({"typ": "Sammansatt", "malvarde": said, "enhet": ""}, told="flera tal med var sin enhet")


def _changed(_raw: Raw, text: str, _unit: str) -> Target | None:
    """`Öka med 5 %`, `−15 %` in comparison with something."""
    match = _CHANGE.fullmatch(text)
    if not match:
        return None
    reading = numbers.read_text(match["much"])
    unit = canonical_unit(reading.unit)
    if reading.value is None or unit not in ("%", "procentenheter"):
        return None
    sign = -1 if match["way"].casefold() in ("minska", "sänka") else 1
    said = _change(as_number(sign * reading.value), unit)
    return Target(
        {"typ": "Förändring", "malvarde": said, "enhet": ""}, told="en förändring i procent från ett utgångsvärde"
    )


def _milestone(raw: Raw, text: str, _unit: str) -> Target | None:
    """A target in words, if it is one: no figure in it, and nothing that says that it is still to come."""
    if not isinstance(raw, str) or len(text) < _SHORTEST_TEXT or _NOT_YET.search(text):
        return None
    if any(sign.isnumeric() for sign in text) or " " not in text:
        return None
    return Target({"typ": "Milstolpe", "malvarde": text, "enhet": ""}, told="målet är en text utan tal")


# What runxl words in its own documents


def _from_base(_raw: Raw, text: str, unit: str) -> Target | None:
    match = _BASE.fullmatch(text)
    found = _number(None, match["base"], unit) if match else None
    if not match or not found:
        return None
    return _based("Öka" if match["word"].casefold() == "mer" else "Minska", found)


def _held(_raw: Raw, text: str, unit: str) -> Target | None:
    found = _number(None, text[len("minst ") :], unit) if text.casefold().startswith("minst ") else None
    return _based("Bibehåll", found) if found else None


def _based(typ: str, found: Target) -> Target:
    """A target that is the number one began from."""
    values = {column: value for column, value in found.values.items() if column != "malvarde"}
    return Target({**values, "typ": typ, "utgangsvarde": found.values["malvarde"]}, told=_OWN_WORDS)


def _budget(_raw: Raw, text: str, unit: str) -> Target | None:
    match = _DEFICIT.fullmatch(text)
    found = _number(None, match["much"], unit) if match else None
    return Target({**found.values, "typ": "Budget"}, told=_OWN_WORDS) if found else None


_Reader = Callable[[Raw, str, str], Target | None]
_READERS: tuple[_Reader, ...] = (_yes, _number, _bounded, _interval, _compound, _changed, _milestone)
_OWN: tuple[_Reader, ...] = (_from_base, _held, _budget)


def _least(value: Decimal, unit: str) -> Target:
    return Target({"typ": "Minst", "malvarde": as_number(value), **_united(unit)})


def _unit_of(said: str, unit: str) -> str:
    """What stands after the number, unless the row has a unit of the same kind already."""
    if not said:
        return unit
    known = canonical_unit(said)
    if unit and (known == canonical_unit(unit) or numbers.fits(numbers.Reading(unit=said), unit)):
        return unit
    return known if is_measure(said) else said
