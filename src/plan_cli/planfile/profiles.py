"""Profiles that an author states: in a plan file, or in a small file of their own."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from plan_cli.diagnostics import Diagnostic, Route, any_errors
from plan_cli.model.label import Label
from plan_cli.model.paths import CompoundPath, LinearPath, Path
from plan_cli.model.stated_profile import (
    MEASURES,
    SINCE_A_FIGURE,
    Allowance,
    Ask,
    Scoring,
    StatedLine,
    StatedProfile,
    StatedRules,
    Streak,
)
from plan_cli.model.tolerance import Tolerance
from plan_cli.planfile.profile_models import (
    AsksModel,
    CategoryModel,
    ErrorsModel,
    LineModel,
    ProfileModel,
    ProfilesModel,
    RulesModel,
    StreakModel,
    WordModel,
)
from plan_cli.planfile.source import Source
from plan_cli.planfile.structure import structure
from plan_cli.profiles import EVALUATED
from plan_cli.profiles.built_in import PROFILES

_PATHS: dict[str, Path] = {"compound": CompoundPath(), "linear": LinearPath()}
_RANKS = [str(status) for status in EVALUATED]


def read_profiles(source: Source) -> tuple[tuple[StatedProfile, ...], tuple[Diagnostic, ...]]:
    """The profiles of a file of them, and every error in it."""
    if source.data is None:
        return (), source.diagnostics
    profiles, found = profiles_in(source.data)
    diagnostics = (*source.diagnostics, *source.placed(found))
    return (() if any_errors(diagnostics) else profiles), diagnostics


def profiles_in(data: Any) -> tuple[tuple[StatedProfile, ...], list[Diagnostic]]:
    """The profiles of a mapping that lists them under ``profiles``, and every error in them."""
    read = structure(ProfilesModel, data)
    if read.model is None:
        return (), list(read.diagnostics)
    return _stated(read.model.profiles), list(_errors_in(read.model.profiles))


def _stated(models: Sequence[ProfileModel]) -> tuple[StatedProfile, ...]:
    """The profiles of these models; lines that ask nothing are left out."""
    return tuple(
        StatedProfile(
            name=model.name,
            title=Label.of(model.title),
            source=model.source,
            version=model.version,
            rounded=model.rounded,
            path=None if model.path is None else _PATHS[model.path],
            rules=_rules(model),
            without_target=None if model.without_target is None else _rules(model.without_target),
            reached=_word(model.reached),
            early=_word(model.early),
            too_few=_word(model.too_few),
            scoring=_scoring(model),
            labels={each.category: Label.of(each.label) for each in _named(model) if each.label},
        )
        for model in models
    )


def _named(model: ProfileModel) -> Iterator[WordModel]:
    """Everything of a profile that has a category and a label."""
    yield from (word for word in (model.early, model.reached, model.too_few) if word is not None)
    yield from model.words
    if model.without_target is not None:
        yield from model.without_target.words


def _scoring(model: ProfileModel) -> Scoring | None:
    scores = {each.category: each.score for each in _named(model) if each.score is not None}
    return None if model.average is None else Scoring(scores, model.average.rounding)


def _word(model: WordModel | None) -> str | None:
    return None if model is None else model.category


def _rules(model: RulesModel) -> StatedRules:
    lines = tuple(_line(line) for line in model.lines if line.given())
    return StatedRules(lines, (model.below.category, model.below.status), _streak(model.below.streak))


def _line(line: LineModel) -> StatedLine:
    return StatedLine(
        category=line.category,
        status=line.status,
        asks=_asks(line),
        without_errors=() if line.without_errors is None else _asks(line.without_errors),
        exclusive=line.operator == "more_than",
        tolerance=_allowance(line.tolerance),
        margin=_allowance(line.margin),
        streak=_streak(line.streak),
    )


def _asks(model: AsksModel) -> tuple[Ask, ...]:
    """The measures that are asked; ``since`` applies only to those measured from a figure."""
    return tuple(
        Ask(on, getattr(model, on), model.since if on in SINCE_A_FIGURE else "baseline")
        for on in MEASURES
        if on in model.given()
    )


def _streak(model: StreakModel | None) -> Streak | None:
    return None if model is None else Streak(model.figures, model.category, model.status)


def _allowance(written: Decimal | str | ErrorsModel | None) -> Allowance | None:
    if isinstance(written, ErrorsModel):
        return Allowance(errors=written.errors)
    if written is None or written == "own":
        return None if written is None else Allowance()
    percent = isinstance(written, str)
    return Allowance(Tolerance(Decimal(written.rstrip("%")) if isinstance(written, str) else written, percent))


def _errors_in(models: Sequence[ProfileModel]) -> Iterator[Diagnostic]:
    """Names that are taken, and the errors in the rules of each profile."""
    taken: set[str] = set(PROFILES)
    for position, model in enumerate(models):
        route: Route = ("profiles", position)
        if model.name in taken:
            yield Diagnostic("PLN121", {"name": model.name, "known": sorted(taken)}, (*route, "name"))
        taken.add(model.name)
        yield from _idle_scores(model, route)
        yield from _errors_in_rules(model, route)
        if model.without_target is not None:
            yield from _errors_in_rules(model.without_target, (*route, "without_target"))


def _idle_scores(model: ProfileModel, route: Route) -> Iterator[Diagnostic]:
    """Scores that nothing averages, and an average of no scores."""
    scored = any(each.score is not None for each in _named(model))
    if scored and model.average is None:
        yield Diagnostic("PLN123", {"key": "score", "needs": ["average"]}, (*route, "name"))
    if model.average is not None and not scored:
        yield Diagnostic("PLN123", {"key": "average", "needs": ["score"]}, (*route, "average"))


def _errors_in_rules(model: RulesModel, route: Route) -> Iterator[Diagnostic]:
    """Lines that ask nothing, keys without effect, lines that no figure can earn, categories out of order."""
    for position, line in enumerate(model.lines):
        place = (*route, "lines", position)
        yield from _errors_in_asks(line, place)
        if line.without_errors is not None:
            yield from _errors_in_asks(line.without_errors, (*place, "without_errors"))
            if line.change_errors is None:
                facts = {"key": "without_errors", "needs": ["change_errors"]}
                yield Diagnostic("PLN123", facts, (*place, "without_errors"))
    for position, (upper, lower) in enumerate(pairwise(model.lines), start=1):
        if _asks_no_less(upper, lower):
            facts = {"category": lower.category, "upper": upper.category}
            yield Diagnostic("PLN124", facts, (*route, "lines", position))
    yield from _out_of_order(model, route)


def _errors_in_asks(model: AsksModel, place: Route) -> Iterator[Diagnostic]:
    if not model.given():
        yield Diagnostic("PLN115", {"wanted": "at_least_one", "keys": list(MEASURES)}, place)
    elif model.since != "baseline" and not set(SINCE_A_FIGURE) & set(model.given()):
        yield Diagnostic("PLN123", {"key": "since", "needs": list(SINCE_A_FIGURE)}, (*place, "since"))


def _asks_no_less(upper: LineModel, lower: LineModel) -> bool:
    """Whether a line asks as much as the one above it, so that no figure can lie between them."""
    moved = (upper.tolerance, upper.margin, lower.tolerance, lower.margin, upper.without_errors, lower.without_errors)
    if any(each is not None for each in moved) or upper.since != lower.since or upper.given() != lower.given():
        return False
    amounts = [(getattr(upper, key), getattr(lower, key)) for key in upper.given()]
    if any(below > above for above, below in amounts):
        return True
    same = all(below == above for above, below in amounts)
    return same and not (upper.operator == "more_than" and lower.operator == "at_least")


def _out_of_order(model: RulesModel, route: Route) -> Iterator[Diagnostic]:
    """Verdicts that get better downwards, and categories that come twice, but for the same word one status lower."""
    best, last = 0, ""
    seen: set[str] = set()
    places: list[tuple[Route, CategoryModel]] = [(("lines", i), line) for i, line in enumerate(model.lines)]
    for place, part in (*places, (("below",), model.below)):
        words: list[tuple[Route, CategoryModel | StreakModel]] = [(place, part)]
        words += [((*place, "streak"), part.streak)] if part.streak is not None else []
        for at, word in words:
            rank = _RANKS.index(word.status)
            again = word.category in seen and not (word.category == last and rank > best)
            if rank < best or again:
                yield Diagnostic("PLN122", {"category": word.category, "status": word.status}, (*route, *at))
            best, last = max(best, rank), word.category
            seen.add(word.category)
