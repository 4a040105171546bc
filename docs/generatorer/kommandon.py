"""docs/kommandon.md: every command, every argument and option, and how it may end, from the command line's own help."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Mapping

from docs.generatorer import Files, table
from runxl.cli import _parser
from runxl.cli.parser import Parser

_WIDTH = 100
_ENDS = re.compile(r"\n\nSvarskod: (.*)\.$", re.DOTALL)
_INTRO = """\
Allt som går att göra på kommandoraden. Samma text visas av `runxl KOMMANDO --help`. I Excel och LibreOffice görs det
mesta med [knapparna](tillagget.md).

- Har ett namn mellanslag sätts citattecken om det: `runxl validera "Plan 2026.xlsx"`.
- `--json` skriver ett enda dokument på standardutmatningen, att läsas av program. [Varje nyckel](json.md) är förklarad.
- `--ersatt` behövs för att skriva över en fil som redan finns. En arbetsbok som ändras får alltid en säkerhetskopia
  bredvid.
- Svarskoden är 0 när allt är bra, 1 när det finns fel i uppgifterna och 2 när körningen inte gick att göra. 130 betyder
  att den avbröts, och 141 att den som läste utskriften slutade läsa.
- `runxl --version` visar versionen, och `runxl --json-schema KOMMANDO` vad ett kommandos JSON innehåller."""


def commands_page() -> Files:
    every = dict(leaves(_parser()))
    ways = " ·\n".join(f"[{name}](#runxl-{name.replace(' ', '-')})" for name in every)
    chapters = [_chapter(name, parser) for name, parser in every.items()]
    return {"docs/kommandon.md": "\n\n".join(["# Alla kommandon", _INTRO, ways, *chapters]) + "\n"}


def leaves(parser: argparse.ArgumentParser, before: str = "") -> Iterator[tuple[str, Parser]]:
    """The commands that can be given as they stand: `addin status`, and not `addin`."""
    below = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]  # noqa: SLF001 (no public face)
    for action in below:
        for name, one in action.choices.items():
            yield from leaves(one, f"{before} {name}".strip())
    if not below and isinstance(parser, Parser):
        yield before, parser


def ends(parser: Parser) -> Mapping[int, str]:
    """The exit codes that the help tells of, and what each means."""
    found = _ENDS.search(parser.description or "")
    if found is None:
        raise ValueError(f"{parser.prog} säger inte hur det slutar: skriv Svarskod: 0 …, 2 …. sist i beskrivningen")
    return {int(code): said for code, said in re.findall(r"(\d) (.*?)(?=, \d |$)", _in_one_line(found[1]))}


def _chapter(name: str, parser: Parser) -> str:
    told = [_in_one_line(part) for part in _ENDS.sub("", parser.description or "").split("\n\n")]
    example = (parser.epilog or "").removeprefix("Exempel: ")
    rows = [(_written(action), action.help or "") for action in _asked(parser)]
    codes = [(f"`{code}`", said) for code, said in ends(parser).items()]
    return "\n\n".join(
        (
            f"## runxl {name}",
            *told,
            f"```console\n{_usage(parser)}\n```",
            *([table(("Argument och val", "Betyder"), rows)] if rows else []),
            table(("Svarskod", "Betyder"), codes),
            f"Exempel: `{example}`",
        )
    )


def _asked(parser: Parser) -> list[argparse.Action]:
    """What one may write, the arguments first; --help is told of once for all."""
    every = [one for one in parser._actions if one.dest != "help"]  # noqa: SLF001 (no public face)
    return sorted(every, key=lambda one: bool(one.option_strings))


def _written(action: argparse.Action) -> str:
    value = action.metavar or (f"{{{','.join(map(str, action.choices))}}}" if action.choices else action.dest)
    if not action.option_strings:
        return f"`{value}`"
    return f"`{action.option_strings[-1]}{'' if action.nargs == 0 else f' {value}'}`"


def _usage(parser: Parser) -> str:
    """On as few lines as there is room for, whoever's terminal it is."""
    words = " ".join(parser.format_usage().removeprefix("Användning: ").split()).replace("[-h] ", "")
    lines = [""]
    for word in re.findall(r"\[[^]]*\]|\S+", words):
        if len(lines[-1]) + len(word) >= _WIDTH:
            lines.append("   ")
        lines[-1] += f" {word}" if lines[-1] else word
    return "\n".join(lines)


def _in_one_line(text: str) -> str:
    return " ".join(text.split())
