"""Measure and print every table of the documentation: ``python bench/run.py`` (about fifteen minutes)."""

from __future__ import annotations

import panels
import reports
import startup

if __name__ == "__main__":
    startup.startup()
    panels.main([])
    reports.main(5)
