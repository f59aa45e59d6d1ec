"""The ledger of finding codes: number, name, how much it matters.

A code never changes its meaning and is never used again. To add one, add a line here and its words to every
language in ``say/``; a test walks both. 0xx file and YAML, 1xx structure, 2xx soundness of the plan,
3xx actuals, 4xx verdicts, 9xx ours.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a finding matters."""

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
    "PLN111": Code("name-collision", _E),
    "PLN112": Code("years-out-of-order", _E),
    "PLN113": Code("out-of-range", _E),
    "PLN114": Code("unknown-format", _E),
    "PLN115": Code("one-of-several", _E),
    "PLN116": Code("bad-slug", _E),
    # soundness of the plan
    "PLN201": Code("wrong-side", _E),
    "PLN202": Code("no-compound-path", _W),
    "PLN203": Code("about-without-tolerance", _W),
    "PLN204": Code("path-incomplete", _E),
    # actuals
    "PLN301": Code("unknown-name", _E),
    "PLN302": Code("not-a-number", _E),
    "PLN303": Code("bad-year", _E),
    "PLN304": Code("duplicate-row", _E),
    "PLN305": Code("unit-clash", _E),
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
    # panels
    "PLN350": Code("library-missing", _E, unable=True),
    "PLN351": Code("no-panel-file", _E, unable=True),
    "PLN352": Code("panel-column-missing", _E, unable=True),
    "PLN353": Code("panel-unreadable", _E, unable=True),
}
