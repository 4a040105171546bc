"""A number is what its cell shows: the part of its format that holds for it decides."""

from __future__ import annotations

import pytest

from runxl.opc.styles import Dress, dress_of, number_format


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("General", 40, Dress()),
        ("#,##0", 40, Dress()),
        ('"● "@', 40, Dress()),
        ("[$-41D]d mmmm yyyy", 40, Dress()),
        ("0%", 0.4, Dress(percent=True)),
        (r"0.0\ %", 0.4, Dress(percent=True)),
        ("0.0,%", 0.4, Dress(percent=True)),
        ("0,0 %", 0.4, Dress(percent=True)),
        ('0"%"', 40, Dress(unit="%")),
        ("[<0.5]0.0%;0", 40, Dress()),
        ("[<0.5]0.0%;0", 0.4, Dress(percent=True)),
        ("[<0,5]0,0%;0", 0.4, Dress(percent=True)),
        ("[>1]0%;0", 0.4, Dress()),
        ("[>1]0%;0", 4, Dress(percent=True)),
        ("0%;-0%;0", 0, Dress()),
        ("0%;-0%;0", -1, Dress(percent=True)),
        (r"#,##0.00\ [$kr-41D];[RED]\-#,##0.00\ [$kr-41D]", -5, Dress(unit="kr")),
        (r'_-* #,##0.00\ "kr"_-;\-* #,##0.00\ "kr"_-;_-* "-"??\ "kr"_-;_-@_-', 5, Dress(unit="kr")),
        ("#,##0,", 2133000, Dress(thousands=1)),
        ("0,.0", 2133000, Dress(thousands=1)),
        ('#,##0.0,,"mnkr"', 2133000, Dress(unit="mnkr", thousands=2)),
        ("[>=1000000]0.0,,;[>=1000]0.0,;0", 2133000, Dress(thousands=2)),
        ("[>=1000000]0.0,,;[>=1000]0.0,;0", 40, Dress()),
        ("# ##0,0", 40, Dress()),
        (r"0\,", 40, Dress()),
    ],
)
def test_a_format_shows_a_number_as_it_says(code: str, value: float, shown: Dress) -> None:
    """Sections by sign or condition; text in quotes, after a backslash or of a currency is a unit."""
    assert dress_of(value, number_format(code)) == shown
