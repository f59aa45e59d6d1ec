"""Profiles that an author states: in a plan file, or in a small file of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plan_cli.diagnostics import Diagnostic, Route, any_errors
from plan_cli.model.numbers import exact_arithmetic
from plan_cli.model.plan import StatedLine, StatedProfile
from plan_cli.planfile.models import BelowForm, LineForm, ProfileForm, ProfilesForm
from plan_cli.planfile.source import Source
from plan_cli.planfile.structure import structure
from plan_cli.profiles import EVALUATED, PROFILES

#: What a line may be drawn on: the key of its percentage.
BASES = ("rate", "level", "linear_share", "projected_share")


def read_profiles(source: Source) -> tuple[tuple[StatedProfile, ...], tuple[Diagnostic, ...]]:
    """The profiles of a file of them, and every mistake in it."""
    if source.data is None:
        return (), source.diagnostics
    form, found = structure(ProfilesForm, source.data)
    if form is None:
        return (), (*source.diagnostics, *source.placed(found))
    found = list(mistakes_in(form.profiles))
    diagnostics = (*source.diagnostics, *source.placed(found))
    return (() if any_errors(diagnostics) else stated(form.profiles)), diagnostics


def stated(forms: Sequence[ProfileForm]) -> tuple[StatedProfile, ...]:
    """What these forms mean; of forms with mistakes, as far as it is clear."""
    return tuple(
        StatedProfile(
            name=form.name,
            title=form.title,
            source=form.source,
            version=form.version,
            rounded=form.rounded,
            lines=tuple(_line(line) for line in form.lines if len(_given(line)) == 1),
            worst=(form.below.category, form.below.status),
        )
        for form in forms
    )


def _given(line: LineForm) -> list[str]:
    return [key for key in BASES if getattr(line, key) is not None]


def _line(line: LineForm) -> StatedLine:
    on = _given(line)[0]
    with exact_arithmetic():
        return StatedLine(category=line.category, status=line.status, on=on, share=getattr(line, on) / 100)  # type: ignore[arg-type]


def mistakes_in(forms: Sequence[ProfileForm]) -> Iterator[Diagnostic]:
    """Names that are taken, lines on nothing or on two things, and verdicts that get better downwards."""
    taken: set[str] = set(PROFILES)
    for position, form in enumerate(forms):
        route: Route = ("profiles", position)
        if form.name in taken:
            yield Diagnostic("PLN121", {"name": form.name, "known": sorted(taken)}, (*route, "name"))
        taken.add(form.name)
        words: set[str] = set()
        before = 0
        rows: list[tuple[Route, LineForm | BelowForm]] = [(("lines", i), line) for i, line in enumerate(form.lines)]
        for place, line in (*rows, (("below",), form.below)):
            if isinstance(line, LineForm) and len(given := _given(line)) != 1:
                yield Diagnostic("PLN115", {"keys": given or list(BASES)}, (*route, *place))
            rank = [str(status) for status in EVALUATED].index(line.status)
            if rank < before or line.category in words:
                yield Diagnostic("PLN122", {"category": line.category, "status": line.status}, (*route, *place))
            before = max(before, rank)
            words.add(line.category)
