"""Mutation: how many small mistakes in the arithmetic the tests notice.

    python bench/mutation.py [--sample 100] [--seed 1] [FILE ...]

Each mutant is one module of ``model/``, ``assess/``, ``profiles/`` or the panel's thresholds with one operator or
number changed. The tests of verdicts run against it, until one fails; those that none notices are printed. A run of all
mutants takes hours; a sample says as much, with the seed that it was drawn with.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "plan_cli"
FOLDERS = ("model", "assess", "profiles")
MORE = ("panel/thresholds.py",)
#: The quickest first: most mutants fall at once.
TESTS = (
    "test_judging", "test_hard_cases", "test_rounding", "test_paths", "test_part_years", "test_profiles",
    "test_scorecard", "test_forecast", "test_own_profiles", "test_registry_kinds", "test_registry_shapes",
    "test_audit_rules", "test_statcan_conformance", "test_panel_tables", "test_oracle",
)  # fmt: skip
#: How long the tests may take against one mutant.
SECONDS = 240
COMPARED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
COMPUTED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult}


def places(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Every node that may be changed, and where it stands."""
    for node in ast.walk(tree):
        changeable = (
            (isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARED)
            or (isinstance(node, ast.BinOp) and type(node.op) in COMPUTED)
            or isinstance(node, ast.BoolOp)
            or (isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not))
            or (isinstance(node, ast.Constant) and type(node.value) is int)
        )
        if changeable:
            yield node, f"{node.lineno}:{node.col_offset + 1}"


def change(node: ast.AST) -> None:
    """The smallest mistake that can be made there."""
    match node:
        case ast.Compare():
            node.ops[0] = COMPARED[type(node.ops[0])]()
        case ast.BinOp():
            node.op = COMPUTED[type(node.op)]()
        case ast.BoolOp():
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        case ast.UnaryOp():
            node.op, node.operand = ast.Not(), ast.UnaryOp(ast.Not(), node.operand)
        case ast.Constant():
            node.value += 1


def mutants(files: list[Path]) -> list[tuple[Path, int, str]]:
    """File, number of the node, and place of every mutant."""
    return [(file, i, at) for file in files for i, (_, at) in enumerate(places(ast.parse(file.read_text("utf-8"))))]


def noticed(file: Path, number: int, folder: Path) -> bool:
    """Whether a test fails against the mutant."""
    tree = ast.parse(file.read_text("utf-8"))
    change(list(places(tree))[number][0])
    copied = folder / file.relative_to(SOURCE.parent)
    copied.write_text(ast.unparse(ast.fix_missing_locations(tree)), "utf-8")
    found = fails(folder)
    copied.write_text(file.read_text("utf-8"), "utf-8")
    return found


def fails(folder: Path) -> bool:
    """Whether a test fails against the modules in a folder."""
    child = os.fork()
    if not child:
        code = 1
        try:
            code = _tests_fail(folder)
        finally:
            # Nothing of the parent's is tidied up here.
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0


def _tests_fail(folder: Path) -> int:
    """1 where a test fails against the modules in a folder."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(1, 2)
    # A mutant that never ends is one that a test has noticed.
    signal.alarm(SECONDS)
    sys.path.insert(0, str(folder))
    os.chdir(ROOT)
    import pytest

    import plan_cli

    assert plan_cli.__file__ is not None
    assert plan_cli.__file__.startswith(str(folder))
    tests = [f"tests/{name}.py" for name in TESTS]
    code = pytest.main(["-q", "-x", "-p", "no:cacheprovider", "-n0", "-o", "addopts=", *tests])
    return int(code != 0)


def main() -> None:
    """Draw a sample, try each, and say which were not noticed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--sample", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    files = [each.resolve() for each in asked.files] or [
        *(file for name in FOLDERS for file in sorted((SOURCE / name).glob("*.py"))), *(SOURCE / name for name in MORE)
    ]  # fmt: skip
    every = mutants(files)
    drawn = random.Random(asked.seed).sample(every, min(asked.sample, len(every)))
    # Imported once, and inherited by every child.
    for library in ("pydantic", "rich.table", "typer", "yaml"):
        import_module(library)
    survivors = []
    with tempfile.TemporaryDirectory() as name:
        shutil.copytree(SOURCE, Path(name) / "plan_cli", ignore=shutil.ignore_patterns("__pycache__"))
        if fails(Path(name)):
            sys.exit("the tests fail as it is")
        for tried, (file, number, at) in enumerate(drawn, 1):
            if not noticed(file, number, Path(name)):
                survivors.append(f"{file.relative_to(ROOT)}:{at}")
                print("survived", survivors[-1], flush=True)
            print(f"{tried}/{len(drawn)}: {1 - len(survivors) / tried:.0%} noticed", file=sys.stderr, flush=True)
    fallen = len(drawn) - len(survivors)
    print(f"{fallen} of {len(drawn)} noticed ({fallen / len(drawn):.1%}); there are {len(every)} mutants in all")


if __name__ == "__main__":
    main()
