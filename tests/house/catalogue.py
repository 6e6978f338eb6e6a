"""Which texts the catalogues hold, and which ones the code names.

A key is named by `text("KEY", blank=…)`, `Text("KEY", {…})` or `UserError("KEY", blank=…)`.
Where it depends on something,
- both keys of `"A" if … else "B"` are named, and each blank given must be one of either;
- an f-string names every key of its shape: `text(f"role-{role}")` names role-owner and its like;
- a key that is looked up in a table stands in the table as a whole string;
- FAMILIES are named by what is registered: commands by `help-NAME`, questions by `question-KIND`.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor

from handlers.commands import all_commands
from handlers.texts import sources

ROOT = Path(__file__).parents[2]
FAMILIES = ("help-", "question-")
ANYTHING = "*"


@dataclass(frozen=True, slots=True)
class Named:
    """A place in the code that names one of the keys of some shapes; no blanks when they vary."""

    where: str
    shapes: tuple[str, ...]
    blanks: frozenset[str] | None

    def means(self, key: str) -> bool:
        return any(fnmatchcase(key, shape) for shape in self.shapes)

    @property
    def is_family(self) -> bool:
        return any(
            shape.startswith(family + ANYTHING) for shape in self.shapes for family in FAMILIES
        )


class _Inside(Visitor):
    """The blanks and the other texts that a text mentions."""

    def __init__(self) -> None:
        self.blanks: set[str] = set()
        self.keys: set[str] = set()

    def visit_VariableReference(self, node: fluent.VariableReference) -> None:  # noqa: N802
        self.blanks.add(node.id.name)

    def visit_MessageReference(self, node: fluent.MessageReference) -> None:  # noqa: N802
        self.keys.add(node.id.name)


class Catalogue:
    """The texts of one language with their blanks."""

    def __init__(self, language: str) -> None:
        self.blanks: dict[str, frozenset[str]] = {}
        self.mentioned: set[str] = set()
        self.twice: list[str] = []
        self.unreadable: list[str] = []
        for source in sources(language):
            for entry in FluentParser(with_spans=False).parse(source).body:
                self._take(entry)

    def _take(self, entry: fluent.EntryType) -> None:
        if isinstance(entry, fluent.Junk):
            self.unreadable.append(entry.content or "")
        elif isinstance(entry, fluent.Message):
            inside = _Inside()
            inside.visit(entry)
            if entry.id.name in self.blanks:
                self.twice.append(entry.id.name)
            self.blanks[entry.id.name] = frozenset(inside.blanks)
            self.mentioned |= inside.keys


def families() -> set[str]:
    """The keys that commands and questions need for the help and for telling questions apart."""
    router = all_commands()
    helps = {f"help-{command.name}" for command in router.commands}
    return (
        helps | {f"{key}-more" for key in helps} | {f"question-{kind}" for kind in router.answerers}
    )


def named_in_code() -> list[Named]:
    return [named for path in _modules() for named in named_in(path.read_text("utf-8"), path.name)]


def strings_in_code() -> set[str]:
    """Every whole string of the code."""
    return {
        node.value
        for path in _modules()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def named_in(code: str, file: str) -> Iterator[Named]:
    calls = (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call))
    for call in calls:
        shapes = tuple(_shapes(call.args[0])) if call.args and _names_a_text(call.func) else ()
        if shapes:
            yield Named(f"{file}:{call.lineno}", shapes, _blanks(call))


def _modules() -> Iterator[Path]:
    for floor in ("bot", "handlers"):
        yield from sorted((ROOT / floor).rglob("*.py"))


def _names_a_text(function: ast.expr) -> bool:
    return isinstance(function, ast.Name) and function.id in {"text", "Text", "UserError"}


def _shapes(key: ast.expr) -> Iterator[str]:
    match key:
        case ast.Constant(value=str(value)):
            yield value
        case ast.IfExp(body=body, orelse=orelse):
            yield from _shapes(body)
            yield from _shapes(orelse)
        case ast.JoinedStr(values=parts):
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else ANYTHING for part in parts
            )
        case _:
            pass  # looked up: found among the strings


def _blanks(call: ast.Call) -> frozenset[str] | None:
    names = {keyword.arg for keyword in call.keywords}
    for argument in call.args[1:]:
        match argument:
            case ast.Dict(keys=keys) if all(isinstance(key, ast.Constant) for key in keys):
                names |= {str(key.value) for key in keys if isinstance(key, ast.Constant)}
            case _:
                return None
    return None if None in names else frozenset(filter(None, names))
