"""Rows of parts are told apart from the whole wherever they stand, and whatever the file calls them."""

import json
from pathlib import Path

from conftest import Run

PLAN = """\
format: 1
id: p
title: P
base_year: 2015
target_year: 2030
indicators:
  - {id: x, name: X, direction: increase, path: linear, baseline: 50, target: 80}
"""


def figure(run: Run, folder: Path, text: str, *options: str) -> object:
    (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (folder / "a.csv").write_text(text, encoding="utf-8")
    told = run(
        "check", "2023", str(folder / "a.csv"), "--plan", str(folder / "plan.yaml"), "--format", "json", *options
    )
    return json.loads(told.out)["results"][0]["actual"]


def test_parts_may_come_after_many_rows_of_the_whole(run: Run, tmp_path: Path) -> None:
    """Made after Eustat's 11.a.1: a column of provinces is blank in the first four thousand rows."""
    others = "".join(f"2020,,town {i},{i}\n" for i in range(4000))
    text = f"Year,Territorio,Municipio,Value\n2020,,,60\n{others}2023,ES211,,100\n2020,ES211,,97\n"
    assert figure(run, tmp_path, text, "--as", "x") is None


def test_a_file_of_one_indicator_may_hold_several_series(run: Run, tmp_path: Path) -> None:
    """What names rows divides them: the only series of a year is not the one of the other years."""
    text = "Series,Year,Value\nTotal,2020,60\nDeaths,2020,7\nDeaths,2023,99\n"
    assert figure(run, tmp_path, text, "--as", "x") is None
    assert figure(run, tmp_path, text, "--as", "x", "--where", "Series=Deaths") == 99


def test_further_figures_are_no_parts(run: Run, tmp_path: Path) -> None:
    """Made after CAIT: a column Industry that holds emissions beside those of the plan's indicator."""
    rows = "".join(f"{year},{year - 1960},{(year * 7) % 97 / 10}\n" for year in range(2000, 2024))
    assert figure(run, tmp_path, f"Year,X,Industry\n{rows}") == 63
    assert figure(run, tmp_path, "Year,X,Industry\n2021,60,C\n2022,61,C\n2022,33,D\n2023,62,C\n") is None


def test_figures_that_look_like_years_are_no_headings(run: Run, tmp_path: Path) -> None:
    """Made after the UN's 12.6.1: 2197 companies in 2021."""
    assert (
        figure(run, tmp_path, "TIME_PERIOD,Europe,Asia\n2023,65,2197\n", "--as", "x", "--column", "value=Europe") == 65
    )


def test_flags_beside_each_year_are_of_that_year(run: Run, tmp_path: Path) -> None:
    """Made after FAO's fish statistics (1990 | Symbol | 1991 | Symbol): an F beside one year leaves the others as they are."""
    text = "Country,2022,Symbol,2023,Symbol,2024,Symbol\nAlbania,60,,63,P,70,F\nAngola,50,F,51,F,52,F\n"
    selected = ("--as", "x", "--where", "Country=Albania")
    assert figure(run, tmp_path, text, *selected) == 63
    assert figure(run, tmp_path, text.replace("63,P", "63,F"), *selected) is None


def test_headings_of_chosen_rows_name_the_row_of_headings(run: Run, tmp_path: Path) -> None:
    """A title above a table of one year is no row of headings where `--where` names one below it."""
    text = "Aquaculture producing countries,,\nCountry,Measure,2023\nChina,t,61\nIndia,t,5\n"
    assert figure(run, tmp_path, text, "--as", "x", "--where", "Country=China") == 61
