"""What is inside, for whoever must answer for it: an SBOM (CycloneDX) and every part's licence."""

from __future__ import annotations

import json
import shutil
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

from installer.parts import MINOR

_LICENCE_NAMES = ("licen", "copying", "notice", "authors")


def write_bom(app: Path, *packages: Path) -> None:
    """sbom.json and licenser/ in `app`, of what lies in the folders and wheels."""
    found = sorted(distributions(path=[*map(str, packages)]), key=lambda one: one.name.lower())
    components = [_component(one) for one in found]
    python = {"type": "platform", "name": "CPython", "version": MINOR, "licenses": [{"license": {"id": "PSF-2.0"}}]}
    document = {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "components": [python, *components]}
    (app / "sbom.json").write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for one in found:
        _licences(one, app / "licenser" / one.name)
    (app / "licenser" / "CPython").mkdir()
    shutil.copy(app / "python" / "LICENSE.txt", app / "licenser" / "CPython" / "LICENSE.txt")


def _component(one: Distribution) -> dict[str, object]:
    name = one.name.lower().replace("_", "-")
    return {
        "type": "library", "name": one.name, "version": one.version, "purl": f"pkg:pypi/{name}@{one.version}",
        "licenses": [{"license": {"name": licence(one)}}],
    }  # fmt: skip


def licence(one: Distribution) -> str:
    """As the package says itself: an expression, a classifier or a line."""
    said = _said(one, "License-Expression")
    listed = [
        text.rpartition(" :: ")[2] for text in one.metadata.get_all("Classifier") or [] if text.startswith("License")
    ]
    return said or " / ".join(listed) or (_said(one, "License") or "?").splitlines()[0]


def _said(one: Distribution, field: str) -> str:
    return next(iter(one.metadata.get_all(field) or ()), "")


def _licences(one: Distribution, folder: Path) -> None:
    """The texts, or the name of the licence where the package has brought no text.

    Called by their places: a package has several of one name, and Windows makes no difference of LICENSE and License.
    """
    folder.mkdir(parents=True, exist_ok=True)
    texts = [file for file in one.files or () if file.name.lower().startswith(_LICENCE_NAMES)]
    for text in texts:
        source: Any = text.locate()  # a Path, or the like of one within a wheel
        if source.is_file():
            (folder / "-".join(text.parts)).write_bytes(source.read_bytes())
    if not any(folder.iterdir()):
        (folder / "LICENSE.txt").write_text(f"{one.name} {one.version}: {licence(one)}\n", encoding="utf-8")
