"""Rewrites workbooks/template.xlsx from the contract: `python -m runxl.template`."""

from __future__ import annotations

from runxl import resources
from runxl.contract.load import contract
from runxl.template.book import build

if __name__ == "__main__":
    resources.template().parent.mkdir(exist_ok=True)
    build(resources.template(), contract(), contract().default_styrmodell, {}, {})
