"""Messages of ``plan init --from``: what an importer understood, and what a person must look at."""

WORDS = {
    "import_option": "--sheet, --base-year and --target-year belong to --from TABLE",
    "import_no_headings": "{file}: no row looks like the headings of a table of targets (an indicator, and a year, a target or a growth)",
    "import_no_rows": "{file}: no indicator was found under the headings",
    "import_no_years": "{file}: neither headings nor title say from which year to which; add --base-year and --target-year",
    "import_done": "{file}: {indicators:indicator|indicators}; {checks:remark|remarks} to look at (search for CHECK)",
    "import_unused_column": "the column '{heading}' is not used",
    "import_unused_row": "row {row} is not used: {text}",
    "import_not_understood": "'{text}' was not understood and is left out",
    "import_marks": "'{text}' carries a mark: what does the note say?",
    "import_not_exact": "'{text}' is written as the plain number; the rest is lost",
    "import_each_year": "'{text}' is read as a bound of every year",
    "import_no_target": "no target is printed: what is asked?",
    "import_statement": "no number was understood in '{text}': kept as a statement, which is listed and not assessed",
    "import_total": "'{text}' is read as the sum over the whole period",
    "import_change": "'{text}' is read as a change of {value} {unit} over the whole period",
    "import_range": "'{text}' is a range; {value} is taken as the target",
    "import_ceiling": "'{text}' is read as at most {value} in the target year; if it holds every year, write kind: band",
    "import_about": "'{text}' needs a tolerance, such as tolerance: \"5%\"",
    "import_direction": "the target {target} is below the baseline {baseline}: less is taken to be better",
    "import_no_unit": "no unit was found",
}
