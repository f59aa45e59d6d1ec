"""One indicator of a plan for people: what the document says of it, and what was reported with its bars."""

from collections.abc import Sequence

from plan_cli.diagnostics import Diagnostic
from plan_cli.i18n import Messages
from plan_cli.model.indicator import Indicator
from plan_cli.model.observations import Actual
from plan_cli.model.plan import Plan
from plan_cli.report.bars import bars, bars_legend
from plan_cli.report.cells import number
from plan_cli.report.chart_data import ChartData
from plan_cli.report.diagnostic import diagnostic_lines
from plan_cli.report.headline import finding, headline
from plan_cli.report.indicators import direction_text, rate_cell, unit_label
from plan_cli.report.plan_cells import (
    baseline_text,
    claim_text,
    growth_text,
    relation_text,
    reported_text,
    target_with_unit,
)
from plan_cli.report.table import Block, Column, Paragraph, Table, columns_in, row
from plan_cli.report.yearly_values import yearly_values


def indicator_blocks(plan: Plan, indicator: Indicator, messages: Messages) -> list[Block]:
    """Facts, milestones, claims and relations."""
    word = messages.text
    title = indicator.name.in_language(messages.language) + messages.bracketed(indicator.id)
    blocks: list[Block] = [Paragraph(title, "title"), _facts(indicator, messages), *_milestones(indicator, messages)]
    if indicator.claims:
        blocks.append(Paragraph(word("claims"), "heading"))
        blocks += [Paragraph("  " + claim_text(claim, indicator, messages)) for claim in indicator.claims]
    related = [relation for relation in plan.relations if indicator.id in relation.ids]
    if related:
        blocks.append(Paragraph(word("relations"), "heading"))
        blocks += [Paragraph("  " + relation_text(relation, plan, messages)) for relation in related]
    return blocks


def _facts(indicator: Indicator, messages: Messages) -> Table:
    word = messages.text
    kind = word(f"kind_{indicator.target.kind}")
    shape, unit = indicator.shape_name(), indicator.unit_in(messages.language)
    attributes = (word(indicator.attribute), direction_text(indicator, messages), word(indicator.nature))
    facts = {
        "no": None if indicator.no is None else str(indicator.no),
        "aliases": word("comma").join(indicator.aliases),
        "scope": indicator.scope_in(messages.language),
        "unit": unit,
        "attribute": " · ".join(filter(None, attributes)),
        "baseline": baseline_text(indicator, messages),
        "target": target_with_unit(indicator, messages) + messages.bracketed(kind),
        "growth": None if indicator.growth is None else growth_text(indicator.growth),
        "path": word(shape) if shape else None,
        "averaged": indicator.average and word("over_years", count=indicator.average.years),
        "source": indicator.source,
        "notes": None if indicator.notes is None else indicator.notes.in_language(messages.language),
    }
    rows = tuple(row(label=word(key), text=fact.strip()) for key, fact in facts.items() if fact)
    return Table((Column("label", ""), Column("text", "", wraps=True)), rows, headed=False)


def _milestones(indicator: Indicator, messages: Messages) -> list[Block]:
    """The milestones of every year in one row, or why there are none."""
    word, yearly = messages.text, yearly_values(indicator)
    if yearly.trajectory is None:
        reason = messages.reason(yearly.reason)
        return [Paragraph(word("no_path_line", reason=reason), "quiet")] if yearly.reason else []
    years = [Column(str(year), str(year), right=True, series=True) for year in yearly.values]
    columns = (
        Column("label", unit_label(indicator, messages) or word("milestone")),
        *years,
        columns_in(messages)("rate", right=True),
    )
    cells = {str(year): number(value, indicator.decimals) for year, value in yearly.values.items()}
    of_year = rate_cell(yearly.rate, yearly.trajectory.growing, indicator, messages)
    return [Table(columns, (row(cells, label=word("milestone"), rate=of_year),))]


def reported_blocks(
    indicator: Indicator,
    rows: Sequence[Actual],
    chart: ChartData | None,
    found: Sequence[Diagnostic],
    messages: Messages,
) -> list[Block]:
    """What was reported with its sources, its bars against the path, and what was found in it."""
    word = messages.text
    blocks: list[Block] = []
    if rows:
        blocks.append(Paragraph(word("reported"), "heading"))
        blocks += [Paragraph("  " + reported_text(each, indicator, messages)) for each in rows]
    if chart is not None and (chart.points or chart.milestones):
        if chart.points:
            blocks.append(Paragraph(finding(chart.judged, messages), label=headline(chart.judged, messages)))
        blocks += [bars(chart, messages), Paragraph(bars_legend(chart, messages), "quiet")]
    return [*blocks, *diagnostic_lines(found, messages)]
