"""How sure a figure is: its standard error, from a column of them, a margin of error or the ends of an interval.

A margin and an interval tell a standard error only at a stated level of confidence, which is never guessed.
"""

from decimal import Decimal

from plan_cli.datafile.findings import Findings
from plan_cli.datafile.headings import SURENESS
from plan_cli.datafile.number_grammar import NotANumber, NumberFormat, parse_number
from plan_cli.datafile.units import Cells
from plan_cli.model.indicator import Indicator
from plan_cli.model.numbers import exact_arithmetic

_ROLES = frozenset(SURENESS)
#: Decimals at which the quantile of the normal distribution is taken.
_QUANTILE = 9


def standard_error(
    findings: Findings, cells: Cells, indicator: Indicator, format: NumberFormat, confidence: Decimal | None
) -> Decimal | None:
    """The standard error in the unit in which the figure is reported; None where it is not known.

    What is no number in these columns is a finding.
    """
    if _ROLES.isdisjoint(cells):
        return None
    error, margin, low, high = (_number(findings, cells, indicator, format, role) for role in SURENESS)
    if error is not None:
        return abs(error)
    with exact_arithmetic():
        if margin is None and low is not None and high is not None:
            margin = (high - low) / 2
        if margin is None or confidence is None:
            return None
        return abs(margin) / _quantile(confidence)


def _number(findings: Findings, cells: Cells, indicator: Indicator, format: NumberFormat, role: str) -> Decimal | None:
    cell = cells.get(role)
    if cell is None:
        return None
    figure = parse_number(cell.text, format, indicator.unit)
    if isinstance(figure, NotANumber):
        findings.add("PLN302", cell, indicator.id, got=cell.text.strip(), problem=figure.problem)
        return None
    return figure.value


def _quantile(confidence: Decimal) -> Decimal:
    """How many standard errors a two-sided interval of that level reaches to each side."""
    from statistics import NormalDist

    return Decimal(str(round(NormalDist().inv_cdf(0.5 + float(confidence) / 200), _QUANTILE)))
