"""Whatever a person has written: computing twice is computing once, and text comes through as it is."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from runxl.workbook.edits import joined
from runxl.workbook.read import read
from tests.markdown_workbook import write
from tests.output.workbooks import PLAN, change, run

TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60).filter(str.strip)


@given(TEXT, TEXT, st.one_of(TEXT, st.integers(-999, 999), st.floats(-1e6, 1e6)))
@settings(max_examples=15, deadline=None)
def test_any_text_is_remembered_as_it_is(name: str, motive: str, utfall: str | float) -> None:
    """Names and motives stand in Historik and Sammanfattning; the second run finds nothing to write."""
    with tempfile.TemporaryDirectory() as folder:
        path = write(PLAN, Path(folder) / "plan.xlsx")
        change(path, "Delmål", C2=name, H2="Helt", I2=motive)
        change(path, "Indikatorer", I2=utfall)
        run(path)
        before = path.read_bytes()
        assert not run(path).changed
        assert path.read_bytes() == before
        tables = read(path).tables
        delmal = tables["historik"].values("objekt").index("Delmål")
        assert tables["historik"].values("namn")[delmal] == str(tables["delmal"].values("delmal")[0]).strip()


def test_no_edits_joined_are_no_edits() -> None:
    assert not joined(()).sheets
