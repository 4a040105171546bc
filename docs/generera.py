"""Writes the generated parts of the documentation, or with --kontrollera says which of them are out of date.

    python docs/generera.py
    python docs/generera.py --kontrollera

A generator is a function that takes nothing and returns the files it makes, path (from the top) → text.
To add one, put it in GENERATORS. Files under OWNED that no generator makes any longer are removed.
In the files of CONSOLES, every ```console block is run anew, and what runxl printed is put below its commands.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

from runxl.cli import main as runxl
from runxl.cli.regler import HUNDREDS
from runxl.contract.load import contract
from runxl.contract.rule import Rule
from runxl.contract.rules import open_words

ROOT = Path(__file__).resolve().parent.parent

Files = Mapping[str, str]

_SEVERITIES = {
    "fel": "fel: måste rättas",
    "varning": "varning: bör kontrolleras",
    "info": "info: bra att veta",
}


def rules() -> Files:
    """A page for every finding code, and a list of them all."""
    every = sorted(contract().rules.values(), key=lambda rule: rule.code)
    pages = {f"docs/regler/{rule.code}.md": _rule_page(rule) for rule in every}
    return {"docs/regler/README.md": _rule_list(every), **pages}


def _rule_page(rule: Rule) -> str:
    return "\n\n".join(
        (
            f"# {rule.code} {rule.title}",
            f"`{rule.slug}` · {_SEVERITIES[rule.severity]}",
            f"> {open_words(rule.message)}",
            f"## Varför\n\n{rule.why}",
            f"## Gör så här\n\n{open_words(rule.remedy)}",
            f"## Exempel\n\n{rule.example}",
            "[Alla regler](README.md)\n",
        )
    )


def _rule_list(every: list[Rule]) -> str:
    parts = [
        "# Reglerna",
        "Allt som kontrollen kan säga. En kod får aldrig en ny betydelse. `runxl regler RX103` visar en regel.",
    ]
    for hundred, group in groupby(every, key=lambda rule: rule.code[:3]):
        rows = [f"| [{rule.code}]({rule.code}.md) | {rule.severity} | {rule.title} |" for rule in group]
        parts.append("\n".join((f"## {HUNDREDS[hundred]}\n", "| Kod | Nivå | Rubrik |", "|---|---|---|", *rows)))
    return "\n\n".join(parts) + "\n"


def consoles() -> Files:
    """What the commands in the texts really print. The blocks of a file follow one another in one folder."""
    return {path: _with_consoles((ROOT / path).read_text(encoding="utf-8")) for path in CONSOLES}


def _with_consoles(text: str) -> str:
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        return re.sub(r"(?<=^```console\n).*?(?=^```$)", _console, text, flags=re.DOTALL | re.MULTILINE)


def _console(block: re.Match[str]) -> str:
    commands = [line for line in block[0].splitlines() if line.startswith("$ ")]
    return "".join(line + "\n" for command in commands for line in (command, *_printed(command)))


def _printed(command: str) -> Iterator[str]:
    """What `$ runxl … | head -10` prints."""
    line, _, most = command.removeprefix("$ ").partition(" | head -")
    program, *arguments = shlex.split(line)
    if program != "runxl":
        raise ValueError(f"only runxl can be run in a console block: {command}")
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        runxl(arguments)
    yield from out.getvalue().splitlines()[: int(most) if most else None]


def worked_examples() -> Files:
    """The examples that the tests of the assessment reckon out, as tables."""
    facts = yaml.safe_load((ROOT / "tests" / "golden" / "raknade_exempel.yaml").read_text(encoding="utf-8"))
    sections = [_section(one["avsnitt"], one["regel"], _INDIKATOR, one["exempel"]) for one in facts["indikatorer"]]
    delmal = facts["delmal"]
    parts = (
        "# Räknade exempel",
        _EXAMPLES_INTRO,
        *sections,
        _section("Delmål", delmal["regel"], _DELMAL, delmal["exempel"]),
    )
    return {"docs/raknade_exempel.md": "\n\n".join(parts) + "\n"}


_EXAMPLES_INTRO = """\
Så här bedömer runxl. Varje rad räknas om av testerna, så regeln och exemplet kan inte skiljas åt.
Raderna gäller årsrapporten 2024 om inget annat står."""
_INDIKATOR = {
    "vad": "Exempel", "period": "Period", "periodicitet": "Mäts i månad", "enhet": "Enhet", "typ": "Typ",
    "utgangsvarde": "Utgångsvärde", "malvarde": "Målvärde", "malvarde_max": "Målvärde max", "periodmal": "Periodmål",
    "ackumuleras": "Ackumuleras", "utfall": "Utfall", "avser_ar": "Avser år", "lage": "Läge", "avrunda": "Avrundning",
    "fel": "Fel", "status": "Status", "forklaring": "Förklaring",
}  # fmt: skip
_DELMAL = {
    "vad": "Exempel", "indikatorer": "Indikatorer", "aktiviteter": "Aktiviteter", "faststalld": "Fastställd status",
    "status": "Status", "forklaring": "Förklaring",
}  # fmt: skip


def _section(heading: str, rule: str, titles: Mapping[str, str], examples: list[dict[str, Any]]) -> str:
    """A heading, the rule and a table of the columns that some example fills in."""
    used = [name for name in titles if any(example.get(name) not in (None, [], "") for example in examples)]
    rows = [[_shown(example.get(name)) for name in used] for example in examples]
    lines = [[titles[name] for name in used], ["---"] * len(used), *rows]
    return f"## {heading}\n\n{rule}\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _shown(value: object) -> str:
    """A cell of the table; `utan status` for an activity that has none, a real minus before numbers."""
    if value is True:
        return "Ja"
    if isinstance(value, list):
        return ", ".join(str(one) or "utan status" for one in value)
    return re.sub(r"^-(?=[0-9])", "\u2212", "" if value is None else str(value))


GENERATORS: tuple[Callable[[], Files], ...] = (rules, worked_examples, consoles)
CONSOLES = ("README.md",)
OWNED = ("docs/regler",)


def out_of_date(root: Path) -> dict[str, str | None]:
    """What differs from what the generators make: path → new text, or None for a file that should not be there."""
    files = {path: text for generator in GENERATORS for path, text in generator().items()}
    wrong: dict[str, str | None] = {path: text for path, text in files.items() if _read(root / path) != text}
    for folder in OWNED:
        there = (path.relative_to(root).as_posix() for path in sorted((root / folder).glob("*.md")))
        wrong |= dict.fromkeys(path for path in there if path not in files)
    return wrong


def write(root: Path, changes: Mapping[str, str | None]) -> None:
    for name, text in changes.items():
        path = root / name
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


def main(arguments: list[str]) -> int:
    changes = out_of_date(ROOT)
    if arguments == ["--kontrollera"]:
        for path in changes:
            sys.stderr.write(f"{path} stämmer inte med källan. Kör make docs.\n")
        return int(bool(changes))
    write(ROOT, changes)
    sys.stdout.write(f"{len(changes)} filer skrivna.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
