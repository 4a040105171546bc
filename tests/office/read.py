"""What several rules read: texts, lengths, namespaces."""

from __future__ import annotations

from typing import Any

from tests.office.package import Package

M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def units(text: str) -> int:
    """A text's length as Office counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def text_of(element: Any) -> str:
    """The text of an `si` or an `is`, without what is said of its sound."""
    return "".join(one.text or "" for one in element.iter(f"{M}t") if one.getparent().tag != f"{M}rPh")


def texts_of(package: Package) -> list[str]:
    """The shared texts of a workbook."""
    found = package.related(package.main, "sharedStrings")
    return [text_of(one) for one in package.trees[found[0]].iter(f"{M}si")] if found else []
