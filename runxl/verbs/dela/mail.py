"""The mail that a unit's workbook goes with: which period, what is to be left, until when and to whom."""

from __future__ import annotations

from collections.abc import Iterator

from runxl.check.rows import Settings
from runxl.contract.styrmodell_vocabulary import Period
from runxl.excel import fold
from runxl.svenska import counted
from runxl.verbs.dela.utskick import Part
from runxl.verbs.drafts import SUFFIX, Contact, Letter, one_line


def letter(part: Part, settings: Settings, contact: Contact) -> Letter:
    """The letter to a unit. It says nothing of any other unit."""
    when = f"{settings.period} {settings.ar}"
    subject = f"{when}: {part.unit}{by_day(settings)}"
    text = "\n".join(_text(part, settings, contact))
    return Letter(part.unit, part.file.with_suffix(SUFFIX), subject, text, part.file)


def by_day(settings: Settings) -> str:
    """The last day, to end a subject with."""
    return f", svar senast {settings.svar_senast.isoformat()}" if settings.svar_senast else ""


def greeting(contact: Contact) -> str:
    return f"Hej {contact.kontakt}!" if contact.kontakt else "Hej!"


def _text(part: Part, settings: Settings, contact: Contact) -> Iterator[str]:
    namnd = f" i {one_line(settings.namnd)}s plan" if settings.namnd else " i planen"
    yield greeting(contact)
    yield ""
    yield f"Här är arbetsboken för {settings.period} {settings.ar} med det som {one_line(part.unit)} svarar för{namnd}."
    yield ""
    yield from _task(part, settings.moment.period)
    yield from last_lines(settings, contact)


def _task(part: Part, period: Period | None) -> Iterator[str]:
    if period and period.plan:
        yield "Planen håller på att göras: skriv era förslag i kolumnerna med ljusare blå rubrik."
    elif part.due:
        number = counted(part.due, "uppgift", "uppgifter")
        yield f"{number} ska lämnas nu. Bladet Start säger vilka blad de står på, och räknar hur många som är kvar."
    else:
        yield "Inget måste lämnas den här perioden. Har ni något att berätta finns bladet Händelser."


def last_lines(settings: Settings, contact: Contact) -> Iterator[str]:
    """Until when and to whom, and who approves."""
    yield ""
    if settings.svar_senast:
        yield f"Sista svarsdag: {settings.svar_senast.isoformat()}"
    if contact.godkanner:
        yield f"Godkänner svaret innan det skickas: {contact.godkanner}"
    if settings.kontakt:
        same = fold(settings.kontakt) == fold(contact.kontakt)
        yield (
            "Spara arbetsboken och svara på det här mejlet."
            if same
            else f"Svaret skickas till: {one_line(settings.kontakt)}"
        )
