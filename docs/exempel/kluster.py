"""Many thousand workbooks, read by a cluster of dask: of processes on this computer, or one that is running elsewhere.

    python kluster.py arkiv/ Regionen.xlsx                      as many processes as there are cores
    python kluster.py arkiv/ Regionen.xlsx tcp://schema:8786    the cluster's own; its computers see the same files

A run that is stopped goes on where it was, and the next one reads what is new or changed: Regionen.minne remembers.
It needs `pip install "runxl[dask]"`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import distributed

import runxl


def summarized(archive: Path, out: Path, cluster: Any) -> runxl.Summarized:
    """The workbook about all of them. `cluster` is an address or a cluster; a broken file stops no other."""
    with distributed.Client(cluster) as client:  # type: ignore[no-untyped-call] # it has no types
        reader = client.get_executor(pure=False)
        return runxl.summarize(archive, out, replace=True, memory=out.with_suffix(".minne"), executor=reader)


def main(archive: Path, out: Path, address: str = "") -> runxl.Summarized:
    if address:
        return summarized(archive, out, address)
    with distributed.LocalCluster(threads_per_worker=1, dashboard_address=":0") as cluster:  # type: ignore[no-untyped-call] # it has no types
        return summarized(archive, out, cluster)


if __name__ == "__main__":  # dask starts processes that load this file anew
    done = main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:4])
    print(done.covered)
    sys.exit(int(done.has_faults))
