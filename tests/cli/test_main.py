"""The command line as a whole: Swedish throughout, quick to start, and never a traceback."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from runxl import __version__
from runxl.cli import main, regler, terminal
from runxl.contract.regel import rules

TOP = Path(__file__).resolve().parents[2]
HEAVY = ("pandas", "pandera", "openpyxl", "python_calamine", "lxml", "xlsxwriter", "xlwings", "yaml", "rich", "numpy")
ENGLISH = (
    "usage",
    "options",
    "positional",
    "arguments",
    "show this",
    "error",
    "invalid",
    "expected",
    "required",
    "choose",
)


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A Python process of its own that knows the checkout."""
    known = {**os.environ, "PYTHONPATH": str(TOP), **environment}
    return subprocess.run([sys.executable, "-P", *arguments], capture_output=True, env=known, check=False)


@pytest.mark.parametrize(
    "arguments", [[], ["--help"], ["ny", "-h"], ["validera", "-h"], ["berakna", "-h"], ["regler", "-h"]]
)
def test_help_is_swedish(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 0
    text = capsys.readouterr().out
    assert text.startswith("Användning: runxl")
    assert not [word for word in ENGLISH if word in text.lower()]


WRONG = [
    (["nytt"], "Kommandot nytt finns inte."),
    (["ny"], "Ange FIL."),
    (["validera"], "Ange SÖKVÄG."),
    (["ny", "a.xlsx", "--hemligt"], "Okänt: --hemligt."),
    (["ny", "a.xlsx", "--namnd"], "--namnd ska följas av ett värde."),
    (["ny", "a.xlsx", "--ar", "24"], "24 är inget årtal."),
    (["ny", "a.xlsx", "--exempel=ja"], "--exempel tar inget värde."),
    (["ny", "a.xlsx", "--exem"], "Okänt: --exem."),
    (["regler", "RX999"], "Det finns ingen regel RX999."),
]


@pytest.mark.parametrize(
    ("arguments", "said"), WRONG, ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
def test_a_mistyped_command_gives_one_swedish_line(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 2, nothing on stdout, one line on stderr that says what to write instead."""
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1
    assert not [word for word in ENGLISH if word in err.lower()]


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"runxl {__version__}\n"


def test_an_interruption_ends_calmly(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-C: one line and exit 130."""

    def stop(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(regler, "run", stop)
    assert main(["regler"]) == 130
    assert capsys.readouterr().err == "runxl: Avbrutet.\n"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(errno.EACCES, "Permission denied", "svar"), "runxl: svar: Behörighet saknas."),
        (OSError(errno.ENOSPC, "No space left on device"), "runxl: Disken är full."),
    ],
)
def test_what_the_operating_system_refuses_is_one_line(
    error: OSError, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder without permission, a full disk."""

    def refuse(_: object) -> int:
        raise error

    monkeypatch.setattr(regler, "run", refuse)
    assert main(["regler"]) == 2
    assert capsys.readouterr().err.startswith(said)


@pytest.mark.parametrize("code", ["import runxl", "from runxl.cli import main; main(['--help'])"])
def test_nothing_heavy_is_loaded_to_start(code: str) -> None:
    """Neither import runxl nor runxl --help loads any of the libraries that take time."""
    done = python("-c", f"{code}; import sys; sys.stderr.write(' '.join(sys.modules))")
    assert done.returncode == 0
    assert not set(done.stderr.decode().split()) & set(HEAVY)


def test_python_m_runxl_works() -> None:
    """The module can be run as a program."""
    done = python("-m", "runxl", "--version")
    assert (done.returncode, done.stdout.decode().strip()) == (0, f"runxl {__version__}")


def test_the_program_ends_with_the_commands_code_and_everything_said() -> None:
    """It ends at once, but not before the last line has left it."""
    done = python("-m", "runxl", "regler", "--json")
    assert (done.returncode, len(json.loads(done.stdout)["regler"])) == (0, len(rules()))
    refused = python("-m", "runxl", "berakna", "finns-inte.xlsx", "--json")
    assert (refused.returncode, json.loads(refused.stdout)["mal"]) == (2, [])
    assert refused.stderr.decode().startswith("runxl: ")


@pytest.mark.skipif(sys.platform == "win32", reason="provet startar runxl från ett skal")
@pytest.mark.parametrize("closed", ["1>&-", "2>&-", "1>&- 2>&-"])
@pytest.mark.parametrize(("arguments", "code"), [("regler RX103", 0), ("--help", 0), ("validera finns-inte.xlsx", 2)])
def test_a_closed_stream_changes_nothing(closed: str, arguments: str, code: int) -> None:
    """As when a program without a console starts runxl: the other stream says what it would have said."""
    command = [shutil.which("sh") or "sh", "-c", f'exec "{sys.executable}" -P -m runxl {arguments} {closed}']
    done = subprocess.run(command, capture_output=True, env={**os.environ, "PYTHONPATH": str(TOP)}, check=False)
    plain = python("-m", "runxl", *arguments.split())
    assert done.returncode == plain.returncode == code
    assert done.stdout == (b"" if "1>" in closed else plain.stdout)
    assert done.stderr == (b"" if "2>" in closed else plain.stderr)


def test_only_the_command_that_is_asked_for_is_loaded() -> None:
    """The names of the others are known all the same."""
    code = "import sys; from runxl.cli import main; main(['regler', 'RX103']); sys.stderr.write(' '.join(sys.modules))"
    loaded = python("-c", code).stderr.decode().split()
    assert "runxl.cli.regler" in loaded
    assert "runxl.cli.samla" not in loaded


def test_swedish_letters_come_out_as_utf8_whatever_the_locale() -> None:
    """Windows pipes and bare servers have other encodings."""
    done = python("-m", "runxl", "--help", PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert done.returncode == 0
    assert "Användning" in done.stdout.decode("utf-8")


def test_a_closed_pipe_is_no_error() -> None:
    """The one who read the output has gone, as after `runxl regler | head -1`: the program ends without a word."""
    reading, writing = os.pipe()
    os.close(reading)
    known = {**os.environ, "PYTHONPATH": str(TOP)}
    command = [sys.executable, "-P", "-m", "runxl", "regler"]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, env=known, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


def test_text_from_a_workbook_cannot_steer_the_terminal() -> None:
    """Escape sequences, line breaks and characters that turn the writing direction are made harmless."""
    assert terminal.safe("a\x1b[31mröd\nny\u202erad\x9b") == "a·[31mröd ny·rad·"
    assert terminal.safe("soft\u00adhyphen, ✔ ◐ 2\u00a0133") == "soft\u00adhyphen, ✔ ◐ 2\u00a0133"


def test_json_never_holds_infinity(capsys: pytest.CaptureFixture[str]) -> None:
    """A number too large for a float is text; everything else stays."""
    terminal.show_json({"a": [1.5, float("inf"), None], "b": "å"})
    assert capsys.readouterr().out == '{\n  "a": [\n    1.5,\n    "inf",\n    null\n  ],\n  "b": "å"\n}\n'


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of another kind")
@pytest.mark.parametrize(("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_a_terminal_gets_colour_unless_it_asks_for_none(environment: dict[str, str], coloured: bool) -> None:  # noqa: FBT001
    """Broken at the window's edge with blank lines kept; NO_COLOR is respected."""
    import pty

    ours, theirs = pty.openpty()
    known = {**os.environ, "PYTHONPATH": str(TOP), "TERM": "xterm-256color", "COLUMNS": "60", **environment}
    command = [sys.executable, "-P", "-m", "runxl", "regler", "RX103"]
    done = subprocess.run(command, stdout=theirs, stderr=theirs, env=known, check=False)
    os.close(theirs)
    text = os.read(ours, 65536).decode("utf-8")
    os.close(ours)
    rows = text.replace("\r", "").split("\n")
    assert done.returncode == 0
    assert ("\x1b[31m" in text) == coloured
    assert rows[1] == ""
    assert max(len(row) for row in rows if "\x1b" not in row) <= 60
