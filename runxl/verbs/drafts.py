"""Mail drafts, one file for each unit: Outlook and other programs open it as a mail that is ready to be sent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

from runxl.errors import Hint, RunxlError
from runxl.excel import fold
from runxl.files import save
from runxl.files.target import told_in_swedish
from runxl.verbs.plan import Master

SUFFIX = ".eml"
UNSENT = "X-Unsent"
"""The header that makes a file a draft."""

_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII)
_BETWEEN = re.compile(r"[\s;,]+")
_WORKBOOK = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom a unit's mail goes to, as the sheet Enheter says; empty is what it does not say."""

    kontakt: str = ""
    epost: str = ""
    godkanner: str = ""

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses, if every one of them can be written to."""
        every = tuple(filter(None, _BETWEEN.split(self.epost)))
        return every if all(map(_ADDRESS.fullmatch, every)) else ()


@dataclass(frozen=True, slots=True)
class Letter:
    """What a unit is written."""

    unit: str
    file: Path
    """The draft's own."""

    subject: str
    text: str
    attachment: Path | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft that was written. `unusable` is what stands as the unit's address and is none."""

    unit: str
    file: Path
    to: tuple[str, ...]
    unusable: str = ""

    def to_dict(self) -> dict[str, Any]:
        return {"enhet": self.unit, "fil": str(self.file), "till": list(self.to)}


def contacts(plan: Master) -> Mapping[str, Contact]:
    """By the units' folded names."""
    names = ("kontakt", "epost", "godkanner")
    return {
        fold(str(row["enhet"] or "")): Contact(*(one_line(str(row.get(name) or "")) for name in names))
        for row in plan.checked.other.get("enheter", ())
    }


def write(letters: Iterable[Letter], known: Mapping[str, Contact]) -> tuple[Draft, ...]:
    """Writes the drafts; a copy is kept of one that is replaced, since somebody may have written in it."""
    written = []
    for letter in letters:
        contact = known.get(fold(letter.unit), Contact())
        save.write(letter.file, content(letter, contact), backup=True)
        unusable = contact.epost if not contact.addresses else ""
        written.append(Draft(letter.unit, letter.file, contact.addresses, unusable))
    return tuple(written)


def content(letter: Letter, contact: Contact) -> bytes:
    """The draft's bytes. The sender and the day are left to the program that sends it."""
    mail = EmailMessage(policy=SMTP)
    mail[UNSENT] = "1"
    if contact.addresses:
        name = contact.kontakt if len(contact.addresses) == 1 else ""
        mail["To"] = [Address(display_name=name, addr_spec=one) for one in contact.addresses]
    mail["Subject"] = one_line(letter.subject)
    mail.set_content(letter.text, cte="quoted-printable")
    if letter.attachment:
        main, sub = _WORKBOOK
        whole = letter.attachment.read_bytes()
        mail.add_attachment(whole, maintype=main, subtype=sub, filename=letter.attachment.name)
    return mail.as_bytes()


def one_line(text: str) -> str:
    """A text that is no more than a line: a name in a workbook can add nothing to a mail's head."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def prepare(folder: Path, files: Iterable[Path], *, replace: bool) -> None:
    """A folder to write files in; refused, before anything is written, if one of them is there."""
    if folder.exists() and not folder.is_dir():
        raise RunxlError(f"{folder} är ingen mapp. Ange en mapp att lägga filerna i.")
    there = [file for file in files if file.exists()]
    if there and not replace:
        more = f" och {len(there) - 1} till" if len(there) > 1 else ""
        raise RunxlError(f"{there[0]}{more} finns redan.", Hint.REPLACE_IN_FOLDER)
    with told_in_swedish(folder):
        folder.mkdir(parents=True, exist_ok=True)
