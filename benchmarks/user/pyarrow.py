"""Stands before the pyarrow of the developers: only who writes parquet has it, and pandas loads it where it is."""

raise ImportError("pyarrow is not installed where runxl is used")
