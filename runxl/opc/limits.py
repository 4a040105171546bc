"""How much of a file is let in. Far above what real workbooks hold, and so little that a gigabyte of memory will do."""

from __future__ import annotations

MEGABYTE = 1 << 20

# The file and its parts
MAX_FILE = 128 * MEGABYTE
MAX_TOTAL = 512 * MEGABYTE
MAX_PART = 256 * MEGABYTE
MAX_XML = 96 * MEGABYTE
MAX_RATIO = 200
RATIO_COUNTS_ABOVE = 10 * MEGABYTE
MAX_ENTRIES = 10_000

# XML that is parsed: the small parts that describe a workbook, and large ones that other programs than Excel wrote
MAX_DEPTH = 256
MAX_SMALL = 16 * MEGABYTE
MAX_REWRITTEN = 32 * MEGABYTE
MAX_ELEMENTS = 400_000
"""Three seconds' work."""

# What sheets hold
MAX_TEXTS = 2_000_000
MAX_CELLS = 5_000_000
MAX_AREA = 6_000_000
MAX_MARKS = 500_000
MAX_MERGED = 1_000
"""So many remarks on merged cells are enough."""

MAX_OWN_CELLS = 200_000
"""Of a sheet that is none of ours and is to be shown in a document."""

FAR_COLUMN = 702
"""ZZ: three letters are far away for tables of 25 columns."""

FAR_GAP = 10_000
"""So many empty rows end the data."""
