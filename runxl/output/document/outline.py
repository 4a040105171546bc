"""The chapters of each kind of report, in the documents' order. Braces hold the styrmodell's words and the years."""

from __future__ import annotations

from dataclasses import dataclass

from runxl.assessment.basis import Basis


@dataclass(frozen=True, slots=True)
class Chapter:
    """Its text is the Avsnitt of that heading, or of one of `names`, also when more words follow.

    `content` names what is made from the workbook's tables, see compose.py. `prompt` says what to write where neither
    gives anything; a chapter without one is left out when it is empty. One without a heading is its content alone.
    """

    heading: str
    names: tuple[str, ...] = ()
    prompt: str = ""
    content: str = ""
    chapters: tuple[Chapter, ...] = ()
    new_page: bool = False


_EVENTS = Chapter(
    "Händelser av väsentlig betydelse",
    ("Händelser", "Väsentliga händelser"),
    "händelser av väsentlig betydelse under perioden",
    "handelser",
)
_STAFF = Chapter("Väsentliga personalförhållanden", ("Personal",), "personalläget i korthet", "personal")
_DEVIATIONS = Chapter("Analys av avvikelser och förslag till åtgärder", ("Avvikelser",), content="avvikelser_ekonomi")
_ASSIGNMENTS = Chapter("Uppföljning av fullmäktiges uppdrag", ("Uppdrag",), content="uppdrag")
_ANNEX = Chapter(
    "Bilagor",
    ("Bilaga",),
    chapters=(Chapter("Sammanställning {delmal_many} – {aktivitet_many}", content="aktiviteter"),),
    new_page=True,
)

_BY_GOAL = (
    Chapter("Sammanfattning", (), "det viktigaste under perioden, i korthet", "sammanfattning"),
    Chapter(
        "Förvaltningsberättelse",
        chapters=(
            Chapter("Perioden som gått", ("Inledning",), "vad som har präglat perioden"),
            _EVENTS,
            Chapter(
                "God ekonomisk hushållning och ekonomisk ställning",
                ("God ekonomisk hushållning",),
                chapters=(
                    Chapter(
                        "Uppföljning av fullmäktiges mål", content="metod", chapters=(Chapter("", content="laget"),)
                    ),
                    Chapter("Uppföljning av {mal_many}", content="mal"),
                    _ASSIGNMENTS,
                ),
            ),
            _STAFF,
            Chapter("Förväntad utveckling", ("Framtid",), "hur verksamheten väntas utvecklas"),
        ),
    ),
    Chapter(
        "Driftredovisning",
        ("Ekonomi",),
        chapters=(
            Chapter("Ekonomiskt resultat", ("Resultat",), "periodens resultat", "drift"),
            Chapter("Ekonomisk analys", (), "varför resultatet avviker från budget", chapters=(_DEVIATIONS,)),
            Chapter("Årsprognos", ("Prognos",)),
            Chapter("Anslag", content="anslag"),
        ),
    ),
    _ANNEX,
)

_BY_PERSPECTIVE = (
    Chapter(
        "Mål och måluppfyllelse",
        ("Sammanfattning",),
        "det viktigaste om måluppfyllelsen, i korthet",
        "sammanfattning",
    ),
    Chapter("Läsanvisningar", ("Metod",), content="metod"),
    Chapter("Inledning", ("Perioden som gått",), "vad som har präglat perioden"),
    Chapter("", content="forandringar"),
    Chapter("", content="mal"),
    _EVENTS,
    _ASSIGNMENTS,
    _STAFF,
    Chapter(
        "Ekonomisk redovisning",
        ("Ekonomi", "Driftredovisning"),
        chapters=(
            Chapter("Resultat", ("Ekonomiskt resultat", "Ekonomisk analys"), "periodens resultat", "drift"),
            Chapter("Årsprognos", ("Prognos",), "årsprognosen och vad den bygger på"),
            Chapter("Anslag", content="anslag"),
            _DEVIATIONS,
        ),
    ),
    _ANNEX,
)

_PLAN = (
    Chapter(
        "Inledning",
        prompt="vad planen omfattar",
        chapters=(
            Chapter(
                "Nämndens uppdrag", ("Uppdrag och organisation",), "nämndens uppdrag och förvaltningens organisation"
            ),
            Chapter("Vision", (), "visionen och vad den betyder för nämnden"),
            Chapter("Politisk styrning och mål", (), "hur målen har tagits fram"),
            Chapter("Förutsättningar för planering", ("Förutsättningar",), "det som påverkar planeringen"),
        ),
    ),
    Chapter(
        "{Mal_many} och uppföljning",
        chapters=(
            Chapter("Arbetsprocess", (), "hur planen har arbetats fram"),
            Chapter("Beskrivning av uppföljning", ("Uppföljning", "Läsanvisningar"), content="metod"),
            Chapter("Regionfullmäktiges mål", ("Mål",), content="planerade_mal"),
        ),
    ),
    Chapter("Uppdrag", content="planerade_uppdrag"),
    Chapter(
        "Ekonomiska förutsättningar och budget {ar}",
        ("Ekonomiska förutsättningar", "Ekonomi"),
        chapters=(
            Chapter("Nämndens plan för hållbar ekonomi", ("Plan för hållbar ekonomi",), "planen för hållbar ekonomi"),
            Chapter("Årsprognos {forra_aret}", ("Årsprognos",), "årsprognosen och vad den bygger på"),
            Chapter("Budgetförändringar", (), "vad som har ändrats i budgeten"),
            Chapter("Fördelade budgetramar {ar}", ("Budgetramar",), "hur budgetramarna är fördelade", "drift"),
            Chapter("Anslag", content="anslag"),
        ),
    ),
    _ANNEX,
)


def outline(basis: Basis) -> tuple[Chapter, ...]:
    """A plan's, or that of a report of what has been reached; by perspektiv where the styrmodell has that level."""
    if basis.period.plan:
        return _PLAN
    return _BY_PERSPECTIVE if "perspektiv" in basis.styrmodell.levels else _BY_GOAL
