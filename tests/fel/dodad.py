"""Runs ways of writing again and again, killed each time a little later.

A process that has loaded all it needs makes a copy of itself for each run. A line on stdin is JSON: the way, its folder, PATH, and
how many times. So is the answer: how many were killed, and what was wrong.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

from runxl.cli import main
from tests.fel import handelser
from tests.fel.vagar import VAGAR, content, faults, renew


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def answer() -> None:
    out, told = sys.stdout, Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 – as long as the process
    sys.stdout = sys.stderr = told
    for line in sys.stdin:
        name, folder, os.environ["PATH"], times = json.loads(line)
        print(json.dumps(killed(name, Path(folder), times)), file=out, flush=True)


def killed(name: str, folder: Path, times: int) -> tuple[int, list[str]]:
    vag, before, wrong, count = VAGAR[name], content(folder), list[str](), 0
    os.chdir(folder)
    with handelser.at(0, folder, _kill) as counted:
        main(vag.command)
    steps = counted.count
    for turn in range(1, steps + 1, max(1, steps // times)):
        renew(folder, before)
        child = os.fork()
        if child == 0:
            with handelser.at(turn, folder, _kill):
                main(vag.command)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        count += os.WIFSIGNALED(status)
        wrong += [f"vid {turn} av {steps}: {one}" for one in faults(vag, before, content(folder), may_be_left=True)]
    left = {name: data for name, data in content(folder).items() if ".runxl-" in name}
    renew(folder, before | left)
    main(vag.command)  # the next run takes away what the last one left
    after = (name for name in content(folder).keys() - before.keys() if ".runxl-" in name)
    return count, wrong + [f"{name} står kvar efter nästa körning" for name in after]


if __name__ == "__main__":
    answer()
