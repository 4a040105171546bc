"""Builds whole workbooks: the template, a new workbook, and later the parts that are sent out."""
