"""The command line, in Swedish: `main` runs a command and turns what stopped it into one line and exit 2."""

from __future__ import annotations

import argparse
import errno
import sys
from collections.abc import Collection, Mapping, Sequence
from importlib import import_module
from typing import NoReturn

from runxl import __version__, process
from runxl.cli import terminal
from runxl.cli.parser import Parser
from runxl.cli.stopped import INTERRUPTED, stopped
from runxl.errors import RunxlError
from runxl.svenska import listed

_COMMANDS: Mapping[str, str] = {
    "demo": "visa ett helt varv med ett exempel",
    "ny": "skapa en ny arbetsbok",
    "importera": "gör en arbetsbok av en plan som redan finns",
    "validera": "kontrollera arbetsböcker",
    "dela": "gör en arbetsbok för varje ansvarig",
    "status": "visa vilka enheter som har svarat",
    "samla": "för in enheternas svar i planen",
    "godta": "för in de förslag från enheterna som har fått Ja",
    "berakna": "beräkna måluppfyllelsen",
    "period": "ta steget till nästa period",
    "jamfor": "visa vad som har förändrats mellan två arbetsböcker",
    "sammanfatta": "sammanfatta en eller många arbetsböcker i en ny",
    "historik": "skriv alla perioder, år och nämnder i en tabell",
    "rapport": "skriv nämndens rapport i Word eller som bildspel",
    "migrera": "flytta en arbetsbok till den senaste mallen",
    "styrmodell": "visa, kopiera eller kontrollera en styrmodell",
    "regler": "visa reglerna för kontrollen",
    "handbok": "öppna handboken",
    "addin": "lägg till knapparna i Excel eller LibreOffice",
}
"""Each a module here, and what it does in a line. Only the module of the command that is asked for is loaded."""

_BROKEN_PIPE = 141


def program() -> NoReturn:
    """What `runxl` starts, with a process to itself."""
    process.begin()
    process.end(main())


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command. 0: fine, 1: faults in the data, 2: the run could not be done."""
    terminal.open_streams()
    asked = sys.argv[1:] if argv is None else argv
    try:
        code = _run(asked)
        sys.stdout.flush()
    except (RunxlError, OSError, MemoryError, ModuleNotFoundError) as error:
        if _is_broken_pipe(error):
            terminal.silence_stdout()
            return _BROKEN_PIPE
        return stopped(error, asked)
    except KeyboardInterrupt:
        terminal.say("runxl: Avbrutet.")
        return INTERRUPTED
    return code


def _is_broken_pipe(error: Exception) -> bool:
    """Whether whoever read what is printed has closed the pipe; Windows has words of its own for it."""
    if not isinstance(error, OSError):
        return False
    in_windows = sys.platform == "win32" and error.errno == errno.EINVAL and not error.filename
    return isinstance(error, BrokenPipeError) or in_windows


def _run(argv: Sequence[str]) -> int:
    parser = _parser(argv[:1]) if argv and argv[0] in _COMMANDS else _parser(whole=False)
    if not argv:
        parser.print_help()
        return 0
    try:
        arguments = parser.parse_args(argv)
    except SystemExit as done:  # --help and --version have printed what was asked for
        return int(done.code or 0)
    return int(arguments.run(arguments))


def _parser(named: Collection[str] = _COMMANDS.keys(), *, whole: bool = True) -> Parser:
    """With the names of some commands, and their arguments if it is to be whole. Nineteen take longer than one."""
    parser = Parser(
        prog="runxl",
        description="Måluppfyllelse för regionens nämnder, med kalkylbladet i mitten.",
        epilog="«runxl KOMMANDO --help» förklarar ett kommando.",
    )
    parser.choices.add_argument(
        "--json-schema",
        metavar="KOMMANDO",
        nargs="+",
        action=_Schema,
        help="visa vad ett kommandos JSON innehåller, som JSON Schema",
    )
    parser.choices.add_argument(
        "--version", action="version", version=f"runxl {__version__}", help="visa programmets version"
    )
    # (argparse would else format the usage to learn the program's name)
    commands = parser.add_subparsers(
        title="Kommandon", metavar="KOMMANDO", dest="command", parser_class=Parser, prog=parser.prog
    )
    for name in named:
        command = commands.add_parser(name, help=_COMMANDS[name])
        if whole:
            module = import_module(f"runxl.cli.{name}")
            module.add(command)
            command.set_defaults(run=getattr(module, "run", None))  # where there are several actions, each has its own
    return parser


class _Schema(argparse.Action):
    """Prints a schema and is done, as `--version` does."""

    def __call__(self, parser: argparse.ArgumentParser, _space: object, asked: object, _option: object = None) -> None:
        from runxl.contract.json_schema import commands, json_schema
        from runxl.contract.message import suggestion

        command = " ".join(asked) if isinstance(asked, list) else str(asked)
        known = commands()
        if command not in known:
            said = f"Inget kommando som skriver JSON heter {command}.{suggestion(command, known)}"
            raise RunxlError(f"{said} De som gör det: {listed(known)}.")
        terminal.show_json(json_schema(command))
        parser.exit()
