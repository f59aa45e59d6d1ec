"""The page of a profile: its rule, its source, its categories and the statuses that they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from plan_cli.diagnostics import Diagnostic
from plan_cli.exits import ExitCode
from plan_cli.i18n import MACHINE, Messages, messages_in
from plan_cli.profiles.built_in import Profile
from plan_cli.profiles.by_lines import LineProfile, OfficeProfile
from plan_cli.report.cells import status_cell
from plan_cli.report.json_values import TOOL
from plan_cli.report.line_words import lines_in_words
from plan_cli.report.number_format import NONE, json_number
from plan_cli.report.rows import Rows, rows_of
from plan_cli.report.table import Block, Paragraph, Table, columns_in, row

if TYPE_CHECKING:
    from plan_cli.report.records.explain import ProfileRecord, ProfilesDocument


@dataclass(frozen=True)
class ProfilesReport:
    """What one profile is, or each of several."""

    profiles: tuple[Profile, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    exit_code: ExitCode = ExitCode.OK

    def to_record(self) -> ProfilesDocument:
        """``plan.profiles/1``: profiles with their lines, in English."""
        records = [_record(profile, page_of(profile, messages_in(MACHINE))) for profile in self.profiles]
        return {"schema": "plan.profiles/1", "tool": TOOL, "profiles": records}

    def to_rows(self) -> Rows:
        """One row for each category."""
        return rows_of(
            [
                {"profile": one["name"], **line, "source": one["source"], "version": one["version"]}
                for one in self.to_record()["profiles"]
                for line in one["categories"]
            ]
        )

    def content(self, messages: Messages) -> list[Block]:
        """A heading, the rule and its source, and the table of categories, for each."""
        several = len(self.profiles) > 1
        blocks: list[Block] = [Paragraph(messages.text("title_profiles"), "title")] if several else []
        for profile in self.profiles:
            blocks += _blocks(profile, messages, "heading" if several else "title")
        return blocks


def _blocks(profile: Profile, messages: Messages, heading: str) -> list[Block]:
    word, column, page = messages.text, columns_in(messages), page_of(profile, messages)
    columns = (column("category"), column("line", "from_line", wraps=True), column("status"))
    how = word("compares_rounded" if profile.rounded else "compares_unrounded")
    labels = profile.labels.items()
    shown = {each: each + messages.bracketed(label.in_language(messages.language)) for each, label in labels}
    lines = page["lines"]
    rows = tuple(
        row(category=shown.get(category, category), line=lines[category], status=status_cell(status, word(status)))
        for category, status in profile.categories.items()
    )
    return [
        Paragraph(f"{profile.name} · {page['title']}", heading),
        Paragraph((page["rule"] + messages.bracketed(how)).strip()),
        Paragraph(
            page["source"] + messages.bracketed(page["version"]) if page["source"] else NONE, label=word("source")
        ),
        *([Paragraph(page["basis"], label=word("basis"))] if page.get("basis") else []),
        Table(columns, rows),
    ]


def page_of(profile: Profile, messages: Messages) -> Mapping[str, Any]:
    """The words of a profile's page, its thresholds put in."""
    if isinstance(profile, LineProfile):
        return _page_of_lines(profile, messages)
    page = messages.profiles[profile.name]
    facts = {str(category): _share(share) for category, share in profile.shares.items()}
    facts |= {f"growth_{category}": _share(share) for category, share in getattr(profile, "growth", {}).items()}
    lines = {category: text.format(**facts) for category, text in page["lines"].items()}
    texts = {key: page[key].format(**facts) for key in ("title", "rule", "source", "version", "basis") if key in page}
    return {**texts, "lines": lines}


def _page_of_lines(profile: LineProfile, messages: Messages) -> Mapping[str, Any]:
    """The page of a profile by lines: an office's has its own words but for the lines."""
    stated = profile.stated
    lines = lines_in_words(stated, messages)
    if isinstance(profile, OfficeProfile):
        page = dict(messages.profiles[profile.name])
    else:
        title = stated.title.in_language(messages.language) or stated.name
        page = {"title": title, "rule": "", "source": stated.source, "version": stated.version}
    if stated.too_few is not None:
        word = stated.labels.get(stated.too_few)
        category = word.in_language(messages.language) if word else messages.category(stated.too_few)
        page["rule"] = f"{page['rule']} {messages.text('cannot_be_judged', category=category)}".strip()
    return {**page, "lines": lines}


def _share(share: Decimal) -> str:
    """A threshold as a percentage: 60 %, 1.5 %."""
    return f"{(share * 100).normalize():f} %"


def _record(profile: Profile, page: Mapping[str, Any]) -> ProfileRecord:
    return {
        "name": profile.name,
        "title": page["title"],
        "rule": page["rule"],
        "source": page["source"],
        "version": page["version"],
        "basis": page.get("basis", ""),
        "rounded": profile.rounded,
        "categories": [
            {
                "category": str(category),
                "status": status,
                "line": page["lines"][category],
                "share": json_number(profile.shares.get(category)),
            }
            for category, status in profile.categories.items()
        ],
    }
