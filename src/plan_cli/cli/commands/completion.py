"""``plan completion``: typer's script that makes a shell complete commands, options, indicators and years."""

from typing import Annotated, Literal

import typer

from plan_cli.cli.output import write_result
from plan_cli.cli.params import ForceOption, Result

FORMATS: tuple[str, ...] = ()


def completion(
    common: Result,
    shell: Annotated[
        Literal["bash", "zsh", "fish", "powershell"], typer.Argument(metavar="SHELL", help="Which shell completes.")
    ],
    force: ForceOption = False,
) -> int:
    """A script for your shell: Tab completes commands, options, ids.

    Load it in the shell's start-up file, e.g. `eval "$(plan completion bash)"` in ~/.bashrc.

    Examples:

      plan completion bash
    """
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    from plan_cli.cli.app import COMPLETE_VARIABLE

    script = get_completion_script(prog_name="plan", complete_var=COMPLETE_VARIABLE, shell=shell)  # nosec B604
    write_result(f"{script}\n", common, force=force)
    return 0


def register_shells() -> None:
    """Have typer answer the shells: it does so by itself only beside its own ``--install-completion``."""
    from typer.completion import completion_init  # type: ignore[attr-defined]

    completion_init()
