"""How a status is set, in words: what the assessment rests on, and the rules that it follows."""

from __future__ import annotations

from collections.abc import Iterator

from runxl.assessment.basis import Basis
from runxl.contract.vocabulary import Styrmodell
from runxl.contract.wording import ADDS
from runxl.svenska import capital, listed

_DECIDED = "En person kan fastställa en annan status än den beräknade och motiverar då varför. Den fastställda gäller."
_FORECAST = (
    "Prognosen är en bedömning av läget vid årets slut, där någon har lämnat en. I årsrapporten står statusen i dess "
    "ställe."
)


def rules(basis: Basis) -> Iterator[tuple[str, str]]:
    """What each rule is called, and what it says."""
    yield "Helhetsbedömning", _whole(basis)
    yield "Försiktighetsprincipen", _careful(basis)
    yield capital(basis.styrmodell.labels["aktivitet"].many), f"{'. '.join(_contributions(basis.styrmodell))}."
    yield "Fastställd status", _DECIDED
    yield "Prognos", _FORECAST


def _whole(basis: Basis) -> str:
    labels = basis.styrmodell.labels
    judged = listed([labels[level].many for level in ("mal", "delmal") if basis.assessed(level)] or ["läget"])
    return (
        f"Bedömningen av {judged} är en helhetsbedömning. Den vilar på utfallet för {labels['indikator'].many} i "
        f"förhållande till målvärdet och på hur långt planerade {labels['aktivitet'].many} har kommit. Kontrollmått "
        "och det som inte följs upp bedöms inte."
    )


def _careful(basis: Basis) -> str:
    model = basis.styrmodell
    return (
        f"En försiktighetsprincip gäller. För att bedömas som {basis.scale.best.adverb} {model.words['neutrum']} krävs "
        "att allt som bedöms bidrar fullt och att inget underlag saknas. Bidrar inget av det blir statusen "
        f"{model.all_none}. {_mixed(model)}"
    )


def _contributions(model: Styrmodell) -> Iterator[str]:
    """`Avslutad och Pågående enligt plan bidrar fullt`."""
    for share, adds in ADDS.items():
        words = [word for word, one in model.contribution.items() if one == share]
        if words:
            yield f"{listed(words)} {adds}"


def _mixed(model: Styrmodell) -> str:
    """What else it becomes; in a scale of several levels between the best and the worst, also what they become."""
    partly = [level.word for level in model.scale.levels if level.bidrag == "delvis"]
    if partly == [model.mixed]:
        return f"Annars blir den {model.mixed}."
    weakest = "Bidrar allt och saknas inget underlag gäller den svagaste nivån. " if partly else ""
    return f"{weakest}Annars blir den {model.mixed}."
