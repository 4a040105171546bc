"""The house rules that a program can watch."""

from __future__ import annotations

import ast
import re
import shutil
import statistics
import subprocess
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

TOP = Path(__file__).resolve().parents[2]
MODULES = sorted((TOP / "runxl").rglob("*.py"))
TEXTS = (".py", ".md", ".yaml", ".toml", ".bas", ".xml", "")
needs_git = pytest.mark.skipif(not shutil.which("git"), reason="git finns inte på datorn")


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


@cache
def tree_of(path: Path) -> ast.Module:
    """Parsed once: half of what these tests cost."""
    return ast.parse(path.read_text(encoding="utf-8"))


def test_modules_are_short() -> None:
    """Half of them under 150 lines, none over 400."""
    sizes = {path: lines(path) for path in MODULES if lines(path)}
    assert statistics.median(sizes.values()) < 150
    assert [path.name for path, size in sizes.items() if size > 400] == []


def test_functions_are_short() -> None:
    """None over 40 lines."""
    sizes = {
        f"{path.stem}.{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef)
    }
    assert [name for name, size in sizes.items() if size > 40] == []


def test_no_two_modules_share_a_name() -> None:
    """But for a verb and its command, whoever looks for a module finds one."""
    rooms: dict[str, set[str]] = {}
    for path in MODULES:
        if path.stem != "__init__":
            rooms.setdefault(path.stem, set()).add(path.relative_to(TOP / "runxl").parent.as_posix())
    assert {name for name, where in rooms.items() if len(where) > 1 and where != {"cli", "verbs"}} == {"__main__"}


def test_no_class_has_the_name_of_another() -> None:
    kinds: dict[str, list[str]] = {}
    for path in MODULES:
        for node in tree_of(path).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                kinds.setdefault(node.name, []).append(path.relative_to(TOP).as_posix())
    assert {name: where for name, where in kinds.items() if len(where) > 1} == {}


def test_no_module_imports_what_imports_it() -> None:
    """By no way round, nor for type checking alone, nor inside a function: of two modules one can be read first."""
    graph = grimp.build_graph("runxl", cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    assert len(imports) > 200
    assert [*TopologicalSorter(imports).static_order()]


def test_every_ignored_type_error_has_its_reason() -> None:
    """`type: ignore` names the error and says why."""
    bare = re.compile(r"#\s*type:\s*ignore(?!\[[\w, -]+\]\s+#)")
    found = [path.name for path in MODULES if bare.search(path.read_text(encoding="utf-8"))]
    assert found == []


def test_a_rule_is_named_by_its_slug_and_never_by_its_code() -> None:
    codes = re.compile(r"RX\d{3}\s*")
    found = [
        f"{path.name}:{node.lineno}"
        for path in MODULES
        if path.name != "regel.py"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and codes.fullmatch(node.value)
    ]
    assert found == []


@needs_git
def test_nothing_is_left_to_do_and_nothing_points_at_somebodys_machine() -> None:
    """No notes to oneself, and no paths, hosts or tools of the place where a file was written."""
    words = (
        "TO" + "DO",
        "FIX" + "ME",
        "/wo" + "rk/",
        "/ho" + "me/",
        "lo" + "calhost:",
        "pypi-" + "mirror",
        "index" + "-url",
    )
    found = {
        f"{path.relative_to(TOP)}: {word}"
        for path in tracked()
        for word in words
        if word in path.read_text(encoding="utf-8", errors="replace")
    }
    assert found == set()


def tracked() -> list[Path]:
    """The texts that belong to the project, whether committed yet or not."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=TOP, capture_output=True, encoding="utf-8", check=False).stdout.splitlines()
    paths = [TOP / name for name in listed] or [path for path in TOP.rglob("*") if ".venv" not in path.parts]
    return [path for path in paths if path.is_file() and path.suffix in TEXTS]


@needs_git
def test_no_text_holds_both_sides_of_a_merge() -> None:
    marks = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)
    assert [str(path) for path in tracked() if marks.search(path.read_text(encoding="utf-8"))] == []


def test_the_map_names_what_there_is() -> None:
    """Every module, every function in one and every file that docs/arkitektur.md names."""
    said = (TOP / "docs" / "arkitektur.md").read_text(encoding="utf-8")
    modules = {
        ".".join(path.relative_to(TOP).with_suffix("").parts).removesuffix(".__init__"): path for path in MODULES
    }
    named = set(re.findall(r"`((?:runxl\.)?[a-z_]+(?:\.[A-Za-z_]+)+)`", said)) - NO_MODULES
    assert len(named) > 60
    assert [one for one in sorted(named) if not _is_there(one, modules)] == []
    files = set(re.findall(r"`((?:runxl|validation|macros|docs|tests)/[\w/.-]*)`", said))
    assert [one for one in sorted(files) if not (TOP / one).exists()] == []


NO_MODULES = {"sys.modules", "docs.generatorer", "docs.webb", "rules.yaml", "contract.yaml", "runxl.applescript"}
"""What a person might take for one."""


def _is_there(name: str, modules: dict[str, Path]) -> bool:
    """A module by the end of its name, or something that one defines."""
    if any(module.endswith(f".{name}") or module == name for module in modules):
        return True
    room, _, last = name.rpartition(".")
    owners = [path for module, path in modules.items() if module == room or module.endswith(f".{room}")]
    defined = re.compile(rf"^\s*(?:def|class) {last}\b|^{last}\b.* =", re.MULTILINE)
    return any(defined.search(path.read_text(encoding="utf-8")) for path in owners)


def test_the_makefile_has_its_commands() -> None:
    """The five that the README and the documentation name."""
    text = (TOP / "Makefile").read_text(encoding="utf-8")
    assert set(re.findall(r"^(\w+):", text, re.MULTILINE)) >= {"demo", "test", "bench", "template", "docs"}


def test_only_the_command_line_names_its_flags() -> None:
    """Elsewhere a message is for every face. A whole command may be told of anywhere: `runxl addin install --ersatt`."""
    cli = [path for path in MODULES if "cli" in path.parts]
    flags = {text for path in cli for text in strings(path) if re.fullmatch(r"--[a-zåäö-]+", text)}
    named = re.compile(
        r"(?<![\w-])(?<!runxl addin install )(?<!runxl berakna )(?<!runxl importera )(?<!runxl ny )"
        rf"({'|'.join(sorted(flags))})(?![\w-])"
    )
    assert "--ersatt" in flags
    others = [path for path in MODULES if path not in cli and "--" in path.read_text(encoding="utf-8")]
    assert [path.name for path in others for text in strings(path) if named.search(text)] == []


def strings(path: Path) -> Iterator[str]:
    """Every string of a module that is no docstring: those stand as statements of their own."""
    tree = tree_of(path)
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value
