"""The words of the scale stand in the styrmodell alone: a module that names a level has a list that a level is missing in."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from runxl.contract.load import contract

TOP = Path(__file__).resolve().parents[2]

ANSWERS = {
    "measure/values.py": "Ja, Delvis, Nej and Svar saknas are what a cell may hold; what each is, the styrmodell says.",
}
"""Where Delvis is an answer and no status, with the reason."""


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """The texts of a module that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.lineno, node.value


def named(words: frozenset[str]) -> dict[str, set[str]]:
    """The words that stand by themselves in each module, as values or as keys."""
    found: dict[str, set[str]] = {}
    for path in sorted((TOP / "runxl").rglob("*.py")):
        for _, text in literals(path):
            if text in words:
                found.setdefault(path.relative_to(TOP / "runxl").as_posix(), set()).add(text)
    return found


def test_no_module_names_a_level() -> None:
    """Helt, Delvis and Inte; nor are they spelt out in a sentence that speaks of the status."""
    words = frozenset(word for model in contract().styrmodeller.values() for word in model.scale.words)
    assert {"Helt", "Delvis", "Inte"} <= words
    assert set(named(words)) == set(ANSWERS)
    assert all(said == {"Delvis"} for said in named(words).values())


def test_no_module_has_a_key_of_the_levels() -> None:
    """`helt` and `inte` are words of the language too, so it is lists of them that are looked for."""
    slugs = frozenset(level.slug for model in contract().styrmodeller.values() for level in model.scale.levels)
    listed = {module: said for module, said in named(slugs).items() if len(said) > 1}
    assert listed == {}


def test_ej_bedomd_has_one_home() -> None:
    """It is no level but stands beside them all, and a forecast that nobody would make likewise."""
    found = named(frozenset({"Ej bedömd", "Svårt att bedöma"}))
    assert set(found) == {"contract/scale.py"}
