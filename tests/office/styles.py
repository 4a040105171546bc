"""What Excel asks of a workbook's styles: every number points to something that is there."""

from __future__ import annotations

from collections.abc import Iterator

from tests.office.package import Package
from tests.office.read import M, units

_LISTS = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
_POINTS = {"fontId": "fonts", "fillId": "fills", "borderId": "borders", "xfId": "cellStyleXfs"}
_BUILT_IN, _MOST_STYLES, _LONGEST_CODE = 164, 64_000, 255
_OUR_FILLS = 2


class Styles:
    def __init__(self, package: Package) -> None:
        found = package.related(package.main, "styles")
        self.tree = package.trees[found[0]] if found else None
        self.counts = {name: len(self._list(name)) for name in _LISTS}

    def _list(self, name: str) -> list[object]:
        found = self.tree.find(f"{M}{name}") if self.tree is not None else None
        return list(found) if found is not None else []


def faults(styles: Styles) -> Iterator[str]:
    """Nothing if the workbook has no styles."""
    if styles.tree is None:
        return
    for name, there in styles.counts.items():
        found = styles.tree.find(f"{M}{name}")
        said = found.get("count") if found is not None else None
        if said is not None and int(said) != there:
            yield f"stilarna säger {said} {name} men har {there}"
    if not (styles.counts["fonts"] and styles.counts["borders"] and styles.counts["fills"] >= _OUR_FILLS):
        yield "stilarna saknar de första teckensnitten, mönstren eller linjerna"
    if styles.counts["cellXfs"] > _MOST_STYLES:
        yield "fler stilar än Excel tar"
    names = [one.get("name") for one in styles.tree.iter(f"{M}cellStyle")]
    if len({one.casefold() for one in names}) != len(names):
        yield "två stilar heter likadant"
    yield from _pointers(styles)


def _pointers(styles: Styles) -> Iterator[str]:
    assert styles.tree is not None
    codes = {int(one.get("numFmtId")): one.get("formatCode") for one in styles.tree.iter(f"{M}numFmt")}
    for key, code in codes.items():
        if not code or units(code) > _LONGEST_CODE:
            yield f"talformatet {key} är tomt eller för långt"
    own = [one for name in ("cellXfs", "cellStyleXfs") for one in styles.tree.iterfind(f"{M}{name}/{M}xf")]
    for one in own:
        for attribute, name in _POINTS.items():
            if int(one.get(attribute, 0)) >= max(styles.counts[name], 1):
                yield f"en stil pekar på {attribute} {one.get(attribute)}, som inte finns"
        number = int(one.get("numFmtId", 0))
        if number >= _BUILT_IN and number not in codes:
            yield f"en stil pekar på talformatet {number}, som inte finns"
