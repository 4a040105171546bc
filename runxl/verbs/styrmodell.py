"""A region's own styrmodell: which there are, a copy to begin from, and every fault in a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from runxl.contract.compile import Fault
from runxl.contract.load import contract
from runxl.contract.message import suggestion
from runxl.contract.styrmodell_text import MOST_CHARACTERS, ReadStyrmodell, read_styrmodell
from runxl.contract.styrmodell_vocabulary import Styrmodell
from runxl.errors import RunxlError
from runxl.files import save
from runxl.files.target import refuse
from runxl.json_face import document
from runxl.svenska import listed
from runxl.verbs.examine import AnyPath, examine

_SUFFIXES = (".yaml", ".yml")
_BOOKS = (".xlsx", ".xlsm")
_LONGEST_CHARACTER = 4
"""In bytes, as UTF-8 has it."""


def chosen(said: AnyPath) -> Styrmodell:
    """An installed one by its name or title, or a region's own by its file; RunxlError if there is no whole one."""
    if not _is_file(said):
        return _installed(str(said))
    path = Path(said)
    reading = check_styrmodell(path)
    if reading.model is None:
        raise RunxlError(f"{path} går inte att använda som styrmodell:\n{faults_text(reading.faults)}")
    return reading.model


def check_styrmodell(path: AnyPath) -> ReadStyrmodell:
    """What a file says, with every fault in it and its line."""
    path = Path(path)
    reading = read_styrmodell(_content(path), path)
    taken = [_taken(path, reading.model)] if reading.model else []
    return ReadStyrmodell(None, tuple(fault for fault in taken if fault)) if any(taken) else reading


def copy_styrmodell(source: AnyPath, out: AnyPath, *, replace: bool = False) -> Path:
    """Writes an installed styrmodell (by name), or the one that a workbook has with it (by path), as a file."""
    target = Path(out)
    text = text_of(source)
    refuse(target, _SUFFIXES, replace=replace)
    save.write(target, text.encode(), backup=True)
    return target


def text_of(source: AnyPath) -> str:
    """The YAML of an installed styrmodell, or of the one that a workbook or a file holds."""
    return _held_by(source).text


def _held_by(source: AnyPath) -> Styrmodell:
    if Path(source).suffix.casefold() in _BOOKS:
        return examine(source).checked.settings.styrmodell
    return chosen(source)


def told(source: AnyPath) -> dict[str, Any]:
    """The JSON face of `runxl styrmodell visa`: one, or all that are installed, the default first."""
    if source:
        models = [_held_by(source)]
    else:
        default = contract().default_styrmodell
        models = [default, *(one for one in contract().styrmodeller.values() if one is not default)]
    return document({"styrmodeller": [{"namn": one.name, "titel": one.title, "text": one.text} for one in models]})


def faults_text(faults: tuple[Fault, ...]) -> str:
    """A line each, as `var.yaml:12: …`."""
    return "\n".join(f"  {fault.file}:{fault.line}: {fault.reason}" for fault in faults)


def _is_file(said: AnyPath) -> bool:
    """A name has no suffix and no folder."""
    path = Path(said)
    return not isinstance(said, str) or path.suffix.casefold() in _SUFFIXES or len(path.parts) > 1


def _installed(word: str) -> Styrmodell:
    found = contract().styrmodell(word)
    if found is None:
        names = list(contract().styrmodeller)
        raise RunxlError(
            f"Det finns ingen styrmodell som heter {word}.{suggestion(word, names)} Välj någon av {', '.join(names)}, "
            "eller ange en fil som slutar på .yaml."
        )
    return found


def _content(path: Path) -> str:
    """Of a file that is larger than any styrmodell only so much that it is refused."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_CHARACTERS * _LONGEST_CHARACTER + 1)
    except FileNotFoundError:
        raise RunxlError(f"Filen {path} finns inte. Kontrollera namnet.") from None
    except IsADirectoryError:
        raise RunxlError(f"{path} är en mapp. Ange en fil som slutar på .yaml.") from None
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise RunxlError(f"{path} är inte sparad som UTF-8. Spara den så, och försök igen.") from None


def _taken(path: Path, model: Styrmodell) -> Fault | None:
    """A name that an installed one has, which is another: nobody could tell them apart."""
    for one in contract().styrmodeller.values():
        for key, said in (("name", model.name), ("title", model.title)):
            if one != model and one.is_called(said):
                reason = f"{said} är redan en styrmodell som följer med runxl; ge er egen ett annat {_NAMED[key]}"
                return Fault(path, (key,), reason).placed(model.text)
    return None


_NAMED = {"name": "namn", "title": "namn i klartext"}


def summary(model: Styrmodell) -> tuple[tuple[str, str], ...]:
    """What it is, in a few lines: a heading and what stands under it."""
    labels = (model.labels[level].many for level in model.labels)
    scale = (f"{one.word} (minst {one.threshold:f} %)" if one.threshold else one.word for one in model.scale.levels)
    periods = (period.name for period in model.periods)
    assessed = (model.labels[level].many for level in model.assessed)
    rows = (("Objekt", labels), ("Bedöms", assessed), ("Nivåer", scale), ("Perioder", periods))
    return (("Namn", model.name), *((name, listed(tuple(words))) for name, words in rows))
