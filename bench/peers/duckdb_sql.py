"""What one would write in DuckDB SQL for the same answer: rows told apart by kind, the two years joined, a case, counts."""

import json
import sys

import duckdb

file = sys.argv[1]
source = f"read_parquet('{file}')" if file.endswith(".parquet") else f"read_csv('{file}', all_varchar=true)"
rate = 0.6 * (1.6**0.2 - 1)
duckdb.sql(f"""
create temp table told as
select county, indicator, cast(year as integer) as year,
  case when regexp_matches(value, '^[-+]?[0-9]+([.][0-9]+)?$') then try_cast(value as double) end as number,
  regexp_matches(indicator, '^ind-[0-9]+$') as known, value is not null and number is null as bad
from {source}""")
duckdb.sql("""
create temp table cell as
select county, indicator, year, count(*) as n, sum(bad::int) as bad,
  case when min(number) = max(number) and count(number) = count(*) - sum(bad::int) then min(number) end as value
from told where known and year in (2020, 2023) group by all""")
duckdb.sql(f"""
create temp table verdict as
select case when now.value is null then 'missing' when base.value is null then 'not_assessable'
  when now.value >= 1.6 * base.value - 0.005 then 'achieved' when now.value >= {1.6**0.6} * base.value - 0.005 then 'on_track'
  when now.value >= {(1 + rate) ** 3} * base.value - 0.005 then 'lagging' when now.value >= base.value - 0.005 then 'off_track'
  else 'reversing' end as status, indicator
from cell now left join (select * from cell where year = 2020) base using (county, indicator) where now.year = 2023""")
counts = dict(duckdb.sql("select status, count(*) from verdict group by status").fetchall())
duckdb.sql("select indicator, status, count(*) from verdict group by all").fetchall()
rows, bad, unknown, entities = duckdb.sql("""
select count(*), sum((bad and known)::int), sum((not known)::int), count(distinct county) from told""").fetchone() or ()
(again,) = duckdb.sql("select sum(n - bad - 1) from cell where n - bad > 1").fetchone() or ()
counts["missing"] = entities * 300 - sum(counts.values()) + counts.get("missing", 0)
duckdb.sql("select * from told where not known or bad limit 5").fetchall()
told = {"rows": rows, "entities": entities, "not_a_number": bad, "unknown_indicator": unknown, "duplicate_key": again}
print(json.dumps({**counts, **{key: int(value) for key, value in told.items()}}))
