"""Assess: an actual among its cut points. One indicator, one year, one profile → an Assessment.

Every named outcome of a hard case (no baseline, a bound that straddles a line, a target that ends early …) is
decided here, once; nothing is rounded, nothing is raised to a power in a verdict.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from plan_cli.actuals import Actual
from plan_cli.codes import Severity
from plan_cli.figures import exact_arithmetic, unit_of
from plan_cli.observe import Evidence, evidence, running_sum
from plan_cli.paths import Compound, Growing, Path, Track
from plan_cli.plan import Indicator
from plan_cli.profiles import Cut, Profile, Question, Status, edge_of
from plan_cli.targets import Band, Done, Growth, Milestones, NoTrack, Statement, Total, Trend


@dataclass(frozen=True, slots=True)
class Rates:
    """How fast it went and must go: fractions a year on a compound path, units a year on a straight one."""

    required: Decimal | None = None
    observed: Decimal | None = None
    pace: Decimal | None = None
    catch_up: Decimal | None = None
    projected: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """The verdict on one indicator in one year, with every quantity that went into it."""

    indicator: Indicator
    year: int
    profile: str
    status: Status
    evidence: Evidence
    track: Track | None = None
    milestone: Decimal | None = None
    cuts: Mapping[str, Decimal | None] = field(default_factory=dict)
    gap: Decimal | None = None
    achievement: Decimal | None = None
    progress: Decimal | None = None
    rates: Rates = Rates()
    cumulative: Decimal | None = None
    category: str | None = None
    reason: str | None = None

    @property
    def severity(self) -> Severity | None:
        """How much it matters: behind is an error for a binding indicator, a warning for an anticipatory one."""
        return severity_of(self.indicator, self.status)


def severity_of(indicator: Indicator, status: Status) -> Severity | None:
    """How much a status of an indicator matters."""
    binding = indicator.attribute == "binding"
    if status.behind:
        return Severity.ERROR if binding else Severity.WARNING
    if status.evaluated:
        return None
    return Severity.WARNING if binding and status is Status.MISSING else Severity.INFO


@dataclass(frozen=True, slots=True)
class Ground:
    """What a year asks of an indicator, before anything is known of what was reached.

    ``known`` is whether the track starts at a real baseline, ``begun`` whether the year comes after its base year.
    """

    track: Track
    milestone: Decimal
    cuts: tuple[Cut, ...]
    known: bool
    begun: bool


def ground_of(
    indicator: Indicator, year: int, profile: Profile, path: Path | None = None, actual: Decimal | None = None
) -> Ground | NoTrack:
    """What a year asks; ``actual`` for a path that keeps what is better."""
    with exact_arithmetic():
        track = indicator.track(indicator.baseline.value, path)
        if isinstance(track, NoTrack):
            return track
        milestone = track.at(year, actual, indicator.sign)
        known = indicator.baseline.value is not None or isinstance(indicator.target, Growth | Total)
        begun = year > track.base_year
        cuts = profile.cuts(Question(indicator, track, year, milestone, known)) if begun else ()
        return Ground(track, milestone, cuts, known, begun)


def assess(
    indicator: Indicator,
    rows: Sequence[Actual],
    year: int,
    profile: Profile,
    path: Path | None = None,
    spoilt: bool = False,
) -> Assessment:
    """Judge an indicator in a year by what was reported of it; ``spoilt`` where rows of it could not be read."""
    found = evidence(indicator, rows, year)
    ground = ground_of(indicator, year, profile, path, found.value if found.exact else None)
    with exact_arithmetic():
        start = _started(indicator, found, year, profile, ground)
        if indicator.nature == "flow" and isinstance(indicator.target, Statement | Total):
            start = replace(start, cumulative=running_sum(indicator, rows, year))
        if isinstance(ground, Ground):
            start = _measured(start, ground.track, ground.known)
        return _verdict(start, ground, profile, spoilt)


def judge(indicator: Indicator, found: Evidence, year: int, profile: Profile, ground: Ground | NoTrack) -> Assessment:
    """The verdict alone, without the quantities that are shown beside it."""
    with exact_arithmetic():
        return _verdict(_started(indicator, found, year, profile, ground), ground, profile, spoilt=False)


def lines(indicator: Indicator, ground: Ground | NoTrack) -> tuple[tuple[Cut, int], ...]:
    """Every line at which the verdict on an exact value may change, with the direction it is passed in."""
    with exact_arithmetic():
        sign = indicator.sign
        if isinstance(indicator.target, Band):
            return tuple(_band_lines(indicator, indicator.target))
        found = list(ground.cuts) if isinstance(ground, Ground) else []
        if indicator.goal is not None:
            found.append(_met(indicator))
            if indicator.operator == "exactly":
                found.append(_beyond(indicator, indicator.goal))
        return tuple((cut, sign) for cut in found)


def _started(
    indicator: Indicator, found: Evidence, year: int, profile: Profile, ground: Ground | NoTrack
) -> Assessment:
    start = Assessment(indicator, year, profile.name, Status.NOT_DUE, found)
    if isinstance(ground, NoTrack):
        return start
    cuts = {"on_track": None, "lagging": None, "off_track": None} | {cut.category: cut.value for cut in ground.cuts}
    return replace(start, track=ground.track, milestone=ground.milestone, cuts=cuts)


def _verdict(start: Assessment, ground: Ground | NoTrack, profile: Profile, spoilt: bool) -> Assessment:
    if isinstance(ground, NoTrack):
        return _trackless(start, ground, spoilt)
    return _judged(start, ground.cuts, profile, spoilt) if ground.begun else start


def _band_lines(indicator: Indicator, band: Band) -> Iterator[tuple[Cut, int]]:
    """The bounds of a band, and how far outside of them the baseline lies."""
    base = indicator.baseline.value
    for bound, sign in ((band.low, 1), (band.high, -1)):
        if bound is not None:
            line = bound - sign * indicator.tolerance.of(bound)
            yield Cut("band", Status.ON_TRACK, line, edge_of(line, sign, indicator.decimals)), sign
            if base is not None:
                further = bound - sign * _outside(band, base)
                yield Cut("reversing", Status.OFF_TRACK, further, float(further)), sign


def _judged(start: Assessment, cuts: tuple[Cut, ...], profile: Profile, spoilt: bool) -> Assessment:
    """The verdict where there is a path."""
    indicator, found = start.indicator, start.evidence
    if found.value is None:
        return _unknown(start, spoilt)
    met = _met(indicator)
    last = start.year >= indicator.last_year
    if start.year > indicator.last_year and isinstance(indicator.target, Milestones):
        status = Status.ACHIEVED if _decided(found, (met,), indicator, profile) is Status.ACHIEVED else Status.NOT_DUE
        return replace(start, status=status, milestone=None, gap=None, achievement=None, cuts=dict.fromkeys(start.cuts))
    if last and cuts and cuts[0].status is Status.ON_TRACK:
        cuts = (replace(cuts[0], edge=met.edge, value=met.value), *cuts[1:])
        start = replace(start, cuts={**start.cuts, cuts[0].category: met.value})
    status = _decided(found, (met, *cuts), indicator, profile, known=len(cuts) > 1, last=last)
    if status is Status.UNDECIDABLE:
        return replace(start, status=status, reason=_why_undecidable(found))
    if indicator.operator == "about" and not indicator.tolerance.value and last and status.behind:
        return replace(start, status=Status.UNDECIDABLE, reason="about_without_tolerance")
    return replace(start, status=status)


def _decided(
    found: Evidence,
    cuts: tuple[Cut, ...],
    indicator: Indicator,
    profile: Profile,
    known: bool = True,
    last: bool = True,
) -> Status:
    """The status of an interval: of both its ends, where they agree; on track or achieved is on track."""
    sign = indicator.sign
    floor = profile.floor[1] if known else Status.OFF_TRACK

    def at(value: Decimal | None, open_end: int) -> Status:
        if indicator.operator == "exactly" and _overshoots(indicator, value, open_end):
            return Status.OFF_TRACK if last else Status.ON_TRACK
        return next((cut.status for cut in cuts if cut.earned_by(value, sign, open_end=open_end)), floor)

    ends = {at(found.low, -1), at(found.high, 1)}
    if len(ends) == 1:
        return ends.pop()
    return Status.ON_TRACK if ends == {Status.ACHIEVED, Status.ON_TRACK} else Status.UNDECIDABLE


def _overshoots(indicator: Indicator, value: Decimal | None, open_end: int) -> bool:
    """Whether a value lies beyond a target that is to be met exactly."""
    sign, goal = indicator.sign, indicator.goal
    assert goal is not None
    if value is None:
        return open_end == sign
    return _beyond(indicator, goal).earned_by(value, sign)


def _beyond(indicator: Indicator, goal: Decimal) -> Cut:
    """The line past which a target that is to be met exactly has been overshot."""
    line = goal + indicator.sign * indicator.tolerance.of(goal)
    edge = edge_of(line, indicator.sign, indicator.decimals, strictly=True)
    return Cut("beyond", Status.OFF_TRACK, line, edge, strictly=True)


def _met(indicator: Indicator) -> Cut:
    """The line from which on the target itself is met, as its operator asks."""
    goal = indicator.goal
    assert goal is not None
    sign = indicator.sign
    line = goal - sign * indicator.tolerance.of(goal)
    strictly = indicator.operator in ("more_than", "less_than")
    edge = edge_of(line, sign, indicator.decimals, strictly=strictly)
    return Cut("achieved", Status.ACHIEVED, line, edge, strictly=strictly)


def _trackless(start: Assessment, track: NoTrack, spoilt: bool) -> Assessment:
    """The verdict where there is no path: only whether the target is met can be said, and only in the end if not."""
    indicator, found, target = start.indicator, start.evidence, start.indicator.target
    begun = start.year > indicator.baseline.year
    if isinstance(target, Statement | Trend):
        if found.value is None and isinstance(target, Trend):
            return _unknown(start, spoilt)
        return replace(start, status=Status.NOT_ASSESSABLE, reason=track.reason)
    if not begun:
        return start
    if isinstance(target, Done) and found.value is None and start.year < indicator.target_year:
        return start
    if found.value is None:
        return _unknown(start, spoilt)
    if isinstance(target, Band):
        return _in_band(start, target)
    met = _met(indicator)
    if start.year >= indicator.target_year:
        # In its last year the target itself is due, path or not.
        start = replace(start, milestone=indicator.goal, cuts={"on_track": met.value})
        if found.exact and indicator.goal is not None:
            start = replace(start, gap=indicator.sign * (found.value - indicator.goal))
    open_ends = ((found.low, -1), (found.high, 1))
    ends = {met.earned_by(value, indicator.sign, open_end=end) for value, end in open_ends}
    if ends == {True}:
        return replace(start, status=Status.ACHIEVED)
    if start.year < indicator.target_year:
        if isinstance(target, Done):
            return start
        return replace(start, status=Status.NOT_ASSESSABLE, reason=track.reason)
    if ends == {False}:
        return replace(start, status=Status.OFF_TRACK)
    return replace(start, status=Status.UNDECIDABLE, reason=_why_undecidable(found))


def _in_band(start: Assessment, band: Band) -> Assessment:
    """A band asks two things every year; the verdict is on the weaker side."""
    indicator, found = start.indicator, start.evidence
    reached = Status.ACHIEVED if start.year >= indicator.target_year else Status.ON_TRACK
    results = []
    for bound, sign in ((band.low, 1), (band.high, -1)):
        if bound is None:
            continue
        line = bound - sign * indicator.tolerance.of(bound)
        cut = Cut("band", reached, line, edge_of(line, sign, indicator.decimals))
        results += [cut.earned_by(found.low, sign, open_end=-1), cut.earned_by(found.high, sign, open_end=1)]
        if results[-1] != results[-2]:
            return replace(start, status=Status.UNDECIDABLE, reason=_why_undecidable(found))
    if all(results):
        return replace(start, status=reached)
    base, value = indicator.baseline.value, found.value
    assert value is not None
    further = base is not None and _outside(band, value) > _outside(band, base)
    return replace(start, status=Status.REVERSING if further else Status.OFF_TRACK)


def _outside(band: Band, value: Decimal) -> Decimal:
    """How far a value lies outside a band."""
    below = band.low - value if band.low is not None else Decimal(0)
    above = value - band.high if band.high is not None else Decimal(0)
    return max(below, above, Decimal(0))


def _unknown(start: Assessment, spoilt: bool) -> Assessment:
    """No figure: none was reported, or what was reported cannot be turned into the value that is asked."""
    reason = start.evidence.reason
    if reason in ("no_base_level", "growth_chain_incomplete"):
        return replace(start, status=Status.NOT_ASSESSABLE, reason=reason)
    return replace(start, status=Status.MISSING, reason="bad_data" if spoilt else reason)


def _why_undecidable(found: Evidence) -> str:
    if found.part_year:
        return "part_year"
    return "years_missing" if found.missing_years else "bound"


def _measured(start: Assessment, track: Track, known: bool) -> Assessment:
    """Everything that one exact number allows to be computed; what cannot be stays None."""
    indicator, actual, milestone = start.indicator, start.evidence.value, start.milestone
    required = _rate(track.growing, track.start, track.end, track.span) if known else None
    start = replace(start, rates=Rates(required=required))
    years = Decimal(start.year - track.base_year)
    if actual is None or not start.evidence.exact or milestone is None or years <= 0:
        return start
    goal = track.target
    near = abs(goal - track.start) < unit_of(indicator.decimals)
    observed = _rate(track.growing, track.start, actual, years) if known else None
    left = Decimal(track.target_year) - start.year
    return replace(
        start,
        gap=indicator.sign * (actual - milestone),
        achievement=actual / milestone if indicator.sign > 0 and milestone > 0 and actual >= 0 else None,
        progress=(actual - track.start) / (goal - track.start) if known and goal != track.start else None,
        rates=Rates(
            required=required,
            observed=observed,
            pace=None if near or not required or observed is None else observed / required,
            catch_up=_rate(track.growing, actual, goal, left) if left > 0 else None,
            projected=None if observed is None else track.growing.carry(track.start, observed, track.span),
        ),
    )


def _rate(growing: Growing, start: Decimal, end: Decimal, years: Decimal) -> Decimal | None:
    """The yearly rate, where arithmetic has one."""
    if growing is Compound and not (start > 0 and end > 0):
        return None
    return Decimal(growing.rate(start, end, years))
