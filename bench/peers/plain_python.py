"""What one would write in plain Python for the same answer: a loop over csv.reader, dictionaries, comparisons."""

import csv
import json
import re
import sys
from collections import Counter

NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
known = {f"ind-{each:03d}" for each in range(300)}
rate = 0.6 * (1.6**0.2 - 1)
lines = [(1.6, "achieved"), (1.6**0.6, "on_track"), ((1 + rate) ** 3, "lagging"), (1.0, "off_track")]
told: Counter[str] = Counter()
cells: dict[str, dict[tuple[str, str], float | None]] = {"2020": {}, "2023": {}}
twice: dict[str, set[tuple[str, str]]] = {"2020": set(), "2023": set()}
entities = set()
with open(sys.argv[1], encoding="utf-8", newline="") as opened:
    reader = csv.reader(opened)
    next(reader)
    for county, indicator, year, text in reader:
        told["rows"] += 1
        entities.add(county)
        if indicator not in known:
            told["unknown_indicator"] += 1
            continue
        number = float(text) if NUMBER.fullmatch(text) else None
        if number is None and text:
            told["not_a_number"] += 1
        elif year in cells:
            key = (county, indicator)
            if key in cells[year]:
                told["duplicate_key"] += 1
                twice[year].add(key)
            cells[year][key] = number
for key, value in cells["2023"].items():
    base = None if key in twice["2020"] else cells["2020"].get(key)
    if value is None or key in twice["2023"]:
        continue
    if base is None:
        told["not_assessable"] += 1
    else:
        told[next((name for line, name in lines if value >= line * base - 0.005), "reversing")] += 1
statuses = ("achieved", "on_track", "lagging", "off_track", "reversing", "not_assessable")
told["missing"] = len(entities) * 300 - sum(told[each] for each in statuses)
print(json.dumps({**told, "entities": len(entities)}))
