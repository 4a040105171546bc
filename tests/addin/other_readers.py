"""oletools, whose import warns of its own dependency's old names: no fault of ours."""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from oletools.olevba import VBA_Parser, decompress_stream  # type: ignore[import-untyped]  # it has no types

__all__ = ["VBA_Parser", "decompress_stream"]
