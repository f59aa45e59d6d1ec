"""``plan forecast``: where each indicator lands in the target year, and the rate needed from now."""

from __future__ import annotations

from typing import Annotated

from plan_cli.cli.errors import messages_for
from plan_cli.cli.figures import figures_for, resolve_actuals
from plan_cli.cli.output import write_report
from plan_cli.cli.params import (
    TABLE_FORMATS,
    ActualsArgument,
    Common,
    IndicatorOption,
    Look,
    PathOption,
    Reading,
    year_option,
)
from plan_cli.cli.resolve import resolve_indicator, resolve_plan, resolve_year

FORMATS = TABLE_FORMATS


def forecast(
    reading: Reading,
    common: Common,
    look: Look,
    actuals: ActualsArgument = None,
    year: Annotated[str | None, year_option("Use figures up to this year; else all.")] = None,
    path: PathOption = None,
    indicator: IndicatorOption = None,
) -> int:
    """Where it lands if it goes on, and what is needed from now.

    Arithmetic on reported figures, not a prediction.

    Examples:

      plan forecast data/actuals/changsha.csv

      plan forecast data/actuals/changsha.csv --year 2021 --indicator fdi --format json
    """
    from plan_cli import api

    messages = messages_for(common.lang)
    plan = resolve_plan(common, messages)
    until = None if year in (None, "latest") else resolve_year(year, plan, messages)
    ids = [resolve_indicator(plan, each, messages) for each in indicator or ()]
    reported = resolve_actuals(figures_for(actuals, plan, reading, messages), plan, reading, messages)
    report = api.forecast(plan, reported, year=until, path=path, indicators=ids)
    return write_report(report, common, messages, FORMATS, look=look)
