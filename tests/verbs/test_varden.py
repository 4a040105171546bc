"""A value is the same in the plan as in the answer, whatever it is."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runxl.verbs.samla.sameness import same
from runxl.workbook.cell_text import as_typed
from runxl.workbook.edits import Edit, Edits
from runxl.workbook.patch import patch
from runxl.workbook.tables import CellError, Percent, Raw, Uncalculated
from tests.verbs.conftest import Sent
from tests.verbs.returns import gathered, value

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), min_size=1, max_size=60)
VALUES = st.one_of(
    TEXTS.filter(lambda text: bool(text.strip())),
    st.integers(-(10**9), 10**9),
    st.floats(-1e12, 1e12).map(lambda number: float(f"{number:.12g}")),
    st.sampled_from(["=1+1", "@SUMMA(A1)", "+46", "-", "Två\nrader", "12", "84,7 %"]),
)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("40 %", Percent(0.4), True),
        ("84,7", 84.7, True),
        (0.1 + 0.2, 0.3, True),
        (12, 12.0, True),
        ("Text\r\n", "Text", True),
        (None, "  ", True),
        (dt.date(2024, 5, 1), dt.datetime(2024, 5, 1), True),  # noqa: DTZ001 - a cell knows no time zone
        ("2024-05-01", dt.datetime(2024, 5, 1), True),  # noqa: DTZ001
        (CellError("#DIV/0!"), "#DIV/0!", True),
        (Uncalculated("=A1"), None, True),
        (0.4, Percent(0.4), False),
        (40, Percent(0.4), False),
        (1, True, False),
        ("3.1", "3.10", False),
        (None, 0, False),
    ],
)
def test_what_counts_as_the_same(one: Raw, other: Raw, alike: bool) -> None:  # noqa: FBT001
    """As a person would say, both ways round."""
    assert same(one, other) is alike
    assert same(other, one) is alike


@given(VALUES)
def test_a_value_is_itself_and_its_text(given_value: str | float) -> None:
    """What is written as text for want of a fitting cell still says the same."""
    assert same(given_value, given_value)
    assert same(given_value, as_typed(given_value))


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(VALUES)
def test_any_value_comes_through(sent: Sent, tmp_path: Path, answer: str | float) -> None:
    """Typed in the answer, it stands in the plan; the second time there is nothing to write."""
    folder, master = tmp_path / "en", tmp_path / "plan.xlsx"
    folder.mkdir(exist_ok=True)
    shutil.copy2(sent.of("Enhet 1"), folder / "svar.xlsx")
    shutil.copy2(sent.master, master)
    patch(folder / "svar.xlsx", Edits((Edit("Indikatorer", "P2", answer),)))
    where = ("Indikatorer", "1.1.1", "Kommentar")
    assert gathered(folder, master).cells == 1
    assert same(value(master, where), value(folder / "svar.xlsx", where))
    assert gathered(folder, master).cells == 0
