"""The least that python-docx and python-pptx do.

`documents.py FILE.docx|FILE.pptx` saves an empty one, `documents.py --open FILE.docx` opens one.
"""

from __future__ import annotations

import sys


def main() -> None:
    *what, path = sys.argv[1:]
    if path.endswith(".pptx"):
        import pptx

        pptx.Presentation().save(path)
        return
    import docx

    document = docx.Document(path if what else None)
    if not what:
        document.save(path)


if __name__ == "__main__":
    main()
