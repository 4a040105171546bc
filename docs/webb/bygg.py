"""Builds the web pages into a folder: `python -m docs.webb.bygg MAPP`."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path

from docs.webb.rita import Section, framed, rendered, search_page
from docs.webb.sidor import pages

TOP = Path(__file__).resolve().parents[2]
STATIC = Path(__file__).with_name("statiskt")


def build(target: Path, top: Path = TOP) -> None:
    """Every page, the pictures, the index of the search; what was there before goes away."""
    shutil.rmtree(target, ignore_errors=True)
    every = pages(top / "docs")
    known = {page.path: page for page in every}
    found = re.search(r'__version__ = "(.+)"', (top / "runxl" / "__init__.py").read_text(encoding="utf-8"))
    version = found[1] if found else ""
    sections: list[Section] = []
    for page in every:
        contents, parts = rendered(page, known)
        sections += parts
        _write(target / page.url, framed(page, contents, every, version))
    _write(target / "sok.html", search_page(every, version))
    rows = [[one.url, one.page, one.heading, one.text] for one in sections]
    _write(target / "index.js", f"const DELAR = {json.dumps(rows, ensure_ascii=False, separators=(',', ':'))};\n")
    for path in STATIC.iterdir():
        shutil.copyfile(path, target / path.name)
    shutil.copytree(top / "docs" / "bilder", target / "bilder", ignore=shutil.ignore_patterns("*.txt"))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    build(Path(sys.argv[1]))
