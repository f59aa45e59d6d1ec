"""What the shell offers for a parameter when Tab is pressed: the ``autocompletion=`` functions of ``params.py``.

typer calls them with what was typed before. Each returns every candidate, and none where the plan cannot be read:
Tab must never print an error message. To add one: a function here, named in the parameter's declaration.
"""

import os
from collections.abc import Iterator
from typing import Any

import typer


def indicators(ctx: typer.Context) -> list[str]:
    """The ids of the plan's indicators."""
    return list(_names(_plan(ctx).get("indicators"), "id"))


def years(ctx: typer.Context) -> list[str]:
    """The plan's years."""
    plan = _plan(ctx)
    first, last = (str(plan.get(key, "")) for key in ("base_year", "target_year"))
    both = first.isdecimal() and last.isdecimal() and len(first) == len(last) == 4
    return [str(year) for year in range(int(first), int(last) + 1)] if both else []


def groups(ctx: typer.Context) -> list[str]:
    """The keys of the plan's groups."""
    found = _plan(ctx).get("groups")
    return [str(key) for key in found] if isinstance(found, dict) else []


def offices() -> list[str]:
    """The profiles that come with the program."""
    from plan_cli.profiles.built_in import PROFILES

    return list(PROFILES)


def engines() -> list[str]:
    """The engines for panels, by the names of their modules: loading them takes long."""
    import plan_cli
    from plan_cli.registry import modules_in

    return modules_in(os.path.join(folder, "panel", "engines") for folder in plan_cli.__path__)


def profiles(ctx: typer.Context) -> list[str]:
    """The offices' profiles and those of the plan."""
    return [*offices(), *_names(_plan(ctx).get("profiles"), "name")]


def shapes() -> list[str]:
    """The shapes of a path."""
    from plan_cli.model.paths import SHAPES

    return list(SHAPES)


def rules() -> list[str]:
    """Every code that a plan can have, and its rule's name."""
    from plan_cli.codes import CODES, PLAN_CODES

    return [*PLAN_CODES, *(CODES[code].rule for code in PLAN_CODES)]


def code_ranges() -> list[str]:
    """Every code that a plan can have; those that follow one another by the first and the last."""
    from plan_cli.codes import PLAN_CODES

    found: list[list[str]] = []
    for code in sorted(PLAN_CODES):
        if found and int(code[3:]) == int(found[-1][-1][3:]) + 1:
            found[-1][1:] = [code]
        else:
            found.append([code])
    return ["–".join((run[0], *(last.removeprefix("PLN") for last in run[1:]))) for run in found]


def _names(entries: object, key: str) -> Iterator[str]:
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict) and key in entry:
            yield str(entry[key])


def _plan(ctx: typer.Context) -> dict[str, Any]:
    """The data of the plan that the command line means, sound or not."""
    from plan_cli.cli.discovery import plan_file
    from plan_cli.cli.errors import CannotRunError, messages_for
    from plan_cli.inputs import STDIN, read_bytes
    from plan_cli.planfile.source import SIZE_LIMIT, read_source

    try:
        file = plan_file(ctx.params.get("plan"), messages_for(None))
    except CannotRunError:
        return {}
    if file == STDIN:
        return {}
    raw = read_bytes(file, SIZE_LIMIT + 1)
    data = read_source(raw, file).data if isinstance(raw, bytes) else None
    return data if isinstance(data, dict) else {}
