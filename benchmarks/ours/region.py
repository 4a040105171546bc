"""A summary of the workbooks that a list names: `region.py LIST OUT MEMORY`, or with `dask` in the place of MEMORY."""

import sys
from pathlib import Path

import runxl


def main() -> None:
    listed, out, how = sys.argv[1:]
    paths = Path(listed).read_text(encoding="utf-8").splitlines()
    if how != "dask":
        runxl.summarize(paths, out, replace=True, memory=how)
        return
    from distributed import Client, LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as cluster, Client(cluster) as client:  # type: ignore[no-untyped-call] # distributed has no types
        runxl.summarize(paths, out, replace=True, executor=client.get_executor(pure=False))


if __name__ == "__main__":
    main()
