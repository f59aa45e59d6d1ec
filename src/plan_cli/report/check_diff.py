"""Two results of ``plan check`` compared: which verdicts changed, and why.

Read from the published JSON, so that an earlier result needs neither its plan nor its figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from plan_cli.diagnostics import Diagnostic
from plan_cli.exits import ChangeThreshold, Exit, exit_of_changes
from plan_cli.i18n import Messages
from plan_cli.profiles import EVALUATED, Status
from plan_cli.report import Ended
from plan_cli.report.frames import Framed
from plan_cli.report.json_values import TOOL
from plan_cli.report.rows import Rows
from plan_cli.report.table import Block, Paragraph, Table, columns_in, row
from plan_cli.report.verdict_cells import recorded_status

if TYPE_CHECKING:
    from plan_cli.report.records.diff import ChangeRecord, ChangesDocument

Record = Mapping[str, Any]


def is_result(document: object) -> bool:
    """Whether a parsed document is a ``plan.check/1`` with all that is compared here; it may have been edited."""
    if not isinstance(document, Mapping) or document.get("schema") != "plan.check/1":
        return False
    plan, inputs, results = (document.get(key) for key in ("plan", "inputs", "results"))
    hashed = [plan, *inputs] if isinstance(inputs, list) else [None]
    return (
        {"year", "profile", "tool"} <= document.keys()
        and all(isinstance(each, Mapping) and "sha256" in each for each in hashed)
        and isinstance(results, list)
        and all(map(_is_verdict, results))
    )


def _is_verdict(record: object) -> bool:
    return (
        isinstance(record, Mapping)
        and {"id", "name", "actual"} <= record.keys()
        and isinstance(record["id"], str)
        and record.get("status") in list(Status)
    )


@dataclass(frozen=True, slots=True)
class Change:
    """An indicator whose verdict changed; a side is None where that result does not have the indicator."""

    old: Record | None
    new: Record | None
    causes: tuple[str, ...]

    @property
    def record(self) -> Record:
        """The newer of the two results."""
        return self.new or self.old or {}

    @property
    def worse(self) -> bool:
        """Whether the verdict got worse; only evaluated verdicts are compared."""
        ranks = [
            EVALUATED.index(Status(each["status"]))
            for each in (self.old, self.new)
            if each and each["status"] in EVALUATED
        ]
        return len(ranks) == 2 and ranks[1] > ranks[0]


@dataclass(frozen=True, repr=False)
class CheckDiffReport(Ended, Framed):
    """Which verdicts changed from one ``plan.check/1`` to another, in the order of the new one."""

    old_file: str
    new_file: str
    old: Record
    new: Record
    fail_on: ChangeThreshold = ChangeThreshold.NEVER
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every indicator whose status or category changed."""
        before = {each["id"]: each for each in self.old["results"]}
        after = {each["id"]: each for each in self.new["results"]}
        ids = dict.fromkeys([*after, *before])
        pairs = ((before.get(id), after.get(id)) for id in ids)
        return tuple(
            Change(old, new, tuple(_causes(old, new, self.old, self.new)) or (_behind(self.old, self.new),))
            for old, new in pairs
            if _verdict(old) != _verdict(new)
        )

    @property
    def exit(self) -> Exit:
        """How the run ends, and why."""
        changes = self.changes
        return exit_of_changes(self.fail_on, weaker=sum(each.worse for each in changes), changed=len(changes))

    def _records(self) -> list[ChangeRecord]:
        return [
            {
                "id": each.record["id"],
                "name": each.record["name"],
                "old": _side(each.old, self.old),
                "new": _side(each.new, self.new),
                "worse": each.worse,
                "causes": list(each.causes),
            }
            for each in self.changes
        ]

    def to_record(self) -> ChangesDocument:
        """``plan.changes/1``."""
        return {
            "schema": "plan.changes/1",
            "tool": TOOL,
            "old": {"file": self.old_file, "year": self.old["year"], "profile": self.old["profile"]},
            "new": {"file": self.new_file, "year": self.new["year"], "profile": self.new["profile"]},
            "changes": self._records(),
            "unchanged": len(self.new["results"]) - sum(each.new is not None for each in self.changes),
            "diagnostics": [],
            "exit_code": int(self.exit_code),
        }

    def to_rows(self) -> Rows:
        """One row for each change."""
        rows = [
            {
                "id": each.record["id"],
                "name": each.record["name"],
                "old_status": (each.old or {}).get("status"),
                "new_status": (each.new or {}).get("status"),
                "old_actual": (each.old or {}).get("actual"),
                "new_actual": (each.new or {}).get("actual"),
                "causes": " ".join(each.causes),
            }
            for each in self.changes
        ]
        columns = ("id", "name", "old_status", "new_status", "old_actual", "new_actual", "causes")
        return Rows(columns, tuple(rows))

    def content(self, messages: Messages) -> list[Block]:
        """A line for each change, and the number of unchanged verdicts."""
        title = messages.text("title_diff", old=self.old_file, new=self.new_file)
        return [Paragraph(title, "title"), *self.changes_content(messages)]

    def changes_content(self, messages: Messages, names: Mapping[str, str] = MappingProxyType({})) -> list[Block]:
        """The same without a title; ``names`` go before those of the results, in the plan's first language."""
        word, column = messages.text, columns_in(messages)
        columns = (
            column("indicator", wraps=True), column("was"), column("now"), column("cause", wraps=True),
        )  # fmt: skip
        rows = tuple(
            row(
                indicator=names.get(each.record["id"], each.record["name"]),
                was=recorded_status(each.old, messages),
                now=recorded_status(each.new, messages),
                cause=word("comma").join(
                    word(f"cause_{cause}", old=_figure(each.old), new=_figure(each.new)) for cause in each.causes
                ),
            )
            for each in self.changes
        )
        record = self.to_record()
        counts = word("changes_counts", changed=len(rows), unchanged=record["unchanged"])
        return [*([Table(columns, rows)] if rows else []), Paragraph(counts)]


def _verdict(record: Record | None) -> tuple[str | None, str | None]:
    return (None, None) if record is None else (record["status"], record.get("category"))


def _side(record: Record | None, document: Record) -> Any:
    if record is None:
        return None
    year = record.get("year", document["year"])
    return {"year": year, **{key: record.get(key) for key in ("status", "category", "actual", "milestone", "line")}}


def _causes(old: Record | None, new: Record | None, before: Record, after: Record) -> Iterator[str]:
    """The causes of a change: what differs between the two results, the most telling first."""
    if old is None or new is None:
        yield "added" if old is None else "dropped"
        return
    if old["actual"] != new["actual"] or old.get("bound") != new.get("bound"):
        yield "new_figure" if old["actual"] is None else "no_figure" if new["actual"] is None else "revised_figure"
    elif old.get("period") != new.get("period"):
        yield "figure_period"
    other_question = [
        cause
        for cause, differs in {
            "year": old.get("year", before["year"]) != new.get("year", after["year"]),
            "profile": before["profile"] != after["profile"],
            "period": before.get("period") != after.get("period"),
        }.items()
        if differs
    ]
    yield from other_question
    keys: tuple[str, ...] = ("target", "baseline", "path", "unit", "attribute")
    if not other_question and None not in (old["actual"], new["actual"]):
        # What is asked of the same year by the same rules.
        keys = (*keys, "milestone", "line", "cuts")
    if any(old.get(key) != new.get(key) for key in keys):
        yield _behind(before, after)
    if before["tool"] != after["tool"]:
        yield "program"


def _behind(before: Record, after: Record) -> str:
    """Why another value was asked: the plan changed, figures that it depends on, or else the options."""
    if before["plan"]["sha256"] != after["plan"]["sha256"]:
        return "plan"
    figures = [[each["sha256"] for each in result["inputs"]] for result in (before, after)]
    return "options" if figures[0] == figures[1] else "other_figures"


def _figure(record: Record | None) -> str:
    """The reported figure, with its bound; empty where there is none."""
    if record is None or record.get("actual") is None:
        return ""
    return f"{record.get('bound') or ''}{record['actual']}"
