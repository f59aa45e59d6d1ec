"""What one would write with pandas for the same answer: the two years pivoted, a ratio cut, counts, rows shown."""

import json
import sys

import numpy as np
import pandas as pd
from asked import factors

file = sys.argv[1]
read = pd.read_parquet if file.endswith(".parquet") else pd.read_csv
kinds = {} if read is pd.read_parquet else {"dtype": {"county": "category", "indicator": "category", "value": "str"}}
asked = pd.DataFrame(factors(file), columns=["indicator", "target", "milestone", "slow"]).set_index("indicator")
frame = read(file, **kinds)
frame["line"] = np.arange(1, len(frame) + 1) + (read is pd.read_csv)
number = pd.to_numeric(frame["value"], errors="coerce")
frame["number"], frame["year"] = number, frame["year"].astype("int64")
known = frame["indicator"].isin(asked.index)
bad = known & number.isna() & frame["value"].notna()
told = {"rows": len(frame), "entities": frame["county"].nunique()}
told |= {"not_a_number": int(bad.sum()), "unknown_indicator": int((~known).sum())}
examples = {"unknown_indicator": frame["line"][~known].head(5), "not_a_number": frame["line"][bad].head(5)}
frame = frame[known & frame["year"].isin([2020, 2023])]
keys = ["county", "indicator", "year"]
again = frame.duplicated(keys)
told["duplicate_key"], examples["duplicate_key"] = int(again.sum()), frame["line"][again].head(5)
frame = frame[~frame.duplicated(keys, keep=False)]
base = frame[frame["year"] == 2020].set_index(keys[:2])["number"]
now = frame[frame["year"] == 2023].set_index(keys[:2])[["number", "line"]].dropna()
share = now.join(base.rename("base"), how="left").reset_index()
share["indicator"] = share["indicator"].astype(str)
share = share.join(asked, on="indicator")
reached = share["number"] + 0.005
lines = [share["base"].isna()] + [reached >= share["base"] * share[line] for line in ("target", "milestone", "slow")]
names = ["not_assessable", "achieved", "on_track", "lagging", "off_track"]
share["status"] = np.select([*lines, reached >= share["base"]], names, "reversing")
by_indicator = share.groupby("indicator")["status"].value_counts()
counts = share["status"].value_counts().to_dict()
counts["missing"] = told["entities"] * 300 - sum(counts.values())
examples["missing_baseline"] = share.loc[share["status"] == "not_assessable", "line"].sort_values().head(5)
late = share[share["status"].isin(["lagging", "off_track", "reversing"])].copy()
late["far"] = late["number"] / (late["base"] * late["milestone"]) - 1
worst = late.sort_values(["indicator", "far", "county"]).groupby("indicator").head(5)
shown = {"examples": {kind: rows.tolist() for kind, rows in examples.items()}}
shown["worst"] = worst[["indicator", "line"]].values.tolist()
print(json.dumps({**counts, **told, **shown, "groups": len(by_indicator)}))
