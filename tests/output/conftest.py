"""What several tests of documents look at, made once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.output.pages import example, page

Kind = Callable[[str, str], Path]


@pytest.fixture(scope="session")
def kind(tmp_path_factory: pytest.TempPathFactory) -> Kind:
    """`kind(styrmodell, period)`: an example's workbook, with its page beside it. They are looked at and never changed."""
    made: dict[tuple[str, str], Path] = {}

    def of(styrmodell: str, period: str) -> Path:
        if (styrmodell, period) not in made:
            path = example(tmp_path_factory.mktemp("slag"), styrmodell, period)
            page(path)
            made[styrmodell, period] = path
        return made[styrmodell, period]

    return of
