"""Values that stand after one another on a line: which of the table's last columns each of them is of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from runxl.contract.load import contract
from runxl.measure.units import is_measure
from runxl.verbs.importera.column_words import COMPUTED
from runxl.verbs.importera.others_words import folded, is_elided, meanings, one_line, vocabulary

TEXTS = (
    "perspektiv", "mal", "delmal", "indikator", "aktivitet", "uppdrag", "namn", "analys", "kommentar", "beskrivning",
    "riktas_till",
)  # fmt: skip
"""Columns of running words. All others hold something short that is known when it is seen."""

WHO = "ansvarig"
_MOST_WORDS = 14
_GROUPED = r"[-+−]?(?:[0-9]{1,3}(?:[ \u00a0][0-9]{3})+|[0-9]+)(?:[,.][0-9]+)?"
_NUMBER = re.compile(
    rf"(?:minst |högst |[<>≥≤]\s?)?{_GROUPED}(?:\s?[–-]\s?{_GROUPED})?(?:\s?%| procent| [^\W\d][\w/]*)?", re.IGNORECASE
)
_DATE = re.compile(r"(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}")
_ARROW = re.compile(r"[↑→↓↗↘⬆⬇➡]")
_JUDGED = re.compile(r"mål(?:et|en)?\b.*\b(?:uppfyll|uppnå|nå)\w*", re.IGNORECASE)
_WHO = re.compile(r"[A-ZÅÄÖ][A-ZÅÄÖ&/]{1,9}")
_VALUES = ("malvarde", "utfall", "utgangsvarde", "malvarde_max", "tidigare_utfall")
_ANSWERS = ("svar saknas", "ja", "nej", "delvis")
_STATUSES = ("aktivitetsstatus", "uppdragsstatus")


def ways(words: Sequence[str], names: Sequence[str]) -> list[tuple[str, ...]]:
    """Every way in which the words are values of the columns, in their order; some columns may be empty."""
    if len(words) > _MOST_WORDS:
        return []
    if not names:
        return [()] if not words else []
    found = []
    for count in range(len(words) + 1):
        text = " ".join(words[:count])
        if not count or fits(names[0], text):
            found += [(text, *rest) for rest in ways(words[count:], names[1:])]
    return found


@lru_cache(maxsize=4096)
def fits(name: str, text: str) -> bool:
    """Whether a text is such as stands in a column."""
    said = folded(text)
    if is_elided(text):
        return " " not in text
    if name in _VALUES:
        return (bool(_NUMBER.fullmatch(text)) and _is_one(text)) or said in _ANSWERS or said in meanings("targets")
    if name in ("slutdatum", "startdatum"):
        return bool(_DATE.fullmatch(text))
    if name == "periodicitet":
        return _plain(text) in _periods()
    if name == "periodicitet_och_slutdatum":
        rest = _DATE.sub("", text, count=1).strip()
        return not rest or _plain(rest) in _periods()
    if name in ("status", "prognos"):
        return said in _statuses() or bool(_JUDGED.fullmatch(said))
    if name in (COMPUTED, "utveckling"):
        return bool(_ARROW.fullmatch(text) or (name == COMPUTED and _NUMBER.fullmatch(text)))
    if name == WHO:
        return bool(_WHO.fullmatch(text))
    return name == "enhet" and is_measure(said)


def _is_one(text: str) -> bool:
    """A number may have a unit after it, and not another word."""
    word = folded(text.rpartition(" ")[2])
    is_unit = word not in _periods() and (is_measure(word) or word in ("procent", "st", "antal"))
    return is_unit or not word[:1].isalpha()


def _plain(text: str) -> str:
    return one_line(re.sub(r"[:.,]", " ", text)).casefold()


@lru_cache(maxsize=1)
def _periods() -> frozenset[str]:
    own = [code.value for code in contract().codelists["periodicitet"].codes]
    return frozenset(_plain(word) for word in (*own, *meanings("codes.periodicitet")))


@lru_cache(maxsize=1)
def _statuses() -> frozenset[str]:
    words = [word for level in vocabulary().verdicts for word in level if len(word) > 1]
    for name in _STATUSES:
        words += [*meanings(f"codes.{name}"), *(code.value for code in contract().codelists[name].codes)]
    return frozenset(map(folded, words))
