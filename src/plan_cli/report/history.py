"""One indicator through the years: its verdict, those of every year, and everything that was reported of it."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from plan_cli.assess import Assessment
from plan_cli.model.indicator import Indicator
from plan_cli.model.observations import Actual
from plan_cli.report.cells import Cell, number
from plan_cli.report.chart_data import ChartData, chart_data
from plan_cli.report.outlook import outlook_value


@dataclass(frozen=True)
class IndicatorHistory:
    """One indicator: its verdict, those of every year from its base year on, everything reported of it."""

    result: Assessment
    years: tuple[Assessment, ...]
    rows: tuple[Actual, ...] = ()
    #: Where a part of a year is judged: the verdicts of the same part of every year.
    parts: tuple[Assessment, ...] = ()

    @property
    def indicator(self) -> Indicator:
        """The indicator, as it was judged."""
        return self.result.indicator

    @cached_property
    def chart(self) -> ChartData | None:
        """What a chart of it shows, where it has a path."""
        return chart_data(self.result, self.parts or self.years, self.rows)

    @property
    def outlook(self) -> Decimal | None:
        """The value in the target year at the observed rate, where the figures allow one to be shown."""
        return outlook_value(self.result, self.years)

    @property
    def outlook_cell(self) -> Cell:
        """The outlook as a cell."""
        return Cell(None) if self.outlook is None else number(self.outlook, self.result.projected_digits(self.outlook))
