"""Where the time goes in the jobs that may miss their goal, and why it stays there: told of those that do miss it.

No figures: those are the table's. Whoever makes a job cheaper takes its words away or writes them anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from benchmarks.table import Row

_CELLS = (
    "Tiden är spridd över många små steg som alla behövs: filen packas upp och varje ändrad del prövas, bara "
    "de rader som får nya celler skrivs om, delen packas, resultatet läses tillbaka och jämförs med det som "
    "skulle skrivas, och filen tar den gamlas plats först när den är hel på disken."
)
REASONS: Mapping[str, str] = {
    "runxl regler": (
        "Mer än hälften är att starta Python och läsa in det som varje kommando behöver. Resten är "
        "standardbibliotekets dataclasses och inspect, och att bryta raderna; reglerna själva ligger färdiga på "
        "disken sedan den första körningen."
    ),
    "validera + berakna, kall process": (
        "Mer än hälften är att läsa in pandas och pandera, som läser in pydantic, typeguard, asyncio och annat "
        "som aldrig används här. Det görs när pandera importeras och går inte att välja bort. Resten är att läsa "
        "in runxl, läsa arbetsboken två gånger (kommandona är två) och skriva den."
    ),
    "validera + berakna, varm process": (
        "Mer än hälften är att läsa filen och en tiondel pandera, som kostar lika mycket för varje slag av fråga "
        "hur få värdena än är. Resten är kontroll och bedömning av varje rad."
    ),
    "skriva en status per rad, som vanlig gör": _CELLS,
    "skriva det som ändrats sedan förra beräkningen": _CELLS,
    "skriva en periods första resultat, cirka 4 400 celler": _CELLS,
    "1 000 arbetsböcker: kontroll, bedömning och sammanfattning, per styck": (
        "Mer än hälften är att läsa: packa upp, pröva varje del mot det som en fil utifrån kan vara, och låta "
        "calamine läsa rutnäten. Resten är kontroll, bedömning och sammanfattningens rader. Expat gör ingenting "
        "av det som det läser."
    ),
    "100 000 indikatorer i en arbetsbok": (
        "En tredjedel är att läsa cellerna; resten är kontroll och bedömning av varje rad för sig."
    ),
    "100 000 indikatorer i en arbetsbok, minne": (
        "Nycklar och hänvisningar gäller hela bladet, så alla rader måste finnas på en gång, med de bedömningar "
        "som görs av dem."
    ),
    "minne, 1 000 arbetsböcker": (
        "Det som Översikt och matrisen säger om varje arbetsbok hålls i minnet till sist; allt annat skrivs till "
        "disken efter hand."
    ),
    "sidans storlek": (
        "Sidan håller mål, delmål och det som behöver uppmärksammas i varje arbetsbok, med skäl, så att den går"
        " att borra i utan nät: ungefär 30 kB för var och en av bänkens stora planer. Mer än hälften av det är texten"
        " själv, som ensam är dubbelt så mycket som målet. Packad skulle den rymmas, men då måste ett skript packa upp"
        " den, och sidan ska säga allt också utan skript."
    ),
    "samla från 40 enheter": (
        "Varje svar läses, kontrolleras och jämförs med planen cell för cell, och planen skrivs och läses "
        "tillbaka; det som jämförs med läser bara cellerna."
    ),
    "period": (
        "Planen läses, kontrolleras och bedöms, steget räknas ut, och planen som den blir kontrolleras och bedöms"
        " en gång till innan den skrivs och läses tillbaka. Openpyxl öppnar bara och sparar."
    ),
    "godta": "Hälften är att läsa och kontrollera planen, vilket openpyxl inte gör; resten är att pröva och skriva.",
    "rapport .html, 24 delmål": (
        "Rapporten börjar med att läsa, kontrollera och bedöma planen, och att läsa in pandas och pandera kostar "
        "ensamt flera gånger det tomma dokumentet. Själva sidan är en liten del."
    ),
    "rapport .docx, 24 delmål": "Planen läses, kontrolleras och bedöms först, och till det behövs pandas och pandera.",
    "rapport .pptx, 24 delmål": "Planen läses, kontrolleras och bedöms först, och till det behövs pandas och pandera.",
    "importera en plan på 20 sidor i Word": (
        "Nära hälften är att skriva en hel ny arbetsbok med alla blad, listrutor och format, och en tredjedel att"
        " läsa in modulerna. Att öppna och tolka dokumentet är resten."
    ),
    "andra körningen, 1 % ändrat": (
        "Skillnaden mot raden ovanför är att starta en arbetsprocess, som läser in pandas och pandera, och att läsa de "
        "ändrade arbetsböckerna, som var för sig kostar vad de kostade första gången. Resten är att hämta alla böckers "
        "rader ur minnet och skriva och packa hela sammanfattningen, eftersom en ny rad i en bok flyttar raderna i "
        "alla böcker efter den."
    ),
}


def missed(rows: Iterable[Row], level: str = "##") -> Iterator[str]:
    """The section of docs/prestanda.md about a table's goals that are not met; nothing where all are."""
    lines = [f"- **{name}**: {REASONS.get(name, 'det är inte utrett.')}" for name in _missed(rows)]
    if lines:
        yield from (f"{level} Där målet inte nås", "", *lines, "")


def _missed(rows: Iterable[Row]) -> Iterator[str]:
    """Each job once, though it may be measured against two others."""
    yield from dict.fromkeys(row.job for row in rows if row.verdict == "nej")
