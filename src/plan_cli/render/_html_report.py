"""The parts of the page of a full report: its opening, the table with its small pictures, each indicator, the annex."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from plan_cli.i18n import Messages
from plan_cli.profiles import Status
from plan_cli.render._html_blocks import LONG, blocks_html, cell_html, paragraph_html, table_html
from plan_cli.render._markup import escaped, joined
from plan_cli.render.chart.geometry import SMALL
from plan_cli.render.chart.legend import legend, swatch
from plan_cli.render.chart.spark import spark
from plan_cli.render.chart.svg import picture
from plan_cli.report.cells import text_of
from plan_cli.report.chart_data import ChartData
from plan_cli.report.full import FullReport, Section
from plan_cli.report.full_table import MARKS, NONE, full_columns, strip
from plan_cli.report.headline import finding
from plan_cli.report.opening import Counted
from plan_cli.report.table import Block, Column, Paragraph, Table
from plan_cli.report.verdict_cells import status_word

#: Columns that cannot be sorted by.
_UNSORTED = ("spark", "strip")


@dataclass(frozen=True)
class PageParts:
    """A full report being written as a page in a language."""

    report: FullReport
    messages: Messages
    sections: list[Section]
    #: Whether the page has the sections that its opening links to.
    linked: bool = True

    def opening(self) -> str:
        """The sentence, the bar, three pictures and the number of what could not be judged."""
        opening, word = self.report.opening, self.messages.text
        parts = [f'<p class="lead">{escaped(opening.sentence(self.messages))}</p>']
        if opening.counted:
            bars = joined(self._bar(each) for each in opening.counted)
            parts.append(f'<div class="bars">{bars}</div>')
        changes = self.report.cover.changes(self.report.check, self.messages)
        parts += self._changed(changes)
        if opening.decisions:
            places = {section.id: number for number, section in enumerate(self.sections)}
            cards = joined(self._card(self.sections[places[each.indicator.id]]) for each in opening.decisions)
            parts.append(f'<h2>{escaped(word("decisions"))}</h2>\n<div class="cards">{cards}</div>')
        for note in opening.notes(self.messages):
            link = f' <a href="#{note.part}">{escaped(note.reference)}</a>' if self.linked else ""
            parts.append(f'<p class="note">{escaped(note.text)}{link}</p>')
        if averages := self.report.averages(self.messages):
            parts.append(blocks_html(averages, word("overview")))
        if changes:
            parts.append(f'<section id="changes">{blocks_html(changes, word("overview"))}</section>')
        return joined(parts)

    def _changed(self, changes: Sequence[Block]) -> Iterator[str]:
        """The number of verdicts that changed since the report before."""
        lines = [block.text for block in changes if isinstance(block, Paragraph)]
        if lines:
            text = self.messages.text("note_open", name=lines[0], reason=lines[-1])
            link = f' <a href="#changes">{escaped(self.messages.text("which_changed"))}</a>' if self.linked else ""
            yield f'<p class="note">{escaped(text)}{link}</p>'

    def _bar(self, counted: Counted) -> str:
        """The verdicts of one attribute in a bar, each as wide as its number, with its word."""
        word = self.messages.text
        pieces = "".join(
            f'<li class="{status} w{count}"><b>{count}</b> <span>{escaped(word(status))}</span></li>'
            for status, count in counted.verdicts
        )
        named = escaped(word("class_count", category=word(counted.attribute), count=counted.total))
        return f'<p>{named}</p><ul class="bar">{pieces}</ul>'

    def _card(self, section: Section) -> str:
        """One indicator that needs a decision, with its picture."""
        result, chart = section.history.result, section.history.chart
        name = escaped(section.title)
        title = f'<a href="#{_anchor(section)}">{name}</a>' if section.has_figures and self.linked else name
        status = f'<span class="status {result.status}">{escaped(status_word(result, self.messages))}</span>'
        owner = section.history.indicator.owner
        about = " · ".join([self.messages.text(section.attribute), *([owner] if owner else [])])
        drawn = f"<figure>{picture(chart, self.messages, SMALL)}</figure>" if chart else ""
        found = escaped(finding(result, self.messages))
        return (
            f'<section class="card"><h3>{title}</h3><p>{status} <span class="quiet">{escaped(about)}</span></p>'
            f"<p>{found}</p>{drawn}</section>"
        )

    def filters(self) -> str:
        """A search by name, and a choice for each of status, attribute and group."""
        word = self.messages.text
        used = [status for status in Status if any(section.status is status for section in self.sections)]
        attributes = sorted({section.attribute for section in self.sections}, reverse=True)
        groups = list(dict.fromkeys(section.group for section in self.sections if section.group))
        choices = {
            "status": [(str(each), word(each)) for each in used],
            "attribute": [(each, word(each)) for each in attributes],
            "group": [(each, each) for each in groups],
        }
        return joined(self._choice(key, options) for key, options in choices.items() if options)

    def _choice(self, key: str, options: Iterable[tuple[str, str]]) -> str:
        word = self.messages.text
        listed = "".join(f'<option value="{escaped(value)}">{escaped(text)}</option>' for value, text in options)
        first = f'<option value="">{escaped(word("any"))}</option>'
        return f'<label>{escaped(word(key))} <select id="filter-{key}" data-of="{key}">{first}{listed}</select></label>'

    @property
    def shown(self) -> int:
        """How many rows are shown at first."""
        return sum(section.has_figures for section in self.sections)

    def table(self) -> str:
        """Every indicator under its group; those without figures are folded into the line of the group."""
        check = self.report.check
        columns = full_columns(check, self.messages)
        head = "".join(self._head(column) for column in columns)
        rows = []
        for number, (group, found) in enumerate(groupby(self.sections, key=lambda section: section.group)):
            members = sorted(found, key=lambda section: not section.has_figures)
            rows.append(self._group(group, members, number, len(columns)))
            rows += [self._row(section, columns, number) for section in members]
        return f"<thead><tr>{head}</tr></thead>\n<tbody>\n{joined(rows)}\n</tbody>"

    def _group(self, group: str, members: list[Section], number: int, width: int) -> str:
        """The line of a group: its name, and a button that unfolds what has no figures."""
        count = sum(not section.has_figures for section in members)
        fold = ""
        if count:
            text = escaped(self.messages.text("without_figures", count=count))
            fold = f' <button type="button" aria-expanded="false" data-fold="{number}">{text}</button>'
        if not group and not fold:
            return ""
        return f'<tr class="section"><th scope="colgroup" colspan="{width}">{escaped(group)}{fold}</th></tr>'

    def _head(self, column: Column) -> str:
        title = escaped(column.title)
        side = ' class="right"' if column.right else ""
        if column.key in _UNSORTED:
            return f'<th scope="col" data-title="{title}"{side}><span>{title}</span></th>'
        hint = escaped(self.messages.text("sort_by", column=column.title))
        button = f'<button type="button" title="{hint}">{title}</button>'
        return f'<th scope="col" aria-sort="none" data-title="{title}"{side}>{button}</th>'

    def _row(self, section: Section, columns: Iterable[Column], group: int) -> str:
        silent = "" if section.has_figures else f' class="silent" data-in="{group}" hidden'
        data = (
            f'data-status="{section.status}" data-attribute="{section.attribute}" data-group="{escaped(section.group)}"'
        )
        cells = "".join(self._cell(section, column) for column in columns)
        return f"<tr {data}{silent}>{cells}</tr>"

    def _cell(self, section: Section, column: Column) -> str:
        cell = section.row[column.key]
        long = " long" if len(text_of(cell)) > LONG else ""
        side = f' class="right{long}"' if column.right else ""
        match column.key:
            case "indicator":
                name = escaped(text_of(cell))
                linked = f'<a href="#{_anchor(section)}">{name}</a>' if section.has_figures else name
                return f'<th scope="row">{linked}</th>'
            case "status":
                rank = list(Status).index(section.status)
                return f'<td data-value="{rank}">{cell_html(cell)}</td>'
            case "spark":
                chart = section.history.chart if section.has_figures else None
                return f"<td>{spark(chart, finding(section.history.result, self.messages)) if chart else ''}</td>"
            case "strip":
                return f'<td class="strip">{"".join(self._year(section))}</td>' if section.has_figures else "<td></td>"
            case _:
                return f"<td{side}>{cell_html(cell)}</td>"

    def _year(self, section: Section) -> Iterator[str]:
        """Each year's verdict as its mark."""
        for each in strip(section.history):
            word = escaped(f"{each.year}: {status_word(each, self.messages)}")
            yield f'<span class="{each.status}" title="{word}">{MARKS.get(each.status, NONE)}</span>'

    def legend(self) -> str:
        """The marks of the table."""
        return paragraph_html(self.report.legend(self.messages))

    def keys(self) -> str:
        """The legend of the pictures."""
        charts: list[ChartData] = [chart for each in self.sections if (chart := each.history.chart)]
        keys = legend(charts, self.messages) if charts else []
        return "".join(f"<span>{swatch(kind, css)} {escaped(text)}</span>" for kind, css, text in keys)

    def details(self) -> str:
        """Each indicator with figures, folded: picture, facts, years, what was reported."""
        return joined(self._detail(section) for section in self.sections if section.has_figures)

    def _detail(self, section: Section) -> str:
        result, chart, label = section.history.result, section.history.chart, section.title
        facts, *rest = section.blocks
        years = [block for block in rest[:1] if isinstance(block, Table)]
        drawn = f"<figure>{picture(chart, self.messages)}</figure>" if chart else ""
        status = f'<span class="status {result.status}">{escaped(status_word(result, self.messages))}</span>'
        found = f'<span class="quiet">{escaped(finding(result, self.messages))}</span>'
        known = "" if isinstance(facts, Paragraph) else table_html(facts, label, "facts")
        top = escaped(self.messages.text("top"))
        return joined(
            [
                f"<details><summary><h3>{escaped(label)}</h3> {status} {found}</summary>",
                f'<article id="{_anchor(section)}">',
                f'<div class="beside"><div>{drawn}{blocks_html(years, label)}</div>{known}</div>',
                blocks_html(rest[len(years) :], label),
                f'<p class="back"><a href="#verdicts">{top}</a></p>',
                "</article></details>",
            ]
        )

    def end(self) -> str:
        """The annex, the findings and the method."""
        annex, word = self.report.annex(self.messages), self.messages.text
        parts = [f'<section id="annex">{blocks_html(annex, word("annex"))}</section>'] if annex else []
        parts.append(f'<section id="end">{blocks_html(self.report.end(self.messages), word("findings"))}</section>')
        return joined(parts)


def widths(report: FullReport) -> str:
    """Rules of style that make the pieces of a bar as wide as their numbers."""
    used = sorted({count for each in report.opening.counted for _, count in each.verdicts})
    return "".join(f" .w{count} {{ flex-grow: {count}; }}" for count in used)


def _anchor(section: Section) -> str:
    return f"i-{escaped(section.id)}"
