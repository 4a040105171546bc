"""argparse in Swedish: its headings, its help and its complaints."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

from runxl import resources
from runxl.errors import RunxlError

_COMPLAINTS = (
    (r"the following arguments are required: (.+)", r"Ange \1."),
    (r"unrecognized arguments: (.+)", r"Okänt: \1."),
    (r"argument (?:KOMMANDO|command): invalid choice: '(.*?)' .*", r"Kommandot \1 finns inte."),
    (r"argument (.+?): invalid choice: '(.*?)' \(choose from (.+)\)", r"\1 kan inte vara \2. Välj något av: \3."),
    (r"argument (.+?): expected one argument", r"\1 ska följas av ett värde."),
    (r"argument (.+?): expected at least one argument", r"\1 ska följas av minst ett värde."),
    (r"argument (.+?): ignored explicit argument .+", r"\1 tar inget värde."),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 går inte att ange tillsammans med \2."),
    (r"argument (.+?): (.+)", r"\1: \2"),
)  # fmt: skip
"""argparse's words and ours. The last is for our own types, whose messages are Swedish already."""


class Parser(argparse.ArgumentParser):
    """A parser with its two groups, `arguments` and `choices`, and Swedish throughout."""

    def __init__(self, **settings: Any) -> None:
        settings = {"add_help": False, "allow_abbrev": False, "formatter_class": _Formatter, **settings}
        super().__init__(**settings)
        self.arguments = self.add_argument_group("Argument")
        self.choices = self.add_argument_group("Val")
        self.choices.add_argument("-h", "--help", action="help", help="visa den här hjälpen")

    def explain(self, description: str, example: str) -> None:
        """What its help says; `description` may have several paragraphs."""
        self.description, self.epilog = description, f"Exempel: {example}"

    def add_actions(self) -> Any:
        """What a command can do, where that is several things: each has a parser of its own."""
        return self.add_subparsers(
            title="Vad som ska göras", metavar="VAD", dest="vad", required=True, parser_class=Parser
        )

    def flag(self, name: str, told: str) -> None:
        """A choice that is made by naming it."""
        self.choices.add_argument(name, action="store_true", help=told)

    def path(self, name: str, shown: str, told: str, **settings: Any) -> None:
        """A choice that is followed by a file or a folder."""
        self.choices.add_argument(name, metavar=shown, type=Path, help=told, **settings)

    def error(self, message: str) -> NoReturn:
        raise RunxlError(f"{_in_swedish(message)} «{self.prog} --help» visar hur kommandot skrivs.")


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "Användning: " if prefix is None else prefix)


def _in_swedish(message: str) -> str:
    for pattern, swedish in _COMPLAINTS:
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match:
            return match.expand(swedish)
    return "Kommandoraden går inte att förstå."


def add_about(parser: Parser, without_a_year: str = "") -> None:
    """What a plan is about: the styrmodell, the year and the nämnd of a new one."""
    parser.choices.add_argument(
        "--styrmodell",
        metavar="NAMN",
        default="",
        help=f"regionens styrmodell: {_styrmodeller()}, eller en egen fil (.yaml); utelämnas den gäller den förvalda",
    )
    told = f"året som arbetsboken gäller{without_a_year}"
    parser.choices.add_argument("--ar", metavar="ÅÅÅÅ", type=_year, help=told)
    parser.choices.add_argument("--namnd", metavar="NAMN", default="", help="nämndens namn")


def _styrmodeller() -> str:
    """The names there are, by their files: reading what is in them would make every `--help` slower."""
    return " eller ".join(sorted(path.stem for path in (resources.validation() / "styrmodeller").glob("*.yaml")))


def _year(text: str) -> int:
    """A year with four digits."""
    if re.fullmatch(r"(?:19|20)\d\d", text, re.ASCII):
        return int(text)
    raise argparse.ArgumentTypeError(f"{text} är inget årtal. Skriv fyra siffror, till exempel 2026.")
