"""Why: a reason as data, and in Swedish words that name its inputs and the rule that decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from runxl.assessment.arithmetic import arithmetic
from runxl.assessment.measured import measure, part_in_words, unit_of
from runxl.check.rows import Part
from runxl.contract.wording import ADDS
from runxl.svenska import listed, number, percent, quoted

if TYPE_CHECKING:  # a verdict tells its reason
    from runxl.assessment.verdicts import IndikatorVerdict

Inputs = Mapping[str, Any]

COLUMNS = {"malvarde": "målvärde", "malvarde_max": "målvärde max", "utgangsvarde": "utgångsvärde", "enhet": "enhet"}
_PROJECTION_STEP = Decimal("0.1")


class Reason(NamedTuple):
    """The rule that decided and what it was given."""

    rule: str
    inputs: Mapping[str, Any]


def indikator(reason: Reason, enhet: str) -> str:
    """The indikator's Förklaring."""
    with arithmetic():
        return _indikator(reason, enhet)


def indikatorer(several: Iterable[IndikatorVerdict]) -> list[str]:
    """The Förklaring of each of many."""
    with arithmetic():
        return [_indikator(one.reason, one.row.enhet) for one in several]


def aktivitet(reason: Reason) -> str:
    """The same of an aktivitet."""
    if reason.rule in NOT_ASSESSED:
        return f"Räknas inte: {with_codes(reason)}"
    return f"{reason.inputs['status']} → {ADDS[reason.inputs['bidrag']]}"


def _indikator(reason: Reason, enhet: str) -> str:
    if reason.rule in NOT_ASSESSED:
        return f"Ej bedömd: {with_codes(reason)}"
    if reason.rule == "ingen_ny_matning":
        said = reason.inputs
        return f"Ingen ny mätning: statusen från {said['period']} {said['ar']} står kvar → {said['status']}"
    unit = unit_of(enhet)
    said = reason.inputs
    text = f"{_RULES[reason.rule](said, unit)} → {said['status']}"
    if (projection := said.get("projektion")) is not None:
        text += f". I samma takt blir helåret {measure(_rough(projection), unit)} (räknas inte i statusen)"
    return text


def lacking(reason: Reason) -> str:
    """What keeps it from being assessed: `utfall saknas`."""
    if reason.rule == "saknar_varde":
        return f"{listed([COLUMNS[name] for name in reason.inputs['saknas']])} saknas"
    return reason.inputs.get("ord") or NOT_ASSESSED[reason.rule]


def with_codes(reason: Reason) -> str:
    """The same with the codes of the row's faults."""
    return f"{lacking(reason)}{_codes(reason)}"


def _codes(reason: Reason) -> str:
    codes = reason.inputs.get("koder")
    return f" ({', '.join(dict.fromkeys(codes))})" if codes else ""


def _rough(value: Decimal) -> Decimal:
    """A projection is no measurement: one decimal at most."""
    rough = value.quantize(_PROJECTION_STEP) if abs(value.adjusted()) < 20 else value  # noqa: PLR2004 - what quantize can hold
    return rough.to_integral_value() if rough == rough.to_integral_value() else rough


def _utfall(said: Inputs, unit: str) -> str:
    """`Utfall 64,7 % (avser 2023), avrundat till 65 %,` with what applies."""
    text = f"Utfall {measure(said['utfall'], unit)}{_lag(said)}"
    return f"{text}, avrundat till {measure(said['avrundat'], unit)}," if "avrundat" in said else text


def _lag(said: Inputs) -> str:
    return f" (avser {said['avser_ar']})" if "avser_ar" in said else ""


def _mal(said: Inputs) -> str:
    return "periodmålet" if said.get("periodmal") else "målvärdet"


def _gives(said: Inputs) -> str:
    return "" if said["andel"] is None else f" ger {percent(said['andel'])}"


def _minst(said: Inputs, unit: str) -> str:
    return f"{_utfall(said, unit)} mot {_mal(said)} {measure(said['malvarde'], unit)}{_gives(said)}"


def _hogst(said: Inputs, unit: str) -> str:
    return f"{_utfall(said, unit)} mot {_mal(said)} högst {measure(said['malvarde'], unit)}{_gives(said)}"


def _intervall(said: Inputs, unit: str) -> str:
    bounds = f"{number(said['malvarde'])}–{measure(said['malvarde_max'], unit)}"
    return f"{_utfall(said, unit)} mot {_mal(said)} {bounds}{_gives(said)}"


def _moved(said: Inputs, unit: str) -> str:
    utfall, base = said["utfall"], said["utgangsvarde"]
    word = "mer än" if utfall > base else "mindre än" if utfall < base else "lika med"
    return f"{_utfall(said, unit)} är {word} utgångsvärdet {measure(base, unit)}"


def _bibehall(said: Inputs, unit: str) -> str:
    return f"{_utfall(said, unit)} mot utgångsvärdet {measure(said['utgangsvarde'], unit)}{_gives(said)}"


def _forandring(said: Inputs, unit: str) -> str:
    change = f"{_signed(said['forandring'])} %"
    near = f", avrundat till {_signed(said['avrundat'])} %" if "avrundat" in said else ""
    base = f"Utfall {measure(said['utfall'], unit)}{_lag(said)} mot utgångsvärdet {measure(said['utgangsvarde'], unit)}"
    return f"{base} är en förändring med {change}{near}, mot {_mal(said)} {_signed(said['malvarde'])} %{_gives(said)}"


def _signed(value: Decimal) -> str:
    return f"+{number(value)}" if value > 0 else number(value)


def _budget(said: Inputs, unit: str) -> str:
    utfall, accepted = said["utfall"], said["malvarde"]
    start = f"{_utfall(said, unit)} mot budget"
    if utfall >= 0:
        return f"{start} är i balans"
    if not accepted:
        return f"{start} är ett underskott, och inget underskott godtas"
    return f"{start}, där ett underskott på högst {measure(accepted, unit)} godtas"


def _answered(said: Inputs, _: str) -> str:
    goal = said["malvarde"] if said["malvarde"] == "Ja" else quoted(measure(said["malvarde"], ""))
    return f"Utfall {said['utfall']}{_lag(said)} mot {_mal(said)} {goal}"


def _sammansatt(said: Inputs, _: str) -> str:
    weakest: Part = said["svagast"]
    text = f"{_utfall(said, '')} mot {_mal(said)} {measure(said['malvarde'], '')}"
    if len(said["malvarde"]) == 1:
        return f"{text}{_gives(said)}"
    share = "" if said["andel"] is None else f", {percent(said['andel'])}"
    return f"{text}; svagast är {weakest.unit or 'delen ' + part_in_words(weakest)}{share}"


_RULES: Mapping[str, Callable[[Inputs, str], str]] = {
    "minst": _minst,
    "högst": _hogst,
    "intervall": _intervall,
    "öka": _moved,
    "minska": _moved,
    "bibehåll": _bibehall,
    "förändring": _forandring,
    "budget": _budget,
    "ja_nej": _answered,
    "milstolpe": _answered,
    "sammansatt": _sammansatt,
}

NOT_ASSESSED: Mapping[str, str] = {
    "kontrollmatt": "kontrollmått följs utan målvärde",
    "foljs_ej_upp": "följs ej upp",
    "mats_inte": "mäts inte denna period",
    "borjar_senare": "börjar efter periodens slut",
    "fel": "fel på raden",
    "saknar_varde": "",
    "utfall_saknas": "utfall saknas",
    "svar_saknas": "svar saknas",
    "status_saknas": "status saknas",
    "underlag_saknas": "underlag saknas",
    "tidigare_saknas": "ingen ny mätning, och tidigare status saknas",
    "olasligt": "utfallet går inte att jämföra med målvärdet",
}
"""What stands in the way of a verdict."""
