"""Results: every verdict of a panel as it is written to a file, by entity, then as the plan lists indicators."""

from collections.abc import Sequence
from typing import Any

from plan_cli.panel.aggregate import JudgedPanel
from plan_cli.panel.engine import FILE, Frame


def results(panel: JudgedPanel, files: Sequence[str]) -> Frame:
    """One row for each entity and indicator; ``files`` are the names of the inputs."""
    criteria, table = panel.criteria, panel.runner.table
    nw, outcomes = criteria.expressions, criteria.outcomes
    indicators: dict[str, list[Any]] = {
        "code": list(range(len(criteria.indicators))),
        "indicator": [each.id for each in criteria.indicators],
    }
    statuses: dict[str, list[Any]] = {
        "outcome": list(range(len(outcomes))),
        "status": [str(outcome.status) for outcome in outcomes],
        "category": [outcome.category or "" for outcome in outcomes],
        "reason": [outcome.reason or "" for outcome in outcomes],
    }
    sources: dict[str, list[Any]] = {"first": [FILE * i for i in range(len(files))], "source": list(files)}
    rows = panel.gathered.named(panel.verdicts).with_columns(code=nw.col("code").cast(nw.Int64))
    rows = rows.join(table(indicators), on="code").join(table(statuses), on="outcome")
    row = nw.col("at") % FILE
    rows = rows.with_columns(row=nw.when(row > 0).then(row), first=nw.col("at") - row)
    rows = rows.join(table(sources), on="first", how="left").sort(*panel.columns, "code")
    return rows.select(
        **{name: nw.col(key).cast(nw.String) for name, key in zip(panel.entity_columns, panel.columns, strict=True)},
        indicator="indicator",
        year=criteria.judged_year,
        value="value",
        baseline="base",
        milestone="milestone",
        gap="gap",
        status="status",
        category="category",
        reason="reason",
        file="source",
        row="row",
    )
