"""What an analyst would write with pandas: pivot base and judged year, compare with baseline × factor, count."""

import sys

import pandas as pd

frame = pd.read_csv(sys.argv[1], dtype={"county": "category", "indicator": "category"})
frame["value"] = pd.to_numeric(frame["value"], errors="coerce")
frame = frame[frame["year"].isin([2020, 2023])]
keys = ["county", "indicator", "year"]
twice = frame.duplicated(keys, keep=False)
frame = frame[~twice]
base = frame[frame["year"] == 2020].set_index(keys[:2])["value"]
now = frame[frame["year"] == 2023].set_index(keys[:2])["value"]
share = (now / base).dropna()
rate = 0.6 * (1.6**0.2 - 1)
lines = [-1, 1, (1 + rate) ** 3, 1.6**0.6, 1.6, float("inf")]
names = ["reversing", "off_track", "lagging", "on_track", "achieved"]
status = pd.cut(share, lines, labels=names, right=False)
print(status.groupby(level="indicator", observed=True).value_counts().unstack().sum().to_dict(), int(twice.sum()))
