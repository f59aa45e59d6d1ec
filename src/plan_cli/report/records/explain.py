"""``plan.explain/1`` and what else ``plan explain`` prints: codes, exit codes, profiles."""

from __future__ import annotations

from typing import Annotated, Literal

from typing_extensions import TypedDict

from plan_cli.codes import Severity
from plan_cli.report.records.check import VerdictRecord
from plan_cli.report.records.shared import DiagnosticRecord, Number, PlanHead, Status, Tool, doc


class StepRecord(TypedDict):
    """A step of a derivation."""

    step: Annotated[str, doc("What it is; empty where it goes on with the step before.")]
    text: Annotated[str, doc("The formula with the numbers put in, in English.")]


class ExplainDocument(TypedDict):
    """How one verdict was reached."""

    schema: Annotated[Literal["plan.explain/1"], doc("The name and version of this document.")]
    tool: Annotated[Tool, doc("The program.")]
    plan: Annotated[PlanHead, doc("The plan.")]
    year: Annotated[int, doc("The year that was judged.")]
    profile: Annotated[str, doc("The rules.")]
    result: Annotated[VerdictRecord, doc("The verdict, as `plan check` has it.")]
    steps: Annotated[list[StepRecord], doc("The steps, in their order.")]
    diagnostics: Annotated[list[DiagnosticRecord], doc("What was found in the data of the indicator.")]
    exit_code: Annotated[int, doc("What the process returned.")]


class CodeRecord(TypedDict):
    """What a code means."""

    code: Annotated[str, doc("The code.")]
    rule: Annotated[str, doc("Its name.")]
    severity: Annotated[Severity, doc("How much it matters.")]
    message: Annotated[str, doc("What it means, in a sentence.")]
    hints: Annotated[list[str], doc("What to do about it.")]
    page: Annotated[str, doc("More, with a bad and a good input.")]


class CodesDocument(TypedDict):
    """What codes mean, in English."""

    schema: Annotated[Literal["plan.codes/1"], doc("The name and version of this document.")]
    tool: Annotated[Tool, doc("The program.")]
    codes: Annotated[list[CodeRecord], doc("The codes, in their order.")]


class ExitCodeRecord(TypedDict):
    """What an exit code means."""

    code: Annotated[int, doc("The exit code.")]
    meaning: Annotated[str, doc("What it means.")]


class ExitCodesDocument(TypedDict):
    """What exit codes mean, in English."""

    schema: Annotated[Literal["plan.exit-codes/1"], doc("The name and version of this document.")]
    tool: Annotated[Tool, doc("The program.")]
    exit_codes: Annotated[list[ExitCodeRecord], doc("The exit codes, in their order.")]


class CategoryRecord(TypedDict):
    """A category of a profile."""

    category: Annotated[str, doc("The profile's own word.")]
    status: Annotated[Status, doc("The status that it means.")]
    line: Annotated[str, doc("From where on it holds.")]
    share: Annotated[Number | None, doc("The share that it is defined by, where it is by one.")]


class ProfileRecord(TypedDict):
    """A rule set."""

    name: Annotated[str, doc("Its name.")]
    title: Annotated[str, doc("Its title.")]
    rule: Annotated[str, doc("What it compares.")]
    source: Annotated[str, doc("Where it is published.")]
    version: Annotated[str, doc("Which version that is.")]
    basis: Annotated[str, doc("What of it was read, and what the rest is based on.")]
    rounded: Annotated[bool, doc("Whether lines are compared rounded to the figure's decimals.")]
    categories: Annotated[list[CategoryRecord], doc("Its categories, best first.")]


class ProfilesDocument(TypedDict):
    """Rule sets, in English."""

    schema: Annotated[Literal["plan.profiles/1"], doc("The name and version of this document.")]
    tool: Annotated[Tool, doc("The program.")]
    profiles: Annotated[list[ProfileRecord], doc("The rule sets.")]
