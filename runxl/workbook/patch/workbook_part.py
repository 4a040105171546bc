"""The workbook part: the order to recalculate, and why some workbooks are not written at all."""

from __future__ import annotations

from collections.abc import Iterable

from runxl.errors import RunxlError
from runxl.opc.markup import cleaned, refuse_malformed
from runxl.opc.package_book import PackageBook
from runxl.opc.tags import after_last, attributes, prefix_of, tag, with_attribute

_TRUE = ("1", "true")
_BEFORE_CALC = ("sheets", "functionGroups", "externalReferences", "definedNames")


def refuse_signed(names: Iterable[str]) -> None:
    """A signed workbook is refused: any change breaks the signature."""
    if any(name.startswith("_xmlsignatures/") for name in names):
        raise RunxlError(
            "Arbetsboken är digitalt signerad, och signaturen blir ogiltig om runxl skriver i den. "
            "Ta bort signaturen i Excel (Arkiv – Info) eller ange en osignerad kopia."
        )


def recalculated(book: PackageBook) -> dict[str, bytes]:
    """The part with the order to calculate everything anew when the workbook is opened, unless it stands there."""
    data = cleaned(book.parts[book.part])
    prefix = prefix_of(data, "workbook")
    found = tag(prefix, "calcPr").search(data)
    if found is None:
        start = end = after_last(data, prefix, _BEFORE_CALC)
        order = b"<" + prefix + b'calcPr fullCalcOnLoad="1"/>'
    else:
        (start, end), order = found.span(), with_attribute(found[0], "fullCalcOnLoad", "1")
        if attributes(found[0]).get("fullCalcOnLoad") in _TRUE:
            return {}
    new = data[:start] + order + data[end:]
    refuse_malformed(new)
    return {book.part: new}
