"""Assess: an actual among its cut points. One indicator, one year, one profile → an Assessment.

Every named outcome of a hard case (no baseline, a bound that straddles a line, a target that ends early …) is
decided here, once; nothing is rounded, nothing is raised to a power in a verdict.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from plan_cli.actuals import Actual, Period
from plan_cli.codes import Severity
from plan_cli.figures import exact_arithmetic, unit_of
from plan_cli.observe import Evidence, evidence, running_sum
from plan_cli.paths import Compound, Growing, Path, Track, part_of
from plan_cli.plan import Indicator
from plan_cli.profiles import Cut, Profile, Question, Scheme, Status, edge_of
from plan_cli.targets import Band, Done, Growth, Milestones, NoTrack, Statement, Total, Trend
from plan_cli.vintage import additive, within


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
    value: Decimal | None = None
    score: Decimal | None = None
    scheme: Scheme | None = field(default=None, repr=False)
    met: Cut | None = field(default=None, repr=False)
    history: Mapping[int, Decimal] = field(default_factory=dict, repr=False)
    rounded: bool = True
    period: Period | None = None

    @property
    def when(self) -> int | Decimal:
        """The point of time on the path: the year, or where a part of it ends for what does not add up."""
        return self.year if self.period is None or additive(self.indicator) else self.period.moment

    @property
    def cut_decimals(self) -> int:
        """To how many decimals a cut point is shown: more than the figure where it is compared unrounded."""
        return self.indicator.decimals + (0 if self.rounded else 2)

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


def assess(
    indicator: Indicator,
    rows: Sequence[Actual],
    year: int,
    profile: Profile,
    path: Path | None = None,
    spoilt: bool = False,
    period: Period | None = None,
) -> Assessment:
    """Judge an indicator in a year by what was reported of it; ``spoilt`` where rows of it could not be read.

    ``period``: only a part of that year is judged, a flow on its share of the year's milestone, anything else on
    the path at the period's end.
    """
    with exact_arithmetic():
        if period is not None:
            rows = within(indicator, list(rows), period)
            if additive(indicator) and indicator.is_index and indicator.baseline.value is not None:
                indicator = indicator.on(indicator.baseline.value * period.share, "plan")
        found = evidence(indicator, rows, year)
        start = Assessment(indicator, year, profile.name, Status.NOT_DUE, found, rounded=profile.rounded, period=period)
        if indicator.nature == "flow" and isinstance(indicator.target, Statement | Total):
            start = replace(start, cumulative=running_sum(indicator, rows, year))
        judged = _assessed(start, rows, profile, path, spoilt)
    if profile.unavailable and judged.status in (Status.MISSING, Status.NOT_ASSESSABLE):
        return replace(judged, category=profile.unavailable)
    return judged


def _assessed(
    start: Assessment, rows: Sequence[Actual], profile: Profile, path: Path | None, spoilt: bool
) -> Assessment:
    """The verdict: the track, the profile's cut points on it, and where the evidence lies among them."""
    indicator, found, year, when, period = start.indicator, start.evidence, start.year, start.when, start.period
    track = indicator.track(indicator.baseline.value, path)
    if period is not None and isinstance(track, Track) and additive(indicator) and not indicator.is_index:
        track = part_of(track, period.share)
    if isinstance(indicator.target, Statement | Band | Done) and isinstance(track, NoTrack):
        return _trackless(start, track, profile, spoilt)
    laid = None if isinstance(track, NoTrack) else track
    known = indicator.baseline.value is not None or isinstance(indicator.target, Growth | Total)
    begun = year >= indicator.first_year and when > indicator.baseline.year
    milestone = laid.at(when, found.value if found.exact else None, indicator.sign) if laid else None
    scheme: Scheme | NoTrack | None = None
    if begun:
        history = _history(indicator, rows, range(year - profile.history, year))
        start = replace(start, history=history)
        scheme = profile.scheme(Question(indicator, track, when, milestone, known, history))
    if isinstance(scheme, Scheme):
        milestone = milestone if scheme.milestone is None else scheme.milestone
        start = replace(start, scheme=scheme)
    start = replace(start, track=laid, milestone=milestone, cuts=_cuts_shown(profile, scheme))
    if laid is not None:
        start = _measured(start, laid, known)
    if not begun and profile.unavailable and year == indicator.baseline.year:
        # One point tells no rate.
        return replace(start, status=Status.NOT_ASSESSABLE, reason="one_point")
    if isinstance(scheme, Scheme):
        return _judged(start, scheme, profile, spoilt)
    if isinstance(track, NoTrack):
        return _trackless(start, track, profile, spoilt)
    return start if scheme is None else _refused(start, scheme, profile, spoilt)


def _history(indicator: Indicator, rows: Sequence[Actual], years: range) -> dict[int, Decimal]:
    """The exact figures of earlier years; the plan's own baseline where nothing was reported of its year."""
    told = {}
    for year in years:
        found = evidence(indicator, rows, year)
        if found.exact and found.value is not None:
            told[year] = found.value
        elif year == indicator.baseline.year and indicator.baseline.value is not None:
            told[year] = indicator.baseline.value
    return told


def _cuts_shown(profile: Profile, scheme: Scheme | NoTrack | None) -> dict[str, Decimal | None]:
    """The cut points by category, the profile's own line for a reached target first."""
    told: dict[str, Decimal | None] = dict.fromkeys(word for word in profile.categories if word != profile.worst[0])
    if isinstance(scheme, Scheme):
        own = (scheme.goal,) if scheme.goal else ()
        for cut in reversed((*own, *scheme.cuts)):
            if cut.category in told:
                told[cut.category] = cut.value
    return told


def _judged(start: Assessment, scheme: Scheme, profile: Profile, spoilt: bool) -> Assessment:
    """The verdict where there are cut points."""
    indicator, found = start.indicator, start.evidence
    if found.value is None:
        return _unknown(start, spoilt)
    met = scheme.goal or _met(indicator, profile.rounded, start.period)
    last = start.year >= indicator.last_year and start.period is None
    if start.year > indicator.last_year and isinstance(indicator.target, Milestones):
        only = replace(scheme, cuts=(), floor=("", Status.OFF_TRACK))
        reached = _decided(found, only, met, indicator)[0] is Status.ACHIEVED
        status = Status.ACHIEVED if reached else Status.NOT_DUE
        return replace(start, status=status, milestone=None, gap=None, achievement=None, cuts=dict.fromkeys(start.cuts))
    if last and profile.due and met is not None:
        first = replace(scheme.cuts[0], edge=met.edge, value=met.value, strictly=met.strictly)
        cuts = (first, *scheme.cuts[1:])
        scheme = replace(scheme, cuts=cuts)
        start = replace(start, cuts={**start.cuts, cuts[0].category: met.value})
    status, category = _decided(found, scheme, met, indicator, last=last)
    start = replace(start, scheme=scheme, met=met, category=category if profile.own_words else None)
    if scheme.figures is not None and found.exact and status is not Status.UNDECIDABLE:
        value, score = scheme.figures(found.value)
        start = replace(start, value=value, score=score)
    if status is Status.UNDECIDABLE:
        return replace(start, status=status, category=None, reason=_why_undecidable(found))
    if status is Status.NOT_ASSESSABLE:
        return replace(start, status=status, reason="opposite_signs")
    if indicator.operator == "about" and not indicator.tolerance.value and last and status.behind:
        return replace(start, status=Status.UNDECIDABLE, category=None, reason="about_without_tolerance")
    return replace(start, status=status)


def _decided(
    found: Evidence, scheme: Scheme, met: Cut | None, indicator: Indicator, last: bool = True
) -> tuple[Status, str | None]:
    """The verdict on an interval: of both its ends, where they agree; on track or achieved is on track."""
    sign = indicator.sign

    def place(value: Decimal | None, open_end: int) -> tuple[str, Status]:
        if scheme.origin_sign and (open_end if value is None else value) * scheme.origin_sign < 0:
            return "not_available", Status.NOT_ASSESSABLE
        for cut in scheme.cuts:
            if cut.earned_by(value, sign, open_end=open_end):
                return cut.category, cut.status
        return scheme.floor

    def at(value: Decimal | None, open_end: int) -> tuple[Status, str | None]:
        if indicator.operator == "exactly" and met is not None and _overshoots(indicator, value, open_end):
            return (Status.OFF_TRACK if last else Status.ON_TRACK), None
        category, status = place(value, open_end)
        if met is not None and met.earned_by(value, sign, open_end=open_end):
            return met.status, (scheme.met or category) if met.status is Status.ACHIEVED else category
        return status, category

    low, high = at(found.low, -1), at(found.high, 1)
    category = low[1] if low[1] == high[1] else None
    if low[0] is high[0]:
        return low[0], category
    if {low[0], high[0]} == {Status.ACHIEVED, Status.ON_TRACK}:
        return Status.ON_TRACK, category
    return Status.UNDECIDABLE, None


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


def _met(indicator: Indicator, rounded: bool, period: Period | None = None) -> Cut | None:
    """The line from which on the target itself is met, as its operator asks; None where no value is given.

    A part of a year can pass a floor, but never prove that a year will stay below a ceiling: there its share of
    the target is only on track.
    """
    goal = indicator.goal
    if goal is None:
        return None
    decimals = indicator.decimals if rounded else None
    sign = indicator.sign
    if period is not None and sign < 0 and additive(indicator):
        line = (goal + indicator.tolerance.of(goal)) * period.share
        return Cut("on_track", Status.ON_TRACK, line, edge_of(line, sign, decimals))
    line = goal - sign * indicator.tolerance.of(goal)
    strictly = indicator.operator in ("more_than", "less_than")
    return Cut("achieved", Status.ACHIEVED, line, edge_of(line, sign, decimals, strictly=strictly), strictly)


def _trackless(start: Assessment, track: NoTrack, profile: Profile, spoilt: bool) -> Assessment:
    """The verdict where there is no path: only whether the target is met can be said, and only in the end if not."""
    indicator, found, target = start.indicator, start.evidence, start.indicator.target
    begun = start.when > indicator.baseline.year
    if isinstance(target, Statement | Trend):
        if found.value is None and isinstance(target, Trend):
            return _unknown(start, spoilt)
        return replace(start, status=Status.NOT_ASSESSABLE, reason=track.reason)
    if not begun:
        return start
    if isinstance(target, Done) and found.value is None and start.when < indicator.target_year:
        return start
    if found.value is None:
        return _unknown(start, spoilt)
    if isinstance(target, Band):
        return _in_band(start, target)
    met = _met(indicator, profile.rounded, start.period)
    assert met is not None
    if start.year >= indicator.target_year and start.period is None:
        # In its last year the target itself is due, path or not.
        start = replace(start, milestone=indicator.goal, cuts={next(iter(profile.categories)): met.value})
        if found.exact and indicator.goal is not None:
            start = replace(start, gap=indicator.sign * (found.value - indicator.goal))
    open_ends = ((found.low, -1), (found.high, 1))
    ends = {met.earned_by(value, indicator.sign, open_end=end) for value, end in open_ends}
    if ends == {True}:
        return replace(start, status=met.status)
    if start.year < indicator.target_year or start.period is not None:
        if isinstance(target, Done):
            return start
        return replace(start, status=Status.NOT_ASSESSABLE, reason=track.reason)
    if ends == {False}:
        return replace(start, status=Status.OFF_TRACK)
    return replace(start, status=Status.UNDECIDABLE, reason=_why_undecidable(found))


def _refused(start: Assessment, why: NoTrack, profile: Profile, spoilt: bool) -> Assessment:
    """The verdict where there is a path but the profile draws no lines on it: met, or not assessable."""
    indicator, found = start.indicator, start.evidence
    if found.value is None:
        return _unknown(start, spoilt)
    met = _met(indicator, profile.rounded)
    ends = [
        met and met.earned_by(end, indicator.sign, open_end=side) for end, side in ((found.low, -1), (found.high, 1))
    ]
    if all(ends):
        return replace(start, status=Status.ACHIEVED)
    return replace(start, status=Status.NOT_ASSESSABLE, reason=why.reason)


def _in_band(start: Assessment, band: Band) -> Assessment:
    """A band asks two things every year; the verdict is on the weaker side."""
    indicator, found = start.indicator, start.evidence
    if start.period is not None and additive(indicator):
        share = start.period.share
        band = Band(low=_times(band.low, share), high=_times(band.high, share))
        indicator = indicator.on(base * share, "plan") if (base := indicator.baseline.value) else indicator
    due = start.year >= indicator.target_year and start.period is None
    reached = Status.ACHIEVED if due else Status.ON_TRACK
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


def _times(value: Decimal | None, share: Decimal) -> Decimal | None:
    return None if value is None else value * share


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
    years = Decimal(start.when) - track.base_year
    if actual is None or not start.evidence.exact or milestone is None or years <= 0:
        return start
    goal = track.target
    near = abs(goal - track.start) < unit_of(indicator.decimals)
    observed = _rate(track.growing, track.start, actual, years) if known else None
    left = Decimal(track.target_year) - start.when
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


def lines(judged: Assessment) -> tuple[tuple[Cut, int], ...]:
    """Every line at which the verdict on an exact value may change, with the direction it is passed in.

    ``judged`` is any verdict on the indicator in that year: the lines are the same for all of them.
    """
    indicator, scheme = judged.indicator, judged.scheme
    with exact_arithmetic():
        sign, goal = indicator.sign, indicator.goal
        if isinstance(indicator.target, Band):
            return tuple(_band_lines(indicator, indicator.target))
        found = list(scheme.cuts) if scheme else []
        met = judged.met or _met(indicator, judged.rounded)
        found += [met] if met else []
        if goal is not None and indicator.operator == "exactly":
            found.append(_beyond(indicator, goal))
        told = [(cut, sign) for cut in found]
        if scheme and scheme.origin_sign:
            zero = Cut("origin", Status.NOT_ASSESSABLE, Decimal(0), 0.0)
            told += [(zero, 1), (zero, -1)]
        return tuple(told)


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
