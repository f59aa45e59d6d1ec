"""Messages about actuals (30x to 34x) and panels (35x)."""

MESSAGES: dict[str, tuple[str, tuple[str, ...]]] = {
    "PLN301": ("no indicator is called '{name}'", ("did you mean '{nearest}'?", "`plan show` lists the names")),
    "PLN302": ("'{got}' is not a number: {problem}", ("for example 1234.5",)),
    "PLN303": (
        "'{got}' is not a year",
        ("a day: write {year} for the year, {year}-{month} for the month", "for example 2023"),
    ),
    "PLN304": (
        "duplicate figure for {year}; the first is on line {first_line}",
        ("keep one, or date both in `published`",),
    ),
    "PLN306": ("{got} was converted to {value} {wanted}", ("{more} more were converted likewise",)),
    "PLN307": (
        "missing column '{column}'",
        (
            "did you mean '{nearest}'?",
            "say which one it is, --column '{column}=HEADING', or of which year every figure is, --data-year {example}, or head it {known}",
            "say which one it is, --column '{column}=HEADING', or head it {known}",
        ),
    ),
    "PLN308": ("{cells} cells in a table of {columns} columns", ("quote a cell that contains a comma",)),
    "PLN309": (
        "heading '{heading}': {problem}",
        (
            "did you mean '{nearest}'? --column '{role}={heading}' reads it so, --column 'note={heading}' leaves it out",
            "leave the year {stated} of the whole file out",
            "name every column once",
        ),
    ),
    "PLN310": ("this quote is never closed", ('close it with "',)),
    "PLN311": ("'{got}' is not a period of {year}", ("for example {year}-Q1 or {year}-01/{year}-07",)),
    "PLN312": ("'{got}' is not one of the choices", ("did you mean '{nearest}'?", "choices: {choices}")),
    "PLN313": ("{year} is after the plan's last year, {last}", ("correct the year or remove the row",)),
    "PLN314": (
        "{name}: {year} was reported as {reported}, but the plan has {plan}",
        ("assessed from the plan's baseline",),
    ),
    "PLN315": ("the bound is {in_column} in its column and {in_cell} in the cell", ("state it once",)),
    "PLN316": ("{file} contains no table", ("the first row names the columns: indicator,year,value",)),
    "PLN317": (
        "{got} looks like a fraction; the plan has values like {wanted} %",
        ("write 65 instead of 0.65 if that is meant",),
    ),
    "PLN318": ("'{got}' is not a date", ("for example 2024-01-31",)),
    "PLN319": ("the file contains NUL characters", ("export it again as text",)),
    "PLN320": (
        "level or growth rate? {got}",
        (
            "add a `measure` column: growth, mean_growth, or cumulative for a change since the base year; a level states its unit",
        ),
    ),
    "PLN321": ("{file}: unknown encoding", ("set --encoding, for example --encoding gb18030 or latin-1",)),
    "PLN322": ("{file}: reading {format} needs {library}", ("pip install 'target-path[{extra}]'",)),
    "PLN323": ("{file} has several sheets: {sheets}", ("choose one with --sheet",)),
    "PLN324": ("{file} is named like {named} but contains {content}", ("correct the suffix, or save it as {named}",)),
    "PLN325": ("{file}: archive rejected: {problem}", ("save the table alone, as a new file",)),
    "PLN365": ("{file}: more than {limit} {problem}", ("save the table alone, as CSV or Parquet",)),
    "PLN326": ("{file} cannot be read as {format}: {problem}", ("save it again, or as CSV",)),
    "PLN327": ("{file} has no sheet '{got}'", ("did you mean '{nearest}'?", "sheets: {sheets}")),
    "PLN328": ("invalid JSON: {problem}", ('expected a list of objects: [{{"indicator": …, "year": …, "value": …}}]',)),
    "PLN329": ("one figure in several merged cells; the first is {first}", ("give each cell its own figure",)),
    "PLN330": ("{got} is a spreadsheet error, not a number", ("correct the formula, or leave the cell empty",)),
    "PLN331": ("the formula has no stored value", ("open the file in a spreadsheet program, calculate and save it",)),
    "PLN332": ("text after a closing quote", ('double a quote inside a field: ""',)),
    "PLN333": ("{got} is about {factor} times its neighbours {neighbours}", ("check the unit",)),
    "PLN334": (
        "several entities: {entities}",
        (
            "choose one with --where, or --column 'value={first}' where each has a column of figures; --by assesses each",
            "only rows without an entity are assessed",
        ),
    ),
    "PLN335": ("{count:undated row|undated rows} kept", ("add the date in `published`",)),
    "PLN336": ("{count:row|rows} published after {day} left out", ()),
    "PLN337": (
        "the multiplier {got} cannot be used: {problem}",
        (
            "`--scale 1` (`scale:` of the source) if the figures are as they stand, `--scale {tens}` if they are tens",
            "write the exponent (3, 6), the factor (1000) or a word (thousands)",
        ),
    ),
    "PLN339": ("'{name}' is ambiguous: {choices}", ("use the id",)),
    "PLN340": (
        "the unit {got} cannot be converted to {wanted}",
        ("give the figure in {wanted}, or state --unit '{wanted}' (`unit:` of the source) if {got} means that",),
    ),
    "PLN305": ("{count:footnote|footnotes} under the table left out", ()),
    "PLN338": ("{count:row|rows} about other indicators not used: {names}", ()),
    "PLN341": (
        "'{got}' is a fiscal year",
        ("state `fiscal_year` in the plan, for example starts: 04-01, named_by: start",),
    ),
    "PLN364": (
        "'{got}' counts months of the calendar, and the plan's years begin on {starts}",
        (
            "give the figure of the whole fiscal year: 2023/24, FY2023, or from its first month to its last as 2023-04/2024-03",
        ),
    ),
    "PLN342": (
        "{count:window|windows} of several years such as {got} not assessed",
        ("state `windows: first`, `middle` or `last` in the plan",),
    ),
    "PLN343": ("{columns}: the rows of the whole are used; {count:row|rows} of parts not used", ()),
    "PLN344": (
        "no row of the whole in {years}: the rows differ in {columns} ({values})",
        ("choose rows, for example {where}",),
    ),
    "PLN345": ("every row has {column} = {value}", ("make sure that the plan's figures are of the same part",)),
    "PLN371": (
        "{count:row|rows} without a name read under the name above, first '{name}'",
        ("write the name in each row",),
    ),
    "PLN370": ("no row has {where}", ("correct `where`; an empty text selects blank cells",)),
    "PLN369": (
        "the table says '{got}' ({text}), and the plan does not",
        (
            "make sure that both speak of the same thing; an alias or a `scope` of the indicator that says so settles it",
        ),
    ),
    "PLN346": ("{count} {what} not used", ()),
    "PLN347": ("the units {first} and {second} contradict each other", ("state one unit",)),
    "PLN348": (
        "{got} is {factor} times the plan's figures ({plan})",
        ("state the unit of the figures, or `scale:` if it is meant",),
    ),
    "PLN349": (
        "no row is about an indicator of the plan; the file has {names}",
        ("did you mean '{nearest}'?", "the plan has {known}"),
    ),
    "PLN362": ("'{name}' is {first} in one column and {second} in another", ("correct one of them",)),
    "PLN363": ("break in series in {year}", ("figures before and after it may not be comparable",)),
    "PLN350": ("{library} is not installed", ("{install}",)),
    "PLN351": ("{file}: no such file", ("a panel is a file, a glob in quotes, or a folder of CSV or Parquet",)),
    "PLN352": ("{file} has no column '{column}'", ("did you mean '{nearest}'?", "its columns: {known}")),
    "PLN353": (
        "{file} cannot be read: {problem}",
        (
            "set --encoding if it is a CSV file in another encoding, for example {example}",
            "for {option} save it as CSV in long form: columns for the entity, indicator, year and value",
        ),
    ),
    "PLN354": (
        "{file} needs about {needed} GiB of memory for its pairs of entity and indicator; {there} GiB is available",
        ("--engine duckdb spills to disk",),
    ),
    "PLN355": (
        "{file} and others ({count:file|files} in all) mix CSV and Parquet",
        ("select one kind with a glob in quotes: '*.parquet'",),
    ),
    "PLN356": (
        "--by {column}: this column already has a role in a panel",
        ("--by names the column of the entity; rename this one",),
    ),
    "PLN358": ("engine {engine} needs a server address", ("set --remote sc://host:15002 or $SPARK_REMOTE",)),
    "PLN359": (
        "{remote}: no Spark Connect server answers",
        ("the address has the form sc://host:15002; is the server running?",),
    ),
    "PLN360": ("{count:entity|entities} reported nothing for {when}: {names}", ("and {more} more",)),
    "PLN361": ("{count:name|names} for several entities or all together, not counted: {names}", ("and {more} more",)),
    "PLN368": (
        "each of {count} entities is assessed by the plan's own baseline and target",
        ("--baselines own measures growth from each entity's own baseline",),
    ),
}
