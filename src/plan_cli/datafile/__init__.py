"""Data files: the figures that were reported, from the bytes of a file to observations.

    reader → table → layout → column roles → records → selection → observations → checks of scale

``readers/`` makes a table of cells with places; ``layout.py`` finds headings, titles and footnotes; ``context.py``
takes what they say of the figures (a unit, Sex: Females) into columns; ``columns.py`` says what each column became
(``headings.py``); ``records.py`` finds the value cells with their indicator and period
(``names.py``, ``periods.py``); ``selection.py`` keeps those of the whole; ``rows.py`` reads their figures
(``number_grammar.py``, ``units.py``); ``yardstick.py`` and ``plausibility.py`` compare them with the plan. The words
that may stand in a cell are in ``words.py``, ``dimensions.py`` and ``totals.py``. Panels read columns by the same
tables.
"""
