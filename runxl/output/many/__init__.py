"""The summary workbook: facts of any number of workbooks, gathered where they are read, written sheet by sheet."""
