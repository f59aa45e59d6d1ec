"""Mutants: one operator, comparison, condition or number of the arithmetic changed, each with a name that stays.

A mutant is called by its module, its function and its change, so that lines above it may come and go. To add a kind of
change: a case of ``_mutate``.
"""

from __future__ import annotations

import ast
import copy
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import CodeType
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "plan_cli"
#: The arithmetic: whatever a verdict is computed by.
ARITHMETIC = ("model", "assess", "profiles", "panel/thresholds.py", "panel/criteria.py", "panel/near_lines.py")
COMPARED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
COMPUTED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Pow: ast.Mult}


class Mutant(NamedTuple):
    """A change of a node (counted) of a module, and the lines of the statement around it."""

    file: Path
    node: int
    key: str
    lines: range

    def code(self) -> CodeType:
        """The changed module, compiled."""
        tree = ast.parse(self.file.read_text(encoding="utf-8"))
        found = _places(tree)[self.node].node
        replacement = _mutate(found)
        assert replacement
        tree = _Replaced(found, replacement).visit(tree)
        return compile(ast.fix_missing_locations(tree), str(self.file), "exec")


class _Place(NamedTuple):
    node: ast.AST
    parent: ast.AST
    statement: ast.stmt
    function: str


class _Replaced(ast.NodeTransformer):
    def __init__(self, found: ast.AST, replacement: ast.AST) -> None:
        self.found, self.replacement = found, replacement

    def visit(self, node: ast.AST) -> ast.AST:
        return ast.copy_location(self.replacement, node) if node is self.found else self.generic_visit(node)


def files() -> list[Path]:
    """The modules of the arithmetic."""
    parts = [PACKAGE / part for part in ARITHMETIC]
    return [file for part in parts for file in (sorted(part.rglob("*.py")) if part.is_dir() else [part])]


def every_mutant() -> list[Mutant]:
    """Every mutant there is, in the order of the source."""
    return [mutant for file in files() for mutant in _mutants(file)]


def spread_sample(every: list[Mutant], count: int, seed: int) -> list[Mutant]:
    """One of each so many in the order of the source, so that each module has its share; each is as likely."""
    step = max(1.0, len(every) / count)
    start = random.Random(seed).random() * step
    chosen = [every[int(start + step * i)] for i in range(count) if start + step * i < len(every)]
    return random.Random(seed).sample(chosen, len(chosen))


def _mutants(file: Path) -> Iterator[Mutant]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    seen: Counter[str] = Counter()
    for number, (node, parent, statement, function) in enumerate(_places(tree)):
        changed = _mutate(node)
        if changed is None:
            continue
        # A number alone says little: it is shown with what stands around it.
        alone = isinstance(node, ast.Constant | ast.UnaryOp)
        change = _change(parent if alone and isinstance(parent, ast.expr) else node, node, changed)
        name = f"{file.relative_to(PACKAGE).as_posix()}:{function}: {change}"
        seen[name] += 1
        key = name if seen[name] == 1 else f"{name} #{seen[name]}"
        # The cases of a match stand far below its first line.
        start = node.lineno if isinstance(statement, ast.Match) else statement.lineno
        yield Mutant(file, number, key, range(start, (node.end_lineno or start) + 1))


def _change(shown: ast.AST, node: ast.AST, changed: ast.AST) -> str:
    before = _short(shown)
    if shown is node:
        return f"{before} → {_short(changed)}"
    _Replaced(node, changed).visit(shown)
    after = _short(shown)
    _Replaced(changed, node).visit(shown)
    return f"{before} → {after}"


def _short(node: ast.AST) -> str:
    if isinstance(node, ast.If):
        return f"if {_short(node.test)}"
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 90 else f"{text[:60]} … {text[-25:]}"


def _places(tree: ast.Module) -> list[_Place]:
    """What may be changed: what functions do, not annotations, defaults or documentation."""
    places: list[_Place] = []

    def visit(node: ast.AST, parent: ast.AST, statement: ast.stmt | None, scope: str) -> None:
        match node:
            case ast.FunctionDef() | ast.ClassDef():
                name = f"{scope}.{node.name}".lstrip(".")
                for each in node.body:
                    visit(each, node, each if isinstance(node, ast.FunctionDef) else None, name)
                return
            case ast.AnnAssign(value=None) | ast.keyword(arg="strict"):
                # Whether two sequences must be of one length asserts something, and does nothing.
                return
            case ast.AnnAssign(value=value):
                children = [value]
            case _:
                children = list(ast.iter_child_nodes(node))
        if statement is not None:
            statement = node if isinstance(node, ast.stmt) else statement
            if hasattr(node, "lineno"):
                places.append(_Place(node, parent, statement, scope))
        for child in children:
            visit(child, node, statement, scope)

    for each in tree.body:
        visit(each, tree, None, "")
    return places


def _mutate(node: ast.AST) -> ast.AST | None:
    """The changed node; none where it is not one that can be."""
    twin = copy.copy(node)
    match twin:
        case ast.Compare(ops=[only]) if type(only) in COMPARED:
            twin.ops = [COMPARED[type(only)]()]
        case ast.BinOp(op=operator) if type(operator) in COMPUTED and not isinstance(twin.left, ast.JoinedStr):
            twin.op = COMPUTED[type(operator)]()
        case ast.BoolOp(op=ast.And()):
            twin.op = ast.Or()
        case ast.BoolOp(op=ast.Or()):
            twin.op = ast.And()
        case ast.If(test=ast.Name() | ast.Attribute() | ast.Call()):
            twin.test = ast.UnaryOp(ast.Not(), twin.test)
        case ast.IfExp(test=ast.Name() | ast.Attribute() | ast.Call()):
            twin.test = ast.UnaryOp(ast.Not(), twin.test)
        case ast.UnaryOp(op=ast.Not()):
            return twin.operand
        case ast.UnaryOp(op=ast.USub()):
            twin.op = ast.UAdd()
        case ast.Constant(value=bool(value)):
            twin.value = not value
        case ast.Constant(value=int(value)):
            twin.value = value + 1
        case _:
            return None
    return twin
