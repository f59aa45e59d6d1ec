"""Messages of ``plan init --from FOLDER``: an Open SDG data repository."""

WORDS = {
    "import_site_next": "next: plan check latest --profile statcan --plan {file:shell}{option}",
    "import_no_site": "{folder}: no Open SDG data repository (no indicator-config/*.yml or meta/*.yml)",
    "import_open_sdg": "{count:series is|series are} imported from {folder}, in the order of the site; check them with --profile statcan",
    "import_first_year": "years such as 2015/2016 or 2013-2018 count as their first year, as on the site: is that right?",
    "import_not_calculated": "{count:indicator|indicators} without a progress calculation left out: {names}",
    "import_none_calculated": "{folder}: no indicator of this Open SDG repository has a progress calculation (auto_progress_calculation: true), so there is nothing to judge; write the targets in a plan (plan init) and let plan map FILE propose how its data files are read",
    "import_last_quarter": "all figures are of the fourth quarter and count as their years', as on the site: is that right?",
    "import_quarters": "figures of {quarters} are not the year's: the series is not judged",
    "import_no_data": "there is no data file with Year and Value: its series is missing in every year",
    "import_not_in_data": "column '{column}' has no cell '{value}': the series is missing in every year",
    "import_no_headline": "column '{column}' has no blank cells, so no row stands for the whole: name a disaggregation",
    "import_several": "column '{column}' has several values: the options do not say which is meant",
    "import_year_twice": "several figures for {years}: the options do not tell them apart",
    "import_options_ignored": "options that are not used: {names}",
    "import_direction_default": "no direction is given: less is better, as on the site",
    "import_no_number": "{key} is not a number and is left out: {text}",
}
