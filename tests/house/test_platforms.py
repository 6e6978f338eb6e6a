"""Handlers never ask which platform they are on."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
PLANNED = {"sandbox", "telegram", "wecom_bot", "wecom_app", "wecom_webhook", "official_account"}


def platforms() -> set[str]:
    return PLANNED | {path.parent.name for path in (ROOT / "bot/platforms").glob("*/__init__.py")}


def is_asking(node: ast.AST) -> bool:
    """Whether a comparison or a match looks at the name of a platform."""
    return isinstance(node, ast.Compare | ast.match_case) and any(
        (isinstance(part, ast.Constant) and part.value in platforms())
        or (isinstance(part, ast.Attribute) and part.attr == "platform")
        for part in ast.walk(node.pattern if isinstance(node, ast.match_case) else node)
    )


def test_no_handler_asks_for_its_platform() -> None:
    asking = [
        f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', '')}"
        for path in sorted((ROOT / "handlers").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if is_asking(node)
    ]
    assert not asking, "say in the Reply what is wanted; encode does what its platform can"


def test_asking_is_noticed() -> None:
    for asking in ("m.platform == x", 'x in ("telegram", "b")', "match x:\n case 'sandbox': pass"):
        assert any(is_asking(node) for node in ast.walk(ast.parse(asking)))
    assert not any(is_asking(node) for node in ast.walk(ast.parse('x == "text"')))
