"""Settings: a project's defaults for options, in ``plan.toml`` or under ``[tool.plan]`` of ``pyproject.toml``.

They stand at the root of the repository (without one: in this folder) and nowhere else. ``lang``, ``plan``, ``color``,
``width`` and ``quiet`` are for every command; a table with a command's name holds defaults of any of its options. What
stands on the command line or in the environment goes before. To offer one more to every command: a name in ``SHARED``.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from plan_cli.cli.errors import CannotRunError
from plan_cli.diagnostics import Diagnostic, Place, in_order
from plan_cli.files import note_input, repository_of
from plan_cli.i18n import Messages

NAMES = ("plan.toml", "pyproject.toml")
#: What every command may be given at the top of the table.
SHARED = ("lang", "plan", "color", "width", "quiet")
#: What no default may do: write a file, replace one, answer without running.
NEVER = ("output", "write-baseline", "force", "help", "debug")


class Settings(NamedTuple):
    """The table of a file, and the text that it stands in."""

    file: str
    text: str
    table: Mapping[str, Any]

    @property
    def folder(self) -> str:
        """The folder that its paths start from."""
        return os.path.dirname(self.file)

    def path(self, value: str) -> str:
        """A path of the file as it is seen from here."""
        return os.path.join(self.folder, value)

    def place_of(self, key: str, command: str = "") -> Place:
        """Where a key stands."""
        section, first = "", 1
        for number, line in enumerate(self.text.splitlines(), 1):
            header = re.match(r"\s*\[+\s*([^\]]*?)\s*\]", line)
            if header:
                section = header[1].replace('"', "").rpartition(".")[2]
                first = number if section == key else first
            elif (match := re.match(rf'\s*"?{re.escape(key)}"?\s*=', line)) and section in (command or "plan", ""):
                column = len(line) - len(line.lstrip()) + 1
                return Place(self.file, number, column, number, match.end())
        return Place(self.file, first, 1, first, 1)


def project_settings() -> tuple[Settings, ...]:
    """The files with settings at the root: none, one, or both, which is a mistake."""
    here = os.getcwd()
    root = os.path.relpath(repository_of(here) or here, here)
    found = []
    for name in NAMES:
        file = os.path.normpath(os.path.join(root, name))
        try:
            stamp = os.stat(file)
        except OSError:
            continue
        note_input(file)
        settings = _read(file, here, stamp.st_mtime_ns, stamp.st_size)
        found += [settings] if settings else []
    return tuple(found)


@lru_cache(maxsize=4)
def _read(file: str, folder: str, changed: int, size: int) -> Settings | None:
    """The settings of a file; None where it has none. One that is no TOML has a broken table."""
    with open(file, "rb") as opened:
        raw = opened.read()
    if os.path.basename(file) == "pyproject.toml" and not re.search(rb'tool\s*\.\s*"?plan|\[\s*tool\s*\]', raw):
        return None
    from tomllib import TOMLDecodeError, loads

    text = raw.decode("utf-8", errors="replace")
    try:
        table = loads(text)
    except TOMLDecodeError as error:
        broken = os.path.basename(file) != "pyproject.toml" or "[tool.plan" in text
        return Settings(file, text, {"": str(error)}) if broken else None
    if os.path.basename(file) == "pyproject.toml":
        tool = table.get("tool", {})
        if not isinstance(tool, dict) or "plan" not in tool:
            return None
        table = tool["plan"]
    return Settings(file, text, table if isinstance(table, dict) else {"": "[tool.plan]"})


def setting(name: str) -> str | None:
    """A shared default as text; None where there is none, or where it is a mistake that is told elsewhere."""
    for settings in project_settings():
        value = settings.table.get(name)
        if isinstance(value, str):
            return settings.path(value) if name == "plan" and value != "example" else value
    return None


def defaults_of(
    name: str, command_of: Callable[[str], Any], names: Sequence[str], messages: Messages
) -> dict[str, Any]:
    """The defaults of a command by the names that typer has for its parameters.

    Errors: ``CannotRunError`` for two files of settings, and for whatever is wrong in one.
    """
    settings, *more = project_settings() or (None,)
    if settings is None:
        return {}
    if more:
        raise CannotRunError(messages.text("settings_twice", files=[each.file for each in (settings, *more)]))
    wrong = in_order(list(_mistakes_in(settings, command_of, names)))
    if wrong:
        raise CannotRunError(messages.text("settings_wrong", file=settings.file, errors=len(wrong)), wrong)
    return _defaults_for(settings, name, command_of(name))


def _mistakes_in(settings: Settings, command_of: Callable[[str], Any], names: Sequence[str]) -> Iterator[Diagnostic]:
    """Keys that no command has, and values that no option takes."""
    if "" in settings.table:
        found = re.search(r"line (\d+)", settings.table[""])
        line = int(found[1]) if found else 1
        yield Diagnostic(
            "PLN107", {"wanted": "setting_toml", "got": settings.table[""]}, place=Place(settings.file, line, 1)
        )
        return
    of_all = options_of(command_of("check"))
    shared = {name: of_all[name] for name in SHARED}
    for key, value in settings.table.items():
        if key in names and isinstance(value, dict):
            options = options_of(command_of(key))
            for name, chosen in value.items():
                yield from _mistake(settings, name, chosen, options, key)
        else:
            tables = (
                () if key in shared else [f"{name}.{each}" for name in names for each in options_of(command_of(name))]
            )
            yield from _mistake(settings, key, value, shared, "", [*names, *tables])


def options_of(*commands: Any) -> dict[str, Any]:
    """The options that a default may be given for, by their long name without dashes."""
    found: dict[str, Any] = {}
    for command in commands:
        for param in command.params:
            names = [name[2:] for name in param.opts if name.startswith("--")]
            found |= {name: param for name in names if name not in NEVER}
    return found


def _mistake(
    settings: Settings, key: str, value: object, options: Mapping[str, Any], command: str, tables: Sequence[str] = ()
) -> Iterator[Diagnostic]:
    from plan_cli.text import nearest

    place, known = settings.place_of(key, command), [*options, *tables]
    if key not in options:
        in_tables = {each.partition(".")[2]: each for each in reversed(tables) if "." in each}
        shown = [each for each in known if "." not in each]
        near = in_tables.get(key) or nearest(key, shown) or in_tables.get(nearest(key, in_tables), "")
        facts = {"key": key, "nearest": near, "known": shown}
        yield Diagnostic("PLN101", facts, place=place)
        return
    param = options[key]
    if param.is_flag:
        wanted, right = "setting_flag", isinstance(value, bool)
    elif param.multiple:
        wanted, right = "setting_list", isinstance(value, list) and all(isinstance(each, str) for each in value)
    else:
        wanted, right = "setting_text", isinstance(value, (str, int)) and not isinstance(value, bool)
    if not right:
        yield Diagnostic("PLN107", {"wanted": wanted, "got": f"'{value}'"}, place=place)


def _defaults_for(settings: Settings, name: str, command: Any) -> dict[str, Any]:
    """The defaults of one command by the names that typer has for its parameters."""
    options, own = options_of(command), settings.table.get(name)
    # The plan and the language are looked up where the environment is.
    shared = {key: settings.table[key] for key in SHARED if key in settings.table and key not in ("plan", "lang")}
    chosen = {**shared, **(own if isinstance(own, dict) else {})}
    return {options[key].name: _value(settings, options[key], value) for key, value in chosen.items() if key in options}


def _value(settings: Settings, option: Any, value: Any) -> Any:
    """A value; the path of a file is seen from here."""
    if isinstance(value, list):
        return [_value(settings, option, each) for each in value]
    named = re.search(r"\b(FILE|DIR)\b", option.metavar or "") and isinstance(value, str)
    there = named and (option.metavar in ("FILE", "FILE|DIR") or os.path.exists(settings.path(value)))
    return settings.path(value) if there and value not in ("-", "example") else value
