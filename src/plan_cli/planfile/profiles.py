"""Profiles that an author states: in a plan file, or in a small file of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plan_cli.diagnostics import Diagnostic, Route, any_errors
from plan_cli.model.indicator import Label
from plan_cli.model.numbers import exact_arithmetic
from plan_cli.model.plan import StatedLine, StatedProfile
from plan_cli.planfile.profile_models import BASES, BelowModel, LineModel, ProfileModel, ProfilesModel
from plan_cli.planfile.source import Source
from plan_cli.planfile.structure import structure
from plan_cli.profiles import EVALUATED, PROFILES


def read_profiles(source: Source) -> tuple[tuple[StatedProfile, ...], tuple[Diagnostic, ...]]:
    """The profiles of a file of them, and every error in it."""
    if source.data is None:
        return (), source.diagnostics
    read = structure(ProfilesModel, source.data)
    found = list(read.diagnostics) if read.model is None else list(errors_in(read.model.profiles))
    diagnostics = (*source.diagnostics, *source.placed(found))
    return (() if read.model is None or any_errors(diagnostics) else stated(read.model.profiles)), diagnostics


def stated(models: Sequence[ProfileModel]) -> tuple[StatedProfile, ...]:
    """The profiles of these models; lines with errors are left out."""
    return tuple(
        StatedProfile(
            name=model.name,
            title=model.title,
            source=model.source,
            version=model.version,
            rounded=model.rounded,
            lines=tuple(_line(line) for line in model.lines if len(line.given()) == 1),
            worst=(model.below.category, model.below.status),
            labels=dict(_labels(model)),
        )
        for model in models
    )


def _labels(model: ProfileModel) -> Iterator[tuple[str, Label]]:
    lines: list[LineModel | BelowModel] = [*model.lines, model.below]
    yield from ((line.category, _label(line.label)) for line in lines if line.label)


def _label(written: str | dict[str, str]) -> Label:
    return Label(dict(written) if isinstance(written, dict) else {"": written})


def _line(line: LineModel) -> StatedLine:
    (on,) = line.given()
    with exact_arithmetic():
        return StatedLine(category=line.category, status=line.status, on=on, share=getattr(line, on) / 100)  # type: ignore[arg-type]


def errors_in(models: Sequence[ProfileModel]) -> Iterator[Diagnostic]:
    """Names that are taken, lines on nothing or on two things, and verdicts that get better downwards."""
    taken: set[str] = set(PROFILES)
    for position, model in enumerate(models):
        route: Route = ("profiles", position)
        if model.name in taken:
            yield Diagnostic("PLN121", {"name": model.name, "known": sorted(taken)}, (*route, "name"))
        taken.add(model.name)
        categories: set[str] = set()
        best = 0
        lines: list[tuple[Route, LineModel | BelowModel]] = [(("lines", i), line) for i, line in enumerate(model.lines)]
        for place, line in (*lines, (("below",), model.below)):
            if isinstance(line, LineModel) and len(given := line.given()) != 1:
                yield Diagnostic("PLN115", {"wanted": "exactly_one", "keys": given or list(BASES)}, (*route, *place))
            rank = [str(status) for status in EVALUATED].index(line.status)
            if rank < best or line.category in categories:
                yield Diagnostic("PLN122", {"category": line.category, "status": line.status}, (*route, *place))
            best = max(best, rank)
            categories.add(line.category)
