"""Each profile's page and the offices' own words for their verdicts."""

from typing import Any

CATEGORIES = {
    "significant_progress": "significant progress",
    "moderate_progress": "moderate progress",
    "insufficient_progress": "insufficient progress",
    "movement_away": "movement away",
    "target_achieved": "target achieved",
    "substantial_progress": "substantial progress",
    "limited_progress": "limited progress",
    "deterioration": "deterioration",
    "not_available": "not available",
    "fair_progress": "fair progress",
    "stagnation_or_regression": "stagnation or regression",
    "moderately_improving": "moderately improving",
    "stagnating": "stagnating",
    "decreasing": "decreasing",
    "sun": "sun",
    "sun_and_cloud": "sun and cloud",
    "cloud": "cloud",
    "thunderstorm": "thunderstorm",
    "achieved_early": "achieved early",
    "faster_than_expected": "faster than expected",
    "basically_as_expected": "basically as expected",
    "behind": "behind",
}

PROFILES: dict[str, dict[str, Any]] = {
    "milestone": {
        "title": "Yearly milestone",
        "rule": "The level of the year against the milestone on the plan's own path, both as they are shown.",
        "source": "this program; the line at {lagging} of the rate is Eurostat's",
        "version": "1",
        "lines": {
            "on_track": "at or past the milestone, less the tolerance",
            "lagging": "at or past the value that {lagging} of the required rate leads to",
            "off_track": "at or past the baseline",
            "reversing": "worse than the baseline",
        },
    },
    "eurostat": {
        "title": "Eurostat",
        "rule": "The observed rate of growth against the one that leads from the baseline to the target: b × (1 + share × r)^n.",
        "source": "Eurostat, SDG monitoring report, annex on the assessment of indicator trends towards a target",
        "version": "2024",
        "lines": {
            "significant_progress": "at least {significant_progress} of the required rate",
            "moderate_progress": "at least {moderate_progress} of the required rate",
            "insufficient_progress": "at least {insufficient_progress} of the required rate",
            "movement_away": "below that",
        },
    },
    "statcan": {
        "title": "Open SDG / Statistics Canada",
        "rule": "The observed rate against the required one; without a target, yearly growth against {growth_substantial_progress} and {growth_moderate_progress}, less near a natural limit. Publishes a value and a score from -5 to 5. A zero base or target is replaced by 0.001; opposite signs or one point only: not_available.",
        "source": "Open SDG progress measure, as Statistics Canada publishes it for the Global Indicator Framework",
        "version": "2024",
        "lines": {
            "target_achieved": "at or past the target",
            "substantial_progress": "at least {substantial_progress} of the required rate; without a target {growth_substantial_progress} a year",
            "moderate_progress": "at least {moderate_progress} of the required rate; without a target {growth_moderate_progress} a year",
            "limited_progress": "at least {limited_progress} of the required rate; without a target {growth_limited_progress} a year",
            "deterioration": "below that",
        },
    },
    "unsd-2022": {
        "title": "UN progress chart 2022",
        "rule": "The observed rate of growth against the required one.",
        "source": "United Nations Statistics Division, SDG Progress Chart, technical note",
        "version": "2022",
        "lines": {
            "on_track": "more than {on_track} of the required rate",
            "fair_progress": "at least {fair_progress} of the required rate",
            "limited_progress": "at least {limited_progress} of the required rate",
            "deterioration": "below that",
        },
    },
    "unsd-2023": {
        "title": "UN progress chart 2023",
        "rule": "The share of the required change that is made by the target year if the observed rate goes on: b × ((b + share × (t - b)) ÷ b)^(n ÷ N).",
        "source": "United Nations Statistics Division, SDG Progress Chart, technical note",
        "version": "2023",
        "lines": {
            "on_track": "at least {on_track} of the change",
            "fair_progress": "at least {fair_progress} of the change",
            "stagnation_or_regression": "below that (off track down to the baseline, reversing below it)",
        },
    },
    "sdsn": {
        "title": "SDG Index",
        "rule": "The change so far against the straight line from baseline to target.",
        "source": "Sustainable Development Solutions Network, Sustainable Development Report, trend arrows",
        "version": "2024",
        "lines": {
            "on_track": "{on_track} of the change that the straight line asks",
            "moderately_improving": "at least {moderately_improving} of it",
            "stagnating": "at least {stagnating} of it",
            "decreasing": "below that",
        },
    },
    "linear": {
        "title": "Time-proportional progress (时序进度)",
        "rule": "As much of the way as of the time: b + (t - b) × n ÷ N, both as they are shown.",
        "source": "practice of Chinese planning offices",
        "version": "1",
        "lines": {
            "on_track": "at or past the straight line, less the tolerance",
            "off_track": "at or past the baseline",
            "reversing": "worse than the baseline",
        },
    },
    "destatis": {
        "title": "German sustainability strategy",
        "rule": "The mean yearly change over the last six figures (at least four, gaps allowed) is carried on to the target year: which share of the remaining gap would be missed? A target that is reached is one to hold; without a target the direction of the mean and of the last change counts.",
        "source": "Destatis, indicator report on sustainable development in Germany",
        "version": "2021",
        "lines": {
            "sun": "less than {sun} of the gap missed",
            "sun_and_cloud": "at most {sun_and_cloud} of the gap missed; reached, but falling back",
            "cloud": "moving towards the target, or not away from one to hold",
            "thunderstorm": "not moving towards it",
        },
    },
    "official-cn": {
        "title": "Chinese mid-term evaluation",
        "rule": "The level against the milestone, both as they are shown. No public number says how far 'basically' goes: the indicator's tolerance must be given.",
        "source": "wording of mid-term evaluations by the National Development and Reform Commission",
        "version": "1",
        "lines": {
            "achieved_early": "提前实现: the target is reached before its year",
            "faster_than_expected": "快于预期: past the milestone by more than the tolerance",
            "basically_as_expected": "基本符合预期: within the tolerance",
            "behind": "滞后: below that",
        },
    },
}
