"""The columns of the tidy tables: what each holds, and its names in a program and on a sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

TidyKind = Literal["text", "whole", "whole or none", "number", "date", "time"]


@dataclass(frozen=True, slots=True)
class TidyColumn:
    """`name` in csv, parquet and Python; `title` on the sheet."""

    name: str
    title: str
    kind: TidyKind
    width: float
    help: str


COLUMNS = (
    TidyColumn("namnd", "Nämnd", "text", 26, "Nämnden."),
    TidyColumn("enhet", "Enhet", "text", 18, "Enheten, om arbetsboken är en enhets och planen inte är med."),
    TidyColumn("ar", "År", "whole", 8, "Året."),
    TidyColumn("period", "Period", "text", 13, "Perioden."),
    TidyColumn("ordning", "Ordning", "whole", 9, "Periodens plats i året, att sortera på."),
    TidyColumn("sista_dag", "Sista dag", "date", 12, "Periodens sista dag."),
    TidyColumn("styrmodell", "Styrmodell", "text", 20, "Styrmodellen."),
    TidyColumn("objekt", "Objekt", "text", 12, "Mål, Delmål, Indikator, Aktivitet eller Uppdrag."),
    TidyColumn("nr", "Nr", "text", 9, "Numret."),
    TidyColumn("namn", "Namn", "text", 44, "Namnet, som det var då."),
    TidyColumn("mal", "Mål", "text", 8, "Numret på målet som raden hör till, där det är känt."),
    TidyColumn("delmal", "Delmål", "text", 9, "Numret på delmålet som raden hör till, där det är känt."),
    TidyColumn("ansvarig", "Ansvarig", "text", 18, "Den som svarar för raden, där det är känt."),
    TidyColumn("typ", "Typ", "text", 12, "Indikatorns typ, där den är känd."),
    TidyColumn("mattenhet", "Måttenhet", "text", 11, "Det som utfallet räknas i, där det är känt."),
    TidyColumn("utfall", "Utfall", "number", 12, "Utfallet, när det är ett tal."),
    TidyColumn("utfall_text", "Utfall i ord", "text", 14, "Utfallet, när det inte är ett tal: Ja, Nej, Delvis, 20/12."),
    TidyColumn("malvarde", "Målvärde", "number", 12, "Målvärdet som gällde då, periodens eget om den hade ett."),
    TidyColumn("malvarde_text", "Målvärde i ord", "text", 16, "Målvärdet, när det inte är ett tal."),
    TidyColumn("maluppfyllelse", "Måluppfyllelse", "number", 14, "Andelen av målvärdet: 0,974 är 97,4 procent."),
    TidyColumn("status", "Status", "text", 14, "Statusen som räknades: den fastställda, annars den beräknade."),
    TidyColumn("beraknad_status", "Beräknad status", "text", 14, "Det som reglerna gav."),
    TidyColumn("faststalld_status", "Fastställd status", "text", 14, "Det som någon fastställde."),
    TidyColumn("motivering", "Motivering", "text", 36, "Varför det fastställda var ett annat."),
    TidyColumn("faststalld_av", "Fastställd av", "text", 18, "Vem som fastställde."),
    TidyColumn("faststalld_den", "Fastställd den", "date", 12, "När det fastställdes."),
    TidyColumn("prognos", "Prognos", "text", 15, "Prognosen som lämnades."),
    TidyColumn("beraknad_vid_beslut", "Beräknad vid beslut", "text", 14, "Den beräknade statusen när beslutet togs."),
    TidyColumn(
        "forklaring", "Förklaring", "text", 44, "Varför det blev den statusen. Finns i periodens egen arbetsbok."
    ),
    TidyColumn("beraknad_den", "Beräknad den", "time", 17, "När raden senast skrevs i Tidigare perioder."),
    TidyColumn("svar_senast", "Svar senast", "date", 12, "Sista dagen att svara, om arbetsboken säger den."),
    TidyColumn("kalla", "Källa", "text", 20, "Periodens egen arbetsbok, eller Tidigare perioder i en senare."),
    TidyColumn("fil", "Fil", "text", 36, "Arbetsboken som raden är hämtad ur."),
)
"""A row of the table of history: an object in a period."""

QUALITY_COLUMNS = (
    TidyColumn("namnd", "Nämnd", "text", 26, "Nämnden, om arbetsboken gick att läsa."),
    TidyColumn("enhet", "Enhet", "text", 18, "Enheten, om arbetsboken är en enhets."),
    TidyColumn("ar", "År", "whole or none", 8, "Året, om arbetsboken har ett."),
    TidyColumn("period", "Period", "text", 13, "Perioden, om arbetsboken har en."),
    TidyColumn("ordning", "Ordning", "whole or none", 9, "Periodens plats i året, att sortera på."),
    TidyColumn("kod", "Kod", "text", 9, "Regelns kod."),
    TidyColumn("vad", "Vad", "text", 44, "Regelns rubrik."),
    TidyColumn("niva", "Nivå", "text", 11, "Fel, varning eller info."),
    TidyColumn("antal", "Antal", "whole", 8, "Hur många fynd av slaget som ingen har godtagit."),
    TidyColumn("godtagna", "Godtagna", "whole", 10, "Hur många som är godtagna i Dispenser."),
    TidyColumn("fil", "Fil", "text", 36, "Arbetsboken."),
)
"""A row of the table of data quality: a kind of finding in a workbook."""
