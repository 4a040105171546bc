"""The Typ of indikatorer. A class in this room and an entry in codelists.yaml make one, and neither does alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType, ModuleType

from runxl.contract.load import contract
from runxl.errors import ContractError
from runxl.measure.typ import Typ


@cache
def typer() -> Mapping[object, Typ]:
    """Every Typ by its name, in the order of the dropdown."""
    return whole(contract().codelists["typ"].values, _classes())


def whole(listed: tuple[str, ...], classes: Mapping[str, list[type[Typ]]]) -> Mapping[object, Typ]:
    """The Typ of these names; ContractError if a name has no class, a class no name, or either lacks a part.

    `classes` are those of each file.
    """
    faults = [*_faults(listed, classes)]
    if faults:
        raise ContractError("Typerna av indikatorer hänger inte ihop:\n" + "\n".join(f"  {fault}" for fault in faults))
    found = {one.name: one for several in classes.values() for one in several}
    return MappingProxyType({name: found[name]() for name in listed})


def _classes() -> dict[str, list[type[Typ]]]:
    """The Typ of each file of this room. A class without a name of its own is what several are made from."""
    names = [module.name for module in iter_modules(__path__)]
    return {f"{name}.py": [*_named(import_module(f"{__name__}.{name}"))] for name in names}


def _named(module: ModuleType) -> Iterator[type[Typ]]:
    for one in vars(module).values():
        is_typ = isinstance(one, type) and issubclass(one, Typ) and one.__module__ == module.__name__
        if is_typ and not one.__name__.startswith("_"):
            yield one


def _faults(listed: tuple[str, ...], classes: Mapping[str, list[type[Typ]]]) -> Iterator[str]:
    written = set()
    for file, several in classes.items():
        if not several:
            yield f"runxl/typer/{file}: ingen Typ"
        for one in several:
            name = vars(one).get("name", "")
            written.add(name)
            lacking = [*one.lacking()]
            if lacking or not name:
                yield f"runxl/typer/{file}: {one.__name__} saknar {', '.join(lacking or ['name'])}"
            elif name not in listed:
                yield f"runxl/typer/{file}: {name} står inte bland koderna för typ i codelists.yaml"
    for name in listed:
        if name not in written:
            yield f"codelists.yaml: {name} har ingen klass i runxl/typer"
