"""The handbook as web pages, for the wheel: one page for each Markdown file, a search, and nothing from the network.

It needs markdown-it-py and nothing of runxl, for it runs where a wheel is built. `runxl handbok` opens what it makes.
"""
