"""Short ways to state a rule set in Python: ``line("fair", "lagging", rate=60)`` is what the YAML says."""

from decimal import Decimal
from typing import Any, cast

from plan_cli.model.stated_profile import SINCE_A_FIGURE, Allowance, Ask, Measured, Since, StatedLine

#: The indicator's own tolerance.
OWN = Allowance()


def asks(since: Since = "baseline", **amounts: int | str) -> tuple[Ask, ...]:
    """So much of each of these measures."""
    return tuple(
        Ask(cast("Measured", on), Decimal(amount), since if on in SINCE_A_FIGURE else "baseline")
        for on, amount in amounts.items()
    )


def line(
    category: str,
    status: str,
    *,
    since: Since = "baseline",
    exclusive: bool = False,
    tolerance: Allowance | None = None,
    margin: Allowance | None = None,
    without_errors: tuple[Ask, ...] = (),
    **amounts: Any,
) -> StatedLine:
    """One line that asks so much of each of these measures."""
    return StatedLine(
        category=category,
        status=status,
        asks=asks(since, **amounts),
        exclusive=exclusive,
        tolerance=tolerance,
        margin=margin,
        without_errors=without_errors,
    )
