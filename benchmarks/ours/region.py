"""`runxl sammanfatta` with a memory, or by dask: `region.py OUT MEMORY|dask FOLDER|FILE …`."""

import sys

from runxl import process
from runxl.cli import main as command
from runxl.cli import program


def main() -> None:
    process.begin()  # as the command line does
    out, how, *paths = sys.argv[1:]
    if how != "dask":
        sys.argv[1:] = ["sammanfatta", *paths, "-o", out, "--ersatt", "--minne", how]
        program()
    from distributed import Client, LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as cluster, Client(cluster):  # type: ignore[no-untyped-call] # distributed has no types
        command(["sammanfatta", *paths, "-o", out, "--ersatt", "--dask", cluster.scheduler_address])


if __name__ == "__main__":
    main()
