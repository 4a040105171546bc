"""What the commands print with: lines for people (rich in a terminal, plain in a pipe), JSON for programs, and stderr.

Text from workbooks may hold anything. Nothing here lets it steer the terminal or pass for markup.
"""

from __future__ import annotations

import io
import math
import os
import sys
import textwrap
import unicodedata
from argparse import Namespace
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from runxl.cli import console
from runxl.cli.console import UTF8
from runxl.signs import NEAREST
from runxl.svenska import listed

_MOST_SKIPPED = 5

TerminalStyle = Literal["", "bold", "muted", "good", "doubt", "bad", "quiet"]

_COLOURS: dict[TerminalStyle, str] = {
    "": "",
    "bold": "bold",
    "muted": "dim",
    "good": "green",
    "doubt": "yellow",
    "bad": "red",
    "quiet": "bright_black",
}


class Line(NamedTuple):
    """A line of spans (text, style); `hang` is where it goes on if the terminal has to break it."""

    spans: tuple[tuple[str, TerminalStyle], ...] = ()
    indent: int = 0
    hang: int = 0

    @property
    def text(self) -> str:
        return f"{' ' * self.indent}{''.join(text for text, _ in self.spans)}".rstrip()


def line(*spans: str | tuple[str, TerminalStyle], indent: int = 0, hang: int = 0) -> Line:
    """A line made terminal-safe; a plain string has no style."""
    whole: list[tuple[str, TerminalStyle]] = [(span, "") if isinstance(span, str) else span for span in spans]
    return Line(tuple((safe(text), style) for text, style in whole), indent, hang)


def safe(text: str) -> str:
    """Text that cannot steer a terminal: control and direction characters become ·, line breaks a space."""
    return text if text.isprintable() else "".join(_safe(char) for char in text)


def _safe(char: str) -> str:
    if char in "\t\n\r":
        return " "
    return "·" if unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp") and char != "\N{SOFT HYPHEN}" else char


def show(lines: Iterable[Line], pipe_width: int | None = None) -> None:
    """Prints lines to stdout: coloured and broken at the window's edge in a terminal, else plain.

    In a pipe a line stays one line, so that it can be searched for, unless a width is given.
    """
    if not sys.stdout.isatty():
        for one in lines:
            print(_broken(one, pipe_width) if pipe_width else one.text)
        return
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False, markup=False, emoji=False)
    for one in lines:
        text = Text.assemble(*((part, _COLOURS[style]) for part, style in one.spans))
        if not text:
            console.print()
            continue
        for number, row in enumerate(text.wrap(console, max(20, console.width - one.indent - one.hang))):
            row.rstrip()
            console.print(Padding(row, (0, 0, 0, one.indent + (one.hang if number else 0)), expand=False))


def _broken(one: Line, width: int) -> str:
    following = " " * (one.indent + one.hang)
    return textwrap.fill(one.text, width, subsequent_indent=following, break_long_words=False, break_on_hyphens=False)


def show_json(document: Any) -> None:
    """Prints one JSON document to stdout, by the table that JSON has or in ASCII, which every table has."""
    import json

    plain = (sys.stdout.encoding or UTF8).lower() != UTF8
    print(json.dumps(_finite(document), ensure_ascii=plain, indent=2, allow_nan=False))


def _finite(value: Any) -> Any:
    """JSON has no infinity; a workbook may."""
    if isinstance(value, dict):
        return {key: _finite(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(one) for one in value]
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def answer(
    arguments: Namespace, document: Callable[[], Any], lines: Iterable[Line], pipe_width: int | None = None
) -> None:
    """What came of a command: a document for a program that has asked for one, lines for a person."""
    if arguments.json:
        show_json(document())
    else:
        show(lines, pipe_width)


def say(message: str) -> None:
    """A message about the run, to stderr. Its own line breaks stay."""
    print("\n".join(safe(row) for row in message.splitlines()), file=sys.stderr)


def say_skipped(paths: Sequence[Path]) -> None:
    """The files in the folders that were not taken for workbooks of anybody's."""
    if paths:
        names = listed([path.name for path in paths], most=_MOST_SKIPPED)
        say(f"Hoppar över låsfiler, tillfälliga filer och säkerhetskopior: {names}")


def open_streams() -> None:
    """å, ä and ö come out right also where the system's encoding is another; else what is as near as can be.

    Where there is no stdout or stderr at all (closed from the start, or Windows without a console) nobody listens.
    """
    if not (sys.stdout and sys.stderr):
        nobody = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open as long as the process lives
        sys.stdout, sys.stderr = sys.stdout or nobody, sys.stderr or nobody
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=console.table(stream), errors=NEAREST)


def silence_stdout() -> None:
    """The reader of the pipe has gone: nothing more can be said, not even at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
