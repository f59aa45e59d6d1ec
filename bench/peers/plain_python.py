"""What one would write in plain Python for the same answer: a loop over csv.reader, dictionaries, comparisons."""

import csv
import json
import re
import sys
from collections import Counter, defaultdict
from heapq import nsmallest

from asked import factors

NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
asked = {name: lines for name, *lines in factors(sys.argv[1])}
told: Counter[str] = Counter()
counts: Counter[tuple[str, str]] = Counter()
examples: dict[str, list[int]] = defaultdict(list)
cells: dict[str, dict[tuple[str, str], tuple[int, float | None]]] = {"2020": {}, "2023": {}}
twice: dict[str, set[tuple[str, str]]] = {"2020": set(), "2023": set()}
far: dict[str, list[tuple[float, str, int]]] = defaultdict(list)
entities = set()


def bad(kind: str, line: int) -> None:
    """Count a row that cannot be used, and keep the first five."""
    told[kind] += 1
    if len(examples[kind]) < 5:
        examples[kind].append(line)


with open(sys.argv[1], encoding="utf-8", newline="") as opened:
    reader = csv.reader(opened)
    next(reader)
    for line, (county, indicator, year, text) in enumerate(reader, 2):
        told["rows"] += 1
        entities.add(county)
        if indicator not in asked:
            bad("unknown_indicator", line)
            continue
        number = float(text) if NUMBER.fullmatch(text) else None
        if number is None and text:
            bad("not_a_number", line)
        elif year in cells:
            key = (county, indicator)
            if key in cells[year]:
                bad("duplicate_key", line)
                twice[year].add(key)
            cells[year][key] = (line, number)
for key, (line, value) in cells["2023"].items():
    county, indicator = key
    _, base = cells["2020"].get(key, (0, None))
    if value is None or key in twice["2023"]:
        continue
    if base is None or key in twice["2020"]:
        bad("not_assessable", line)
        continue
    target, milestone, slow = (factor * base for factor in asked[indicator])
    lines = ((target, "achieved"), (milestone, "on_track"), (slow, "lagging"), (base, "off_track"))
    status = next((name for limit, name in lines if value >= limit - 0.005), "reversing")
    told[status] += 1
    counts[indicator, status] += 1
    if status not in ("achieved", "on_track"):
        far[indicator].append((value / milestone - 1, county, line))
statuses = ("achieved", "on_track", "lagging", "off_track", "reversing", "not_assessable")
told["missing"] = len(entities) * 300 - sum(told[each] for each in statuses)
examples["missing_baseline"] = examples.pop("not_assessable", [])
worst = [[name, line] for name in sorted(far) for _, _, line in nsmallest(5, far[name])]
print(json.dumps({**told, "entities": len(entities), "examples": examples, "worst": worst, "groups": len(counts)}))
