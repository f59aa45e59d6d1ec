"""A usual check as one would write it by hand: ``YEAR ACTUALS PLAN``; levels on compound paths only."""

from __future__ import annotations

import sys

import pandas
import yaml


def main(year: int, actuals: str, plan: str) -> None:
    """Print each indicator's milestone, its actual, and whether that is enough."""
    with open(plan, encoding="utf-8") as opened:
        document = yaml.safe_load(opened)
    base, last = document["base_year"], document["target_year"]
    frame = pandas.read_csv(actuals)
    reported = frame[frame["year"] == year].drop_duplicates("indicator", keep="last").set_index("indicator")["value"]
    for indicator in document["indicators"]:
        start, target = indicator.get("baseline"), indicator.get("target")
        actual = pandas.to_numeric(reported.get(indicator["id"]), errors="coerce")
        if not isinstance(target, int | float) or not isinstance(start, int | float) or pandas.isna(actual):
            print(indicator["id"], "not judged")
            continue
        milestone = start * (target / start) ** ((year - base) / (last - base))
        print(indicator["id"], round(milestone, 2), actual, actual >= milestone)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3])
