"""What is printed, as whoever reads it reads it: by a console's code page down a pipe in Windows, else as UTF-8."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from runxl.cli import console, main
from tests.conftest import MakeWorkbook

PLAN = """
## Mål
| Nr | Mål |
| 1 | Ett mål – åtgärd → ✔ |
## Delmål
| Nr | Mål | Delmål |
| 1.1 | 2 | Någonting om ”häst” |
"""


@contextmanager
def pipe() -> Iterator[io.TextIOWrapper]:
    reading, writing = os.pipe()
    with open(writing, "w", encoding="ascii") as stream:  # noqa: PTH123 (it has no name)
        yield stream
    os.close(reading)


@pytest.mark.parametrize(
    ("code_page", "known", "table"),
    [
        ("cp850", {}, "cp850"),
        ("cp1252", {}, "cp1252"),
        ("cp65001", {}, "utf-8"),
        ("cp0", {}, "utf-8"),
        ("cp850", {"PYTHONUTF8": "1"}, "utf-8"),
        ("cp850", {"PYTHONUTF8": "0"}, "cp850"),
        ("cp850", {"TERM": "xterm"}, "utf-8"),
    ],
)
def test_a_pipe_is_written_as_the_console_reads_it(code_page: str, known: dict[str, str], table: str) -> None:
    """No console, or one that has UTF-8, or somebody who has asked for UTF-8: UTF-8."""
    with pipe() as stream:
        assert console.table(stream, known, lambda: code_page) == table


def test_a_file_and_what_is_no_file_of_the_systems_get_utf8() -> None:
    with open(os.devnull, "w", encoding="ascii") as file:  # noqa: PTH123 (so is it opened)
        for stream in (file, io.TextIOWrapper(io.BytesIO())):
            assert console.table(stream, {}, lambda: "cp850") == "utf-8"


def printed(monkeypatch: pytest.MonkeyPatch, table: str, *arguments: str) -> tuple[str, str]:
    """What a command says on stdout and stderr, as read by a table of signs."""
    out, err = io.TextIOWrapper(io.BytesIO()), io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    monkeypatch.setattr(console, "table", lambda _stream: table)
    main(list(arguments))
    for stream in (out, err):
        stream.flush()
    return tuple(stream.buffer.getvalue().decode(table) for stream in (out, err))  # type: ignore[return-value]


@pytest.mark.parametrize("table", ["cp850", "cp1252", "cp437", "ascii"])
def test_swedish_can_be_read_in_every_console(
    make_workbook: MakeWorkbook, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    """The letters are right where the table has them, and what it lacks is as near as can be."""
    plan = str(make_workbook(PLAN, name="Årsplan åäö.xlsx"))
    whole, near = (printed(monkeypatch, each, "validera", plan)[0] for each in ("utf-8", table))
    assert "✖ Fel" in whole
    assert "x Fel" in near
    assert "?" not in near
    swedish = [word for word in whole.split() if word.isalpha() and not word.isascii()]
    assert swedish
    assert table == "ascii" or all(word in near for word in swedish)


@pytest.mark.parametrize("table", ["cp850", "cp1252", "ascii"])
def test_json_says_the_same_by_every_table(
    make_workbook: MakeWorkbook, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    """A program may read it as UTF-8 too: there is nothing but ASCII in it."""
    asked = ("validera", "--json", str(make_workbook(PLAN)))
    whole, plain = (printed(monkeypatch, each, *asked)[0] for each in ("utf-8", table))
    assert json.loads(plain) == json.loads(whole)
    assert plain.isascii()
    assert not whole.isascii()


def test_an_error_too_is_told_by_the_table_of_the_console(monkeypatch: pytest.MonkeyPatch) -> None:
    _, err = printed(monkeypatch, "cp850", "berakna", "Årsplan – åäö.xlsx")
    assert err.startswith("runxl: ")
    assert "Årsplan - åäö.xlsx" in err
