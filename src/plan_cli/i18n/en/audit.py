"""Messages about the soundness of a plan (2xx)."""

MESSAGES: dict[str, tuple[str, tuple[str, ...]]] = {
    "PLN201": (
        "the target {target} lies on the other side of the baseline {baseline}: direction is {direction}",
        ("write `direction: {other}`, or `direction: {direction}` if holding the target is meant",),
    ),
    "PLN202": ("a compound path needs two positive numbers, not {baseline} and {target}", ("write `path: linear`",)),
    "PLN203": ("'about' says no limit", ('add `tolerance:`, e.g. "5%"',)),
    "PLN204": ("the path '{shape}' needs '{key}'", ("add it, or choose another path",)),
    "PLN205": (
        "the printed growth {printed} {growth_unit} a year is not the one that {baseline} → {target} {unit} in {years} years implies: {implied} (difference {difference})",
        (
            "{printed} would give {would_give}, and {target} - {would_give} = {short} ({source}); milestones follow baseline and target, `path: stated` the printed growth",
        ),
    ),
    "PLN206": (
        "{claim_source} says {operator} {claimed} {unit} for {year}, {source} {table}: a difference of {difference}",
        (
            "the stricter is {stricter} ({stricter_source}); the printed growth of {printed} {growth_unit} fits {nearer} ({nearer_growth} a year), not {farther} ({farther_growth}): ask which is meant, verdicts follow the table",
            "the stricter is {stricter} ({stricter_source}): ask which is meant, verdicts follow the table",
            "ask which is meant, verdicts follow the table",
        ),
    ),
    "PLN207": (
        "{claim_source} says growth of {operator} {claimed} {growth_unit} a year; {source} means {implied} (difference {difference})",
        (
            "{baseline} grown so for {years} years makes {would_give} {unit}, and {target} - {would_give} = {short}; verdicts follow the table",
            "ask which is meant, verdicts follow the table",
        ),
    ),
    "PLN208": (
        "{claim_source} says {value} {unit} with another {what}: {theirs}, not {ours} ({source})",
        (
            "the stricter is {stricter}; verdicts follow the table",
            "not held against the table's figure",
        ),
    ),
    "PLN209": (
        "{source}: {part} is {operator} {share} % of {whole} in {year}; {part_value} of {whole_value} {unit} is {made} % (difference {difference})",
        (
            "{share} % would be {needed_part} {unit}, growth of {needed_growth} % a year, or a whole of {needed_whole}; sources {part_source}, {whole_source}",
            "{share} % would be {needed_part} {unit}, or a whole of {needed_whole}; sources {part_source}, {whole_source}",
            "{share} % would be {needed_part} {unit}, or a whole of {needed_whole}",
        ),
    ),
    "PLN210": (
        "{source}: {part} is {operator} {share} % of {whole}, so {part_value} {unit} imply {implied} {unit} in {year}",
        ("hold that against what is known of {whole}",),
    ),
    "PLN211": (
        "{part} ÷ {ratio} = {whole}: {base_part} at {base_ratio} {ratio_unit} imply {base_whole} {unit} in {base_year}, {target_part} at {target_ratio} {ratio_unit} {target_whole} in {target_year}: growth of {growth} % a year",
        (
            "with the rounding of the figures {low} to {high} %; hold that against what is planned for {whole} ({source})",
        ),
    ),
    "PLN212": (
        "{part} ÷ {whole} in {year} is {made} {ratio_unit} ({part_value} ÷ {whole_value} {unit}), {ratio} is given as {printed} (difference {difference})",
        (
            "for {printed} the part would be {needed_part} or the whole {needed_whole} ({source})",
            "correct one of the three",
        ),
    ),
    "PLN213": (
        "the parts of {whole} add up to {made} {unit} in {year} ({parts}), not to {printed} (difference {difference})",
        ("is a part missing? ({source})",),
    ),
    "PLN214": (
        "{part} is {part_value} {unit} in {year}, more than {whole} with {whole_value} that contains it (by {difference})",
        ("correct one of them, or the relation ({source})",),
    ),
    "PLN215": (
        "{table} {unit} and {claimed} {claim_unit} for {year} imply {rate} {unit} for one {claim_unit}",
        ("{low} to {high} with the rounding of both ({source}; {claim_source})",),
    ),
    "PLN216": (
        "no baseline for {base_year} ({why}) and no printed growth: there is no path to {target} {unit} in {year}",
        ("a row for {base_year} in the actuals serves as the baseline",),
    ),
    "PLN217": (
        "no baseline for {base_year}: {target} {unit} and growth of {growth} {growth_unit} over {years} years imply {implied} ({low} to {high})",
        ("`baseline: implied` would use it",),
    ),
    "PLN218": (
        "target {target} and growth {growth} {growth_unit} imply a baseline of {implied} {unit} in {base_year} ({source}); {claim_source} says {elsewhere} (difference {difference})",
        (
            "{share} % of {whole}, {whole_value}; from {elsewhere} that growth leads to {would_give}, not {target}: ask which is meant",
            "from {elsewhere} that growth leads to {would_give}, not {target}: ask which is meant",
        ),
    ),
    "PLN219": (
        "growth of {growth} points a year does not compound, the path does",
        (
            "write `path: linear`; in {year} it asks {linear}, compound {compound}",
            "write `path: linear`",
        ),
    ),
    "PLN220": (
        "a percentage on a compound path",
        ("`path: linear` asks {linear} {unit} in {year}, compound {compound}; write the one that is meant",),
    ),
    "PLN221": (
        "the dated values end in {last} ({value} {unit}), {open_years} years before the plan does in {target_year}",
        ("`after: {after}` is in force: hold asks the last value until the end, none asks nothing",),
    ),
    "PLN222": (
        "{values} % of {items} items are {counts}: not whole numbers",
        ("at least so much takes {whole_counts} items; say which count is meant ({source})",),
    ),
    "PLN223": (
        "the baseline {baseline} is at the target {target} {unit} already",
        ("it is judged as a target to hold; correct one of them if more is meant",),
    ),
    "PLN224": (
        "the target {target} is only {difference} {unit} from the baseline {baseline}: no more than their rounding",
        ("rates and pace say nothing here; print more digits if they are known",),
    ),
    "PLN225": (
        "no indicator belongs to the group '{group}'",
        ("remove it, or add `group: {group}` to an indicator",),
    ),
    "PLN226": (
        "this {what} has no source",
        ("add `source:`, so that it can be looked up",),
    ),
    "PLN227": (
        "says the same as {other} (line {first_line}): {name}, {other_name}",
        ("if it is one quantity, make it a claim of {other}",),
    ),
    "PLN228": (
        "a statement without a number: listed, never scored: {text}",
        ("a number, a rank or a date has a kind of its own",),
    ),
    "PLN229": (
        "{late} asks {after} {unit}, {before} was asked in {early} already",
        ("were two figures or years exchanged?",),
    ),
    "PLN230": (
        "{year} is not a year between {base_year} and {target_year}: it is never asked for",
        ("correct the year",),
    ),
}
