"""The kinds of files that a plan may stand in, each read into the same blocks."""
