"""A process of runxl's own begins in a way that suits reading many workbooks."""

from __future__ import annotations

import os
import platform
import subprocess
import sys

import pytest

FREED_PAGES = """
import gc, resource
from runxl import process
{begin}
def pages():
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt
def workbook():
    return [bytearray(b"x") * 100_000 for _ in range(8)]
workbook()
before = pages()
for _ in range(20):
    workbook()
print(pages() - before)
"""


@pytest.mark.skipif(
    platform.libc_ver()[0] != "glibc", reason="other allocators keep what is freed in ways of their own"
)
def test_what_one_workbook_took_is_there_for_the_next() -> None:
    """The same memory is used again; each page of it is fetched from the system once."""
    # A cluster that another test has started leaves a setting of the allocator's behind in the environment.
    env = {name: value for name, value in os.environ.items() if not name.startswith("MALLOC_")}

    def fetched(begin: str) -> int:
        command = [sys.executable, "-I", "-c", FREED_PAGES.format(begin=begin)]
        return int(subprocess.run(command, capture_output=True, encoding="utf-8", check=True, env=env).stdout)

    assert fetched("process.begin()") * 10 < fetched("")
