"""Discovery: finds the plan file, by one set of names for every command, for ``init`` and for the hooks.

A plan is called ``targets.yaml``, ``plan.yaml`` or ``NAME.plan.yaml``; a folder may also have ``data/targets.yaml``.
"""

import os
from collections.abc import Iterator
from glob import glob, has_magic

from plan_cli.cli.errors import CannotRunError, WrongWordError
from plan_cli.cli.settings import setting
from plan_cli.files import repository_of
from plan_cli.i18n import Messages

#: The names of a plan file, as ``init`` writes them and the hooks look for them.
NAMES = ("targets.yaml", "plan.yaml")
SUFFIXES = (".plan.yaml", ".plan.yml")


def is_plan_name(name: str) -> bool:
    """Whether a file of that name is a plan."""
    stem, suffix = os.path.splitext(name)
    return (f"{stem}.yaml" in NAMES and suffix in (".yaml", ".yml")) or name.endswith(SUFFIXES)


def plan_file(named: str | None, messages: Messages) -> str:
    """The plan file: the one named, else $PLAN_FILE's, the project's default, or the one that is found.

    It is looked for here and in the folders above, up to the repository's root. A folder means the plan in it.
    Errors: ``CannotRunError`` where there is none, or more than one.
    """
    named = named if named is not None else os.environ.get("PLAN_FILE") or setting("plan")
    if named is not None:
        return _in_folder(named, messages) if os.path.isdir(named) else named
    for folder in _folders_above():
        found = plans_in(folder)
        if found:
            return _only(found, messages)
    raise CannotRunError(messages.text("no_plan", names=[*NAMES, "*.plan.yaml"]))


def plan_files(named: str, messages: Messages) -> list[str]:
    """Every plan file that a name means: a file, a pattern, or all plans in and below a folder."""
    if os.path.isdir(named):
        found = sorted(_below(named))
        if not found:
            raise CannotRunError(messages.text("no_plan_in", folder=named, names=[*NAMES, "*.plan.yaml"]))
        return found
    if has_magic(named) and not os.path.exists(named):
        return sorted(glob(named, recursive=True)) or [named]
    return [named]


def refuse_table(file: str, messages: Messages) -> None:
    """Stop at a table given as the plan, with what can be done with it instead."""
    try:
        with open(file, "rb") as opened:
            workbook = opened.read(4) == b"PK\x03\x04"
    except (OSError, ValueError):
        return
    if workbook or file.lower().endswith((".csv", ".tsv")):
        raise CannotRunError(messages.text("usage_table", file=file))


def refuse_plan(file: str, messages: Messages) -> None:
    """Stop at a plan given as figures."""
    if file.lower().endswith((".yaml", ".yml")):
        raise WrongWordError(messages.text("usage_not_figures", file=file))


def allowed_folder(plan: str) -> str:
    """The folder that a plan may read from: its repository, else its own folder."""
    folder = os.path.dirname(os.path.abspath(plan))
    return repository_of(folder) or folder


def _in_folder(folder: str, messages: Messages) -> str:
    found = plans_in(folder)
    if not found:
        raise CannotRunError(messages.text("no_plan_in", folder=folder, names=[*NAMES, "*.plan.yaml"]))
    return _only(found, messages)


def _only(found: list[str], messages: Messages) -> str:
    if len(found) > 1:
        raise CannotRunError(messages.text("usage_plans", files=found))
    return found[0]


def plans_in(folder: str) -> list[str]:
    """The plans of one folder, and its ``data/targets.yaml``."""
    names = [name for name in _listed(folder) if is_plan_name(name)]
    names += [name for name in (os.path.join("data", "targets.yaml"),) if os.path.isfile(os.path.join(folder, name))]
    return [os.path.normpath(os.path.join(folder, name)) for name in names]


def _folders_above() -> Iterator[str]:
    """This folder, and those above it up to the root of its repository; without a repository only this one."""
    here = os.getcwd()
    root, folder = repository_of(here) or here, here
    while True:
        yield os.path.relpath(folder, here)
        if folder == root:
            return
        folder = os.path.dirname(folder)


def _listed(folder: str) -> list[str]:
    try:
        return sorted(name for name in os.listdir(folder) if os.path.isfile(os.path.join(folder, name)))
    except OSError:
        return []


def _below(folder: str) -> Iterator[str]:
    for path, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (os.path.join(path, name) for name in names if is_plan_name(name))
