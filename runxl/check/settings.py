"""Inställningar: one row per setting → Settings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from runxl.check import cells
from runxl.check.cells import Cell
from runxl.check.own_limits import reversed_limits
from runxl.check.rows import Settings
from runxl.check.sheet import Sheet
from runxl.contract.load import contract
from runxl.contract.message import choices, finding, suggestion
from runxl.contract.regel import Regel
from runxl.contract.styrmodell_vocabulary import Styrmodell
from runxl.contract.version import version
from runxl.contract.vocabulary import Setting
from runxl.contract.wording import codelist, has_setting
from runxl.excel import fold
from runxl.findings import Finding
from runxl.workbook.cell_text import as_shown
from runxl.workbook.tables import FoundTable, Raw


def read_settings(
    file: str, table: FoundTable, period: str = "", carried: Styrmodell | None = None
) -> tuple[Settings, Sheet, tuple[Finding, ...]]:
    """The settings, the sheet with its findings, and findings about settings that have no row.

    A `period` that is given goes before the one in the sheet, which is then not asked for. `carried` is the styrmodell
    that the workbook has with it; it goes before one of the same name that is installed.
    """
    sheet = Sheet(file, contract().tables["installningar"], table)
    sheet.columns["installning"] = [as_shown(raw).strip() for raw in table.values("installning")]
    sheet.columns["varde"] = [None] * len(sheet)
    places = _places(sheet)
    values: dict[str, Any] = {"period": period} if period else {}
    models = (*filter(None, (carried,)), *contract().styrmodeller.values())
    chosen = carried or contract().default_styrmodell
    missing = []
    for setting in sheet.contract.settings:
        position = places.get(setting.name)
        if setting.name in values:
            continue
        if position is not None:
            values[setting.name] = _read(sheet, setting, position, models, chosen)
        elif setting.required or setting.expected:
            missing.append(_missing(file, setting, chosen))
        if setting.type == "styrmodell":
            chosen = values[setting.name] = values.get(setting.name) or chosen
    settings = Settings(**{name: value for name, value in values.items() if value is not None})
    _check_version(sheet, settings, places)
    settings = _with_levels_of_the_scale(sheet, settings, places)
    return _with_sound_thresholds(sheet, settings, places), sheet, tuple(missing)


def _places(sheet: Sheet) -> dict[str, int]:
    """Where each setting stands; unknown and repeated names are reported."""
    titles = {fold(setting.title): setting for setting in sheet.contract.settings}
    places: dict[str, int] = {}
    for position, said in enumerate(sheet.columns["installning"]):
        name = str(said)
        setting = titles.get(fold(name))
        if setting is None:
            known = [one.title for one in sheet.contract.settings]
            if name:
                sheet.report(Regel.OKAND_INSTALLNING, "installning", position, forslag=suggestion(name, known))
        elif setting.name in places:
            first = sheet.table.rows[places[setting.name]]
            sheet.report(Regel.DUBBLERAD_NYCKEL, "installning", position, forsta=first, vad=f"Inställning {name}")
        else:
            places[setting.name] = position
    return places


def _read(sheet: Sheet, setting: Setting, position: int, models: Sequence[Styrmodell], chosen: Styrmodell) -> object:
    """`models`: the styrmodeller there are for the workbook; `chosen` holds for the settings that come after it."""
    raw = sheet.table.values("varde")[position]
    key = {"key": setting.title, "kolumn": setting.title}
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        if setting.required or setting.expected:
            code = Regel.NODVANDIG_INSTALLNING_SAKNAS if setting.required else Regel.INSTALLNING_SAKNAS
            sheet.report(code, "varde", position, nyckel=setting.title, standard=_standard(setting, chosen), **key)
        return None
    cell = cells.raw_fault(raw) or _typed_cell(setting, raw, models, chosen)
    if cell.code:
        sheet.report(cell.code, "varde", position, nyckel=setting.title, **cell.words, **key)
    if cell.value is None or cell.value == "":
        return None
    sheet.columns["varde"][position] = cell.value
    return cell.value if _within(sheet, setting, position, cell.value) else None


def _typed_cell(setting: Setting, raw: Raw, models: Sequence[Styrmodell], chosen: Styrmodell) -> Cell:
    if setting.type == "integer":
        return cells.integer(raw)
    if setting.type == "date":
        return cells.date(raw)
    if setting.type == "share":
        return cells.share(raw)
    if setting.type == "styrmodell":
        return _styrmodell(raw, models)
    if setting.type == "code":
        listed = codelist(contract(), setting.codelist, chosen)
        cell = cells.code_reader(listed)(raw)
        return cell if isinstance(raw, bool) or cell.value in listed.values else _not_listed(raw, listed.values)
    return Cell(f"{raw:g}.0") if setting.type == "version" and isinstance(raw, float) else cells.text(raw)


def _styrmodell(raw: Raw, models: Sequence[Styrmodell]) -> Cell:
    found = next((one for one in models if one.is_called(as_shown(raw))), None)
    return Cell(found) if found else _not_listed(raw, tuple(dict.fromkeys(model.title for model in models)))


def _not_listed(raw: Raw, allowed: tuple[str, ...]) -> Cell:
    words = {"forslag": suggestion(as_shown(raw), allowed), "tillatna": choices(as_shown(raw), allowed)}
    return Cell(code=Regel.INTE_I_LISTAN, words=words)


def _within(sheet: Sheet, setting: Setting, position: int, value: object) -> bool:
    if setting.minimum is None or setting.maximum is None or not isinstance(value, (int, Decimal)):
        return True
    scale, mark = (100, " %") if setting.type == "share" else (1, "")
    low, high = setting.minimum * scale, setting.maximum * scale
    if low <= value <= high:
        return True
    words = {"minst": f"{low:g}{mark}", "hogst": f"{high:g}{mark}"}
    sheet.report(Regel.UTANFOR_TILLATET_OMRADE, "varde", position, key=setting.title, kolumn=setting.title, **words)
    return False


def _standard(setting: Setting, chosen: Styrmodell) -> str:
    return f" {chosen.title} används." if setting.type == "styrmodell" else ""


def _missing(file: str, setting: Setting, chosen: Styrmodell) -> Finding:
    code = Regel.NODVANDIG_INSTALLNING_SAKNAS if setting.required else Regel.INSTALLNING_SAKNAS
    sheet = contract().tables["installningar"].sheet
    return finding(code, file=file, sheet=sheet, column="Värde", key=setting.title, standard=_standard(setting, chosen))


def _check_version(sheet: Sheet, settings: Settings, places: dict[str, int]) -> None:
    if not settings.mallversion:
        return
    said, ours = version(settings.mallversion), version(contract().version)
    if said != ours:
        code = Regel.NYARE_MALL if said > ours else Regel.ALDRE_MALL
        title = sheet.contract.setting("mallversion").title
        sheet.report(code, "varde", places["mallversion"], key=title, version=contract().version)


def _with_levels_of_the_scale(sheet: Sheet, settings: Settings, places: dict[str, int]) -> Settings:
    """A threshold of a level that the styrmodell's scale has not is no setting in this workbook."""
    model = settings.styrmodell
    unknown = [one.name for one in sheet.contract.settings if one.name in places and not has_setting(model, one)]
    for name in unknown:
        sheet.report(Regel.OKAND_INSTALLNING, "installning", places[name], forslag="")
    return _without(settings, unknown)


def _with_sound_thresholds(sheet: Sheet, settings: Settings, places: dict[str, int]) -> Settings:
    """Thresholds that contradict each other are a fault, and the styrmodell's hold instead."""
    titles = {one.level: one.title for one in sheet.contract.settings if one.level}
    own = {one.level: one.name for one in sheet.contract.settings if one.level and one.name in places}
    limits = reversed_limits(settings.scale)
    if not own or limits is None:
        return settings
    place = places[own.get("lowest") or own["best"]]
    words = {"key": titles["lowest"], "lagre": titles["lowest"], "over": titles["best"]}
    sheet.report(Regel.GRANSERNA_OMVANDA, "varde", place, **words, **limits)
    return _without(settings, own.values())


def _without(settings: Settings, names: Iterable[str]) -> Settings:
    nothing: dict[str, Any] = dict.fromkeys(names)
    return replace(settings, **nothing)
