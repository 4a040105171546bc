"""Relations: from one part of a package to another, told in a part of their own."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import NamedTuple

from runxl.contract.regel import Regel
from runxl.opc.markup import Attributes, elements, once
from runxl.opc.refused import RefusedError


class Relation(NamedTuple):
    """Its kind (the last word of its type) and the part that it leads to, in lower case."""

    kind: str
    target: str
    outside: bool

    def refuse_outside(self) -> None:
        if self.outside:
            raise RefusedError(Regel.OTILLATET_INNEHALL, orsak="en del av den hänvisar till en adress utanför filen")


def relations_of(parts: Mapping[str, bytes], part: str) -> Mapping[str, Relation]:
    """What a part leads to, by the relations' ids; the package's own relations for ''."""
    folder, _, name = part.rpartition("/")
    told = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    return _relations_in(parts[told], folder) if told in parts else {}


@once
def _relations_in(content: bytes, folder: str) -> Mapping[str, Relation]:
    return {a.get("Id", ""): _relation(folder, a) for _, a in elements(content, "Relationship")}


def _relation(folder: str, attributes: Attributes) -> Relation:
    target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
    return Relation(
        kind=attributes.get("Type", "").rpartition("/")[2],
        target=target.lstrip("/").lower(),
        outside=attributes.get("TargetMode", "") == "External",
    )
