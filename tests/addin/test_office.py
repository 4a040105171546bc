"""The tests' own LibreOffice never outlives the tests."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.addin.office import Office, require_uno
from tests.patience import Watch, gone

pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows har inga processgrupper"),
]

STARTED = """
import sys
from pathlib import Path
from tests.addin.office import Office
office = Office(Path(sys.argv[1]))
print(office.started.process.pid, flush=True)
sys.stdin.read()
"""


def wait_until_gone(group: int) -> None:
    watch = Watch(group)
    while not gone(group):
        watch.look()
        time.sleep(0.05)


def test_it_is_gone_at_the_end_of_the_block(tmp_path: Path) -> None:
    with Office(tmp_path / "profil") as office:
        assert office.started.alive
    wait_until_gone(office.started.process.pid)
    assert not (tmp_path / "profil").exists()


def test_it_is_gone_when_the_tests_are_killed(tmp_path: Path) -> None:
    """Nothing of theirs is run then; that their end of a pipe closes is enough."""
    require_uno()
    command = [sys.executable, "-I", "-c", STARTED, str(tmp_path / "profil")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as tests:
        assert tests.stdout
        group = int(tests.stdout.readline())
        tests.send_signal(signal.SIGKILL)
    wait_until_gone(group)
