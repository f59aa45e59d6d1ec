"""Foreign rows: those of indicators that the plan does not have. They are no mistake, and counted by name.

A name that nearly is one of the plan's, or is one with a unit behind it, is a mistake: its rows cannot be used.
"""

from plan_cli.panel.cell_reader import LIMIT, CellReader, TooManyRowsError
from plan_cli.panel.criteria import PanelCriteria
from plan_cli.panel.engine import Frame
from plan_cli.panel.query import FOREIGN, UNKNOWN, Fetch, MakeTable


def with_foreign(
    kept: Frame, criteria: PanelCriteria, reader: CellReader, fetch: Fetch, table: MakeTable
) -> tuple[Frame, dict[str, int]]:
    """The rows of ``query.used`` with those of other indicators told apart, and how many there are of each name.

    Errors: ``TooManyRowsError``.
    """
    nw = criteria.expressions
    unknown = nw.col("kind").fill_null("") == UNKNOWN
    names = fetch(kept.filter(unknown).group_by("indicator").agg(n=nw.len()).select("indicator", "n").head(LIMIT + 1))
    if len(names) > LIMIT:
        raise TooManyRowsError
    foreign = {name: n for name, n in names if reader.is_foreign(name)}
    if not foreign:
        return kept, {}
    marked = table({"indicator": list(foreign), "foreign": [1] * len(foreign)})
    rows = kept.join(marked, on="indicator", how="left")
    kind = nw.when(unknown & (nw.col("foreign") == 1)).then(nw.lit(FOREIGN)).otherwise(nw.col("kind"))
    return rows.with_columns(kind=kind).drop("foreign"), foreign
