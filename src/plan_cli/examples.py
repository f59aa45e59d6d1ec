"""The examples that come with the program: plans with their figures, named ``example`` or ``example:NAME``.

Their files are kept in ``data/`` and packed into the wheel (``force-include`` in pyproject.toml). To add one, add a
line to ``EXAMPLES`` and its folder to ``force-include``; a plan of the gallery needs a line in ``_GALLERY`` only.
"""

import os
from collections.abc import Mapping
from typing import NamedTuple

#: Names the first example, wherever a plan file may be named.
EXAMPLE = "example"


class Example(NamedTuple):
    """One example: its folder in ``data/``, its files, the plan first, and the check to begin with."""

    folder: str
    files: tuple[str, ...]
    year: int | str
    profile: str | None = None

    @property
    def check(self) -> str:
        """The arguments of ``plan check``."""
        return f"{self.year}" if self.profile is None else f"{self.year} --profile {self.profile}"


#: Real plans: the year that the office judged, and the rule that it judges by. Each has the verdicts it published.
_GALLERY: Mapping[str, tuple[int | str, str | None]] = {
    "australia-closing-the-gap": (2021, "closing-the-gap"),
    "basque-country-sdg": (2024, "unsd-2023"),
    "canada-gif": (2023, "statcan"),
    "china-12fyp": (2012, None),
    "china-14fyp": (2022, "official-cn"),
    "china-hubei-13fyp": (2017, None),
    "china-provinces-energy": (2007, None),
    "china-shanghai-14fyp": (2022, "official-cn"),
    "china-yuecheng-13fyp": (2020, None),
    "european-union-europe-2020": (2018, None),
    "germany-dns": (2024, "destatis"),
    "india-sdg-index": (2024, "niti-aayog"),
    "indonesia-rpjmn-2024": (2023, "expected"),
    "ireland-carbon-budget": (2023, None),
    "japan-health-21": (2019, "health-japan-21"),
    "new-zealand-child-poverty": (2024, "within-sampling-error"),
    "new-zealand-government-targets": ("2025-Q2", "delivery"),
    "new-zealand-health-targets": (2025, None),
    "philippines-pdp-2016": (2016, None),
    "saudi-vision-2030": (2023, None),
    "scotland-npf": (2019, "scotland-npf"),
    "scotland-road-safety": (2015, None),
    "tesco-emissions": (2022, "linear"),
    "uk-carbon-budgets": (2022, None),
    "united-states-healthy-people-2020": (2018, "healthy-people-2020"),
    "victoria-dpc": (2024, "result"),
    "viet-nam-sedp": (2025, None),
}

EXAMPLES: Mapping[str, Example] = {
    "changsha": Example("", ("targets.yaml", "actuals/changsha.csv"), 2023),
    "harbour": Example("harbour", ("plan.yaml", "actuals.csv"), 2025),
    **{
        name: Example(f"gallery/{name}", ("plan.yaml", "actuals.csv", "published.csv", "README.md"), year, profile)
        for name, (year, profile) in _GALLERY.items()
    },
}
_FIRST = next(iter(EXAMPLES))


def is_example(file: str) -> bool:
    """Whether a name means a file of an example."""
    return file == EXAMPLE or file.startswith(f"{EXAMPLE}:")


def beside_example(plan: str, file: str) -> str:
    """The name of another file of the example that a plan belongs to."""
    return f"{EXAMPLE}:{_parts(plan)[0]}/{file}"


def read_example(file: str) -> bytes | None:
    """The bytes of ``example``, ``example:NAME`` or ``example:NAME/FILE``; None where there is no such example."""
    from pkgutil import get_data

    name, inner = _parts(file)
    example = EXAMPLES.get(name)
    if example is None or (inner and inner not in example.files):
        return None
    path = os.path.join(example.folder, inner or example.files[0])
    try:
        return get_data("plan_cli", f"examples/{path}") or b""
    except OSError:
        # Run from a working tree, where the data is beside the program.
        with open(os.path.join(os.path.dirname(__file__), "..", "..", "data", path), "rb") as opened:
            return opened.read()


def _parts(file: str) -> tuple[str, str]:
    name, _, inner = file.partition(":")[2].partition("/")
    return name or _FIRST, inner
