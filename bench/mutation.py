"""How many small faults in the arithmetic the tests notice: ``python bench/mutation.py --mutants 200 --write``.

One operator, comparison, condition or number is changed (``mutants.py``), and the tests that reach its line run on it
until one fails (``noticing.py``). A mutant that no test notices within ``--seconds`` of CPU is a survivor: a test is
written, or it is listed in ``equivalent.yaml`` with the reason why it changes nothing. The mutants are spread over all
modules, from a start that is drawn with a seed. What was found stands in ``.mutation/``, so that a run that was stopped
goes on; ``--minutes`` stops it; ``--again`` tries the survivors anew. ``--measure`` measures the tests again, which is
due once tests or the arithmetic have changed. ``--write`` puts the result into docs/trust.md.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from pathlib import Path

import yaml

from mutants import ROOT, Mutant, every_mutant, spread_sample
from noticing import HUNG, LINES, MEASURED, NOTICED, PASSED, Tests, import_changed, measure, with_tests

RESULTS = MEASURED / "results.jsonl"
EQUIVALENT = Path(__file__).with_name("equivalent.yaml")
PAGE = ROOT / "docs" / "trust.md"
TABLE = re.compile(r"(<!-- mutation -->\n)(.*?)(<!-- end -->)", re.DOTALL)


def tried_before(seed: int) -> dict[str, str]:
    """What became of each mutant of a sample in earlier runs; the last counts."""
    lines = RESULTS.read_text(encoding="utf-8").splitlines() if RESULTS.exists() else []
    return {line["mutant"]: line["answer"] for line in map(json.loads, lines) if line["seed"] == seed}


def keep(seed: int, key: str, answer: str, by: str) -> None:
    """Add what became of a mutant."""
    with RESULTS.open("a", encoding="utf-8") as results:
        line = {"seed": seed, "mutant": key, "answer": answer, "by": by}
        results.write(json.dumps(line, ensure_ascii=False) + "\n")


def try_mutants(todo: list[Mutant], seed: int, minutes: float, seconds: float) -> None:
    """Try mutants until the minutes are over."""
    end = time.monotonic() + 60 * minutes
    doubtful: list[Mutant] = []
    # Compiled now, so that the source may be worked on meanwhile.
    codes = {mutant.key: mutant.code() for mutant in todo}

    def run(items: list[object]) -> None:
        tests = Tests(items, seconds)  # type: ignore[arg-type]
        for mutant in todo:
            if time.monotonic() > end:
                break
            answer, by = tests.try_on(mutant, codes[mutant.key])
            if answer == PASSED and tests.at_import(mutant):
                doubtful.append(mutant)
                continue
            keep(seed, mutant.key, answer, by)
            if answer != NOTICED:
                print(f"{answer}: {mutant.key} {by}", flush=True)

    with_tests(run)
    for mutant in doubtful:
        command = [sys.executable, __file__, "--alone", mutant.key, "--seconds", str(seconds)]
        alone = subprocess.run(command, capture_output=True, text=True, check=False)
        answer = PASSED if PASSED in alone.stdout else NOTICED
        keep(seed, mutant.key, answer, "alone")
        if answer == PASSED:
            print(f"{answer}: {mutant.key}", flush=True)


def try_alone(mutant: Mutant, seconds: float) -> None:
    """Try one mutant in this process, its module imported changed."""
    import_changed(mutant)

    def run(items: list[object]) -> None:
        tests = Tests(items, seconds)  # type: ignore[arg-type]
        answer, by = tests.try_on(mutant, mutant.code())
        print(answer, by)

    with_tests(run)


def interval(part: int, whole: int) -> tuple[float, float]:
    """The 95 % interval of a share in a sample (Wilson), in %."""
    share, z = part / whole, 1.96
    middle = (share + z * z / (2 * whole)) / (1 + z * z / whole)
    half = z / (1 + z * z / whole) * (share * (1 - share) / whole + z * z / (4 * whole * whole)) ** 0.5
    return 100 * (middle - half), 100 * (middle + half)


def summary(every: list[Mutant], seed: int) -> str:
    """The score of what has been tried, and the survivors."""
    tried, equivalent = tried_before(seed), yaml.safe_load(EQUIVALENT.read_text(encoding="utf-8")) or {}
    answered = [mutant.key for mutant in every if mutant.key in tried]
    same = [key for key in answered if key in equivalent and tried[key] != NOTICED]
    counted = len(answered) - len(same)
    noticed = sum(tried[key] in (NOTICED, HUNG) for key in answered if key not in same)
    low, high = interval(noticed, max(1, counted))
    share = 100 * noticed / max(1, counted)
    lines = [
        f"{noticed} of {counted} mutants noticed: {share:.1f} % (95 % interval {low:.1f} to {high:.1f} %).",
        f"{len(answered)} of {len(every):,} were tried, spread over all modules (seed {seed}); {len(same)} of them",
        f"change nothing, for the reasons in `bench/equivalent.yaml`, and do not count. {counted - noticed} survived.",
    ]
    survivors = [key for key in answered if tried[key] == PASSED and key not in same]
    return "\n".join([*lines, *([""] if survivors else []), *(f"- `{key}`" for key in survivors)])


def main() -> None:
    """Try mutants, print the survivors and the share that was noticed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mutants", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=24 * 60)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--measure", action="store_true")
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--alone", metavar="MUTANT", help="one by its name, its module imported changed")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    every = every_mutant()
    if given.alone:
        return try_alone(next(each for each in every if each.key == given.alone), given.seconds)
    if given.measure:
        return measure()
    if not LINES.exists():
        subprocess.run([sys.executable, __file__, "--measure"], check=True)
    drawn = spread_sample(every, given.mutants, given.seed)
    before, equivalent = tried_before(given.seed), yaml.safe_load(EQUIVALENT.read_text(encoding="utf-8")) or {}
    if gone := sorted(equivalent.keys() - {each.key for each in every}):
        raise SystemExit("\n".join(["listed as equivalent, but not there any more:", *gone]))
    if given.again:
        todo = [each for each in every if before.get(each.key) in (PASSED, HUNG) and each.key not in equivalent]
    else:
        todo = [each for each in drawn if each.key not in before and each.key not in equivalent]
    if todo:
        try_mutants(todo, given.seed, given.minutes, given.seconds)
    for each in drawn:
        if each.key in equivalent and each.key not in before:
            keep(given.seed, each.key, PASSED, "")
    text = summary(every, given.seed)
    print(text)
    if given.write:
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(TABLE.sub(lambda marked: f"{marked[1]}{text}\n{marked[3]}", page), encoding="utf-8")
    return None


if __name__ == "__main__":
    main()
