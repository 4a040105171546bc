"""A process of runxl's own begins in a way that suits reading many workbooks."""

from __future__ import annotations

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

    def fetched(begin: str) -> int:
        said = subprocess.run(
            [sys.executable, "-I", "-c", FREED_PAGES.format(begin=begin)], capture_output=True, text=True, check=True
        )
        return int(said.stdout)

    assert fetched("process.begin()") * 10 < fetched("")
