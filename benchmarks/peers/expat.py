"""The floor of reading: unzip, and run an XML parser without handlers over every part. `expat.py IN.xlsx …`."""

from __future__ import annotations

import sys
import zipfile
from xml.parsers import expat


def main() -> None:
    for path in sys.argv[1:]:
        with zipfile.ZipFile(path) as package:
            for name in package.namelist():
                if name.endswith((".xml", ".rels")):
                    expat.ParserCreate().Parse(package.read(name), True)


if __name__ == "__main__":
    main()
