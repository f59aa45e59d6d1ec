"""A panel is judged: entity × indicator × year, a verdict for each entity, or a rank."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from os import PathLike
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from plan_cli.api.arguments import indicators_named, path_of, require_year
from plan_cli.diagnostics import Diagnostic
from plan_cli.model.observations import Period
from plan_cli.model.paths import Path
from plan_cli.model.plan import Plan

if TYPE_CHECKING:
    from plan_cli.profiles.built_in import Profile
    from plan_cli.report.panel import PanelReport
    from plan_cli.report.ranking import RankingReport


def check_panel(
    plan: Plan,
    panel: str | PathLike[str],
    year: int | Literal["latest"],
    by: Sequence[str],
    *,
    profile: str | Profile = "milestone",
    path: str | Path | None = None,
    indicators: Sequence[str] = (),
    **options: Any,
) -> PanelReport | Diagnostic:
    """Judge a long table of entity × indicator × year (a file, a glob, a folder), one verdict for each entity.

    ``by`` names the columns of the entity; ``options`` are the other fields of ``PanelRequest``: whose ``baselines``
    and ``targets`` hold, the ``engine``, an ``output`` file for every verdict … With ``engine="spark"`` all files are
    those of the Spark Connect server at ``remote``. A revised target is the one in force in that year.
    ``latest`` judges each entity's indicator in its newest year with a figure, without ``targets``.

    Errors: those of ``check``, and ``ValueError`` for a profile that looks at earlier years or at standard errors; a
    diagnostic is returned if the panel cannot be read at all.
    """
    from plan_cli.panel import check_panel as run
    from plan_cli.panel.newest import read_in_two_ways
    from plan_cli.panel.request import PanelRequest, Rules
    from plan_cli.profiles import needs_series, profile_of

    require_year(plan, year)
    if year == "latest" and options.get("targets", "growth") != "growth":
        raise ValueError("targets of entities are for one year: name it")
    criteria = profile_of(plan, profile)
    if needs_series(criteria):
        raise ValueError(f"profile {criteria.name} needs earlier years or standard errors, which a panel does not read")
    named = indicators_named(plan, indicators)
    if year == "latest" and (id := read_in_two_ways(named, plan.years)):
        raise ValueError(f"a revision of {id} changes its base year or kind of target: name a year")
    chosen = tuple(indicator if year == "latest" else indicator.in_force(year) for indicator in named)
    request = PanelRequest(year, tuple(by), **options)
    return run(plan, str(panel), request, Rules(criteria, path_of(path, criteria), chosen))


def rank_panel(
    plan: Plan,
    panel: str | PathLike[str],
    year: int | Period,
    by: Sequence[str],
    *,
    profile: str | Profile = "milestone",
    path: str | Path | None = None,
    indicators: Sequence[str] = (),
    **options: Any,
) -> RankingReport | Diagnostic:
    """Every verdict of a panel in a year as a ranking, with growth and change of places on the year before.

    Parameters and errors: those of ``check_panel``, on an engine of this machine. A ``year`` may be a part of one: each
    entity is then judged by ``check`` with that ``period``; ``baselines`` (``plan`` or ``own``), ``where`` and
    ``encoding`` are the options that there are.
    """
    from tempfile import TemporaryDirectory

    from plan_cli.panel.verdicts import read_verdicts
    from plan_cli.report.ranking import RankingReport

    judging: dict[str, Any] = {"profile": profile, "path": path, "indicators": indicators}
    if isinstance(year, Period):
        return _rank_part(plan, str(panel), year, by, judging, **options)
    judging |= options
    with TemporaryDirectory() as folder:
        file = os.path.join(folder, "verdicts.csv")
        report = check_panel(plan, panel, year, by, output=file, **judging)
        if isinstance(report, Diagnostic):
            return report
        columns = len(report.entity_columns)
        verdicts = read_verdicts(file, columns)
        if year - 1 not in plan.years:
            return RankingReport(report, verdicts)
        before = check_panel(plan, panel, year - 1, by, output=file, **judging)
        return (
            before if isinstance(before, Diagnostic) else RankingReport(report, verdicts, read_verdicts(file, columns))
        )


def _rank_part(
    plan: Plan,
    panel: str,
    period: Period,
    by: Sequence[str],
    judging: Mapping[str, Any],
    *,
    baselines: str = "plan",
    where: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    encoding: str | None = None,
) -> RankingReport | Diagnostic:
    from plan_cli.api.part_ranking import rank_part
    from plan_cli.model.sources import Source
    from plan_cli.profiles import profile_of

    if baselines not in ("plan", "own"):
        raise ValueError("a part of a year is ranked with the plan's baselines or each entity's own, not with a file's")
    source = Source(panel, where=where, encoding=encoding)
    judging = {**judging, "profile": profile_of(plan, judging["profile"])}
    return rank_part(plan, source, period, by, **judging, own_baselines=baselines == "own")
