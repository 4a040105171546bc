"""The rules: what each finding code is called in the code, and what rules.yaml says of it.

They are read by themselves, so that they can be explained without the rest of the contract being read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from runxl import resources
from runxl.contract.compile import compiled, refuse
from runxl.contract.kept import kept
from runxl.errors import Hint
from runxl.findings import Severity

FILE = "rules.yaml"


class Regel(StrEnum):
    """Every code by its slug: a misspelt rule is an AttributeError, and its uses can be found."""

    # 0xx: the file
    FILEN_FINNS_INTE = "RX001"
    INTE_EN_ARBETSBOK = "RX002"
    LOSENORDSSKYDDAD_FIL = "RX003"
    SKADAD_FIL = "RX004"
    GAMMALT_EXCELFORMAT = "RX005"
    FOR_STOR_FIL = "RX006"
    OTILLATET_INNEHALL = "RX007"
    FILEN_GAR_INTE_ATT_OPPNA = "RX008"
    INGEN_ARBETSBOK_I_MAPPEN = "RX009"
    BLAD_SAKNAS = "RX010"
    TILLAGGSBLAD_SAKNAS = "RX011"
    RUBRIKRAD_SAKNAS = "RX012"
    KOLUMN_SAKNAS = "RX013"
    RESULTATKOLUMN_SAKNAS = "RX014"
    DUBBLERAD_RUBRIK = "RX015"
    ALDRE_MALL = "RX016"
    NYARE_MALL = "RX017"
    OPPEN_I_ANNAT_PROGRAM = "RX018"
    EXTRA_KOLUMN = "RX019"
    RADER_UTANFOR_TABELLEN = "RX020"
    TABELL_SAKNAS = "RX021"
    DOLDA_RADER = "RX022"
    SAMMANSLAGNA_CELLER = "RX023"
    BLAD_GAR_INTE_ATT_LASA = "RX024"
    INTE_EN_MALL = "RX025"
    LAS_INTE_HELA_BLADET = "RX026"
    LASNINGEN_AVBRUTEN = "RX027"
    STYRMODELLEN_GAR_INTE_ATT_LASA = "RX028"
    STYRMODELLEN_SKILJER_SIG = "RX029"
    EGEN_KONTROLL_GICK_INTE_ATT_KORA = "RX030"
    ANTECKNING_UNDER_TABELLEN = "RX031"

    # 1xx: the cell
    OBLIGATORISKT_VARDE_SAKNAS = "RX101"
    INTE_ETT_TAL = "RX102"
    INTE_I_LISTAN = "RX103"
    FELVARDE_I_CELL = "RX104"
    FORMEL_UTAN_VARDE = "RX105"
    INTE_ETT_DATUM = "RX106"
    TOLKAT_VARDE = "RX107"
    ANNAN_ENHET_I_CELLEN = "RX108"
    ANDEL_ELLER_PROCENT = "RX109"
    UTANFOR_SKALAN = "RX110"
    OKLAR_SKALA = "RX111"
    FLERA_ELLER_UNGEFARLIGA_VARDEN = "RX112"
    JA_ELLER_NEJ_VANTAS = "RX113"
    TAL_VANTAS = "RX114"
    FELAKTIGT_NUMMER = "RX115"
    NUMMER_SOM_TAL = "RX116"
    NUMMER_BLEV_DATUM = "RX117"
    HANVISNING_MED_NAMN = "RX118"
    UTANFOR_TILLATET_OMRADE = "RX119"
    NEJ_SOM_MALVARDE = "RX120"
    SVAR_SAKNAS = "RX121"
    OKLAR_SAMMANSATTNING = "RX122"
    DELARNA_STAMMER_INTE = "RX123"
    OKLAR_PERIODICITET = "RX124"
    SANNINGSVARDE_I_CELLEN = "RX125"
    FOR_LANG_TEXT = "RX126"
    INTE_ETT_ARTAL = "RX127"
    OLIKA_ENHETER_PA_RADEN = "RX128"
    FLER_AV_SAMMA_SLAG = "RX129"
    VISAS_I_TUSENTAL = "RX130"

    # 2xx: the row and the table
    DUBBLERAD_NYCKEL = "RX201"
    TYPEN_KRAVER_VARDE = "RX202"
    INTERVALL_OMVANT = "RX203"
    UTFALL_SAKNAS = "RX204"
    MATS_INTE_DENNA_PERIOD = "RX205"
    UTFALL_TROTS_INGEN_NY_MATNING = "RX206"
    KOMMENTAR_SAKNAS = "RX207"
    FASTSTALLD_UTAN_MOTIVERING = "RX208"
    KLART_UPPDRAG_UTAN_ANALYS = "RX209"
    PASSERAT_SLUTDATUM = "RX210"
    SLUT_FORE_START = "RX211"
    SUMMAN_STAMMER_INTE = "RX212"
    SUMMAN_AVRUNDAD = "RX213"
    AVVIKELSEN_STAMMER_INTE = "RX214"
    AVVIKELSEN_AVRUNDAD = "RX215"
    UTGANGSVARDE_NOLL = "RX216"
    PERIODICITET_SAKNAS = "RX217"
    INSTALLNING_SAKNAS = "RX218"
    NODVANDIG_INSTALLNING_SAKNAS = "RX219"
    OKAND_INSTALLNING = "RX220"
    GRANSERNA_OMVANDA = "RX221"
    AVSER_KOMMANDE_AR = "RX222"
    BLANDADE_ENHETER = "RX223"
    MALET_FOLJS_INTE_AV_MATT = "RX224"
    SVAREN_AVSER_EN_ANNAN_PERIOD = "RX225"
    PERIODMAL_SAKNAS = "RX226"
    RAKNAS_UTFALLET_FRAN_JANUARI = "RX227"
    PERIODMAL_OVER_MALVARDE_MAX = "RX228"
    ANDELARNA_BLIR_INTE_HUNDRA = "RX229"
    ANDELARNA_AVRUNDADE = "RX230"

    # 3xx: between tables
    MALET_FINNS_INTE = "RX301"
    DELMALET_FINNS_INTE = "RX302"
    NUMRET_FOLJER_INTE_FORALDERN = "RX303"
    ANSVARIG_SAKNAS = "RX304"
    TAPPAD_NOLLA = "RX305"
    DELMAL_UTAN_UNDERLAG = "RX306"
    MAL_UTAN_DELMAL = "RX307"
    DISPENS_FOR_OKAND_KOD = "RX308"
    DISPENS_HAR_GATT_UT = "RX309"
    OFULLSTANDIG_DISPENS = "RX310"
    INDIKATORN_FINNS_INTE = "RX311"
    FLERA_ANSVARIGA = "RX312"

    # 4xx: the assessment
    GRUNDEN_FOR_BESLUTET_HAR_ANDRATS = "RX401"
    EJ_OMPROVAD = "RX402"
    SAMMA_UTFALL_SOM_FORRA_PERIODEN = "RX403"
    BESLUT_SOM_INTE_RAKNAS = "RX404"

    # 5xx: returned workbooks
    SVAR_PA_EN_ANNAN_PLAN = "RX501"
    SVAR_FRAN_EN_ANNAN_NAMND = "RX502"
    SVAR_FOR_ETT_ANNAT_AR = "RX503"
    SVAR_FOR_EN_ANNAN_PERIOD = "RX504"
    SVAR_I_EN_ANNAN_MALLVERSION = "RX505"
    OKAND_ENHET = "RX506"
    SAMMA_ENHET_TVA_GANGER = "RX507"
    SVAR_FRAN_ENHETEN_SAKNAS = "RX508"
    SAMMA_SVAR_I_FLERA_FILER = "RX509"
    PLANENS_UPPGIFT_ANDRAD = "RX510"
    UTSKICKAD_RAD_SAKNAS = "RX511"
    RAD_TILLAGD_I_SVARET = "RX512"
    NYCKELN_ANDRAD = "RX513"
    SVAR_PA_EN_ANNAN_ENHETS_RAD = "RX514"
    RADEN_FINNS_FLERA_GANGER = "RX515"
    TOMT_SVAR_DAR_PLANEN_HAR_ETT = "RX516"
    UPPGIFTEN_ERSATT_MED_SVARET = "RX517"
    BADE_PLANEN_OCH_SVARET_ANDRADE = "RX518"
    PLANEN_ANDRAD_EFTER_UTSKICKET = "RX519"
    RAD_TILLKOMMEN_EFTER_UTSKICKET = "RX520"


@dataclass(frozen=True, slots=True)
class Rule:
    """A finding code: what is said, why it matters, what to do, and an example."""

    code: str
    slug: str
    severity: Severity
    title: str
    message: str
    why: str
    remedy: str
    example: str
    hint: Hint | None = None
    """What would help, where the faces do it each in its own way."""


@cache
def rules() -> Mapping[str, Rule]:
    """The product's own codes."""
    folder = resources.validation()
    return kept("rules", folder, lambda: _compiled(folder))


def _compiled(folder: Path) -> Mapping[str, Rule]:
    found, faults = compiled(folder / FILE, Mapping[str, Rule])
    refuse(folder, faults)
    rules: Mapping[str, Rule] = found
    return rules
