"""Messages about the soundness of a plan (2xx)."""

MESSAGES: dict[str, tuple[str, tuple[str, ...]]] = {
    "PLN201": (
        "the target {target} is on the wrong side of the baseline {baseline} for direction '{direction}'",
        (
            "write `direction: {other}`, or state `direction: {unstated}` if the target is to be held",
            "assessed as a target to hold; if it is not, write `direction: {other}`",
        ),
    ),
    "PLN202": ("a compound path needs two positive values, not {baseline} and {target}", ("write `path: linear`",)),
    "PLN203": ("'about' needs a tolerance", ('add `tolerance:`, for example "5%"',)),
    "PLN204": ("path '{shape}' needs '{key}'", ("write `path: {example}`", "add it, or choose another path")),
    "PLN205": (
        "the printed growth of {printed} {growth_unit} a year does not match {baseline} → {target} {unit} over {years:year|years}, which implies {implied:rate} {growth_unit} (difference {difference:rate} pp)",
        (
            "{printed} would lead to {would_give}; {target} - {would_give} = {short} ({source}). Milestones follow baseline and target; `path: {instead}` follows the printed growth",
            "{printed} would lead to {would_give}; {target} - {would_give} = {short} ({source}). Milestones follow the printed growth",
        ),
    ),
    "PLN206": (
        "{claim_source} says {operator} {claimed} {unit} for {year}, but {source} says {table} (difference {difference})",
        (
            "the stricter is {stricter} ({stricter_source}); the printed growth of {printed} {growth_unit} fits {nearer} ({nearer_growth:rate} {growth_unit} a year), not {farther} ({farther_growth:rate} {growth_unit}). Ask which is meant; verdicts follow the table",
            "the stricter is {stricter} ({stricter_source}). Ask which is meant; verdicts follow the table",
            "ask which is meant; verdicts follow the table",
        ),
    ),
    "PLN207": (
        "{claim_source} says growth of {operator} {claimed} {growth_unit} a year; {source} implies {implied:rate} {growth_unit} (difference {difference:rate} pp)",
        (
            "{baseline} growing at that rate for {years:year|years} reaches {would_give} {unit}; {target} - {would_give} = {short}. Verdicts follow the table",
            "ask which is meant; verdicts follow the table",
        ),
    ),
    "PLN208": (
        "{claim_source} gives {value} {unit} with another {what}: {theirs} instead of {ours} ({source})",
        ("the stricter is {stricter}; verdicts follow the table", "not compared with the table's figure"),
    ),
    "PLN209": (
        "{source}: {part} is {operator} {share} % of {whole} in {year}; {part_value} of {whole_value} {unit} is {made:rate} % (difference {difference:rate} pp)",
        (
            "{share} % would mean {needed_part} {unit} (growth of {needed_growth:rate} % a year), or a whole of {needed_whole}; sources: {part_source}, {whole_source}",
            "{share} % would mean {needed_part} {unit}, or a whole of {needed_whole}; sources: {part_source}, {whole_source}",
            "{share} % would mean {needed_part} {unit}, or a whole of {needed_whole}",
        ),
    ),
    "PLN210": (
        "{source}: {part} is {operator} {share} % of {whole}; {part_value} {unit} therefore implies {implied} {unit} in {year}",
        ("compare that with what is known about {whole}",),
    ),
    "PLN211": (
        "{part} ÷ {ratio} = {whole}: {base_part} at {base_ratio} {ratio_unit} imply {base_whole} {unit} in {base_year}, {target_part} at {target_ratio} {ratio_unit} {target_whole} in {target_year}: growth of {growth} % a year",
        ("{low} to {high} % allowing for rounding; compare that with what is planned for {whole} ({source})",),
    ),
    "PLN212": (
        "{part} ÷ {whole} in {year} is {made} {ratio_unit} ({part_value} ÷ {whole_value} {unit}), {ratio} is given as {printed} (difference {difference})",
        (
            "{printed} would need a part of {needed_part} or a whole of {needed_whole} ({source})",
            "correct one of the three",
        ),
    ),
    "PLN213": (
        "the parts of {whole} add up to {made} {unit} in {year} ({parts}), not {printed} (difference {difference})",
        ("is a part missing? ({source})",),
    ),
    "PLN214": (
        "{part} is {part_value} {unit} in {year}, more than the whole, {whole} with {whole_value} (by {difference})",
        ("correct one of them, or the relation ({source})",),
    ),
    "PLN215": (
        "{table} {unit} and {claimed} {claim_unit} for {year} imply {rate} {unit} per {claim_unit}",
        ("{low} to {high} allowing for the rounding of both ({source}; {claim_source})",),
    ),
    "PLN216": (
        "no baseline for {base_year} ({why}) and no printed growth: no path to {target} {unit} in {year}",
        ("a row for {base_year} in the actuals would serve as the baseline",),
    ),
    "PLN217": (
        "no baseline for {base_year}: {target} {unit} and growth of {growth} {growth_unit} over {years:year|years} imply {implied} ({low} to {high})",
        ("`baseline: implied` uses it",),
    ),
    "PLN218": (
        "target {target} and growth of {growth} {growth_unit} imply a baseline of {implied} {unit} in {base_year} ({source}); {claim_source} says {elsewhere} (difference {difference})",
        (
            "that is {share} % of {whole} ({whole_value}). From {elsewhere}, that growth leads to {would_give}, not {target}: ask which is meant",
            "from {elsewhere}, that growth leads to {would_give}, not {target}: ask which is meant",
        ),
    ),
    "PLN219": (
        "growth of {growth} percentage points a year does not compound, but the path does",
        ("write `path: linear`: in {year} it gives {linear}, compound gives {compound}", "write `path: linear`"),
    ),
    "PLN220": (
        "a percentage follows a compound path",
        ("`path: linear` gives {linear} {unit} in {year}, compound gives {compound}; state the one that is meant",),
    ),
    "PLN221": (
        "the dated values end in {last} ({value} {unit}), {open_years:year|years} before the plan ends in {target_year}",
        ("`after: {after}` applies: hold keeps the last value until the end, none requires nothing more",),
    ),
    "PLN222": (
        "{values} % of {items} items is {counts}: not a whole number",
        ("at least that share takes {whole_counts} items; state which number is meant ({source})",),
    ),
    "PLN223": (
        "the baseline {baseline} already meets the target {target} {unit}",
        ("it is assessed as a target to hold; correct one of them if more is meant",),
    ),
    "PLN224": (
        "the target {target} is only {difference} {unit} from the baseline {baseline}: no more than rounding",
        ("rates and pace mean nothing here; write more digits if they are known",),
    ),
    "PLN225": ("group '{group}' has no indicator", ("remove it, or add `group: {group}` to an indicator",)),
    "PLN226": ("this {what} has no source", ("add `source:` so that it can be looked up",)),
    "PLN227": (
        "looks like the same indicator as {other} (line {first_line}): {name}, {other_name}",
        ("if it is one quantity, make it a claim of {other}",),
    ),
    "PLN229": (
        "the value for {late}, {after} {unit}, falls behind the {before} for {early}",
        ("were two values or years swapped?",),
    ),
    "PLN230": ("{year} is not between {base_year} and {target_year} and is never used", ("correct the year",)),
    "PLN231": (
        "path '{shape}' leads to {ends} {unit} in {year}, not to the target {target} (difference {difference})",
        ("milestones follow the path, and the last one is the target; change the path's figures, or the target",),
    ),
    "PLN232": (
        "the change of {value} goes up, but the name says '{word}'",
        ("write `value: -{value}` with `direction: decrease`, or a name that says what grows",),
    ),
    "PLN233": (
        "entities do not add up to '{name}': a share, a rank, a date or a bound cannot be summed",
        ("name an indicator that adds up, such as the amounts that the share is made of",),
    ),
}
