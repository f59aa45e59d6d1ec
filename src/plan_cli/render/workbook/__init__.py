"""Workbook: a report as sheets for further work. Text is always written as text; only our own formulas are formulas.

One module for each kind of sheet with ``fill(book, report)``; ``book.py`` holds the formats and how a cell is written.
To add a sheet: one module here, its name in ``render/xlsx.py``, its word ``sheet_…`` in ``i18n/``.
"""
