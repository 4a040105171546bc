"""Thousands of broken workbooks through reading and checking: each gives findings, none a traceback, a hang or a gigabyte.

All run in forked processes with a gigabyte and a time limit. What fails is named by its seed, and
`mutated(seed, small())` makes it again. RUNXL_FUZZ says how many there are, RUNXL_FUZZ_SEED where to begin.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from pathlib import Path

import pytest

from tests.fuzz.mutations import mutated, packed, small

COUNT = int(os.environ.get("RUNXL_FUZZ", "800"))
FIRST = int(os.environ.get("RUNXL_FUZZ_SEED", "0"))
PARTS = 4
GIGABYTE = 1 << 30
SECONDS_EACH = 5
NEEDS_FORK = pytest.mark.skipif(not hasattr(os, "fork"), reason="the mutations run in a forked process")


@NEEDS_FORK
@pytest.mark.parametrize("part", range(PARTS))
def test_mutations_of_a_workbook_give_findings(tmp_path: Path, part: int) -> None:
    """Every mutation is read and checked, and what comes out is a report that names its file."""
    share = COUNT // PARTS
    seeds = range(FIRST + part * share, FIRST + (part + 1) * share)
    log = tmp_path / "logg"
    child = os.fork()
    if child == 0:
        _in_child(seeds, tmp_path / "plan.xlsx", log)
    _, status = os.waitpid(child, 0)
    said = log.read_text(encoding="utf-8") if log.exists() else ""
    assert (os.waitstatus_to_exitcode(status), said) == (0, f"{seeds[-1]}\n"), said[-3000:]


def _in_child(seeds: range, path: Path, log: Path) -> None:
    """The log holds the seed at work, so that a process that was killed tells which one killed it."""
    import resource

    code = 1
    try:
        resource.setrlimit(resource.RLIMIT_AS, (GIGABYTE, GIGABYTE))
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        valid = small()
        for seed in seeds:
            log.write_text(f"{seed}\n", encoding="utf-8")
            signal.alarm(SECONDS_EACH)
            path.write_bytes(mutated(seed, valid))
            _look(path)
        code = 0
    except BaseException:  # noqa: BLE001 – whatever comes here is what the test is about
        log.write_text(f"{seed}\n{traceback.format_exc()}", encoding="utf-8")
    finally:
        sys.stdout.flush()
        os._exit(code)


def _look(path: Path) -> None:
    """What must hold of every file, whatever it is. The check is asked only where there is something to check."""
    from runxl.verbs.examine import reported
    from runxl.workbook.read import read

    book = read(path)
    assert book.readable or [found.severity for found in book.findings] == ["fel"]
    assert all(found.file == str(path) for found in book.findings)
    assert not any("läsningen avbröts" in found.message for found in book.findings), book.findings
    if book.readable:
        findings = reported([book]).findings
        assert findings
        assert all(found.message and found.remedy for found in findings)


def test_the_same_seed_makes_the_same_workbook() -> None:
    """A failure can be made again."""
    valid = small()
    assert [mutated(seed, valid) for seed in range(20)] == [mutated(seed, valid) for seed in range(20)]
    assert mutated(1, valid) != mutated(3, valid)


def test_the_workbook_that_is_mutated_is_whole(tmp_path: Path) -> None:
    from runxl.workbook.read import read

    (tmp_path / "plan.xlsx").write_bytes(packed(small()))
    codes = {found.code for found in read(tmp_path / "plan.xlsx").findings}
    assert codes == {"RX021", "RX022", "RX023"}
