"""Periods in words: ISO 8601 in English, ``2022年1—3月`` in Chinese; whatever is no part of one year stays ISO."""

from __future__ import annotations

from plan_cli.i18n import Messages
from plan_cli.model.observations import Period, days_in


def period_text(period: Period, messages: Messages) -> str:
    """A year, its months, or its days up to one; anything else from which day to which."""
    start, end = period.start, period.end
    facts = {"year": end.year, "first": start.month, "last": end.month, "day": end.day}
    if period.full_year:
        return messages.text("period_year", year=end.year)
    if start.year != end.year or start.day != 1:
        return str(period)
    if end.day == days_in(end.year, end.month):
        return messages.text("period_month" if start.month == end.month else "period_months", **facts)
    return messages.text("period_to_day", **facts) if start.month == 1 else str(period)
