"""Rewrites workbooks/template.xlsx from the contract: `python -m runxl.workbook.build`."""

from __future__ import annotations

from runxl import resources
from runxl.contract.load import contract
from runxl.workbook.build.book import build
from runxl.workbook.build.new import template_settings

if __name__ == "__main__":
    styrmodell = contract().default_styrmodell
    resources.template().parent.mkdir(exist_ok=True)
    build(resources.template(), contract(), styrmodell, {}, template_settings(contract(), styrmodell))
