"""Plans, figures and profiles are read: a file, bytes, rows or a frame in, a value with its diagnostics out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from os import PathLike
from typing import TYPE_CHECKING, Literal, overload

from plan_cli.api.arguments import require_plan
from plan_cli.datafile.table import ReadOptions
from plan_cli.diagnostics import Diagnostic, in_order
from plan_cli.i18n import MACHINE, messages_in
from plan_cli.inputs import must_open, read_bytes
from plan_cli.model.plan import Plan
from plan_cli.planfile.loading import Loaded, load, source_of

if TYPE_CHECKING:
    from plan_cli.datafile.frames import Frame
    from plan_cli.datafile.proposal import Proposal
    from plan_cli.model.observations import Actuals
    from plan_cli.model.sources import Source
    from plan_cli.profiles.built_in import Profile


class PlanError(Exception):
    """A plan file that cannot be used; ``diagnostics`` says why."""

    def __init__(self, file: str, diagnostics: Sequence[Diagnostic]) -> None:
        english = messages_in(MACHINE)
        listed = "".join(
            f"\n  {each.place.file}:{each.place.line}:{each.place.column}: {english.message(each)}"
            for each in diagnostics
            if each.place
        )
        super().__init__(f"{file} cannot be used:{listed}")
        self.file, self.diagnostics = file, tuple(diagnostics)


@overload
def load_plan(file: str | PathLike[str] | bytes, *, strict: Literal[False] = False) -> Loaded: ...


@overload
def load_plan(file: str | PathLike[str] | bytes, *, strict: Literal[True]) -> Plan: ...


def load_plan(file: str | PathLike[str] | bytes, *, strict: bool = False) -> Loaded | Plan:
    """Read a plan file, its bytes, or standard input (``-``). With ``strict`` the plan itself is returned.

    Errors: ``OSError`` for a file that cannot be opened. Mistakes *in* the plan are diagnostics; with ``strict`` any
    error among them is a ``PlanError``.
    """
    from plan_cli.rules import unsound

    loaded = _loaded(file, unsound)
    if not strict:
        return loaded
    if loaded.plan is None:
        raise PlanError(loaded.file, loaded.diagnostics)
    return loaded.plan


def validate(file: str | PathLike[str] | bytes) -> Loaded:
    """Read a plan file and audit it: what keeps it from being used, and what is doubtful in it.

    Errors: ``OSError`` for a file that cannot be opened; mistakes in the plan are diagnostics.
    """
    from plan_cli.rules import audit

    return _loaded(file, audit)


def _loaded(file: str | PathLike[str] | bytes, rules: Callable[[Plan], list[Diagnostic]]) -> Loaded:
    if isinstance(file, bytes):
        return load("plan", rules, file)
    if not isinstance(file, str | PathLike):
        raise TypeError(f"a plan is a file or its bytes, not {type(file).__name__}")
    must_open(str(file))
    return load(str(file), rules)


def read_actuals(
    figures: str | PathLike[str] | bytes | Iterable[Mapping[str, object]] | Frame,
    plan: Plan,
    options: ReadOptions | None = None,
    name: str | None = None,
) -> Actuals:
    """Read reported figures for a plan: a file, its bytes, rows as dicts, a pandas or Polars data frame.

    ``name`` labels what has no file name; its suffix is the format. Rows and frames have the columns of a file.
    Errors: ``OSError`` for a file that cannot be opened, ``TypeError`` for anything else and for what is no plan; every
    cell that cannot be used is a diagnostic.
    """
    from plan_cli.datafile.frames import bytes_of

    require_plan(plan)
    if isinstance(figures, (str, PathLike)):
        must_open(str(figures))
        return read_file(str(figures), plan, options, name)
    content = figures if isinstance(figures, bytes) else bytes_of(figures)
    return read_content(content, plan, options, name or ("actuals" if isinstance(figures, bytes) else "rows.json"))


def read_file(file: str, plan: Plan, options: ReadOptions | None = None, name: str | None = None) -> Actuals:
    """Read a file of reported figures; one that cannot be opened is a diagnostic too."""
    from plan_cli.model.observations import Actuals

    raw = read_bytes(file)
    if isinstance(raw, Diagnostic):
        return Actuals(diagnostics=(raw,))
    return read_content(raw, plan, options, name or file)


def read_content(raw: bytes, plan: Plan, options: ReadOptions | None, name: str) -> Actuals:
    """Read the bytes of a file of reported figures."""
    from plan_cli.datafile.readers import read
    from plan_cli.datafile.reading import actuals_of
    from plan_cli.model.sources import Source

    options = options or ReadOptions()
    table = read(raw, name, options)
    source = Source(table.file, include_forecasts=options.include_forecasts)
    return actuals_of(table, plan, hashlib.sha256(raw).hexdigest(), source)


def read_sources(sources: Sequence[Source], plan: Plan, name: str | None = None) -> Actuals:
    """Read files, globs and folders for a plan, each as its source says. ``name`` labels standard input (``-``).

    Errors: none raised; a missing file and every cell that cannot be used are diagnostics.
    """
    from plan_cli.datafile.sources import LatestTable, read_file
    from plan_cli.datafile.sources import read_sources as read

    if name is not None and len(sources) == 1:
        return read_file(plan, sources[0], LatestTable(read_bytes), name)
    return read(plan, sources, read_bytes)


def propose_source(source: str | Source, plan: Plan) -> Proposal | Diagnostic:
    """The entry of ``actuals:`` that a file seems to need for a plan; a diagnostic where it cannot be opened.

    A ``Source`` says what is known of the file already.
    """
    from plan_cli.datafile.proposal import proposal
    from plan_cli.datafile.readers import read
    from plan_cli.model.sources import Source

    known = Source(source) if isinstance(source, str) else source
    raw = read_bytes(known.file)
    if isinstance(raw, Diagnostic):
        return raw
    return proposal(read(raw, known.file, ReadOptions(known.encoding, known.sheet)), plan, known)


def read_profiles(file: str | PathLike[str]) -> tuple[tuple[Profile, ...], tuple[Diagnostic, ...]]:
    """The profiles in a user's YAML file, and every mistake in it."""
    from plan_cli.planfile.profiles import read_profiles as read
    from plan_cli.profiles.by_lines import OwnProfile

    source = source_of(str(file))
    if isinstance(source, Diagnostic):
        return (), (source,)
    stated, diagnostics = read(source)
    return tuple(OwnProfile(each) for each in stated), in_order(diagnostics)
