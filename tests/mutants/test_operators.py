"""Each kind of fault is put in once, compiles, and is taken out again without a trace."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from mutants.areas import AREAS, ROOT
from mutants.operators import applied, mutants_of


def faults(tmp_path: Path, source: str) -> list[str]:
    (tmp_path / "some.py").write_text(source, encoding="utf-8")
    tree, found = mutants_of(tmp_path, Path("some.py"))
    said = []
    for mutant in found:
        whole = ast.unparse(tree)
        with applied(mutant):
            compile(tree, "some.py", "exec")
            assert ast.unparse(tree) != whole
        assert ast.unparse(tree) == whole
        said.append(mutant.after)
    return said


@pytest.mark.parametrize(
    ("source", "after"),
    [
        ("x = a < b", ["x = a <= b"]),
        ("x = a is not b", ["x = a is b"]),
        ("x = a and b", ["x = a or b"]),
        ("x = not a", ["x = a"]),
        ("x = -a + b", ["x = a + b", "x = -a - b"]),
        ("x = 3, True, 'key', b'k'", ["x = (4, True, 'key', b'k')", "x = (3, False, 'key', b'k')", "x = (3, True, 'XXkeyXX', b'k')",
                                     "x = (3, True, 'key', b'XXk')"]),
        ("if a: pass", ["if not a:"]),
        ("x = [y for y in z if y]", ["x = [y for y in z if not y]"]),
        ("call()", ["pass"]),
        ("raise ValueError('some', 1)", ["pass"]),
        ("def f(): return x", ["return None"]),
        ("while a:\n    break", ["while not a:", "continue"]),
        ("match a:\n    case 1 if b: pass", ["2", "not b"]),
    ],
)  # fmt: skip
def test_each_fault_is_put_in_once_and_taken_out_again(tmp_path: Path, source: str, after: list[str]) -> None:
    assert faults(tmp_path, source) == after


@pytest.mark.parametrize(
    "source",
    [
        "'a docstring'",
        "x: 'str' = y",
        "class A(B, frozen=True): pass",
        "@mark(True)\ndef f(x: 'int') -> 'int': pass",
        "x = 'words for a person'",
        "x = f'{a} of ({b:08x})'",
        "__all__ = ['x']",
        "Word = Literal['x']",
        "x = A | B",
        "Name = NewType('Name', str)",
        "if TYPE_CHECKING:\n    import x",
    ],
)
def test_what_proves_nothing_about_behaviour_is_left_alone(tmp_path: Path, source: str) -> None:
    assert faults(tmp_path, source + "\n") in ([], ["Name = NewType('Name', str)"])


def test_every_area_has_files_and_tests() -> None:
    for name, area in AREAS.items():
        assert area.files(), name
        assert [test for test in area.tests if not (ROOT / test).exists()] == [], name
