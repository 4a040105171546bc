"""`python -m tests.fel.dodad VÄG MAPP GÅNGER`: runs a way of writing again and again, killed each time a little later.

A process that has loaded all it needs makes a copy of itself for each run. Prints how many were killed, and what was wrong.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from runxl.cli import main
from tests.fel import handelser
from tests.fel.vagar import VAGAR, content, faults, renew


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _silently(command: tuple[str, ...]) -> None:
    with Path(os.devnull).open("w", encoding="utf-8") as nothing:
        sys.stdout = sys.stderr = nothing
        main(command)


def run() -> None:
    vag, folder, times = VAGAR[sys.argv[1]], Path(sys.argv[2]), int(sys.argv[3])
    os.chdir(folder)
    before = content(folder)
    out = sys.stdout
    with handelser.at(0, folder, _kill) as counted:
        _silently(vag.command)
    steps = counted.count
    killed = 0
    for turn in range(1, steps + 1, max(1, steps // times)):
        renew(folder, before)
        child = os.fork()
        if child == 0:
            with handelser.at(turn, folder, _kill):
                _silently(vag.command)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        killed += os.WIFSIGNALED(status)
        for wrong in faults(vag, before, content(folder), may_be_left=True):
            print(f"dödad vid {turn} av {steps}: {wrong}", file=out)
    left = {name: data for name, data in content(folder).items() if ".runxl-" in name}
    renew(folder, before | left)
    _silently(vag.command)  # the next run takes away what the last one left
    for name in content(folder).keys() - before.keys():
        if ".runxl-" in name:
            print(f"{name} står kvar efter nästa körning", file=out)
    print(f"{killed} dödade", file=out)


if __name__ == "__main__":
    run()
