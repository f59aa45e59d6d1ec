"""Profiles as an author writes them, in a plan file or in a file of their own."""

from decimal import Decimal
from typing import Literal

from pydantic import Field

from plan_cli.planfile.values import Labels, PlanPart, Positive, Slug, exactly_one

Status = Literal["on_track", "lagging", "off_track", "reversing"]
#: What a line may be drawn on: the key of its percentage.
BASES = ("rate", "level", "linear_share", "projected_share")


class LineModel(PlanPart):
    """One line of a profile: from so many per cent of one of rate, level, linear_share, projected_share on."""

    model_config = exactly_one(*BASES)

    category: Slug = Field(description="The office's own word for it, e.g. good_progress.")
    label: Labels | None = Field(None, description="What people read instead: one text, or one for each language.")
    status: Status = Field(description="Which of the closed statuses it means.")
    rate: Decimal | None = Field(None, description="In % of the required rate of growth.")
    level: Positive | None = Field(None, description="In % of the year's milestone.")
    linear_share: Decimal | None = Field(None, description="In % of the change that a straight way asks by the year.")
    projected_share: Decimal | None = Field(
        None, description="In % of the whole change, if the observed rate goes on to the target year."
    )

    def given(self) -> list[str]:
        """The keys of ``BASES`` that have a value."""
        return [key for key in BASES if getattr(self, key) is not None]


class BelowModel(PlanPart):
    """What lies below the last line of a profile."""

    category: Slug = Field(description="The office's own word for it.")
    label: Labels | None = Field(None, description="What people read instead: one text, or one for each language.")
    status: Status = Field("reversing", description="Which of the closed statuses it means.")


class ProfileModel(PlanPart):
    """A user's own rule set: named lines, best first."""

    name: Slug = Field(description="What `--profile` calls it.")
    title: str = Field("", description="Its title.")
    source: str = Field("", description="Where the rule is laid down.")
    version: str = Field("", description="Which version of it.")
    rounded: bool = Field(False, description="Whether figures are compared as they are shown.")
    lines: list[LineModel] = Field(min_length=1, description="From which value on a category is earned, best first.")
    below: BelowModel = Field(description="What lies below the last line.")


class ProfilesModel(PlanPart):
    """A file of profiles."""

    profiles: list[ProfileModel] = Field(min_length=1, description="Every profile.")
