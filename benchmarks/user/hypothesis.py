"""Stands before the hypothesis of the developers: who uses runxl has none, and pandera loads it where it finds it."""

raise ImportError("hypothesis is not installed where runxl is used")
