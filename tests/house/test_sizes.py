"""Files and functions stay small enough to be read at once."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILE, FUNCTION = 400, 40
# A migration is written once and read by nobody.
FILES = [
    path.relative_to(ROOT)
    for floor in ("bot", "handlers", "storage")
    for path in sorted((ROOT / floor).rglob("*.py"))
    if path.parent != ROOT / "storage" / "migrations" / "versions"
]


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function of a file with its lines, from its `def` to its end, less its docstring."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            has_docstring = ast.get_docstring(node, clean=False) is not None
            docstring = (first.end_lineno or 0) - first.lineno + 1 if has_docstring else 0
            yield node.name, (node.end_lineno or 0) - node.lineno + 1 - docstring


@pytest.mark.parametrize("path", FILES, ids=str)
def test_a_file_and_its_functions_are_small(path: Path) -> None:
    lines = len((ROOT / path).read_text("utf-8").splitlines())
    assert lines <= FILE, f"{path} has {lines} lines: split it by what it is about"
    long = [f"{name} ({size})" for name, size in functions(ROOT / path) if size > FUNCTION]
    assert not long, f"{path} has functions of more than {FUNCTION} lines: {long}"
