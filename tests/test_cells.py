"""The table of cells: what each becomes, or which diagnostic; the page of the docs is made of the same table."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from plan_cli.codes import CODES
from plan_cli.datafile.readers import read
from plan_cli.datafile.reading import actuals_of
from plan_cli.datafile.table import ReadOptions
from plan_cli.i18n import messages_in
from plan_cli.model.plan import Plan
from plan_cli.model.units import is_known_unit, names_a_scale
from plan_cli.planfile.source import read_source

HERE = Path(__file__).parent
TABLE = HERE / "cells.csv"
PAGE = HERE.parent / "docs" / "actuals.md"
CELLS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))


def _plan(unit: str) -> Plan:
    text = f"""
format: 1
id: cells
title: Cells
base_year: 2020
target_year: 2025
indicators:
  - {{id: it, name: It, unit: "{unit}", target: {{kind: statement, text: t}}, decimals: 2}}
"""
    from plan_cli.planfile import read_plan

    plan, diagnostics = read_plan(read_source(text.encode(), "cells.yaml"))
    assert plan is not None, diagnostics
    return plan


@pytest.mark.parametrize("case", CELLS, ids=[f"{c['cell']}|{c['unit']}" for c in CELLS])
def test_a_cell_becomes_what_the_table_says(case: dict[str, str]) -> None:
    """Each cell is the figure, the missing mark or exactly the diagnostic that its row names."""
    quoted = case["cell"].replace('"', '""')
    sheet = read(f'indicator,year,value\nit,2023,"{quoted}"\n'.encode(), "t.csv", ReadOptions())
    told = actuals_of(sheet, _plan(case["unit"]), "")
    found = [
        f"{diagnostic.code} {diagnostic.facts.get('problem', '')}".removesuffix(" error_cell").strip()
        for diagnostic in told.diagnostics
        if diagnostic.code != "PLN333"
    ]
    assert found == ([case["finding"]] if case["finding"] else [])
    assert all(
        (diagnostic.place.line, diagnostic.place.column) == (2, 9)
        for diagnostic in told.diagnostics
        if diagnostic.place
    )
    if case["value"] == "missing":
        assert [(row.value, row.status) for row in told.rows] == [(None, "M")]
    elif case["value"]:
        assert [(format(row.value, "f") if row.value is not None else "", row.bound) for row in told.rows] == [
            (case["value"], case["bound"])
        ]
        assert told.rows[0].value == Decimal(case["value"])
    else:
        assert told.rows == ()
        assert ("it", 2023) in told.spoilt


def cells_page() -> str:
    """The table as the page of the docs has it."""

    english = messages_in("en")
    lines = ["| cell | unit of the indicator | becomes |", "|---|---|---|"]
    for case in CELLS:
        code, _, problem = case["finding"].partition(" ")
        value = case["value"] and (case["bound"] + " " + case["value"]).strip()
        told = [value] if value else []
        if code:
            rule = CODES[code].rule
            told.append(f"{code} {rule}" + (f": {english.problems[problem]}" if problem else ""))
        shown = case["cell"].replace("*", "\\*").replace("_", "\\_").replace("<", "&lt;") or "(empty)"
        lines.append(f"| {shown} | {case['unit']} | {' · '.join(told).replace('<', '&lt;')} |")
    return "\n".join(lines) + "\n"


def test_the_page_is_current() -> None:
    """docs/actuals.md holds this very table; write it anew with ``python tests/test_cells.py``."""
    text = PAGE.read_text(encoding="utf-8")
    assert text.partition("<!-- cells -->\n")[2].partition("<!-- /cells -->")[0] == cells_page()


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("thousand", True),
        ("thousand tonnes", True),
        ("thousand widgets", False),
        ("widgets", False),
        ("", False),
        ("万元", True),
    ],
)
def test_a_scale_makes_no_unit_of_a_word(text: str, known: bool) -> None:
    """A scale alone is a unit of anything; before a word that is none it is part of a name."""
    assert is_known_unit(text) is known


@pytest.mark.parametrize(
    ("text", "named"), [("constant 2015 million US$", True), ("constant 2015 US$", False), ("1000", False), ("", False)]
)
def test_a_scale_is_found_among_other_words(text: str, named: bool) -> None:
    """A number is none: of a year nobody knows."""
    assert names_a_scale(text) is named


if __name__ == "__main__":
    before, _, rest = PAGE.read_text(encoding="utf-8").partition("<!-- cells -->\n")
    PAGE.write_text(
        before + "<!-- cells -->\n" + cells_page() + "<!-- /cells -->" + rest.partition("<!-- /cells -->")[2],
        encoding="utf-8",
    )
