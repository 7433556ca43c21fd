"""Small faults put into a module one at a time: each is a change of its syntax tree that can be compiled and taken back.

Left as they are, because changing them proves nothing about behaviour: annotations, docstrings, keywords of classes and decorators,
blocks and names for type checkers only, ``__all__``, the wording of errors (constants inside ``raise``) and any text with a blank in it,
which is wording for people.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr, ast.LShift: ast.RShift, ast.RShift: ast.LShift, ast.Pow: ast.Mult,
}  # fmt: skip
_FLIPPED_ANYWAY = (ast.Eq, ast.NotEq, ast.In, ast.NotIn, ast.Is, ast.IsNot)
_FOR_TYPE_CHECKERS = {"NewType", "TypeVar", "cast"}
_NOT_BEHAVIOUR = {"annotation", "returns", "type_comment", "format_spec", "decorator_list"}
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef)


class Mutant(NamedTuple):
    """One fault: put ``new`` in the place of ``old``, which is ``owner.field`` or ``owner.field[at]``."""

    path: str
    scope: tuple[str, ...]
    """Names of the classes and functions around it, outermost first; empty at the module's own level."""
    entry: int
    """How many of those names lead to the outermost function; 0 when there is none: then it runs when the module is imported."""
    line: int
    lines: frozenset[int]
    """Lines one of which has run when the fault was reached."""
    owner: ast.AST
    field: str
    at: int | None
    old: Any
    new: Any
    before: str
    after: str

    @property
    def name(self) -> str:
        """What tells it from the other mutants of its file, whatever lines are added above it."""
        return f"{'.'.join(self.scope)}: {self.before} => {self.after}"


@contextmanager
def applied(mutant: Mutant) -> Iterator[None]:
    """The tree with this fault in it, for as long as the block lasts."""
    _put(mutant, mutant.new)
    try:
        yield
    finally:
        _put(mutant, mutant.old)


def _put(mutant: Mutant, value: Any) -> None:
    if mutant.at is None:
        setattr(mutant.owner, mutant.field, value)
    else:
        getattr(mutant.owner, mutant.field)[mutant.at] = value


def mutants_of(root: Path, path: Path) -> tuple[ast.Module, list[Mutant]]:
    """A module's tree, and every fault that can be put into it, in the order of its text."""
    tree = ast.parse((root / path).read_text(encoding="utf-8"))
    return tree, _Walk(path.as_posix()).all_of(tree)


class _Walk:
    def __init__(self, path: str) -> None:
        self.path = path
        self.found: list[Mutant] = []
        self.scope: list[str] = []
        self.entry = 0
        self.in_raise = 0

    def all_of(self, tree: ast.Module) -> list[Mutant]:
        self._children(tree, tree.body[0])
        return self.found

    def _children(self, node: ast.AST, statement: ast.stmt) -> None:
        for field, value in ast.iter_fields(node):
            if field in _NOT_BEHAVIOUR or (field == "keywords" and isinstance(node, ast.ClassDef)):
                continue
            for at, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
                if isinstance(child, ast.AST):
                    self._visit(child, node, field, at, child if isinstance(child, ast.stmt) else statement)

    def _visit(self, node: ast.AST, owner: ast.AST, field: str, at: int | None, statement: ast.stmt) -> None:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            return
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "Literal":
            return
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            return
        for new in self._variants(node, owner, field):
            self._add(node, owner, field, at, new, statement)
        inner = isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        if not inner:
            self.in_raise += isinstance(node, ast.Raise)
            self._children(node, statement)
            self.in_raise -= isinstance(node, ast.Raise)
            return
        assert isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        if isinstance(node, _SCOPES):
            # Defaults are worked out where the function is defined, not where it runs.
            self._children(node.args, statement)
        self.scope.append(node.name)
        outermost = isinstance(node, _SCOPES) and not self.entry
        if outermost:
            self.entry = len(self.scope)
        for index, child in enumerate(node.body):
            self._visit(child, node, "body", index, child)
        if outermost:
            self.entry = 0
        self.scope.pop()

    def _add(self, node: ast.AST, owner: ast.AST, field: str, at: int | None, new: ast.AST, statement: ast.stmt) -> None:
        old = node
        line = getattr(node, "lineno", getattr(owner, "lineno", statement.lineno))
        last = getattr(node, "end_lineno", None) or line
        before = _shown(statement)
        ast.fix_missing_locations(ast.copy_location(new, node if hasattr(node, "lineno") else owner))
        mutant = Mutant(self.path, tuple(self.scope), self.entry, line, frozenset({statement.lineno, *range(line, last + 1)}),
                        owner, field, at, old, new, before, "")  # fmt: skip
        with applied(mutant):
            # What replaces a whole statement is no longer to be found through that statement.
            after = _shown(new if node is statement and isinstance(new, ast.stmt) else statement)
        if before == after:
            before, after = (_shown(part) if isinstance(part, ast.expr) else type(part).__name__ for part in (node, new))
        before, after = _narrowed(before, after)
        self.found.append(mutant._replace(before=before, after=after))

    def _variants(self, node: ast.AST, owner: ast.AST, field: str) -> Iterator[ast.AST]:
        if isinstance(owner, ast.Call) and ast.unparse(owner.func) in _FOR_TYPE_CHECKERS and node is owner.args[0]:
            return
        match node:
            case ast.cmpop() if type(node) in _COMPARED:
                yield _COMPARED[type(node)]()
            case ast.boolop():
                yield ast.Or() if isinstance(node, ast.And) else ast.And()
            case ast.operator() if type(node) in _COMPUTED and (self.scope or not isinstance(node, ast.BitOr)):
                # At a module's own level "|" joins types.
                yield _COMPUTED[type(node)]()
            case ast.UnaryOp(op=ast.Not() | ast.USub()):
                yield node.operand
            case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
                yield ast.Return(ast.Constant(None))
            case ast.Raise() | ast.Expr(value=ast.Call()):
                yield ast.Pass()
            case ast.Break():
                yield ast.Continue()
            case ast.Continue():
                yield ast.Break()
            case ast.Constant(value=value) if not self.in_raise:
                yield from _other_constant(value, owner, field)
        if isinstance(node, ast.expr) and (field in {"test", "guard"} or (field == "ifs" and isinstance(owner, ast.comprehension))):
            flipped = isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], _FLIPPED_ANYWAY)
            if not flipped and not (isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)):
                yield ast.UnaryOp(ast.Not(), node)


def _other_constant(value: object, owner: ast.AST, field: str) -> Iterator[ast.Constant]:
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int | float):
        yield ast.Constant(value + 1)
    elif isinstance(value, str):
        wording = isinstance(owner, ast.JoinedStr) and any(_has_blank(part) for part in owner.values)
        if not wording and not (value.strip() and any(map(str.isspace, value))):
            yield ast.Constant(f"XX{value}XX" if value else "XX")
    elif isinstance(value, bytes):
        yield ast.Constant(b"XX" + value)


def _has_blank(part: ast.expr) -> bool:
    return isinstance(part, ast.Constant) and isinstance(part.value, str) and any(map(str.isspace, part.value))


def _shown(node: ast.AST) -> str:
    """A statement on one line; of a compound one only its head."""
    if isinstance(node, ast.stmt) and hasattr(node, "body") and not isinstance(node, ast.Expr):
        body = node.body
        node.body = [ast.Pass()]
        try:
            return ast.unparse(node).split("\n    pass")[0].strip()
        finally:
            node.body = body
    if isinstance(node, ast.Match):
        return f"match {ast.unparse(node.subject)}"
    return " ".join(ast.unparse(node).split("\n"))


def _narrowed(before: str, after: str, around: int = 50) -> tuple[str, str]:
    """Two long lines cut to where they differ."""
    start = _same(before, after)
    end = _same(before[start:][::-1], after[start:][::-1])
    first = max(start - around, 0)
    head, tail, cut = "…" if first else "", "…" if end > around else "", max(end - around, 0)
    return head + before[first : len(before) - cut] + tail, head + after[first : len(after) - cut] + tail


def _same(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
