"""How many small faults in the arithmetic the tests notice: ``python bench/mutation.py --mutants 200 --write``.

One operator, comparison, condition or number is changed in a copy of the source, and the tests that concern verdicts
run on it until the first fails. A mutant that no test notices is a survivor: it is listed, for a test to be written or
because it changes nothing. The mutants are drawn with a seed; ``--write`` puts the result into docs/trust.md.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
MUTATED = ("model", "assess", "profiles", "panel/thresholds.py", "panel/criteria.py")
#: Quick ones first: most mutants are noticed within a second or two.
TESTS = (
    "test_oracle.py", "test_paths.py", "test_rounding.py", "test_hard_cases.py", "test_profiles.py", "test_forecast.py",
    "test_part_years.py", "test_statcan_conformance.py", "test_paths_conformance.py", "test_own_profiles.py",
    "test_scorecard.py", "test_facts.py", "test_cases.py", "test_panel.py", "test_panel_tables.py", "test_library.py",
)  # fmt: skip
TABLE = re.compile(r"(<!-- mutation -->\n)(.*?)(<!-- end -->)", re.DOTALL)
COMPARED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
COMPUTED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Pow: ast.Mult}


class Mutant(NamedTuple):
    """A change at a line of a module of the source."""

    file: str
    line: int
    change: str
    source: str


def mutants_of(file: Path) -> Iterator[Mutant]:
    """Every mutant of a module."""
    text = file.read_text(encoding="utf-8")
    tree = ast.parse(text)
    name = file.relative_to(ROOT).as_posix()
    for position, node in enumerate(list(_nodes(tree))):
        before = ast.unparse(node)
        changed = copy.deepcopy(tree)
        target = list(_nodes(changed))[position]
        if _mutate(target):
            after = ast.unparse(target)
            yield Mutant(name, getattr(node, "lineno", 0), f"{before} → {after}"[:100], ast.unparse(changed))


def _nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """What may be changed: expressions of functions, not of annotations, defaults of classes or documentation."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef) and not function.name.startswith("__"):
            for statement in function.body:
                for node in ast.walk(statement):
                    if not isinstance(node, ast.FunctionDef):
                        yield node


def _mutate(node: ast.AST) -> bool:
    """Change a node in place; whether it was one that can be."""
    match node:
        case ast.Compare(ops=[only]) if type(only) in COMPARED:
            node.ops = [COMPARED[type(only)]()]
        case ast.BinOp(op=operator) if type(operator) in COMPUTED and not isinstance(node.left, ast.JoinedStr):
            node.op = COMPUTED[type(operator)]()
        case ast.BoolOp(op=ast.And()):
            node.op = ast.Or()
        case ast.BoolOp(op=ast.Or()):
            node.op = ast.And()
        case ast.If(test=ast.Name() | ast.Attribute() | ast.Call()):
            node.test = ast.UnaryOp(ast.Not(), node.test)
        case ast.UnaryOp(op=ast.USub()):
            node.op = ast.UAdd()
        case ast.Constant(value=bool(value)):
            node.value = not value
        case ast.Constant(value=int(value)):
            node.value = value + 1
        case _:
            return False
    return True


def noticed(mutant: Mutant) -> bool:
    """Whether a test fails on it."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "src", Path(folder) / "src", ignore=shutil.ignore_patterns("__pycache__"))
        (Path(folder) / mutant.file).write_text(mutant.source, encoding="utf-8")
        tests = [str(ROOT / "tests" / name) for name in TESTS]
        options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-o", "addopts="]
        command = [sys.executable, "-m", "pytest", *options]
        environment = {**os.environ, "PYTHONPATH": str(Path(folder) / "src")}
        try:
            ran = subprocess.run(
                [*command, *tests], cwd=ROOT, env=environment, capture_output=True, timeout=300, check=False
            )
        except subprocess.TimeoutExpired:
            return True
        return ran.returncode != 0


def main() -> None:
    """Try mutants, print the survivors and the share that was noticed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mutants", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    package = ROOT / "src" / "plan_cli"
    parts = [package / part for part in MUTATED]
    files = [file for part in parts for file in (sorted(part.glob("*.py")) if part.is_dir() else [part])]
    every = [mutant for file in files for mutant in mutants_of(file)]
    drawn = random.Random(given.seed).sample(every, min(given.mutants, len(every)))
    survivors, tried = [], Counter[str]()
    with ThreadPoolExecutor(given.workers) as pool:
        for mutant, killed in zip(drawn, pool.map(noticed, drawn), strict=True):
            tried["killed" if killed else "survived"] += 1
            if not killed:
                survivors.append(mutant)
                print(f"survived: {mutant.file}:{mutant.line}: {mutant.change}", flush=True)
    share = 100 * tried["killed"] / max(1, tried.total())
    found = f"{tried['killed']} of {tried.total()} mutants noticed ({share:.0f} %)"
    summary = f"{found}, drawn from {len(every)} with seed {given.seed}."
    print(summary)
    if given.write:
        listed = "".join(f"- `{each.file}:{each.line}`: `{each.change}`\n" for each in survivors)
        page = ROOT / "docs" / "trust.md"
        text = page.read_text(encoding="utf-8")
        text = TABLE.sub(lambda marked: f"{marked[1]}{summary} Survivors:\n\n{listed}{marked[3]}", text)
        page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
