"""Mutated inputs, one target for each thing that a user hands in: none may crash, hang or print half a document.

``python tests/fuzz.py [TARGET ...] --seconds 600`` runs longer than the suite does (test_fuzz.py) and prints each
failure with the folder that holds its input; ``--seed N`` goes on elsewhere. To add a target: one function that writes
its files into a folder and returns the arguments of ``plan``, in ``TARGETS``.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from plan_cli.__main__ import main

ROOT = Path(__file__).parent.parent
#: Seconds after which an input is a hang.
PATIENCE = 15
#: Texts that numbers, names and keys are replaced by.
NASTY = (
    "", " ", "0", "-0", "-1", "1e400", "-1e-400", "1e4000", ".5", "5.", "0x1F", "1_000", "NaN", ".inf", "null", "~", "true",
    "9" * 60, "0." + "3" * 60, "12,5", "1 254,5", "５", "①", "2023/24", "民國112年", "2023-Q9", "9999", "0000", "超1000",
    "=1+1", "\u202e", "\x00", "\x07", "\x1b[31m", "\ufeff", "\uffff", "\ud800", "é", "%", "〔13.5〕", "-2/3", "[", "{", "]", "}",
    ":", "- ", "? ", "&a", "*a", "<<", "!!int 5", "|", ">", "#", "'", '"', "\\", "\t", "\n", "\r", "\r\n", ",", ";", "x" * 3000,
    "{kind: growth, rate: 4e24}", "{kind: band, low: 9, high: 1}", "{kind: milestones, values: {}}", "{kind: rank, value: 0}",
    "{kind: total, value: -1}", "{kind: done, year: 1}", "{kind: change, value: -100}", "{shape: piecewise, values: {2022: 0}}",
    "{shape: steps}", "{missing: dash}", "implied", "decrease", "stated", "s-curve", "more_than", "about",
)  # fmt: skip
WORDS = (
    "init", "example", "map", "--from", "t.csv", "--fail-on", "--baselines", "own", "--include-forecasts", "--max-errors", "-V", "check", "milestones", "validate", "show", "explain", "forecast", "report", "chart", "template", "schema", "help", "2023",
    "2023-Q2", "latest", "-", "--", "", "p.plan.yaml", "a.csv", "shop", "PLN201", "nowhere", "--plan", "--format", "json", "table",
    "csv", "markdown", "github", "gitlab", "junit", "sarif", "html", "xlsx", "--lang", "zh", "en", "-o", "out.json", "out.csv",
    "out.html", "out.svg", "--profile", "statcan", "eurostat", "destatis", "--compare", "--path", "linear", "steps", "--by", "unit",
    "--indicator", "--as-of", "2024-01-01", "--width", "40", "0", "-1", "--fail-on", "any", "never", "--emit", "sarif=o.sarif",
    "--trace", "--quiet", "-q", "-v", "--help", "--of", "check", "--year", "--color", "always", "--sheet", "s", "--encoding",
    "utf-8", "gb18030", "--allow-empty", "--select", "--ignore", "PLN2", "--top", "--force", "--debug", "\ud800", "x" * 500,
)  # fmt: skip
PLAN = """format: 1
id: p
title: {zh: 某市规划, en: Shops}
base_year: 2020
target_year: 2025
groups: {trade: {zh: 贸易, en: Trade}}
actuals: [{file: a.csv, scale: 1}]
fiscal_year: {starts: 04-01, named_by: end}
windows: last
indicators:
  - {id: shop, no: 1, name: {zh: 商店, en: Shops}, group: trade, unit: 个, baseline: 100, target: 150, growth: 8.4, path: linear}
  - {id: air, name: PM2.5, unit: µg/m3, direction: decrease, attribute: binding, baseline: 42, target: 33.5, tolerance: 1}
  - {id: gdp, name: GDP, unit: 亿元, baseline: 812.5, decimals: 1, target: {kind: growth, rate: 6}}
  - {id: jobs, name: Jobs, unit: 万人, target: {kind: total, value: 50, operator: at_least}}
  - {id: zone, name: Zones, unit: "%", target: {kind: milestones, values: {2022: 70, 2024: 90}}}
  - {id: rate, name: Rate, unit: "%", target: {kind: band, low: 8, high: 12.5}}
  - {id: rank, name: Rank, baseline: 12, target: {kind: rank, value: 5}}
  - {id: port, name: Port, target: {kind: done, year: 2024}}
  - {id: road, name: Road, unit: km, baseline: {year: 2019, value: 9}, target: {kind: level, value: 30, year: 2024},
     path: {shape: piecewise, values: {2022: 17}, cap: 40}, claims: [{target: 31, operator: more_than, source: x}]}
  - {id: dead, name: Deaths, unit: persons, direction: decrease, baseline: 120, target: {kind: change, value: -50}}
  - {id: zero, name: Zero, unit: "%", nature: flow, reported: cumulative, baseline: 3, target: {kind: level, value: {low: 6, high: 7}}}
  - {id: wood, name: Wood, unit: "%", baseline: 5, target: {kind: trend, limit: 100}, revisions: []}
relations:
  - {share: shop, of: gdp, operator: at_least, value: 10, unit: "%", year: 2025, source: x}
profiles:
  - name: own
    title: Own
    lines: [{category: good, status: on_track, rate: 90}, {category: weak, status: off_track, level: 70}]
    below: {category: lost, status: reversing}
"""
CSV = """indicator,year,value,unit,bound,status,period,measure,published,source,note
shop,2020,100,个,,A,,,2021-01-20,统计公报,
shop,2021,108,,,P,,,,,
shop,2023,131,个,>=,,,,2024-01-20,,x
air,2023,36.8,µg/m3,,,,,,,
gdp,2023,961.4,亿元,,,,,,,
gdp,2022,5.8,%,,,,growth,,,
jobs,2021,10,,,,2021-Q1,,,,
jobs,2022,12,,,,,cumulative,,,
zone,2023,75%,,,,,,,,
rate,2023,12.4,,~,F,,,,,
rank,2023,第8,,,,,,,,
port,2024,yes,,,,,,,,
road,2023,超20,,,,,,,,
"""
JSON = '[{"indicator": "shop", "year": 2023, "value": 131, "note": "x"}, {"indicator": "air", "year": "2023", "value": "36.8"}]'
JSONL = '{"indicator": "shop", "year": 2023, "value": 131}\n{"indicator": "air", "year": 2023, "value": 36.8}\n'
PROFILE = """profiles:
  - name: office
    title: The office's own rule
    lines:
      - {category: good, status: on_track, rate: 90}
      - {category: fair, status: lagging, linear_share: 40}
      - {category: weak, status: off_track, level: 70}
    below: {category: lost, status: reversing}
"""
FORMATS = ("json", "json", "table", "csv", "markdown", "github", "gitlab", "junit", "sarif")
READING = (
    ["--compare"],
    ["--profile", "statcan"],
    ["--profile", "destatis"],
    ["--profile", "unsd-2023"],
    ["--path", "stated"],
    [],
)


def mutated(draw: random.Random, text: str) -> str:
    """A text with a few things changed: words, lines, characters."""
    for _ in range(draw.choice([1, 1, 2, 4])):
        way = draw.randrange(6)
        if way <= 2:
            words = _words(text)
            start, end = draw.choice(words) if words else (0, 0)
            text = text[:start] + draw.choice(NASTY) + text[end:]
        elif way == 3:
            lines = text.splitlines(keepends=True) or [""]
            at = draw.randrange(len(lines))
            lines[at : at + 1] = draw.choice(
                [[], [lines[at]] * 3, [draw.choice(lines)], [lines[at], draw.choice(lines)]]
            )
            text = "".join(lines)
        elif way == 4:
            at = draw.randrange(len(text) + 1)
            text = text[:at] + draw.choice(NASTY) + text[at:]
        else:
            at = draw.randrange(len(text) + 1)
            text = text[:at] + text[at + draw.choice([1, 1, 5, 200]) :]
    return text


def _words(text: str) -> list[tuple[int, int]]:
    found, start = [], None
    for at, character in enumerate(f"{text} "):
        if character.isalnum() or character in "._-%":
            start = at if start is None else start
        elif start is not None:
            found.append((start, at))
            start = None
    return found


def encoded(draw: random.Random, text: str) -> bytes:
    """Its bytes, now and then in another encoding or with bytes that are none."""
    encoding = draw.choice(["utf-8"] * 8 + ["utf-16", "gb18030", "utf-8-sig"])
    raw = text.encode(encoding, "surrogatepass" if encoding == "utf-8" and draw.random() < 0.2 else "replace")
    if draw.random() < 0.1:
        at = draw.randrange(len(raw) + 1)
        raw = raw[:at] + draw.randbytes(3) + raw[at:]
    return raw


def put(folder: Path, **files: str | bytes) -> None:
    """Write files; ``a_csv`` is ``a.csv``."""
    for name, content in files.items():
        (folder / name.replace("_", ".")).write_bytes(content if isinstance(content, bytes) else content.encode())


def reading(draw: random.Random, actuals: str) -> list[str]:
    """A command that reads a plan and actuals."""
    plan, year = ["--plan", "p.plan.yaml"], draw.choice(["2023", "2023", "2025", "2023-Q2"])
    format = ["--format", draw.choice(FORMATS)]
    return draw.choice([
        ["check", year, actuals, *plan, *format], ["check", year, actuals, *plan, *draw.choice(READING), "--format", "json"],
        ["check", "2023", actuals, *plan], ["forecast", actuals, *plan], ["check", "2023", actuals, "--by", "unit", *plan],
        ["explain", draw.choice(["shop", "gdp", "road", "jobs"]), "2023", "--actuals", actuals, *plan],
        ["report", actuals, *plan, "-o", draw.choice(["out.html", "out.xlsx", "out.md"])],
        ["chart", "--actuals", actuals, *plan, "-o", "out.svg"],
    ])  # fmt: skip


def plan_target(draw: random.Random, folder: Path) -> list[str]:
    """A plan file."""
    put(folder, p_plan_yaml=encoded(draw, mutated(draw, PLAN)), a_csv=CSV)
    plan = ["--plan", "p.plan.yaml"]
    alone = [
        ["validate", "p.plan.yaml", "--format", draw.choice(["json", "full", "concise", "sarif", "github"])], ["validate", "p.plan.yaml"],
        ["milestones", *plan], ["milestones", *plan, "--format", "json"], ["show", *plan], ["template", *plan],
    ]  # fmt: skip
    return draw.choice([draw.choice(alone), reading(draw, "a.csv")])


def csv_target(draw: random.Random, folder: Path) -> list[str]:
    """A CSV file."""
    put(folder, p_plan_yaml=PLAN, a_csv=encoded(draw, mutated(draw, CSV.replace(",", draw.choice(",,,,;\t")))))
    return reading(draw, "a.csv")


def json_target(draw: random.Random, folder: Path) -> list[str]:
    """A JSON or JSONL file."""
    name = draw.choice(["a.json", "a.jsonl"])
    text = mutated(draw, JSON if name == "a.json" else JSONL)
    # A half of a character, NUL and the like as JSON writes them, in any place where a letter stands.
    letter = draw.choice(["x", "shop", "131", "note", "indicator"])
    escaped = text.replace(letter, draw.choice([letter, f"{letter}\\ud800", "\\u0000", "\\uffff"]), 1)
    put(folder, p_plan_yaml=PLAN)
    (folder / name).write_bytes(encoded(draw, escaped))
    return reading(draw, name)


def xlsx_target(draw: random.Random, folder: Path) -> list[str]:
    """A workbook: one of its parts changed, or its bytes."""
    source, file = io.BytesIO(_workbook()), io.BytesIO()
    with zipfile.ZipFile(source) as parts, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        chosen = draw.choice(parts.namelist())
        for name in parts.namelist():
            text = parts.read(name).decode()
            target.writestr(name, encoded(draw, mutated(draw, text)) if name == chosen else text)
    raw = bytearray(file.getvalue())
    if draw.random() < 0.2:
        for _ in range(3):
            raw[draw.randrange(len(raw))] = draw.randrange(256)
    put(folder, p_plan_yaml=PLAN, a_xlsx=bytes(raw))
    return reading(draw, "a.xlsx")


def _workbook() -> bytes:
    import openpyxl

    book, file = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append(["单位：万元"])
    for line in CSV.splitlines():
        sheet.append([float(each) if each.replace(".", "").isdigit() else each for each in line.split(",")])
    sheet.merge_cells("A1:C1")
    sheet["C3"].number_format = "#,##0,"
    sheet.row_dimensions[5].hidden = True
    book.save(file)
    return file.getvalue()


def profile_target(draw: random.Random, folder: Path) -> list[str]:
    """A file of own profiles."""
    put(folder, p_plan_yaml=PLAN, a_csv=CSV, own_yaml=encoded(draw, mutated(draw, PROFILE)))
    return [
        "check",
        "2023",
        "a.csv",
        "--plan",
        "p.plan.yaml",
        "--profile",
        "own.yaml",
        "--format",
        draw.choice(FORMATS),
    ]


def words_target(draw: random.Random, folder: Path) -> list[str]:
    """A command line."""
    put(folder, p_plan_yaml=PLAN, a_csv=CSV)
    line = [draw.choice(WORDS) for _ in range(draw.randrange(1, 9))]
    usual = draw.choice(
        [["check", "2023", "a.csv"], ["explain"], ["show"], ["validate"], ["milestones"], ["chart"], []]
    )
    return [*usual, *line]


def table_target(draw: random.Random, folder: Path) -> list[str]:
    """A printed table of targets that a plan begins with."""
    text = (ROOT / "data" / "tables" / "china-14fyp.csv").read_text(encoding="utf-8")
    put(folder, t_csv=encoded(draw, mutated(draw, text)))
    years = draw.choice([[], ["--base-year", "2020"], ["--base-year", "2020", "--target-year", "2025"]])
    return ["init", "new.plan.yaml", "--from", "t.csv", *years]


TARGETS: dict[str, Callable[[random.Random, Path], list[str]]] = {
    "plan": plan_target,
    "csv": csv_target,
    "json": json_target,
    "xlsx": xlsx_target,
    "profile": profile_target,
    "words": words_target,
    "table": table_target,
}


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Interrupt what takes longer, a pattern that backtracks too."""

    def late(*_: object) -> None:
        raise TimeoutError(f"no answer in {seconds} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def failure(arguments: list[str], folder: Path) -> str | None:
    """Run ``plan`` in a folder; what it must not do: another exit code, a hang, JSON that is none."""
    here, streams = os.getcwd(), (sys.stdin, sys.stdout, sys.stderr)
    out, err = io.BytesIO(), io.BytesIO()
    sys.stdin = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    sys.stdout, sys.stderr = (
        io.TextIOWrapper(out, encoding="utf-8"),
        io.TextIOWrapper(err, encoding="utf-8", errors="replace"),
    )
    os.chdir(folder)
    try:
        with at_most(PATIENCE):
            code = main(arguments)
        sys.stdout.flush()
        sys.stderr.flush()
        told, trouble = out.getvalue(), err.getvalue().decode(errors="replace")
    except BaseException as error:
        return f"{type(error).__name__}: {error}"
    finally:
        os.chdir(here)
        sys.stdin, sys.stdout, sys.stderr = streams
    if code not in (0, 1, 2, 3):
        return f"exit {code}: {trouble.strip()[:300]}"
    if (
        "--format" in arguments
        and arguments[arguments.index("--format") + 1 :][:1] == ["json"]
        and "--help" not in arguments
    ):
        with suppress(IndexError):
            try:
                json.loads(told or "{}")
            except ValueError as error:
                return f"not JSON: {error}"
    return None


def trials(
    target: str, seed: int, number: int | None = None, seconds: float = 0
) -> Iterator[tuple[int, str, list[str], Path]]:
    """Failures of a target: the input's seed, what went wrong, the arguments, the folder (kept)."""
    end = time.monotonic() + seconds
    while (number is None and time.monotonic() < end) or (number is not None and number > 0):
        draw = random.Random(f"{target}-{seed}")
        folder = Path(tempfile.mkdtemp(prefix=f"fuzz-{target}-"))
        arguments = TARGETS[target](draw, folder)
        wrong = failure(arguments, folder)
        if wrong is None:
            shutil.rmtree(folder)
        else:
            yield seed, wrong, arguments, folder
        seed += 1
        number = None if number is None else number - 1


def by_hand() -> int:
    """Run targets for some seconds each and print every failure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", default=list(TARGETS))
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1_000_000)
    given = parser.parse_args()
    count = 0
    for target in given.targets:
        for seed, wrong, arguments, folder in trials(target, given.seed, seconds=given.seconds):
            count += 1
            sys.stdout.write(f"{target} {seed} {folder}: plan {' '.join(arguments)!r}\n    {wrong}\n")
    sys.stdout.write(f"{count} failures\n")
    return int(count > 0)


if __name__ == "__main__":
    sys.exit(by_hand())
