"""Words of usage, of help and of mistakes in a command line."""

WORDS = {
    "settings_twice": "settings stand in several files: {files}; keep one",
    "settings_wrong": "the settings of {file} cannot be used: {errors:error|errors}",
    "settings_used": "defaults from {file}: {used}",
    "usage": "Usage: {usage}", "try_help": "Try '{command} --help'.", "colon": ": ",
    "help_arguments": "Arguments", "help_options": "Options", "help_commands": "Commands", "help_look": "Table",
    "help_reading": "Reading the actuals", "help_panel": "Panels (with --by)", "help_result": "Plan and result",
    "help_default": "default: ", "help_required": "required",
    "help_more": "plan --help describes them; plan COMMAND --help describes one.",
    "mistake_no_option": "No such option: {got}{near}", "mistake_possible": " (Possible options: {options})",
    "mistake_no_command": "No such command '{got}'.{near}", "mistake_did_you_mean": " Did you mean {name}?",
    "mistake_no_command_given": "Missing command.",
    "mistake_missing": "Missing {what} '{name}'.", "mistake_argument": "argument", "mistake_option": "option",
    "mistake_needs_value": "Option '{name}' requires an argument.",
    "mistake_takes_no_value": "Option '{name}' does not take a value.",
    "mistake_extra": "Got unexpected extra argument(s) ({got})",
    "mistake_value": "Invalid value for {name}: {why}",
    "mistake_choice": "{got} is not one of {known}.",
    "mistake_twice": "it is given more than once.", "mistake_empty": "it is empty.",
    "mistake_at_least": "it should be {least} or more", "mistake_integer": "it should be a whole number",
}  # fmt: skip
