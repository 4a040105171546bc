"""What is wrong with a styrmodell: words that are missing or cannot be shown, periods that are no year."""

from __future__ import annotations

import calendar
import dataclasses
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from runxl.contract.compile import FROM_FILE, Fault, Way
from runxl.contract.scale_faults import scale_faults
from runxl.contract.styrmodell_vocabulary import NEVER, Period, Styrmodell
from runxl.contract.vocabulary import NO_ANSWER, Codelist
from runxl.excel import fold
from runxl.svenska import MONTHS, listed

_OBJECTS = ("mal", "delmal", "indikator", "aktivitet", "uppdrag")
_GENDERS = ("neutrum", "utrum", "plural", "passive")

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_LONGEST_WORD = 60
_LONGEST_TEXT = 2_000
"""What is said of something may be a paragraph; what it is called may not."""

_SAID = ("only_at_year_end", "metod")
"""The keys that hold sentences."""

_NOT_IN_FILE_NAMES = set('\\/:*?"<>|[]')
_STEERS = ("=", "+", "-", "@")
"""A text that begins so is taken for a formula where a cell is pasted or imported."""

_A_COMMON_YEAR = 2023


def styrmodell_faults(path: Path, model: Styrmodell, codelists: Mapping[str, Codelist]) -> Iterator[Fault]:
    """Every fault that is not already one of form."""
    if not _NAME.fullmatch(model.name):
        reason = f"{model.name!r} går inte att använda: skriv namnet med små bokstäver a–z, utan mellanslag"
        yield Fault(path, ("name",), reason)
    yield from _texts(path, model)
    yield from _covered(path, model, codelists)
    yield from _periods(path, model.periods)
    yield from _numbers(path, model)
    if "mal" not in model.assessed and model.mal_bedoms != NEVER:
        yield Fault(path, ("mal_bedoms",), f"mal står inte i assessed, så mal_bedoms ska vara {NEVER}")
    taken = {word for name in ("aktivitetsstatus", "uppdragsstatus") for word in _values(codelists, name)}
    yield from scale_faults(path, model, taken)


def _covered(path: Path, model: Styrmodell, codelists: Mapping[str, Codelist]) -> Iterator[Fault]:
    """A word for every object, and a meaning for every answer and every status of an aktivitet."""
    answers = _values(codelists, "svar")
    covered = (
        ("labels", list(model.labels), _OBJECTS),
        ("words", list(model.words), _GENDERS),
        ("contribution", list(model.contribution), _values(codelists, "aktivitetsstatus")),
        ("answers", list(model.answers), tuple(one for one in answers if one != NO_ANSWER)),
    )
    for key, named, wanted in covered:
        for word in wanted:
            if word not in named:
                yield Fault(path, (key,), f"{word} saknas i {key}")
        for word in named:
            if word not in wanted:
                yield Fault(path, (key, word), f"{word} hör inte hemma i {key}; där ska stå {', '.join(wanted)}")
    for level, label in model.labels.items():
        if lacking := [one for one in ("{nr}", "{namn}") if label.heading and one not in label.heading]:
            yield Fault(path, ("labels", level, "heading"), f"{lacking[0]} saknas i {label.heading!r}")


def _values(codelists: Mapping[str, Codelist], name: str) -> tuple[str, ...]:
    return codelists[name].values if name in codelists else ()


def _texts(path: Path, model: Styrmodell) -> Iterator[Fault]:
    """Every text can stand in a cell, in a document and in a dropdown."""
    for where, text in _strings(model, ()):
        longest = _LONGEST_TEXT if where[0] in _SAID else _LONGEST_WORD
        if not text and where[0] != "only_at_year_end" and where[-1] not in ("counted", "dokument", "title", "heading"):
            yield Fault(path, where, "texten är tom")
        elif len(text) > longest:
            yield Fault(path, where, f"texten är {len(text)} tecken lång; {longest} ryms")
        elif not text.isprintable() or text != text.strip():
            yield Fault(path, where, f"{text!r} har tecken som inte syns, eller mellanslag i början eller slutet")
        elif text.startswith(_STEERS):
            yield Fault(path, where, f"{text!r} börjar som en formel; låt texten börja med en bokstav eller siffra")


def _strings(value: object, where: Way) -> Iterator[tuple[Way, str]]:
    if isinstance(value, str):
        yield where, value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if FROM_FILE not in field.metadata:
                yield from _strings(getattr(value, field.name), (*where, field.name))
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _strings(one, (*where, key))
    elif isinstance(value, tuple):
        for place, one in enumerate(value):
            yield from _strings(one, (*where, place))


def _numbers(path: Path, model: Styrmodell) -> Iterator[Fault]:
    for key in ("rounding_limit", "accepted_deficit"):
        if not 0 <= getattr(model, key) <= 100:  # noqa: PLR2004 - percent
            yield Fault(path, (key,), f"{key} ska vara från 0 till 100")


# A year: what is planned, then what is followed up, and last the whole of it


def _periods(path: Path, periods: tuple[Period, ...]) -> Iterator[Fault]:
    for place, period in enumerate(periods):
        where: Way = ("periods", place)
        if unfit := _NOT_IN_FILE_NAMES & set(period.name):
            reason = f"{period.name} blir en del av filnamn och får inte ha {' '.join(sorted(unfit))}"
            yield Fault(path, (*where, "name"), reason)
        for other in periods[:place]:
            if period.name != other.name and fold(period.name) == fold(other.name):
                yield Fault(path, (*where, "name"), f"{period.name} går inte att skilja från {other.name}")
        yield from _months(path, where, period)
    yield from _order(path, periods)
    yield from _whole_year(path, periods)


def _months(path: Path, where: Way, period: Period) -> Iterator[Fault]:
    day = re.fullmatch(r"(\d\d)-(\d\d)", period.last_day, re.ASCII)
    month, last = (int(day[1]), int(day[2])) if day else (0, 0)
    if not 1 <= month <= len(MONTHS) or not 1 <= last <= calendar.monthrange(_A_COMMON_YEAR, month)[1]:
        yield Fault(path, (*where, "last_day"), 'last_day ska vara en dag som "04-30": månad och dag, inom citattecken')
    if wrong := [one for one in period.months if not 1 <= one <= len(MONTHS)]:
        yield Fault(path, (*where, "months"), f"{wrong[0]} är ingen månad; månaderna är 1–12")
    elif period.plan and period.months:
        yield Fault(path, (*where, "months"), f"{period.name} är en plan (plan: true) och ska inte ha några månader")
    elif not period.plan and not period.months:
        yield Fault(path, (*where, "months"), f"{period.name} har inga månader; en plan ska ha plan: true")
    elif any(later <= earlier for earlier, later in pairwise(period.months)):
        yield Fault(path, (*where, "months"), "månaderna ska stå i ordning, var och en en gång")
    elif period.months and month and month != period.months[-1]:
        reason = f"{period.name} slutar {period.last_day}, men dess sista månad är {MONTHS[period.months[-1] - 1]}"
        yield Fault(path, (*where, "last_day"), reason)


def _order(path: Path, periods: tuple[Period, ...]) -> Iterator[Fault]:
    if not any(period.plan for period in periods):
        yield Fault(path, ("periods",), "minst en period ska vara en plan (plan: true): en ny arbetsbok börjar i den")
    if [period.year_end for period in periods].count(True) != 1 or not periods[-1].year_end:
        yield Fault(path, ("periods",), "den sista perioden, och bara den, ska ha year_end: true")
    for place, (before, after) in enumerate(pairwise(periods), 1):
        if after.plan and not before.plan:
            yield Fault(path, ("periods", place), f"planen {after.name} ska stå före {before.name}")
        if after.plan and after.year_end:
            yield Fault(path, ("periods", place), f"{after.name} kan inte både vara en plan och avsluta året")
        if before.months and after.months and after.months[0] <= before.months[-1]:
            yield Fault(path, ("periods", place), f"{after.name} börjar innan {before.name} är slut")


def _whole_year(path: Path, periods: tuple[Period, ...]) -> Iterator[Fault]:
    times = Counter(month for period in periods for month in period.months)
    lacking = [name for month, name in enumerate(MONTHS, 1) if not times[month]]
    if lacking:
        yield Fault(path, ("periods",), f"{listed(lacking)} hör inte till någon period, och mäts då aldrig")
