"""Messages about verdicts (4xx), and why something could not be judged."""

MESSAGES: dict[str, tuple[str, tuple[str, ...]]] = {
    "PLN401": (
        "{name}: lagging in {when}: {actual} {unit}, milestone {milestone}",
        ("`plan explain {id:shell} {named} {options}` shows what is needed from now on",),
    ),
    "PLN402": (
        "{name}: off track in {when}: {actual} {unit}, milestone {milestone}",
        ("`plan explain {id:shell} {named} {options}` shows what is needed from now on",),
    ),
    "PLN403": (
        "{name}: reversing in {when}: {actual} {unit}, baseline {baseline}",
        ("see `plan explain {id:shell} {named} {options}`",),
    ),
    "PLN404": ("{name}: no figure reported for {when}", ("add a row for {when}",)),
    "PLN405": ("{name}: undecidable in {when}: {reason}", ("an exact figure for the full year would decide it",)),
    "PLN406": ("{name}: not assessable in {when}: {reason}", ("see `plan explain {id:shell} {named} {options}`",)),
    "PLN410": (
        "{name}: {values} add up to {sum}, which is judged; but each looks like a running total or a level, near the milestone {milestone}",
        (
            "in {within}: write `nature: stock` if they are levels, `reported: cumulative` if each runs from January, else `reported: additions`",
            "write `reported: cumulative` if they are running totals, else `reported: additions`",
        ),
    ),
    "PLN411": (
        "the reported parts of {whole} add up to {made} {unit} in {when} ({parts}), but {printed} was reported (difference {difference})",
        (
            "{more:more entity|more entities} likewise, such as {names}; ask which figures are right ({source})",
            "ask which figure is right ({source})",
            "ask which figure is right",
        ),
    ),
    "PLN412": (
        "{part} was reported as {part_value} {unit} in {when}, more than the whole, {whole} with {whole_value} (by {difference})",
        (
            "{more:more entity|more entities} likewise, such as {names}; ask which figures are right ({source})",
            "ask which figure is right ({source})",
            "ask which figure is right",
        ),
    ),
    "PLN413": (
        "{part} must be {operator} {share} % of {whole}; the reported {part_value} of {whole_value} {unit} in {when} is {made} % (difference {difference})",
        (
            "{more:more entity|more entities} likewise, such as {names}; ask which figures are right ({source})",
            "{share} % would be {needed_part} {unit} ({source})",
            "{share} % would be {needed_part} {unit}",
        ),
    ),
    "PLN414": (
        "{part} ÷ {whole} as reported for {when} is {made} {ratio_unit} ({part_value} ÷ {whole_value} {unit}), but {ratio} was reported as {printed} (difference {difference})",
        (
            "{more:more entity|more entities} likewise, such as {names}; ask which figures are right ({source})",
            "ask which of the three is right ({source})",
            "ask which of the three is right",
        ),
    ),
    "PLN416": (
        "{name}: {printed} was reported for {year} and is judged, but {parts} add up to {made} (difference {difference})",
        ("ask which figure is right",),
    ),
    "PLN421": (
        "{name}: {count:figure is|figures are} of {other:year|years}, but {year} is judged by one of {judged:year|years}",
        (
            "if target and baseline are means over {several} years, write `average: {several}`",
            "the mean is one over {averaged} years: figures of {other} are not used",
        ),
    ),
    "PLN415": (
        "{name}: the level of {year} makes {by_level} {unit}, which is judged ({verdict}), but the reported rates make {by_rates} {unit}: {other_verdict}",
        (
            "levels may be at current prices and rates at constant ones: `--where measure={measure}` (or `where:` of the source) judges the rates",
        ),
    ),
    "PLN417": (
        "the {what} of {count:entity|entities} for {whole} add up to {made} {unit}, but {printed} {has} (difference {difference})",
        ("{without} have none, such as {names} ({source})", "ask which figure is right ({source})"),
    ),
    "PLN418": (
        "the {what} of {count:entity|entities} for {whole} add up to {made} {unit}; {printed} {has} (difference {difference})",
        ("{without} have none, such as {names}",),
    ),
    "PLN420": (
        "not checked whether the entities add up to {whole}: this check has no entities",
        ("run it with a file of the entities and `--by COLUMN`",),
    ),
    "PLN419": (
        "the {what} of {count:entity|entities} for {whole} cannot be held against the whole: {why}",
        ("such as {names}",),
    ),
}

REASONS = {
    "no_baseline": "no baseline, so no path",
    "no_path": "a target without a path",
    "path_incomplete": "the path lacks a value it needs",
    "compound_needs_positive": "compound path needs two positive numbers (path: linear needs none)",
    "no_printed_growth": "the document prints no growth",
    "trend": "only a direction is given, no value",
    "statement": "a statement without a number: listed, not assessed",
    "no_base_level": "a level was reported, but none for the base year",
    "growth_chain_incomplete": "not every year since the base year has one exact growth rate",
    "average_incomplete": "a year of the average has no full figure",
    "average_of_part": "a mean over years is judged for whole years only",
    "points_or_percent": "a change in points: are its yearly figures points or per cent? (points: `additive: true` in the target)",
    "only_growth_reported": "only other measures were reported, not the value",
    "not_reported": "no figure was reported for the year",
    "part_not_reported": "no figure was reported for this part of the year",
    "no_row": "the selection of its source matches no row",
    "no_source": "no source of the plan is about it",
    "bad_data": "the reported figures cannot be used",
    "bound": "the bound leaves it open",
    "many_digits": "more than 15 digits, of which the last would decide: round the figure, or check it without --by",
    "part_year": "a figure for part of the year leaves it open",
    "years_missing": "years without a figure leave it open",
    "about_without_tolerance": "'about' without a tolerance leaves it open",
    "one_point": "only one figure: no rate can be computed",
    "opposite_signs": "baseline and figure or target have opposite signs: no rate can be computed",
    "tolerance_needed": "this profile needs a tolerance (`tolerance:` of the indicator)",
    "too_few_values": "fewer than four figures in the last years",
    "no_earlier_value": "no figure of the earlier year that the change is measured from",
    "part_year_change": "a part of a year cannot be compared with a whole earlier year",
    "share_needs_positive": "a share of the milestone or target needs a positive number",
    "no_error": "the standard error of the figure is needed (an interval tells it with `confidence:` of its source)",
    "no_errors": "the standard errors of both figures are needed (an interval tells them with `confidence:` of its source)",
    "profile_kind": "this profile has no rule for this kind of target",
    "no_figures": "no exact full-year figure after the base year",
    "target_year_over": "the target year has been reached: use `plan check`",
    "than_unknown": "what it is compared with is not known",
    "panel_total": "totals are not summed over the rows of a panel",
    "dated_baseline": "the baseline stands within a year, and the entities' own ones are of whole years",
    "panel_no_growth": "the plan's path cannot be scaled to an entity's own baseline",
}
