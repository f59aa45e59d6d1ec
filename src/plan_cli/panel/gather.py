"""Portable: the cells of a panel on any engine that can join and group, by the text of ``verdicts.py``."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from functools import reduce
from operator import and_

from plan_cli.panel.background import beside
from plan_cli.panel.criteria import Judge, names_columns
from plan_cli.panel.engines import Engine, Gathered, Scan
from plan_cli.panel.query import BLANK, cells, parted, used, with_own_base


def gathered(runner: Engine, judge: Judge, asked: Scan, told: Callable[[int], None]) -> Future[Gathered]:
    """Begin to read a panel; its result is what the rows say."""
    return beside(lambda: _gathered(runner, judge, asked, told))


def _gathered(runner: Engine, judge: Judge, asked: Scan, told: Callable[[int], None]) -> Gathered:
    """What a panel's rows say; the rows of the years that are used are kept by the engine."""
    words, names = judge.words, runner.table(names_columns(judge))
    rows = runner.scan(asked)
    total = runner.rows(rows.select(words.len()))[0][0]
    told(total)
    nothing = [words.col(key) == "" for key in asked.keys] + [words.col(name).is_null() for name in asked.fields]
    rows = rows.with_columns(blank=reduce(and_, nothing))
    if judge.others:
        rows = rows.join(runner.table({"indicator": list(judge.others)}), on="indicator", how="anti")
    (told_apart,) = runner.keep(used(rows, names, judge, (*asked.fields, "blank")))
    kept, bad = parted(told_apart, judge)
    # One year after the other: what groups rows needs most of the memory.
    (now,) = runner.keep(cells(kept, judge, judged_year=True))
    (earlier,) = runner.keep(cells(kept, judge, judged_year=False))
    del kept
    (who,) = runner.keep(words.concat([each.select(*judge.keys).unique() for each in (now, earlier)]).unique())
    twice = words.concat([each.filter(words.col("n") > 1) for each in (now, earlier)])
    counts = dict(runner.rows(bad.group_by("kind").agg(n=words.len()).select("kind", "n")))
    blank = counts.pop(BLANK, 0)
    return Gathered(judge.keys, with_own_base(now, earlier, judge), bad, counts, twice, who, total - blank)
