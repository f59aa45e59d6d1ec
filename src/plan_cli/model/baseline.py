"""Baseline: where an indicator starts, and when."""

from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from plan_cli.model.numbers import exact_arithmetic, share_of

Origin = Literal["plan", "actuals", "implied"]
Missing = Literal["dash", "blank", "merged", "unstated"]


class Baseline(NamedTuple):
    """Where an indicator starts. ``missing`` keeps the reason why the plan prints no value.

    ``dated`` is the month or day at whose end it stands, as written, where that is not the end of its year; ``left``
    is the share of the year that then is still to come.
    """

    year: int
    value: Decimal | None = None
    origin: Origin | None = None
    missing: Missing | None = None
    dated: str | None = None
    left: Fraction = Fraction(0)

    @property
    def moment(self) -> int | Decimal:
        """When it stands on the scale of years, where the figure of a year stands at the year's end."""
        if not self.left:
            return self.year
        with exact_arithmetic():
            return self.year - share_of(Decimal(1), self.left)

    @property
    def label(self) -> str:
        """Its year, or its date, as a person writes it."""
        return self.dated or str(self.year)
