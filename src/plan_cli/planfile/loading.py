"""Loads a plan file: its plan, and everything that is found in it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from plan_cli.codes import CODES, Severity
from plan_cli.diagnostics import Diagnostic, any_errors, in_order
from plan_cli.inputs import read_bytes
from plan_cli.model.plan import Plan
from plan_cli.planfile import read_usable_parts
from plan_cli.planfile.events import LISTED
from plan_cli.planfile.source import SIZE_LIMIT, Source, read_source


@dataclass(frozen=True, slots=True)
class Loaded:
    """A plan file that was read: its plan (None if it cannot be used) and everything found in it."""

    plan: Plan | None
    diagnostics: tuple[Diagnostic, ...]
    source: Source = field(repr=False, default=Source(""))

    @property
    def file(self) -> str:
        """The name of the file."""
        return self.source.file

    @property
    def unreadable(self) -> bool:
        """Whether the file could not even be read."""
        return any(CODES[diagnostic.code].unable for diagnostic in self.diagnostics)


def source_of(file: str, raw: bytes | None = None) -> Source | Diagnostic:
    """The YAML of a file, or of its bytes, with its places; or why the file cannot be read."""
    content = read_bytes(file, SIZE_LIMIT + 1) if raw is None else raw
    return content if isinstance(content, Diagnostic) else read_source(content, file)


def load(file: str, rules: Callable[[Plan], list[Diagnostic]], raw: bytes | None = None) -> Loaded:
    """Load a plan file and run rules on whatever could be read, so that all mistakes are reported at once."""
    source = source_of(file, raw)
    if isinstance(source, Diagnostic):
        return Loaded(None, (source,), Source(file))
    plan, diagnostics = read_usable_parts(source)
    if plan is not None:
        found = rules(plan)
        if any_errors(diagnostics):
            # A group may seem empty only because its indicators could not be read.
            found = [each for each in found if each.rule != "empty-group"]
        diagnostics = (*diagnostics, *source.placed(found))
    return Loaded(None if any_errors(diagnostics) else plan, _listed(in_order(diagnostics), source), source)


def _listed(diagnostics: tuple[Diagnostic, ...], source: Source) -> tuple[Diagnostic, ...]:
    """The first errors and all other diagnostics; further errors are summed up in one more."""
    errors = [each for each in diagnostics if each.severity is Severity.ERROR]
    if len(errors) <= LISTED:
        return diagnostics
    more = Diagnostic("PLN020", {"limit": LISTED}, place=source.place(()))
    return in_order([*errors[:LISTED], more, *(each for each in diagnostics if each.severity is not Severity.ERROR)])
