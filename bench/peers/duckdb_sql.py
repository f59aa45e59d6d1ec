"""What one would write in DuckDB SQL for the same answer: rows told apart by kind, the two years joined, a case, counts,
the first bad rows and the worst entities; ``--counted`` leaves out rows and their numbers.
"""

import json
import sys

import duckdb
from asked import factors

file, counted = sys.argv[1], "--counted" in sys.argv
source = f"read_parquet('{file}')" if file.endswith(".parquet") else f"read_csv('{file}', all_varchar=true)"
first = 0 if file.endswith(".parquet") else 1
line = "0" if counted else f"row_number() over () + {first}"
told = ", ".join(f"('{name}', {target!r}, {milestone!r}, {slow!r})" for name, target, milestone, slow in factors(file))
duckdb.sql(f"create temp table asked as select * from (values {told}) as t(indicator, target, milestone, slow)")
duckdb.sql(f"""
create temp table told as
select county, indicator, cast(year as integer) as year, value as text, {line} as line,
  case when regexp_matches(value, '^[-+]?[0-9]+([.][0-9]+)?$') then try_cast(value as double) end as number,
  regexp_matches(indicator, '^ind-[0-9]+$') as known, value is not null and number is null as bad
from {source}""")
duckdb.sql("""
create temp table cell as
select county, indicator, year, count(*) as n, sum(bad::int) as bad, min(line) as line, max(line) as last,
  case when min(number) = max(number) and count(number) = count(*) - sum(bad::int) then min(number) end as value
from told where known and year in (2020, 2023) group by all""")
duckdb.sql("""
create temp table verdict as
select case when now.value is null then 'missing' when base.value is null then 'not_assessable'
  when now.value >= target * base.value - 0.005 then 'achieved'
  when now.value >= milestone * base.value - 0.005 then 'on_track'
  when now.value >= slow * base.value - 0.005 then 'lagging' when now.value >= base.value - 0.005 then 'off_track'
  else 'reversing' end as status, indicator, county, now.line, milestone * base.value as due, now.value - due as gap
from cell now join asked using (indicator) left join (select * from cell where year = 2020) base
using (county, indicator) where now.year = 2023""")
counts = dict(duckdb.sql("select status, count(*) from verdict group by status").fetchall())
duckdb.sql("select indicator, status, count(*) from verdict group by all").fetchall()
rows, bad, unknown, entities = (
    duckdb.sql("""
select count(*), sum((bad and known)::int), sum((not known)::int), count(distinct county) from told""").fetchone()
    or ()
)
(again,) = duckdb.sql("select sum(n - bad - 1) from cell where n - bad > 1").fetchone() or ()
counts["missing"] = entities * 300 - sum(counts.values()) + counts.get("missing", 0)
told = {"rows": rows, "entities": entities, "not_a_number": bad, "unknown_indicator": unknown, "duplicate_key": again}
answer = {**counts, **{key: int(value) for key, value in told.items()}}
if not counted:
    kinds = {
        "unknown_indicator": "select line from told where not known order by line limit 5",
        "not_a_number": "select line from told where known and bad order by line limit 5",
        "duplicate_key": "select last from cell where n - bad > 1 order by last limit 5",
        "missing_baseline": "select line from verdict where status = 'not_assessable' order by line limit 5",
    }
    answer["examples"] = {kind: [row for (row,) in duckdb.sql(query).fetchall()] for kind, query in kinds.items()}
    answer["worst"] = duckdb.sql("""
select indicator, line from verdict where status in ('lagging', 'off_track', 'reversing')
qualify row_number() over (partition by indicator order by gap / due, county) <= 5
order by indicator, gap / due, county""").fetchall()
print(json.dumps(answer))
