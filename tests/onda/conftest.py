"""The runner, started once for all samples."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.patience import PATIENCE

ROOT = Path(__file__).parents[2]
Run = Callable[..., "Outcome"]


@dataclass(frozen=True)
class Outcome:
    exit: int
    seconds: float
    megabytes: int
    out: str
    err: str


@pytest.fixture(scope="session")
def run() -> Iterator[Run]:
    """Outcomes of commands, each with its folder and the command line given: the folder's `fil` is where it runs."""
    process = subprocess.Popen(
        [sys.executable, "-I", "-m", "tests.onda.runner"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=ROOT,
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
    )
    assert process.stdin
    assert process.stdout
    stdin, stdout = process.stdin, process.stdout

    def send(folder: Path, *arguments: str) -> Outcome:
        stdin.write(json.dumps({"arguments": arguments, "folder": str(folder)}) + "\n")
        stdin.flush()
        return Outcome(**json.loads(stdout.readline()))

    yield send
    stdin.close()
    process.wait(timeout=PATIENCE)
    stdout.close()
