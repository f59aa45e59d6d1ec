"""Every command with its arguments and options, as the command line itself has them."""

from typing import Any

import typer

from plan_cli.cli.app import app_for

HEAD = """# Options

Every command with what it takes. Made from the program when the site is built; what the commands print is on the page
[Commands](../commands.md).
"""


def options_page() -> str:
    """One section for each command."""
    group: Any = typer.main.get_command(app_for(["--help"]))
    parts = [HEAD]
    for name, command in group.commands.items():
        with command.make_context(name, [], resilient_parsing=True) as context:
            command.get_help(context)  # completes the texts of options whose choices are found by walking a package
            about, _, examples = (command.help or "").partition("Examples:")
            parts.append(f"## plan {name}\n\n{about.strip()}\n")
            parts.append("\n".join(f"    {line.strip()}" for line in examples.splitlines() if line.strip()) + "\n")
            parts.append("| argument or option | meaning |\n|---|---|")
            records = (param.get_help_record(context) for param in command.get_params(context))
            parts.append("\n".join(_row(*record) for record in records if record) + "\n")
    return "\n".join(parts)


def _row(name: str, meaning: str) -> str:
    shown = name.replace("|", "\\|")
    return f"| `{shown}` | {meaning.replace('|', chr(92) + '|').replace('<', '&lt;')} |"
