"""What else a person asks for, again and again.

`verbs.py VERB TIMES SOURCE OUT`, or `verbs.py samla TIMES FOLDER MASTER OUT`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping

import runxl
from runxl import process

_VERBS: Mapping[str, Callable[..., object]] = {
    "period": lambda source, out: runxl.advance(source, "DÅ 2", out, replace=True),
    "godta": lambda source, out: runxl.accept(source, out, replace=True),
    "rapport": lambda source, out: runxl.report(source, out, replace=True),
    "importera": lambda source, out: runxl.import_plan(source, out, replace=True),
    "samla": lambda folder, master, out: runxl.collect(folder, master, out, replace=True),
}


def main() -> None:
    process.begin()  # as the command line does
    verb, times, *given = sys.argv[1:]
    for _ in range(int(times)):
        print(_VERBS[verb](*given))


if __name__ == "__main__":
    main()
    process.end(0)  # as the command line does
