"""What one would write with pandas for the same answer: the two years pivoted, a ratio cut, counts."""

import json
import sys

import pandas as pd

read = pd.read_parquet if sys.argv[1].endswith(".parquet") else pd.read_csv
kinds = {} if read is pd.read_parquet else {"dtype": {"county": "category", "indicator": "category", "value": "str"}}
frame = read(sys.argv[1], **kinds)
number = pd.to_numeric(frame["value"], errors="coerce")
frame["number"], frame["year"] = number, frame["year"].astype("int64")
known = frame["indicator"].isin([f"ind-{each:03d}" for each in range(300)])
bad = known & number.isna() & frame["value"].notna()
told = {"rows": len(frame), "entities": frame["county"].nunique()}
told |= {"not_a_number": int(bad.sum()), "unknown_indicator": int((~known).sum())}
frame = frame[known & frame["year"].isin([2020, 2023])]
keys = ["county", "indicator", "year"]
told["duplicate_key"] = int(frame.duplicated(keys).sum())
frame = frame[~frame.duplicated(keys, keep=False)]
base = frame[frame["year"] == 2020].set_index(keys[:2])["number"]
now = frame[frame["year"] == 2023].set_index(keys[:2])["number"].dropna()
share = now.to_frame("now").join(base.rename("base"), how="left")
rate = 0.6 * (1.6**0.2 - 1)
lines = [-1, 1, (1 + rate) ** 3, 1.6**0.6, 1.6, float("inf")]
names = ["reversing", "off_track", "lagging", "on_track", "achieved"]
status = pd.cut(share["now"] / share["base"], lines, labels=names, right=False)
by_indicator = status.groupby(level="indicator", observed=True).value_counts()
counts = {name: int((status == name).sum()) for name in names}
counts["not_assessable"] = int(status.isna().sum())
counts["missing"] = told["entities"] * 300 - sum(counts.values())
print(json.dumps({**counts, **told, "groups": len(by_indicator)}))
