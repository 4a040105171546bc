"""Rewrites workbooks/template.xlsx from the contract: `python -m runxl.template`."""

from __future__ import annotations

from runxl import resources
from runxl.contract.load import contract
from runxl.template.book import build
from runxl.template.new import template_settings

if __name__ == "__main__":
    styrmodell = contract().default_styrmodell
    resources.template().parent.mkdir(exist_ok=True)
    build(resources.template(), contract(), styrmodell, {}, template_settings(contract(), styrmodell))
