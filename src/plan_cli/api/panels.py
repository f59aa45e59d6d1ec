"""A panel is judged: entity × indicator × year, a verdict for each entity, or a rank."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from os import PathLike
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from plan_cli.api.arguments import indicators_named, path_of, require_year
from plan_cli.diagnostics import Diagnostic
from plan_cli.model.observations import Period
from plan_cli.model.paths import Path
from plan_cli.model.plan import Plan

if TYPE_CHECKING:
    from plan_cli.panel.request import PanelRequest, Rules
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
    rules = Rules(criteria, path_of(path, criteria), chosen)
    return _by_whom(
        str(panel),
        request,
        lambda: _by_engine(plan, str(panel), request, rules),
        lambda files: _by_check(plan, str(panel), files, request, rules),
    )


Found = TypeVar("Found")


def _by_whom(
    panel: str,
    request: PanelRequest,
    by_engine: Callable[[], Found | Diagnostic],
    by_check: Callable[[Sequence[str]], Found | Diagnostic],
) -> Found | Diagnostic:
    """What an engine finds in a panel; of a table that none takes as it is, what the ordinary check finds."""
    from plan_cli.panel.irregular_tables import files_for_the_check, is_of_shape, other_formats, refused

    if other_formats(panel, request):
        return refused(panel, request) or by_check(files_for_the_check(panel))
    found = by_engine()
    if not (isinstance(found, Diagnostic) and is_of_shape(found, panel, request)):
        return found
    otherwise = by_check(files_for_the_check(panel))
    if not isinstance(otherwise, Diagnostic):
        return otherwise
    # Which columns there are, below titles, only the ordinary reader says.
    return otherwise if found.code == "PLN308" and otherwise.code in ("PLN308", "PLN352", "PLN353") else found


def _by_engine(plan: Plan, panel: str, request: PanelRequest, rules: Rules) -> PanelReport | Diagnostic:
    from plan_cli.panel import check_panel as run

    return run(plan, panel, request, rules)


def _by_check(
    plan: Plan, panel: str, files: Sequence[str], request: PanelRequest, rules: Rules
) -> PanelReport | Diagnostic:
    from plan_cli.api.entity_checks import EntityRules, judge_entities
    from plan_cli.api.entity_counts import columns_of, report_of
    from plan_cli.model.sources import Source
    from plan_cli.panel.irregular_tables import write_results

    ids = tuple(each.id for each in rules.indicators)
    own = EntityRules(plan, rules.profile, rules.path, ids, request.own_baselines)
    source = Source(panel, where=request.where, encoding=request.encoding)
    judged = judge_entities(own, source, files, request.year, request.by)
    if isinstance(judged, Diagnostic):
        return judged
    report = report_of(judged, own, request, rules.indicators)
    request.on_progress(report.aggregate.rows)
    if request.output:
        lacking = write_results(columns_of(judged), request.output)
        return lacking or report
    return report


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
    from plan_cli.panel.request import PanelRequest

    if isinstance(year, Period):
        if {*options} - {"baselines", "where", "encoding"} or options.get("baselines", "plan") not in ("plan", "own"):
            raise ValueError(
                "a part of a year is ranked with the plan's baselines or each entity's own, without an engine"
            )
        require_year(plan, year.end.year)
    judging: dict[str, Any] = {"profile": profile, "path": path, "indicators": indicators}
    request = PanelRequest(year.end.year if isinstance(year, Period) else year, tuple(by), **options)

    def by_check(files: Sequence[str]) -> RankingReport | Diagnostic:
        return _ranked_by_check(plan, str(panel), files, year, request, judging)

    if isinstance(year, Period):
        from plan_cli.panel.irregular_tables import files_for_the_check

        return by_check(files_for_the_check(str(panel)))
    return _by_whom(
        str(panel), request, lambda: _ranked_by_engine(plan, str(panel), year, by, judging | options), by_check
    )


def _ranked_by_engine(
    plan: Plan, panel: str, year: int, by: Sequence[str], judging: Mapping[str, Any]
) -> RankingReport | Diagnostic:
    from tempfile import TemporaryDirectory

    from plan_cli.panel.verdicts import read_verdicts
    from plan_cli.report.ranking import RankingReport

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


def _ranked_by_check(
    plan: Plan, panel: str, files: Sequence[str], when: int | Period, request: PanelRequest, judging: Mapping[str, Any]
) -> RankingReport | Diagnostic:
    from plan_cli.api.entity_checks import EntityRules, judge_entities
    from plan_cli.api.entity_counts import report_of
    from plan_cli.model.sources import Source
    from plan_cli.profiles import profile_of
    from plan_cli.report.ranking import RankingReport

    profile = profile_of(plan, judging["profile"])
    chosen = indicators_named(plan, judging["indicators"])
    ids = tuple(each.id for each in chosen)
    rules = EntityRules(plan, profile, path_of(judging["path"], profile), ids, request.own_baselines)
    source = Source(panel, where=request.where, encoding=request.encoding)
    judged = judge_entities(rules, source, files, when, request.by, earlier=True)
    if isinstance(judged, Diagnostic):
        return judged
    report = report_of(judged, rules, request, chosen, period=when if isinstance(when, Period) else None)
    now = tuple(one.verdict for each in judged.entities.values() for one in each.now)
    before = tuple(one.verdict for each in judged.entities.values() for one in each.before)
    return RankingReport(report, now, before)
