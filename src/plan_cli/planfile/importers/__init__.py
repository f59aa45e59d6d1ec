"""Importers: a plan file from what an office already has. Each makes a ``Draft``, which ``write.py`` writes."""
