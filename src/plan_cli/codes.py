"""The ledger of diagnostic codes: number, name, how much it matters.

A code never changes its meaning and is never used again (as PLN228). To add one, add a line here and its words to every
language in ``i18n/``; a test walks both. 0xx file and YAML, 1xx structure, 2xx soundness of the plan, 3xx actuals,
4xx verdicts, 9xx ours.
"""

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a diagnostic matters."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)


class Code(NamedTuple):
    """What a code stands for; ``unable`` where nothing could be read at all (exit code 2)."""

    rule: str
    severity: Severity
    unable: bool = False


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

CODES: dict[str, Code] = {
    # the file and its YAML
    "PLN001": Code("yaml-syntax", _E),
    "PLN002": Code("not-utf8", _E, unable=True),
    "PLN003": Code("empty-file", _E),
    "PLN004": Code("root-not-mapping", _E),
    "PLN005": Code("duplicate-key", _E),
    "PLN006": Code("two-documents", _E),
    "PLN007": Code("yaml-tag", _E),
    "PLN008": Code("key-not-text", _E),
    "PLN009": Code("too-deep", _E),
    "PLN010": Code("too-many-aliases", _E),
    "PLN011": Code("control-character", _E),
    "PLN012": Code("not-finite", _E),
    "PLN013": Code("full-width-punctuation", _E),
    "PLN014": Code("unquoted-comparison", _E),
    "PLN015": Code("leading-zero", _W),
    "PLN016": Code("file-too-large", _E, unable=True),
    "PLN017": Code("number-too-long", _E),
    "PLN018": Code("file-unreadable", _E, unable=True),
    "PLN019": Code("unquoted-percent", _E),
    "PLN020": Code("too-many-mistakes", _E),
    "PLN021": Code("too-many-values", _E),
    "PLN090": Code("unused-ignore", _W),
    # structure
    "PLN101": Code("unknown-key", _E),
    "PLN102": Code("missing-key", _E),
    "PLN103": Code("number-wanted", _E),
    "PLN104": Code("whole-number-wanted", _E),
    "PLN105": Code("text-wanted", _E),
    "PLN106": Code("not-a-choice", _E),
    "PLN107": Code("wrong-shape", _E),
    "PLN108": Code("duplicate-id", _E),
    "PLN109": Code("unknown-group", _E),
    "PLN110": Code("unknown-indicator", _E),
    "PLN111": Code("name-collision", _W),
    "PLN112": Code("years-out-of-order", _E),
    "PLN113": Code("out-of-range", _E),
    "PLN114": Code("unknown-format", _E),
    "PLN115": Code("one-of-several", _E),
    "PLN116": Code("bad-slug", _E),
    "PLN117": Code("operator-against-direction", _E),
    "PLN118": Code("baseline-date-idle", _E),
    "PLN119": Code("average-idle", _E),
    "PLN121": Code("profile-name-taken", _E),
    "PLN122": Code("profile-out-of-order", _E),
    "PLN123": Code("profile-key-idle", _E),
    "PLN124": Code("profile-line-idle", _E),
    # soundness of the plan
    "PLN201": Code("wrong-side", _E),
    "PLN202": Code("no-compound-path", _W),
    "PLN203": Code("about-without-tolerance", _W),
    "PLN204": Code("path-incomplete", _E),
    "PLN205": Code("printed-growth", _W),
    "PLN206": Code("claim-value", _W),
    "PLN207": Code("claim-growth", _W),
    "PLN208": Code("claim-differs", _I),
    "PLN209": Code("share-differs", _W),
    "PLN210": Code("share-implies", _I),
    "PLN211": Code("ratio-implies", _I),
    "PLN212": Code("ratio-differs", _W),
    "PLN213": Code("sum-differs", _W),
    "PLN214": Code("part-exceeds-whole", _W),
    "PLN215": Code("two-units", _I),
    "PLN216": Code("no-baseline", _I),
    "PLN217": Code("baseline-implied", _I),
    "PLN218": Code("baseline-clash", _W),
    "PLN219": Code("points-on-compound", _W),
    "PLN220": Code("percent-on-compound", _I),
    "PLN221": Code("milestones-end-early", _I),
    "PLN222": Code("not-whole-items", _I),
    "PLN223": Code("already-met", _W),
    "PLN224": Code("next-to-target", _I),
    "PLN225": Code("empty-group", _I),
    "PLN226": Code("no-source", _I),
    "PLN227": Code("same-indicator", _W),
    "PLN229": Code("milestones-turn-back", _W),
    "PLN230": Code("date-outside", _W),
    "PLN231": Code("path-ends-elsewhere", _W),
    "PLN232": Code("change-sign", _W),
    "PLN233": Code("not-additive", _E),
    # actuals
    "PLN301": Code("unknown-name", _E),
    "PLN302": Code("not-a-number", _E),
    "PLN303": Code("bad-year", _E),
    "PLN304": Code("duplicate-row", _E),
    "PLN305": Code("footnotes", _I),
    "PLN306": Code("unit-converted", _I),
    "PLN307": Code("missing-column", _E),
    "PLN308": Code("ragged-row", _E),
    "PLN309": Code("bad-header", _E),
    "PLN310": Code("unclosed-quote", _E),
    "PLN311": Code("bad-period", _E),
    "PLN312": Code("bad-choice", _E),
    "PLN313": Code("year-after-plan", _E),
    "PLN314": Code("base-revised", _I),
    "PLN315": Code("bound-twice", _E),
    "PLN316": Code("empty-actuals", _E),
    "PLN317": Code("fractions-for-percent", _W),
    "PLN318": Code("bad-date", _E),
    "PLN319": Code("nul-character", _E),
    "PLN320": Code("level-or-growth", _E),
    "PLN321": Code("encoding-unknown", _E, unable=True),
    "PLN322": Code("missing-extra", _E, unable=True),
    "PLN323": Code("several-sheets", _E, unable=True),
    "PLN324": Code("not-what-it-says", _E, unable=True),
    "PLN325": Code("archive-refused", _E, unable=True),
    "PLN326": Code("file-damaged", _E, unable=True),
    "PLN327": Code("unknown-sheet", _E, unable=True),
    "PLN328": Code("json-syntax", _E),
    "PLN329": Code("merged-figure", _E),
    "PLN330": Code("error-cell", _E),
    "PLN331": Code("formula-without-value", _E),
    "PLN332": Code("text-after-quote", _E),
    "PLN333": Code("power-of-ten", _W),
    "PLN334": Code("several-entities", _E),
    "PLN335": Code("undated-kept", _I),
    "PLN336": Code("not-yet-published", _I),
    "PLN337": Code("bad-multiplier", _E),
    "PLN340": Code("unit-clash", _E),
    "PLN338": Code("other-indicators", _I),
    "PLN339": Code("ambiguous-name", _E),
    "PLN341": Code("fiscal-year", _E),
    "PLN342": Code("window", _I),
    "PLN343": Code("headline-taken", _I),
    "PLN344": Code("no-headline", _W),
    "PLN345": Code("only-a-part", _W),
    "PLN346": Code("not-reported", _I),
    "PLN347": Code("units-disagree", _E),
    "PLN348": Code("other-scale", _E),
    "PLN349": Code("nothing-answers", _E),
    "PLN362": Code("two-indicators", _E),
    "PLN363": Code("series-break", _I),
    "PLN364": Code("part-of-fiscal-year", _E),
    "PLN369": Code("another-kind", _W),
    "PLN370": Code("nothing-selected", _W),
    "PLN371": Code("name-above", _I),
    "PLN365": Code("limit-reached", _E, unable=True),
    # panels
    "PLN350": Code("library-missing", _E, unable=True),
    "PLN351": Code("no-panel-file", _E, unable=True),
    "PLN352": Code("panel-column-missing", _E, unable=True),
    "PLN353": Code("panel-unreadable", _E, unable=True),
    "PLN354": Code("panel-too-large", _E, unable=True),
    "PLN355": Code("panel-mixed-formats", _E, unable=True),
    "PLN356": Code("by-reserved", _E, unable=True),
    "PLN358": Code("remote-missing", _E, unable=True),
    "PLN359": Code("remote-unreachable", _E, unable=True),
    "PLN360": Code("entities-silent", _I),
    "PLN361": Code("totals-left-out", _I),
    "PLN368": Code("plan-baseline-for-all", _I),
    # verdicts, as diagnostics for output formats that know nothing else
    "PLN401": Code("lagging", _W),
    "PLN402": Code("off-track", _W),
    "PLN403": Code("reversing", _W),
    "PLN404": Code("missing", _I),
    "PLN405": Code("undecidable", _I),
    "PLN406": Code("not-assessable", _I),
    # what was reported, held against itself
    "PLN410": Code("running-totals", _W),
    "PLN411": Code("reported-sum", _W),
    "PLN412": Code("reported-part", _W),
    "PLN413": Code("reported-share", _W),
    "PLN414": Code("reported-ratio", _W),
    "PLN415": Code("levels-and-rates", _W),
    "PLN416": Code("whole-and-parts", _W),
    "PLN417": Code("entities-differ", _W),
    "PLN418": Code("entities-agree", _I),
    "PLN419": Code("entities-incomplete", _I),
    "PLN420": Code("entities-unseen", _I),
    "PLN421": Code("unlike-windows", _W),
    # the run itself
    "PLN901": Code("cannot-run", _E, unable=True),
}

#: What ``plan validate`` can find: the others are of figures, verdicts and runs.
PLAN_CODES = tuple(code for code in CODES if code < "PLN300" or code == "PLN318")
