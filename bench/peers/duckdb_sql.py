"""What an analyst would write in DuckDB SQL: one table of the two years, base joined, a case, a count."""

import sys

import duckdb

file = sys.argv[1]
source = f"read_parquet('{file}')" if file.endswith(".parquet") else f"read_csv('{file}', all_varchar=true)"
rate = 0.6 * (1.6**0.2 - 1)
duckdb.sql(f"""
create temp table cell as
select county, indicator, year, count(*) as n, max(case when value ~ '^[-+]?[0-9.]+$' then try_cast(value as double) end) as value
from {source} where year in ('2020', '2023') group by all""")
print(
    duckdb.sql(f"""
select indicator, case when now.value >= 1.6 * base.value then 'achieved' when now.value >= {1.6**0.6} * base.value then 'on_track'
when now.value >= {(1 + rate) ** 3} * base.value then 'lagging' when now.value >= base.value then 'off_track'
else 'reversing' end as status, count(*) as n
from cell now join cell base using (county, indicator)
where now.year = '2023' and base.year = '2020' and now.n = 1 and base.n = 1 and now.value is not null and base.value is not null
group by all""")
    .aggregate("status, sum(n)")
    .fetchall(),
    duckdb.sql("select count(*) from cell where n > 1").fetchall(),
)
