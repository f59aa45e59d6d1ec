"""The report for reading: what matters on one page, then every indicator with its chart, figures and sources.

``FullReport`` is a check with its surroundings: the verdicts of all years, everything that was reported, and what
the audit found in the plan. Its parts are blocks, so that HTML, Markdown and a workbook say the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from plan_cli.diagnostics import Diagnostic
from plan_cli.i18n import Messages
from plan_cli.model.label import Label
from plan_cli.model.plan import Plan
from plan_cli.profiles import Status
from plan_cli.report import json_values
from plan_cli.report.averages import average_blocks
from plan_cli.report.check import CheckReport, OfCheck
from plan_cli.report.check_content import has_figures, not_shown, title_of
from plan_cli.report.cover import Cover
from plan_cli.report.diagnostic import diagnostic_lines
from plan_cli.report.file_names import FileNames, file_names
from plan_cli.report.full_table import MARKS, full_row, full_table
from plan_cli.report.history import IndicatorHistory
from plan_cli.report.indicators import BINDING_MARK, by_group, display_name
from plan_cli.report.opening import Opening, reasons_table
from plan_cli.report.profile_labels import profile_title
from plan_cli.report.table import Block, Paragraph, Row, Table


@dataclass(frozen=True)
class Section:
    """One indicator as finished blocks, with the values that a page filters by."""

    id: str
    title: str
    group: str
    attribute: str
    status: Status
    row: Row
    blocks: tuple[Block, ...]
    history: IndicatorHistory

    @property
    def has_figures(self) -> bool:
        """Whether there is more to say of it than what the plan asks."""
        return has_figures(self.history.result)


@dataclass(frozen=True, repr=False)
class FullReport(OfCheck):
    """A check for reading; ``audit`` are the findings in the plan itself, ``cover`` the title, footer and the like."""

    check: CheckReport
    histories: tuple[IndicatorHistory, ...]
    audit: tuple[Diagnostic, ...] = ()
    cover: Cover = field(default_factory=Cover)

    def __repr__(self) -> str:
        return f"<FullReport of {self.check!r}>"

    @property
    def labels(self) -> Mapping[str, Label]:
        """Labels for the categories of an own profile."""
        return self.check.labels

    @property
    def plan(self) -> Plan:
        """The plan that was judged."""
        return self.check.plan

    @cached_property
    def files(self) -> FileNames:
        """Names for the files: a report does not say where they are stored."""
        places = [each.place for each in (*self.diagnostics, *self.audit) if each.place]
        used = (self.plan.file, *(each.file for each in self.check.inputs), *(place.file for place in places))
        return file_names(used)

    def named(self, *found: Diagnostic) -> Iterator[Diagnostic]:
        """Diagnostics with the names of files in place of paths."""
        return map(self.files.within, found)

    def title(self, messages: Messages) -> str:
        """The title that was asked for, else the plan and the year."""
        return self.cover.title or title_of(self.check, messages, "report")

    @property
    def opening(self) -> Opening:
        """What stands on the first screen."""
        return Opening(self.histories, self.check.laggards)

    def start(self, messages: Messages, *, alone: bool = False) -> list[Block]:
        """The opening, and what changed since an earlier report; ``alone`` is without the table and the annex."""
        opening = self.opening.blocks(messages, alone=alone)
        return [*opening, *self.averages(messages), *self.cover.changes(self.check, messages)]

    def averages(self, messages: Messages) -> list[Block]:
        """The mean scores of the groups, where the profile averages."""
        return average_blocks(self.check.plan, self.check.averages, messages)

    def content(self, messages: Messages) -> list[Block]:
        """The blocks of the whole report; indicators without figures are listed in the annex."""
        sections = self.sections(messages)
        blocks: list[Block] = [Paragraph(self.title(messages), "title"), *self.start(messages)]
        blocks += [Paragraph(messages.text("all_verdicts"), "heading"), self.table(messages)]
        blocks.append(self.legend(messages))
        for section in sections:
            if section.has_figures:
                blocks += [Paragraph(section.title, "heading", about=section.id), *section.blocks]
        return [*blocks, *self.annex(messages), *self.end(messages)]

    def top(self, messages: Messages) -> list[Block]:
        """The opening with the annex right below it, where one sheet holds both."""
        return [*self.start(messages), *self.annex(messages), self.legend(messages)]

    def legend(self, messages: Messages) -> Paragraph:
        """What the marks mean."""
        word = messages.text
        marks = " ".join(f"{mark} {word(status)}" for status, mark in MARKS.items())
        parts = (word("legend_binding", mark=BINDING_MARK), word("legend_marks"), word("legend_strip", marks=marks))
        return Paragraph(" · ".join(parts), "quiet")

    def annex(self, messages: Messages) -> list[Block]:
        """What could not be judged: why figures led to no verdict, and the names of what has none."""
        results = self.check.results
        reasons = reasons_table(results, messages)
        blocks = [*([reasons] if reasons else []), *not_shown(results, messages)]
        return [Paragraph(messages.text("not_judged"), "heading"), *blocks] if blocks else []

    def table(self, messages: Messages) -> Table:
        """Every indicator with figures in one table, and for each group how many have none."""
        return full_table(self, messages)

    def sections(self, messages: Messages) -> list[Section]:
        """Every indicator, in the plan's order of groups."""
        from plan_cli.report.full_section import section_blocks

        by_id = {history.result.indicator.id: history for history in self.histories}
        found: dict[str, list[Diagnostic]] = {}
        for diagnostic in self.named(*self.diagnostics, *self.audit):
            found.setdefault(diagnostic.indicator or "", []).append(diagnostic)
        sections = []
        for group, results in by_group(self.plan, self.check.results):
            label = self.plan.groups[group].in_language(messages.language) if group else ""
            for result in results:
                indicator, history = result.indicator, by_id[result.indicator.id]
                sections.append(
                    Section(
                        id=indicator.id,
                        title=display_name(indicator, messages, numbered=True),
                        group=label,
                        attribute=indicator.attribute,
                        status=result.status,
                        row=full_row(history, messages),
                        blocks=section_blocks(history, found.get(indicator.id, []), messages),
                        history=history,
                    )
                )
        return sections

    def end(self, messages: Messages) -> list[Block]:
        """The diagnostics, the method, and what was used."""
        word = messages.text
        blocks: list[Block] = []
        for heading, found in (("findings", self.diagnostics), ("plan_findings", self.audit)):
            blocks.append(Paragraph(word(heading), "heading"))
            blocks += diagnostic_lines(self.named(*found), messages) or [Paragraph(word("no_findings"))]
        return [*blocks, *self.closing(messages)]

    def closing(self, messages: Messages) -> list[Block]:
        """The method, and what was used."""
        word, profile = messages.text, self.check.profile
        rules = word("method_milestone") if profile == "milestone" else ""
        files = [(self.plan.file, self.plan.sha256), *((each.file, each.sha256) for each in self.check.inputs)]
        used = [(self.files.of(file), sha256) for file, sha256 in files]
        return [
            Paragraph(word("method"), "heading"),
            Paragraph(word("method_text", profile=profile_title(profile, messages), rules=rules)),
            *(Paragraph(word("foot_used", file=file, sha256=sha256), "quiet") for file, sha256 in used),
            Paragraph(f"{json_values.TOOL['name']} {json_values.TOOL['version']}", "quiet"),
            *self.cover.notes(messages),
        ]
