"""``plan completion``: the script that makes a shell complete commands, options, indicators and years."""

from __future__ import annotations

from typing import Annotated

from plan_cli.cli.errors import choice, messages_for
from plan_cli.cli.output import out, save
from plan_cli.cli.params import Argument, Common

#: What each shell runs when Tab is pressed. Without candidates it completes files.
SCRIPTS = {
    "bash": """\
# In ~/.bashrc:  eval "$(plan completion bash)"
_plan_completion() {
    local line="${COMP_WORDS[*]}" word=$COMP_CWORD IFS=$'\\n'
    COMPREPLY=($(_PLAN_COMPLETE=complete_bash COMP_WORDS="$line" COMP_CWORD="$word" "$1" 2>/dev/null))
}
complete -o default -F _plan_completion plan
""",
    "zsh": """\
#compdef plan
# In ~/.zshrc, after compinit:  eval "$(plan completion zsh)"
_plan() {
    local -a found
    local line="${words[*]}" word=$((CURRENT - 1))
    found=("${(@f)$(_PLAN_COMPLETE=complete_zsh COMP_WORDS="$line" COMP_CWORD="$word" plan 2>/dev/null)}")
    if [[ -n "${found[1]}" ]]; then compadd -a found; else _files; fi
}
compdef _plan plan
""",
    "fish": """\
# plan completion fish > ~/.config/fish/completions/plan.fish
function __plan_completion
    set -lx _PLAN_COMPLETE complete_fish
    set -lx COMP_WORDS (string join ' ' -- (commandline -opc) (commandline -ct))
    set -lx COMP_CWORD (count (commandline -opc))
    plan 2>/dev/null
end
complete -c plan -a '(__plan_completion)'
""",
    "powershell": """\
# In $PROFILE:  plan completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName plan -ScriptBlock {
    param($word, $line, $cursor)
    $words = @($line.CommandElements | ForEach-Object { $_.ToString() })
    $env:_PLAN_COMPLETE = "complete_powershell"
    $env:COMP_WORDS = $words -join " "
    $env:COMP_CWORD = if ($word) { $words.Count - 1 } else { $words.Count }
    try { plan 2>$null | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) } }
    finally { Remove-Item Env:_PLAN_COMPLETE, Env:COMP_WORDS, Env:COMP_CWORD }
}
""",
}


def completion(
    common: Common,
    shell: Annotated[str, Argument(metavar="bash|zsh|fish|powershell", help="Which shell completes.")],
) -> int:
    """A script for your shell: Tab completes commands, options, ids.

    Its first line says where it goes.

    Examples:

      plan completion bash
    """
    script = SCRIPTS[choice(shell, "SHELL", list(SCRIPTS), messages_for(common.lang))]
    if common.output and common.output != "-":
        save(common.output, script.encode("utf-8"))
    else:
        out(script, machine=True)
    return 0
