"""What a template to fill in says beside its cells."""

from decimal import Decimal

from plan_cli.datafile.template import EXPLAINED, Template
from plan_cli.i18n import Messages


def notes_of(template: Template, messages: Messages) -> tuple[dict[str, str], list[str]]:
    """A note for each explained heading, and one for each row: its indicator, baseline and target."""
    notes = {heading: messages.text(f"fill_{heading}") for heading in EXPLAINED}
    about = [
        messages.text(
            "fill_indicator",
            name=each.name.in_language(messages.language),
            unit=each.unit_in(messages.language),
            year=each.baseline.label,
            baseline=each.baseline.value if each.baseline.value is not None else "—",
            last=each.target_year,
            target=each.goal.quantize(Decimal("0.01")) if each.is_index and each.goal else each.goal or "—",
        )
        for each in template.indicators
    ]
    return notes, about
