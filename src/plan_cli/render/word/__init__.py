"""Word: a report as an office document. ``paper.py`` is the paper with its styles, ``tables.py`` a table that fits it.

Text passes ``escaped`` on its way into the document's XML and can become neither markup nor a field.
"""
