"""Profiles as an author writes them, in a plan file or in a file of their own."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, Tag

from plan_cli.model.stated_profile import MEASURES, Rounding
from plan_cli.planfile.values import (
    PERCENTAGE,
    ByForm,
    Count,
    Labels,
    NotNegative,
    PlanPart,
    Positive,
    Slug,
    Texts,
    at_least_one,
)

Status = Literal["on_track", "lagging", "off_track", "reversing"]
#: The indicator's own tolerance, or a share of the line.
_AllowanceText = Annotated[str, Field(pattern=f"^own$|{PERCENTAGE}")]


class ErrorsModel(PlanPart):
    """So many standard errors of the judged figure."""

    errors: Positive = Field(description="How many, e.g. 1.959963985 for an interval of 95 %.")


Allowed = Annotated[
    Annotated[NotNegative, Tag("a number")]
    | Annotated[_AllowanceText, Tag("a text")]
    | Annotated[ErrorsModel, Tag("a mapping")],
    ByForm,
]
Since = Annotated[Annotated[Count, Tag("a number")] | Annotated[Literal["baseline", "previous"], Tag("a text")], ByForm]

_WORD = "The office's own word for it, e.g. good_progress."
_LABEL = "What people read instead: one text, or one for each language."
_STATUS = "Which of the closed statuses it means."


class AsksModel(PlanPart):
    """So much of one or several measures, all in the good direction: of several, every one must be reached."""

    model_config = at_least_one(*MEASURES)

    rate: Decimal | None = Field(None, description="In % of the required rate of growth.")
    level: Positive | None = Field(None, description="In % of the year's milestone.")
    linear_share: Decimal | None = Field(None, description="In % of the change that a straight way asks by the year.")
    projected_share: Decimal | None = Field(
        None, description="In % of the whole change, if the observed rate goes on to the target year."
    )
    change_share: Decimal | None = Field(None, description="In % of the whole change from baseline to target.")
    target_share: Positive | None = Field(None, description="In % of the final target.")
    time_points: Decimal | None = Field(
        None, description="Percentage points of progress above the share of time that has passed; below it: negative."
    )
    change: Decimal | None = Field(
        None, description="Change in the indicator's unit; a change for the worse: negative."
    )
    change_percent: Decimal | None = Field(None, description="Change in % of the figure that it is measured from.")
    change_errors: Decimal | None = Field(None, description="Change in standard errors of the change.")
    growth: Decimal | None = Field(None, description="Change in % a year, compounded.")
    since: Since = Field(
        "baseline",
        description="From which figure it is measured: baseline, previous, or so many years ago. Only with rate, "
        "linear_share, projected_share, change, change_percent, change_errors or growth.",
    )

    def given(self) -> list[str]:
        """The measures that have an amount."""
        return [key for key in MEASURES if getattr(self, key) is not None]


class WordModel(PlanPart):
    """The office's word for a case that no line decides."""

    category: Slug = Field(description=_WORD)
    label: Labels | None = Field(None, description=_LABEL)
    score: Decimal | None = Field(None, description="What it counts in an average; only with `average`.")


class StreakModel(WordModel):
    """Another word after so many figures running with nothing better."""

    figures: Annotated[Count, Field(ge=2)] = Field(description="How many figures running, this one included.")
    status: Status = Field(description=_STATUS)


class CategoryModel(WordModel):
    """A category, and the word that takes its place after so many figures running."""

    status: Status = Field(description=_STATUS)
    streak: StreakModel | None = Field(None, description="Another word after so many figures running.")


class LineModel(AsksModel, CategoryModel):
    """One line of a profile: from so much of a measure on."""

    model_config = at_least_one(*MEASURES)

    operator: Literal["at_least", "more_than"] = Field(
        "at_least", description="Whether reaching the line is enough, or it must be passed."
    )
    tolerance: Allowed | None = Field(
        None,
        description="How far short still counts: in the unit, in % of the line, {errors: …} in standard errors of the "
        "figure, or own: the indicator's tolerance.",
    )
    margin: Allowed | None = Field(
        None,
        description="How much more is asked: in the unit, in % of the line, {errors: …} in standard errors of the "
        "figure, or own: the indicator's tolerance.",
    )
    without_errors: AsksModel | None = Field(
        None, description="What is asked instead where no standard errors are known."
    )


class BelowModel(CategoryModel):
    """What lies below the last line of a profile."""

    status: Status = Field("reversing", description=_STATUS)


class RulesModel(PlanPart):
    """Lines, best first, and what lies below the last."""

    lines: list[LineModel] = Field(min_length=1, description="From which value on a category is earned, best first.")
    below: BelowModel = Field(description="What lies below the last line.")

    @property
    def words(self) -> Iterator[CategoryModel | StreakModel]:
        """Everything that has a category and a status, best first."""
        parts: list[CategoryModel] = [*self.lines, self.below]
        for part in parts:
            yield part
            if part.streak is not None:
                yield part.streak


class AverageModel(PlanPart):
    """How the scores of a group's indicators become one."""

    rounding: Rounding = Field(
        description="How the mean is rounded to a whole score; five_down (五捨六入) drops a first decimal of 5."
    )


class ProfileModel(RulesModel):
    """A user's own rule set: named lines, best first."""

    name: Slug = Field(description="What `--profile` calls it.")
    title: Texts = Field("", description="Its title: one text, or one for each language.")
    source: str = Field("", description="Where the rule is laid down.")
    version: str = Field("", description="Which version of it.")
    rounded: bool = Field(False, description="Whether figures are compared as they are shown.")
    path: Literal["compound", "linear"] | None = Field(
        None, description="The path that it reads every plan on; without it the indicator's own."
    )
    reached: WordModel | None = Field(None, description="Its word for a target that is met.")
    early: WordModel | None = Field(None, description="Its word for a target that is met before its year.")
    too_few: WordModel | None = Field(None, description="Its word for what cannot be judged.")
    average: AverageModel | None = Field(None, description="How scores are averaged over each group of the plan.")
    without_target: RulesModel | None = Field(
        None, description="The rules for indicators of which only the direction counts (`kind: trend`)."
    )


class ProfilesModel(PlanPart):
    """A file of profiles."""

    profiles: list[ProfileModel] = Field(min_length=1, description="Every profile.")
