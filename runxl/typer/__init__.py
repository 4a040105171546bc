"""The Typ of indikatorer. A class in this room and an entry in codelists.yaml make one, and neither does alone."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
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


def whole(listed: Sequence[str], classes: Mapping[str, Sequence[type[Typ]]]) -> Mapping[object, Typ]:
    """The Typ of these names, out of the classes of each file; ContractError if they do not fit together."""
    faults = [*_faults(listed, classes)]
    if faults:
        raise ContractError("Typerna av indikatorer hänger inte ihop:\n" + "\n".join(f"  {fault}" for fault in faults))
    found = {one.name: one for several in classes.values() for one in several}
    return MappingProxyType({name: found[name]() for name in listed})


def _classes() -> dict[str, list[type[Typ]]]:
    """The Typ of each file of this room. A class whose name begins with _ is what several are made from."""
    names = [module.name for module in iter_modules(__path__)]
    return {f"{name}.py": [*_named(import_module(f"{__name__}.{name}"))] for name in names}


def _named(module: ModuleType) -> Iterator[type[Typ]]:
    for one in vars(module).values():
        is_typ = isinstance(one, type) and issubclass(one, Typ) and one.__module__ == module.__name__
        if is_typ and not one.__name__.startswith("_"):
            yield one


def _faults(listed: Sequence[str], classes: Mapping[str, Sequence[type[Typ]]]) -> Iterator[str]:
    written: set[str] = set()
    for file, several in classes.items():
        if not several:
            yield f"runxl/typer/{file}: ingen Typ"
        for one in several:
            yield from (f"runxl/typer/{file}: {fault}" for fault in _faults_of(one, listed, written))
            written.add(vars(one).get("name", ""))
    yield from (f"codelists.yaml: {name} har ingen klass i runxl/typer" for name in listed if name not in written)


def _faults_of(one: type[Typ], listed: Sequence[str], written: Container[str]) -> Iterator[str]:
    name, lacking = vars(one).get("name", ""), one.lacking()
    if lacking or not name:
        yield f"{one.__name__} saknar {', '.join(lacking or ['name'])}"
        return
    if name not in listed:
        yield f"{name} står inte bland koderna för typ i codelists.yaml"
    if name in written:
        yield f"{name} har en annan klass också"
    columns = {column.name for column in contract().tables["indikatorer"].columns}
    for column in one.needs:
        if column not in columns:
            yield f"{name} kräver kolumnen {column}, som inte finns i tables/indikatorer.yaml"
