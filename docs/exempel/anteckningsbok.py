"""As in a notebook: a workbook's frames, a question to them, and a schema of one's own beside the contract's."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

import runxl


def weakest(plan: Path, most: int = 5) -> pd.DataFrame:
    """The indikatorer that are furthest from their targets, with what is said of them."""
    indikatorer = runxl.assess(plan).frame("Indikatorer")
    told = indikatorer[["Nr", "Indikator", "Målvärde", "Utfall", "Utfall text", "Måluppfyllelse", "Status"]]
    return told.dropna(subset=["Måluppfyllelse"]).nsmallest(most, "Måluppfyllelse")


def answered_in_words(plan: Path) -> pd.Series[int]:
    """How often each word stands in place of a number."""
    return runxl.read(plan).frame("Indikatorer")["Utfall text"].value_counts()


def with_sources(plan: Path) -> pd.DataFrame:
    """The sheet as read, by the contract's schema and with a source in every row; SchemaError if it is not so."""
    schema = runxl.schema("Indikatorer").update_columns(
        {"Källa": {"nullable": False, "checks": [pa.Check.str_length(3)]}}
    )
    return schema.validate(runxl.read(plan).frame("Indikatorer"))


if __name__ == "__main__":
    print(weakest(Path(sys.argv[1])).to_string())
