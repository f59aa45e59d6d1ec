"""Where one changed sign, number or condition would change what a user is told: each sentence with its figures.

A row is added where ``bench/mutation.py`` finds a fault in the arithmetic that no other test notices.
"""

from pathlib import Path
from typing import Any

import pytest

from conftest import Run, indicator_plan, verdict_of

G, C = ",%,,,,growth", ",%,,,,cumulative"
Q1, H1 = ",,,,2021-Q1", ",,,,2021-01/2021-06"
NEW = "revisions: [{date: 2022-06-30, baseline: 10.25}]"
UP = "baseline: 100, target: 200, path: linear, decimals: 1"
DOWN = "direction: decrease, baseline: 200, target: 100, path: linear, decimals: 1"
MET = "direction: increase, baseline: 10.5, target: 10.0"
#: sentence · indicator · rows · when and options → what must come out (plan of 2020 to 2025)
CASES: list[tuple[str, str, list[str], str, dict[str, Any]]] = [
    # A target that the baseline has met is one to hold.
    ("a target that was met by half a unit is one to hold", MET, ["x,2022,10.1"], "2022",
     {"status": "achieved", "milestone": 10, "line": 10, "gap": 0.1}),
    ("less than it is worse than the start", MET, ["x,2022,9.9"], "2022", {"status": "reversing", "milestone": 10}),
    ("also within the first year", f"nature: stock, {MET}", [f"x,2021,10.2{Q1}"], "2021-Q1",
     {"status": "achieved", "milestone": 10, "line": 10, "gap": 0.2}),
    ("and in a share of a flow's year", MET, [f"x,2021,2.5{Q1}"], "2021-Q1", {"status": "on_track", "milestone": 2.5}),
    ("under a rule of straight lines too", MET, ["x,2022,10.1"], "2022 --profile linear", {"milestone": 10, "status": "achieved"}),
    ("a point of the way is a point of the target", "baseline: 10.5, target: 10.0, direction: increase, path: linear",
     ["x,2023,9.9"], "2023 --profile sdsn", {"status": "reversing"}),
    # What is computed beside a verdict.
    ("progress is the share of the way", "baseline: 10, target: 20, path: linear", ["x,2023,14"], "2023",
     {"cuts": {"on_track": 16, "lagging": 13.6, "off_track": 10}, "progress": 0.4, "achievement": 0.875, "gap": -2, "pace": 2 / 3, "required_rate": 2, "observed_rate": 4 / 3, "projected": 50 / 3}),
    ("the gap of rates is one of points", "target: {kind: growth, rate: 6}", [f"x,2021,5.5{G}"], "2021",
     {"status": "lagging", "gap": -0.5, "milestone": 6, "actual": 5.5}),
    ("of less growth that is asked, less is better", "direction: decrease, target: {kind: growth, rate: 6}", [f"x,2021,5.5{G}"],
     "2021", {"gap": 0.5, "milestone": 6}),
    ("a total is no sum of itself", "baseline: 10, target: 20", ["x,2021,11", "x,2022,12"], "2022", {"cumulative": None}),
    ("a total has the sum of its additions", "target: {kind: total, value: 100}", ["x,2021,11", "x,2022,12"], "2022",
     {"cumulative": 23, "actual": 23}),
    # Bounds.
    ("less than so much of a fall is a fall of more", "direction: decrease, target: {kind: change, value: -13.5}",
     [f"x,2025,<-13.6{C}"], "2025", {"status": "achieved", "actual": -13.6}),
    ("more than so much of a rise", "target: {kind: change, value: 13.5}", [f"x,2025,>13.5{C}"], "2025", {"status": "achieved"}),
    ("at most so much of a rise may be enough or not", "target: {kind: change, value: 13.5}", [f"x,2025,<=13.6{C}"], "2025",
     {"status": "undecidable"}),
    ("an open addition below leaves a sum open where figures are negative", "target: {kind: total, value: 100}",
     ["x,2021,-5", "x,2022,<80", "x,2023,75"], "2023", {"status": "undecidable"}),
    ("and not where none is", "target: {kind: total, value: 100}", ["x,2021,5", "x,2022,<80", "x,2023,75"], "2023",
     {"status": "on_track"}),
    ("a part of a year adds at least nothing", "target: {kind: total, value: 100}", ["x,2021,5", "x,2022,30", "x,2023,30,,,,2023-01/2023-06"],
     "2023", {"status": "on_track", "actual": 65}),
    ("but where figures are negative anything", "target: {kind: total, value: 100}",
     ["x,2021,-5", "x,2022,50", "x,2023,30,,,,2023-01/2023-06"], "2023", {"status": "undecidable"}),
    # What is printed of a target says how exactly it is asked.
    ("points above a reported baseline are asked as they are printed", "unit: '%', target: {kind: change, value: 4.4, unit: pp}",
     ["x,2020,60", "x,2025,64"], "2025", {"status": "lagging", "milestone": 64.4, "line": 64.4}),
    ("so are units", "unit: t, target: {kind: change, value: 4.4, unit: t}", ["x,2020,60", "x,2025,64"], "2025",
     {"status": "lagging", "line": 64.4}),
    ("and values on the way", "unit: t, target: {kind: change, value: 15}, path: {shape: piecewise, values: {2023: 66.5}}",
     ["x,2020,61", "x,2023,66"], "2023", {"status": "lagging", "line": 66.5}),
    ("a share of a reported baseline is as exact as that is", "unit: t, target: {kind: change, value: 15}",
     ["x,2020,61", "x,2025,70"], "2025", {"status": "achieved", "milestone": 70.15, "line": 70}),
    # A rule that asks for more than the target, as not to fall back.
    ("what is achieved is held against the target", DOWN, ["x,2019,80", "x,2020,85", "x,2021,90", "x,2022,92", "x,2023,95"],
     "2023 --profile destatis", {"status": "achieved", "category": "sun_and_cloud", "line": 100}),
    ("what is not against that rule", DOWN, ["x,2019,80", "x,2020,85", "x,2021,90", "x,2022,92", "x,2023,101"],
     "2023 --profile destatis", {"status": "reversing", "line": 80}),
    # A path that asks for more than the target on its way.
    ("the target is not achieved below what its year asks", "baseline: 100, target: 150, path: {shape: piecewise, values: {2023: 160}}",
     ["x,2023,155"], "2023", {"status": "lagging", "milestone": 160, "gap": -5}),
    ("but there it is", "baseline: 100, target: 150, path: {shape: piecewise, values: {2023: 160}}", ["x,2023,160"], "2023",
     {"status": "achieved", "milestone": 160}),
    ("nor with dated values that turn back", "target: {kind: milestones, values: {2021: 100, 2023: 120, 2025: 90}}", ["x,2023,95"], "2023",
     {"status": "off_track", "milestone": 120}),
    ("more than it is not achieved where it may be so or not", "baseline: 100, target: 150, path: {shape: piecewise, values: {2023: 160}}",
     ["x,2023,>155"], "2023", {"status": "undecidable"}),
    # A target with a last year of its own: what comes later is no part of it.
    ("an addition after its last year is none", "target: {kind: total, value: 60, year: 2023}",
     ["x,2021,20", "x,2022,20", "x,2023,10", "x,2024,50"], "2024", {"status": "lagging", "actual": 50, "gap": -10, "pace": 5 / 6, "projected": 50}),
    ("and breaks no ceiling", "direction: decrease, target: {kind: total, value: 60, year: 2023}",
     ["x,2021,20", "x,2022,20", "x,2023,20", "x,2024,50"], "2024", {"status": "achieved", "actual": 60}),
    ("the running total of its last year counts", "target: {kind: total, value: 60, year: 2023}",
     ["x,2023,55,,,,,cumulative", "x,2024,70,,,,,cumulative"], "latest", {"status": "lagging", "actual": 55}),
    ("a total of later quarters is not known then", "target: {kind: total, value: 60, year: 2023}",
     ["x,2024,70,,,,,cumulative"], "2024", {"status": "missing"}),
    ("a mean is that of its years", "unit: t, target: {kind: growth, rate: 5, year: 2023}",
     [f"x,{year},{rate}{G}" for year, rate in (("2021", "5.0"), ("2022", "5.0"), ("2023", "4.0"), ("2024", "8.0"))],
     "2024", {"status": "lagging", "milestone": 5, "line": 5, "actual": 4.66560283}),
    ("so is a change", "unit: t, direction: decrease, target: {kind: change, value: -10, year: 2023}",
     [f"x,{year},-3.0{G}" for year in (2021, 2022, 2023, 2024)], "2024", {"status": "lagging", "milestone": -10, "actual": -8.7327}),
    ("bounds ask nothing after their last year", "unit: '%', target: {kind: band, low: 8, high: 12, year: 2023}", ["x,2024,13"],
     "2024", {"status": "not_due"}),
    ("but in it they do", "unit: '%', target: {kind: band, low: 8, high: 12, year: 2023}", ["x,2023,13"], "2023", {"status": "off_track"}),
    ("a level is the year's own", "unit: t, baseline: 100, target: {kind: growth, rate: 5, year: 2023}",
     ["x,2023,114", "x,2024,118"], "2024", {"status": "achieved", "milestone": 115.7625, "actual": 118}),
    # Small numbers.
    ("a level below one has its points of tolerance", "baseline: 0.500, decimals: 3, target: {kind: growth, rate: 6}, tolerance: 0.5",
     ["x,2021,0.528"], "2021", {"status": "on_track", "line": 0.528}),
    ("and no more than those", "baseline: 0.500, decimals: 3, target: {kind: growth, rate: 6}, tolerance: 0.5",
     ["x,2021,0.527"], "2021", {"status": "lagging", "line": 0.528}),
    # Changes in units.
    ("a change in units goes through its dated values", "unit: t, target: {kind: change, value: 50, unit: t}, path: {shape: piecewise, values: {2022: 20}}",
     ["x,2022,20,t,,,,cumulative"], "2022", {"status": "on_track", "milestone": 20, "progress": 0.4}),
    # A baseline that is set anew brings its decimals.
    ("a new baseline is as exact as it is printed", f"baseline: 10, target: 20, path: linear, {NEW}", ["x,2023,16"], "2023",
     {"status": "lagging", "line": 16.1, "gap": -0.1}),
    # Parts of a year.
    ("growth of half a year is held against the same half of the base year", "unit: t, target: {kind: growth, rate: 6}",
     ["x,2020,60,,,,2020-01/2020-06", "x,2020,130", "x,2023,75,,,,2023-01/2023-06"], "2023-01/2023-06",
     {"status": "on_track", "milestone": 71.46096, "line": 71}),
    ("where only the year is known, against half of it", "unit: t, target: {kind: growth, rate: 6}",
     ["x,2020,130", "x,2023,75,,,,2023-01/2023-06"], "2023-01/2023-06", {"status": "lagging", "milestone": 77.41604}),
    ("and where the plan prints it", "unit: t, baseline: 130, target: {kind: growth, rate: 6}",
     ["x,2020,60,,,,2020-01/2020-06", "x,2023,75,,,,2023-01/2023-06"], "2023-01/2023-06", {"status": "lagging", "milestone": 77.41604}),
    # Half a year says of the whole what cannot be undone.
    ("what is passed by June is passed, where nothing was ever negative", f"{UP}", ["x,2023,171,,,,2023-01/2023-06"], "2023",
     {"status": "on_track", "milestone": 160, "actual": 171}),
    ("but not where a figure was negative", f"{UP}", ["x,2023,171,,,,2023-01/2023-06", "x,2022,-3"], "2023",
     {"status": "undecidable"}),
    ("nor where the plan's own was", "baseline: -5, target: 200, path: linear", ["x,2023,171,,,,2023-01/2023-06"], "2023",
     {"status": "undecidable"}),
    ("a negative rate is no negative figure", f"{UP}", ["x,2023,171,,,,2023-01/2023-06", "x,2022,-3,%,,,,growth"], "2023",
     {"status": "on_track"}),
    ("a running total may fall again", "unit: t, target: {kind: total, value: 100}",
     ["x,2022,-30", "x,2023,90,,,,2023-01/2023-06,cumulative"], "2023", {"status": "undecidable"}),
    ("a change by June is not that of the year", "unit: t, baseline: 100, target: {kind: change, value: 15}",
     ["x,2023,12,%,,,2023-01/2023-06,cumulative"], "2023", {"status": "undecidable"}),
    ("nor is a mean growth by June", "unit: t, baseline: 100, target: {kind: growth, rate: 6}",
     ["x,2023,8.0,%,,,2023-01/2023-06,mean_growth"], "2023", {"status": "undecidable"}),
    # Which of several figures.
    ("what was published on the day is known on it", f"{UP}", ["x,2023,165,,,,,,2024-01-10"], "2023 --as-of 2024-01-10",
     {"status": "on_track", "actual": 165}),
    ("and not the day before", f"{UP}", ["x,2023,165,,,,,,2024-01-10"], "2023 --as-of 2024-01-09", {"status": "missing"}),
    ("years that are known at least go before a running total of June", "target: {kind: total, value: 100}",
     ["x,2021,20", "x,2022,25", "x,2023,>=20", "x,2023,50,,,,2023-01/2023-06,cumulative"], "2023", {"actual": 65, "bound": ">="}),
    ("a forecast goes before no figure, however new", f"{UP}", ["x,2023,175,,,F,,,2024-02-01", "x,2023,150,,,A,,,2024-01-01"],
     "2023 --include-forecasts", {"actual": 150, "status": "lagging"}),
    ("a mean growth of more than is asked is enough", "unit: t, baseline: 100, target: {kind: growth, rate: 5}",
     ["x,2023,>5.5,%,,,,mean_growth"], "2023", {"status": "on_track", "actual": 5.5, "bound": ">"}),
    ("less than some rate is a rate to show", "unit: t, baseline: 100, target: {kind: growth, rate: 5}",
     ["x,2023,<4.5,%,,,,mean_growth"], "2023", {"status": "undecidable", "actual": 4.5, "bound": "<"}),
    ("what is exact goes before a bound", "target: {kind: total, value: 100}",
     ["x,2021,20", "x,2022,20", "x,2023,30", "x,2023,>50,,,,,cumulative"], "2023", {"status": "on_track", "actual": 70}),
    ("nothing is asked by the very day of a baseline", "nature: stock, baseline: {date: 2021-06, value: 10}, target: 20, path: linear",
     ["x,2021,12,,,,2021-01/2021-06"], "2021-01/2021-06", {"status": "not_due"}),
    ("past the far end by June of the last year is past it for good",
     "baseline: 100, path: linear, target: {kind: level, value: {low: 140, high: 160}, operator: within}",
     ["x,2025,161,,,,2025-01/2025-06"], "2025-01/2025-06", {"status": "off_track", "milestone": 160, "gap": -1}),
    ("a stock may come back", "nature: stock, baseline: 100, path: linear, target: {kind: level, value: {low: 140, high: 160}, operator: within}",
     ["x,2025,161,,,,2025-01/2025-06"], "2025-01/2025-06", {"status": "on_track"}),
    ("so may a flow that was negative", "baseline: -5, path: linear, target: {kind: level, value: {low: 140, high: 160}, operator: within}",
     ["x,2025,161,,,,2025-01/2025-06"], "2025-01/2025-06", {"status": "on_track"}),
    # What a year is allowed, a part of it is allowed its share of.
    ("half a year may be off by half of a tolerance", f"{UP}, tolerance: 10", [f"x,2021,55.0{H1}"], "2021-01/2021-06",
     {"status": "on_track", "milestone": 60, "line": 55}),
    ("and by no more", f"{UP}, tolerance: 10", [f"x,2021,54.9{H1}"], "2021-01/2021-06", {"status": "off_track", "line": 55}),
    ("by so many per cent of half the figure", f"{UP}, tolerance: 10%", [f"x,2021,53.9{H1}"], "2021-01/2021-06",
     {"status": "off_track", "line": 54}),
    ("under a rule of straight lines too", f"{UP}, tolerance: 10", [f"x,2021,54.9{H1}"], "2021-01/2021-06 --profile linear",
     {"status": "off_track", "line": 55}),
    ("and under one that asks for a tolerance", f"{UP}, tolerance: 10", [f"x,2021,54.9{H1}"],
     "2021-01/2021-06 --profile official-cn", {"status": "off_track", "line": 55}),
    ("where less is better", f"{DOWN}, tolerance: 10", [f"x,2021,95.1{H1}"], "2021-01/2021-06", {"status": "off_track", "line": 95}),
    ("a ceiling has half of the tolerance where a rule draws no lines", f"{DOWN}, tolerance: 10", ["x,2025,55,,,,2025-01/2025-06"],
     "2025-01/2025-06 --profile destatis", {"status": "on_track"}),
    ("past it nothing is said", f"{DOWN}, tolerance: 10", ["x,2025,55.1,,,,2025-01/2025-06"],
     "2025-01/2025-06 --profile destatis", {"status": "not_assessable"}),
    ("a stock is what it is in June", f"nature: stock, {UP}, tolerance: 10", [f"x,2021,100.0{H1}"], "2021-01/2021-06",
     {"status": "on_track", "milestone": 110, "line": 100}),
    ("both ends of a band are eased by half", "target: {kind: band, low: 100, high: 120}, tolerance: 10", [f"x,2021,44.9{H1}"],
     "2021-01/2021-06", {"status": "off_track"}),
    ("to there", "target: {kind: band, low: 100, high: 120}, tolerance: 10", [f"x,2021,65{H1}"], "2021-01/2021-06",
     {"status": "on_track"}),
    ("and no further", "target: {kind: band, low: 100, high: 120}, tolerance: 10", [f"x,2021,65.1{H1}"], "2021-01/2021-06",
     {"status": "off_track"}),
    # 100 × 1.06 ÷ 2 = 53; a rate of 5.5 % leads to 52.75.
    ("points of growth are the same in half a year", "baseline: 100, decimals: 2, target: {kind: growth, rate: 6}, tolerance: 0.5",
     [f"x,2021,52.74{H1}"], "2021-01/2021-06", {"status": "lagging", "milestone": 53, "line": 52.75}),
    ("a third of 1.65 is 0.55, and as a line 0.6", "baseline: 1.5, target: 1.65, path: linear, decimals: 1", ["x,2025,0.5,,,,2025-01/2025-04"],
     "2025-01/2025-04", {"status": "lagging", "milestone": 0.55, "line": 0.6}),
    # Published rules too: 600 a year by half is 300.
    ("half a year is no whole one under the rule of rates", "direction: decrease, baseline: 1200, target: 600",
     ["x,2023,550,,,,2023-01/2023-06"], "2023-01/2023-06 --profile statcan", {"status": "off_track", "category": "limited_progress"}),
    ("nor is its share the whole target", "direction: decrease, baseline: 1200, target: 600", ["x,2023,290,,,,2023-01/2023-06"],
     "2023-01/2023-06 --profile statcan", {"status": "on_track", "category": "substantial_progress"}),
    ("but more than the whole in half the year is", "baseline: 600, target: 1200", ["x,2023,1200,,,,2023-01/2023-06"],
     "2023-01/2023-06 --profile statcan", {"status": "achieved", "category": "target_achieved"}),
    ("half of what it was is no fall", "baseline: 600, target: 1200", ["x,2023,301,,,,2023-01/2023-06"],
     "2023-01/2023-06 --profile statcan", {"status": "off_track", "category": "limited_progress"}),
    ("a direction of half a year is not known", "baseline: 600, target: {kind: trend}", ["x,2023,301,,,,2023-01/2023-06"],
     "2023-01/2023-06 --profile statcan", {"status": "not_assessable"}),
    ("a limit on growth is kept to, however small the numbers", "direction: decrease, baseline: 10.0, target: {kind: growth, rate: 0.5}",
     ["x,2021,10.0"], "2021", {"status": "on_track", "line": 10.1}),
    ("what breaks a limit has the word below", "direction: decrease, target: {kind: total, value: 500}", ["x,2021,120"],
     "2021 --profile sdsn", {"status": "off_track", "category": "stagnating"}),
    ("nothing is reached in the base year", "baseline: 10, target: 20", ["x,2020,25"], "2020", {"status": "not_due"}),
    ("a level of nothing is a growth of -100 %", "target: {kind: growth, rate: 6}", [f"x,2021,-100{G}"], "2021",
     {"status": "reversing", "actual": -100}),
    ("no rate of growth leads to nothing", "baseline: 10, target: 20", ["x,2023,0"], "2023",
     {"status": "reversing", "observed_rate": None, "pace": None, "projected": None}),
    ("nobody has the place before the first", "target: {kind: rank, value: 10}", ["x,2025,0"], "2025", {"status": "missing"}),
    ("nor one behind the last", "baseline: 20, target: {kind: rank, value: 10, of: 35}", ["x,2025,36"], "2025", {"status": "missing"}),
    ("the last place is one", "baseline: 20, target: {kind: rank, value: 10, of: 35}", ["x,2025,35"], "2025", {"status": "reversing"}),
    ("the first place may be the target", "baseline: 5, target: {kind: rank, value: 1}", ["x,2025,1"], "2025", {"status": "achieved"}),
    ("dated values start at the baseline where there is one", "baseline: 10, target: {kind: milestones, values: {2021: 12, 2025: 20}}",
     ["x,2023,15"], "2023", {"status": "on_track", "milestone": 12, "progress": 0.5}),
    # Years.
    ("so many per cent of the way at a given year", "baseline: 100, target: 200, path: {shape: reference, shares: {2022: 18}}",
     ["x,2022,118"], "2022", {"status": "on_track", "milestone": 118}),
    ("a rule that starts later starts after the base year", "target: 20", ["x,2019,5", "x,2021,10", "x,2023,12"],
     "2023 --profile statcan", {"line": 13.91802416, "value": 0.50444781}),
    ("the latest year is the last of the plan where no year is known in full", "target: 20, baseline: 10",
     ["x,2022,11,,,,2022-06", "x,2023,12,,,,2023-06"], "latest", {"year": 2025, "status": "missing"}),
    # Figures that are not there, and nothing.
    ("what is missing is asked at the plan's decimals", "baseline: 10, target: 11, path: linear", ["x,2023,…"], "2023",
     {"status": "missing", "line": 11}),
    ("an addition of nothing is none below nothing", "target: {kind: total, value: 100}", ["x,2021,0", "x,2022,<80", "x,2023,75"], "2023",
     {"status": "on_track"}),
    ("nothing is none of what is asked", "baseline: 10, target: 20, path: linear", ["x,2023,0"], "2023", {"achievement": 0}),
    ("a band is not asked in the base year", "target: {kind: band, low: 8, high: 12}", ["x,2020,13"], "2020", {"status": "not_due"}),
    ("a running total of any earlier year is gone on from", "target: {kind: total, value: 100}",
     ["x,2021,90,,,,,cumulative", "x,2022,5", "x,2023,5", "x,2024,5"], "2024", {"actual": 105}),
    ("of the one before the last too", "target: {kind: total, value: 100}",
     ["x,2022,90,,,,,cumulative", "x,2023,5", "x,2024,5"], "2024", {"actual": 100}),
    ("and of the last", "target: {kind: total, value: 100}", ["x,2023,90,,,,,cumulative", "x,2024,5"], "2024", {"actual": 95}),
    ("a change in per cent is that of half a year too", "unit: t, path: linear, target: {kind: change, value: 50}",
     ["x,2020,400,,,,2020-01/2020-06", "x,2023,520,,,,2023-01/2023-06"], "2023-01/2023-06", {"status": "on_track", "milestone": 520}),
    ("a change in units is one of the year", "unit: t, target: {kind: change, value: 50, unit: t}",
     ["x,2020,40,,,,2020-01/2020-06", "x,2023,70,,,,2023-01/2023-06"], "2023-01/2023-06", {"status": "not_assessable"}),
    ("of which half a year is asked for half", "unit: t, target: {kind: change, value: 50, unit: t}",
     ["x,2020,80", "x,2023,55,,,,2023-01/2023-06"], "2023-01/2023-06", {"status": "on_track", "milestone": 55}),
    ("running totals since January are the year's in December", "reported: cumulative, baseline: 10, target: 20, path: linear",
     ["x,2023,16,,,,2023-12"], "2023", {"status": "on_track", "actual": 16}),
    ("and a floor before", "reported: cumulative, baseline: 10, target: 20, path: linear", ["x,2023,14,,,,2023-11"], "2023",
     {"status": "undecidable"}),
    # A line that must be passed.
    ("values of single years must be passed in each of them", "target: {kind: milestones, values: {2021: 50, 2025: 60}, operator: more_than}",
     ["x,2021,50"], "2021", {"status": "off_track", "line": 50}),
    ("so must their ceilings", "direction: decrease, target: {kind: milestones, values: {2021: 50, 2025: 40}, operator: less_than}",
     ["x,2021,50"], "2021", {"status": "off_track", "line": 50}),
    ("more than 10 % a year is more in every year", "baseline: 100, target: {kind: growth, rate: 10, operator: more_than}",
     ["x,2022,121"], "2022", {"status": "lagging", "line": 121}),
    # To grow by no less than nothing is to hold the start.
    ("a fall where none is allowed is a fall", "baseline: 100, target: {kind: growth, rate: 0}", ["x,2022,99"], "2022",
     {"status": "reversing", "milestone": 100}),
    ("also one of rates", "unit: t, target: {kind: growth, rate: 0}", [f"x,2022,-1{G}", f"x,2021,0{G}"], "2022", {"status": "reversing"}),
    ("more than no more", "direction: decrease, baseline: 100, target: {kind: growth, rate: 0, operator: at_most}", ["x,2022,101"],
     "2022 --profile linear", {"status": "reversing"}),
    ("where some growth is allowed, more is no fall", "direction: decrease, baseline: 100, target: {kind: growth, rate: 2, operator: at_most}",
     ["x,2022,107"], "2022", {"status": "off_track"}),
    # Points.
    ("half a point is half a point", "unit: '%', baseline: 60.0, target: {kind: change, value: 1/2, unit: pp}", ["x,2025,60.5"],
     "2025", {"status": "achieved", "milestone": 60.5}),
    ("a change in points may be reported in points", "unit: '%', target: {kind: change, value: 4, unit: pp}",
     ["x,2025,3.9,pp,,,,cumulative"], "2025", {"status": "lagging", "actual": 3.9, "unit": "pp"}),
    ("in their Chinese word beside the figure", "unit: '%', target: {kind: change, value: 4, unit: pp}",
     ["x,2025,4.0个百分点,,,,,cumulative"], "2025", {"status": "achieved", "actual": 4}),
    ("and year by year", "unit: '%', target: {kind: change, value: 4, unit: pp, additive: true}", ["x,2021,1.0,pp,,,,growth"],
     "2021", {"status": "on_track", "actual": 1}),
    ("a level is not in points", "unit: '%', baseline: 60, target: {kind: change, value: 4, unit: pp}", ["x,2025,64,pp"], "2025",
     {"status": "missing"}),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "indicator", "rows", "when", "expected"), CASES, ids=[case[0] for case in CASES])
def test_case(
    run: Run, tmp_path: Path, sentence: str, indicator: str, rows: list[str], when: str, expected: dict[str, Any]
) -> None:
    """Each case has the outcome that its sentence names."""
    padded = "".join(f"{row}{',' * (8 - row.count(','))}\n" for row in rows)
    found = verdict_of(run, tmp_path, indicator, padded, *when.split())
    assert {
        key: pytest.approx(found[key]) if isinstance(found[key], float) else found[key] for key in expected
    } == expected


def test_a_rule_without_a_line_shows_none(run: Run, tmp_path: Path) -> None:
    """58 of a ceiling of 100 is not on track by that rule, so the path's 60 does not stand under its name."""
    plan, actuals = tmp_path / "p.plan.yaml", tmp_path / "a.csv"
    text = indicator_plan("id: x, name: X, direction: decrease, target: {kind: total, value: 100}")
    plan.write_text(text, encoding="utf-8")
    actuals.write_text("indicator,year,value\nx,2021,20\nx,2022,20\nx,2023,18\n", encoding="utf-8")
    call = ("check", "2023", str(actuals), "--plan", str(plan), "--lang", "en")
    row = next(line for line in run(*call, "--profile", "healthy-people-2030").out.splitlines() if line.startswith("X"))
    assert row.split()[1:5] == ["—", "—", "58", "—"]


def test_the_pace_of_half_a_year_leads_to_its_line(run: Run, tmp_path: Path) -> None:
    """Of 160 half is 80, and 75 with half of the tolerance: what reaches that has a pace of 1, what does not has less."""
    plan, actuals = tmp_path / "p.plan.yaml", tmp_path / "a.csv"
    plan.write_text(
        indicator_plan("id: x, name: X, baseline: 100, target: 200, path: linear, tolerance: 10"), encoding="utf-8"
    )
    for value, pace in (("75", "1.000"), ("74.9", "0.996")):
        actuals.write_text(f"indicator,year,value,period\nx,2023,{value},2023-S1\n", encoding="utf-8")
        assert pace in run("check", "2023-S1", str(actuals), "--plan", str(plan), "--lang", "en").out


@pytest.mark.parametrize(
    ("target", "rows", "gap", "milestone", "required"),
    [
        (
            "baseline: 5, target: {kind: level, value: {low: 6.2, high: 6.5}, operator: within}",
            "x,2025,6.7", " -0.2 ", "limited to 6.2; overshot, so held against 6.5", "(6.2 ÷ 5)^(1 ÷ 5) - 1 = 4.40%",
        ),
        (
            "reported: cumulative, target: {kind: total, value: {low: 290, high: 305}, operator: within}",
            "x,2025,310", " -5 ", "= 290; overshot, so held against 305", "(290 - 0) ÷ 5 = +58",
        ),
    ],
    ids=["a level", "a sum"],
)  # fmt: skip
def test_what_was_overshot_is_held_against_the_far_end(
    run: Run, tmp_path: Path, target: str, rows: str, gap: str, milestone: str, required: str
) -> None:
    """6.7 where no more than 6.5 is wanted is -0.2 in the table, and the way to the near end stays what was asked."""
    plan, actuals = tmp_path / "p.plan.yaml", tmp_path / "a.csv"
    plan.write_text(indicator_plan(f"id: x, name: X, unit: km, {target}"), encoding="utf-8")
    actuals.write_text(f"indicator,year,value\n{rows}\n", encoding="utf-8")
    options = ("--plan", str(plan), "--lang", "en")
    assert gap in run("check", "2025", str(actuals), *options).out
    derivation = run("explain", "x", "2025", "--actuals", str(actuals), *options).out
    assert milestone in derivation
    assert f"required: {required}" in derivation
