"""The examples: a report of each region that has one, as data in validation/exempel/."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from runxl import resources
from runxl.contract.compile import loader
from runxl.contract.styrmodell_vocabulary import Styrmodell
from runxl.contract.vocabulary import DataRow
from runxl.errors import RunxlError


def example(styrmodell: Styrmodell) -> tuple[Mapping[str, Sequence[DataRow]], Mapping[str, Any]]:
    """Rows by table, and settings."""
    folder = resources.validation() / "exempel" / styrmodell.name
    if not folder.is_dir():
        others = " eller ".join(sorted(path.name for path in folder.parent.iterdir()))
        raise RunxlError(
            f"Det finns inget exempel för {styrmodell.title}. Utelämna exemplet, eller välj styrmodellen {others}."
        )
    files = {path.stem: _load(path) for path in sorted(folder.glob("*.yaml"))}
    settings = files.pop("installningar")
    return files, settings


def made_up(styrmodell: Styrmodell) -> Mapping[str, Any]:
    """What the example's units would have answered earlier in the year, which no report says."""
    told: Mapping[str, Any] = _load(resources.validation() / "exempel" / styrmodell.name / "aret" / "perioder.yaml")
    return told


def _load(path: Path) -> Any:
    return yaml.load(path.read_bytes(), Loader=loader())  # noqa: S506 - both loaders are safe ones
