"""``--theme`` and ``--logo`` of ``plan report``: an office's colour, fonts and logo, refused where unreadable."""

from plan_cli.cli.errors import CannotRunError, refuse_options, unusable
from plan_cli.i18n import Messages
from plan_cli.model.theme import READABLE, Theme, contrast_to_white, is_png

#: How large a logo may be, in bytes: it stands in every page.
MOST = 500_000


def resolve_theme(file: str | None, logo: str | None, format: str, messages: Messages) -> Theme:
    """The theme of a file with the logo of another. Errors: ``CannotRunError``, also for a format without themes."""
    if format not in ("html", "xlsx", "docx"):
        idle = {"--theme": file is not None, "--logo": logo is not None}
        refuse_options(idle, "usage_looks", messages, format=format)
    theme = Theme() if file is None else _theme(file, messages)
    return theme if logo is None else theme._replace(logo=_logo(logo, messages))


def _theme(file: str, messages: Messages) -> Theme:
    from plan_cli.diagnostics import Diagnostic, any_errors
    from plan_cli.planfile.loading import source_of
    from plan_cli.planfile.themes import read_theme

    source = source_of(file)
    theme, found = (Theme(), (source,)) if isinstance(source, Diagnostic) else read_theme(source)
    if any_errors(found):
        raise unusable("unsound_theme", file, found, messages)
    if theme.accent and (contrast := contrast_to_white(theme.accent)) < READABLE:
        facts = {"color": theme.accent, "contrast": f"{contrast:.1f}", "least": READABLE}
        raise CannotRunError(messages.text("usage_accent", **facts))
    return theme


def _logo(file: str, messages: Messages) -> bytes:
    from plan_cli.inputs import read_bytes

    content = read_bytes(file)
    if not isinstance(content, bytes):
        raise CannotRunError(messages.message(content), (content,))
    if not is_png(content) or len(content) > MOST:
        raise CannotRunError(messages.text("usage_logo", file=file, most=MOST // 1000))
    return content
