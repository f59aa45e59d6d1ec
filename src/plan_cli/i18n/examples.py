"""A bad and a good input for the codes of files: the same in every language, shown by ``plan explain CODE``.

A plan is shown in part (a test adds the rest): keys at the top, or one indicator in braces. Codes of rules have their
examples in the rule's own docstring; codes with none here need a file that cannot be shown as text.
"""

_X = "{id: x, name: X, baseline: 10, target: 20"

_RULES = "profiles:\n  - name: own\n    lines:\n      - "
_BELOW = "\n    below: {category: behind}"

#: code: (bad, good), parts of a plan file
PLAN_FILES: dict[str, tuple[str, str]] = {
    "PLN001": ("indicators: [{id: x, name: X, target: 5}", "indicators: [{id: x, name: X, target: 5}]"),
    "PLN003": ("# only a comment", f"indicators:\n  - {_X}}}"),
    "PLN004": (f"- {_X}}}", f"indicators:\n  - {_X}}}"),
    "PLN005": ("title: Health\ntitle: Health 2025", "title: Health 2025"),
    "PLN006": ("title: Health\n---\ntitle: Trade", "title: Health"),
    "PLN007": ("title: !text Health", "title: Health"),
    "PLN008": ("groups:\n  ? [a]\n  : A", "groups:\n  a: A"),
    "PLN010": ("groups: &g {a: *g}", "groups: {a: A}"),
    "PLN012": ("base_year: .nan", "base_year: 2020"),
    "PLN013": ("base_year：2020", "base_year: 2020"),
    "PLN014": (
        "indicators:\n  - id: x\n    name: X\n    target: >6.5",
        "indicators:\n  - id: x\n    name: X\n    target: {kind: level, value: 6.5, operator: more_than}",
    ),
    "PLN015": ("id: 010", 'id: "010"'),
    "PLN017": ("{id: x, name: X, target: 1234567890123456789012345678901234567890123}", "{id: x, name: X, target: 1234567890}"),
    "PLN090": ("title: Health  # plan: ignore[PLN220]", "title: Health"),
    "PLN101": ("{id: x, name: X, traget: 20}", "{id: x, name: X, target: 20}"),
    "PLN102": ("{id: x, name: X}", "{id: x, name: X, target: 20}"),
    "PLN103": ("{id: x, name: X, target: 1_000}", "{id: x, name: X, target: 1000}"),
    "PLN104": ("base_year: 2020.5", "base_year: 2020"),
    "PLN105": ("title: 2025", 'title: "2025"'),
    "PLN106": (_X + ", attribute: bindng}", _X + ", attribute: binding}"),
    "PLN107": ("indicators: {}", f"indicators:\n  - {_X}}}"),
    "PLN108": ("indicators:\n  - {id: x, name: X, target: 5}\n  - {id: x, name: X, target: 6}", "indicators:\n  - {id: x, name: X, target: 5}\n  - {id: y, name: Y, target: 6}"),
    "PLN109": ("groups: {trade: Trade}\nindicators:\n  - {id: x, name: X, target: 5, group: trde}", "groups: {trade: Trade}\nindicators:\n  - {id: x, name: X, target: 5, group: trade}"),
    "PLN110": (
        "relations:\n  - {share: x, of: y, value: 5, source: text}",
        "relations:\n  - {share: x, of: {en: All trade}, value: 5, source: text}",
    ),
    "PLN111": (
        "indicators:\n  - {id: x, name: Beds, target: 5}\n  - {id: y, name: Beds, target: 6}",
        "indicators:\n  - {id: x, name: Beds, target: 5}\n  - {id: y, name: Beds in homes, target: 6}",
    ),
    "PLN112": ("base_year: 2025\ntarget_year: 2025", "base_year: 2020\ntarget_year: 2025"),
    "PLN113": (_X + ", decimals: -1}", _X + ", decimals: 1}"),
    "PLN114": ("format: 2", "format: 1"),
    "PLN115": ("{id: x, name: X, target: {kind: band}}", "{id: x, name: X, target: {kind: band, low: 5, high: 6}}"),
    "PLN116": ("id: five year plan", "id: five-year-plan"),
    "PLN117": (
        "{id: x, name: X, baseline: 10, target: {kind: level, value: 20, operator: at_most}}",
        "{id: x, name: X, baseline: 10, target: {kind: level, value: 20, operator: at_least}}",
    ),
    "PLN118": (
        "{id: x, name: X, baseline: {date: 2023-09, value: 5}, target: {kind: total, value: 20}}",
        "{id: x, name: X, baseline: {date: 2023-09, value: 5}, target: 20}",
    ),
    "PLN119": (
        "{id: x, name: X, average: 3, target: {kind: total, value: 20}}",
        "{id: x, name: X, target: {kind: total, value: 20}}",
    ),
    "PLN123": (
        _RULES + "{category: fine, status: on_track, level: 90, since: previous}" + _BELOW,
        _RULES + "{category: fine, status: on_track, change: 1, since: previous}" + _BELOW,
    ),
    "PLN124": (
        _RULES + "{category: a, status: on_track, rate: 60}\n      - {category: b, status: lagging, rate: 95}" + _BELOW,
        _RULES + "{category: a, status: on_track, rate: 95}\n      - {category: b, status: lagging, rate: 60}" + _BELOW,
    ),
}  # fmt: skip

_HEAD = "indicator,year,value\n"

#: code: (bad, good), actuals in CSV
ACTUALS: dict[str, tuple[str, str]] = {
    "PLN301": (_HEAD + "twin_a,2023,5", _HEAD + "twin-a,2023,5"),
    "PLN302": (_HEAD + "x,2023,1e3", _HEAD + "x,2023,1000"),
    "PLN303": (_HEAD + "x,23,15", _HEAD + "x,2023,15"),
    "PLN304": (_HEAD + "x,2023,15\nx,2023,16", _HEAD + "x,2022,15\nx,2023,16"),
    "PLN305": (_HEAD + "x,2023,15\nSource: the office,,", _HEAD + "x,2023,15"),
    "PLN306": ("indicator,year,value,unit\nx,2023,150000,万元", "indicator,year,value,unit\nx,2023,15,亿元"),
    "PLN307": ("indicator,year,vlaue\nx,2023,15", _HEAD + "x,2023,15"),
    "PLN308": (_HEAD + "x,2023,15,5", _HEAD + "x,2023,15.5"),
    "PLN309": ("indicator,year,value,value\nx,2023,15,16", _HEAD + "x,2023,15"),
    "PLN310": (_HEAD + 'x,2023,"15', _HEAD + 'x,2023,"15"'),
    "PLN311": ("indicator,year,period,value\nx,2023,2022-Q1,15", "indicator,year,period,value\nx,2023,2023-Q1,15"),
    "PLN312": ("indicator,year,value,bound\nx,2023,15,?", "indicator,year,value,bound\nx,2023,15,>="),
    "PLN313": (_HEAD + "x,2031,15", _HEAD + "x,2023,15"),
    "PLN314": (_HEAD + "x,2020,9\nx,2023,15", _HEAD + "x,2020,10\nx,2023,15"),
    "PLN315": ("indicator,year,value,bound\nx,2023,>15,<", "indicator,year,value,bound\nx,2023,15,>"),
    "PLN316": ("# nothing yet", _HEAD + "x,2023,15"),
    "PLN317": ("indicator,year,value,unit\np,2023,0.65,%", "indicator,year,value,unit\np,2023,65,%"),
    "PLN318": ("indicator,year,value,published\nx,2023,15,soon", "indicator,year,value,published\nx,2023,15,2024-01-31"),
    "PLN320": (_HEAD + "g,2023,5", "indicator,year,value,measure\ng,2023,5,growth"),
    "PLN332": (_HEAD + 'x,2023,"1"5', _HEAD + "x,2023,15"),
    "PLN333": (_HEAD + "x,2021,12\nx,2022,13\nx,2023,140", _HEAD + "x,2021,12\nx,2022,13\nx,2023,14"),
    "PLN334": ("entity,indicator,year,value\na,x,2023,15\nb,x,2023,16", "entity,indicator,year,value\na,x,2023,15"),
    "PLN337": ("indicator,year,value,UNIT_MULT\nx,2023,15,many", _HEAD + "x,2023,15"),
    "PLN338": (_HEAD + "x,2023,15\nRainfall,2023,801", _HEAD + "x,2023,15"),
    "PLN339": (_HEAD + "twin,2023,5", _HEAD + "twin-a,2023,5"),
    "PLN340": ("indicator,year,value,unit\nx,2023,15,亿美元", "indicator,year,value,unit\nx,2023,15,亿元"),
    "PLN341": (_HEAD + "x,2023/24,15", _HEAD + "x,2023,15"),
    "PLN342": (_HEAD + "x,2009-11,15\nx,2012-14,15\nx,2023,15", _HEAD + "x,2023,15"),
    "PLN343": ("indicator,year,sex,value\nx,2023,,15\nx,2023,female,7", _HEAD + "x,2023,15"),
    "PLN344": (
        "indicator,year,sex,value\nx,2023,male,8\nx,2023,female,7",
        "indicator,year,value\nx,2023,15",
    ),
    "PLN371": ("indicator,year,value\nx,2022,14\n,2023,15", "indicator,year,value\nx,2022,14\nx,2023,15"),
    "PLN369": ("Exports per capita,,\nindicator,2022,2023\nx,14,15", "Exports,,\nindicator,2022,2023\nx,14,15"),
    "PLN345": ("indicator,year,sex,value\nx,2023,female,15", _HEAD + "x,2023,15"),
    "PLN346": ("indicator,year,value,status\nx,2023,15,F", "indicator,year,value,status\nx,2023,15,A"),
    "PLN347": ("indicator,year,Value (万元),unit\nx,2023,15,亿元", "indicator,year,value,unit\nx,2023,15,亿元"),
    "PLN348": (_HEAD + "x,2023,150000", "indicator,year,value,unit\nx,2023,150000,万元"),
    "PLN349": (_HEAD + "Rainfall,2023,801", _HEAD + "x,2023,15"),
    "PLN362": ("indicator code,indicator name,year,value\nx,p,2023,15", _HEAD + "x,2023,15"),
    "PLN363": ("indicator,year,value,status\nx,2022,13,B\nx,2023,15,A", _HEAD + "x,2022,13\nx,2023,15"),
    "PLN401": (_HEAD + "x,2023,13", _HEAD + "x,2023,16"),
    "PLN402": (_HEAD + "x,2023,11", _HEAD + "x,2023,16"),
    "PLN403": (_HEAD + "x,2023,9", _HEAD + "x,2023,16"),
    "PLN404": (_HEAD + "x,2022,13", _HEAD + "x,2023,16"),
    "PLN405": (_HEAD + "x,2023,>12", _HEAD + "x,2023,16"),
    "PLN406": (_HEAD + "n,2023,16", _HEAD + "x,2023,16"),
}  # fmt: skip

EXAMPLES = PLAN_FILES | ACTUALS
