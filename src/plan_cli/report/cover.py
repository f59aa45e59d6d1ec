"""What is chosen for a report beside its content: title, footer, the day it speaks from, the report before it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from plan_cli.i18n import Messages
from plan_cli.report.check import CheckReport
from plan_cli.report.check_diff import CheckDiffReport
from plan_cli.report.indicators import display_name
from plan_cli.report.table import Block, Paragraph


@dataclass(frozen=True)
class Cover:
    """``as_of`` is the day whose figures are known, ``earlier`` a ``plan.check/1``, ``since`` the name of its file."""

    title: str = ""
    footer: str = ""
    as_of: date | None = None
    since: str = ""
    earlier: Mapping[str, Any] | None = None

    def changes(self, check: CheckReport, messages: Messages) -> list[Block]:
        """Which verdicts changed since the earlier report, and why; nothing where there is none."""
        if self.earlier is None:
            return []
        found = CheckDiffReport(self.since, "", self.earlier, check.to_record())
        heading = messages.text("changed_since", file=self.since, year=self.earlier["year"])
        names = {each.id: display_name(each, messages) for each in check.plan.indicators}
        return [Paragraph(heading, "heading"), *found.changes_content(messages, names)]

    def notes(self, messages: Messages) -> list[Block]:
        """The last lines: the day up to which figures were known, and the footer."""
        known = [Paragraph(messages.text("known_on", date=self.as_of.isoformat()), "quiet")] if self.as_of else []
        return [*known, *([Paragraph(self.footer, "footer")] if self.footer else [])]
