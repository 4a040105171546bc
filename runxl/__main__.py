"""`python -m runxl` is `runxl`."""

from __future__ import annotations

import sys

from runxl.cli import main

sys.exit(main())
