"""Every statement of storage finds its rows by an index, however full the tables are."""

import ast
import importlib
import pkgutil
import re
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Delete, Insert, Select, Update, create_engine
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

import storage
from storage.connection import Connection
from storage.models import metadata
from storage.models.base import Choice, HourMinute, Json, Moment, Names
from tests.storage import town

Statement = Select[Any] | Insert | Update | Delete

# What may read a whole table, and why.
MAY_SCAN = {
    "cards._LIVE": "a group that moves to another id, once in its life, posts its cards anew",
    "communities._ALL": "a service has few communities, and this lists them",
    "sandbox._CHATS": "the sandbox lists its chats",
    "sandbox._KINDS": "the sandbox reads once at start what each id is",
    "sandbox._PEOPLE": "the sandbox lists everybody",
}
# What runs all day beside a history that only grows, and the index that leaves the history out.
OWN_INDEX = {
    "cards._CHATS_STALE": "ix_cards_stale",
    "cards._STALE": "ix_cards_stale",
    "due._NEXT": "ix_due_waiting",
    "due._NOW_DUE": "ix_due_waiting",
    "inbox._COUNT_SET_ASIDE": "ix_inbox_set_aside",
    "outbox._BY_MESSAGE": "ix_outbox_message",
    "outbox._CHATS_WAITING": "ix_outbox_unsent",
    "outbox._COUNT_DEAD": "ix_outbox_dead",
    "outbox._COUNT_WAITING": "ix_outbox_unsent",
    "outbox._TAKE": "ix_outbox_unsent",
    "signups._FIRST_WAITING": "ix_signups_activity_id_state_id",
}
SCAN = re.compile(r"^SCAN (?!CONSTANT ROW)\S+(?: USING (?:COVERING )?INDEX (?P<index>\w+))?")
DIALECT = sqlite.dialect(paramstyle="named")


def statements() -> dict[str, Statement]:
    """Every statement that stands as a constant in a module of storage and is run, by its name."""
    return {
        f"{module.name}.{name}": value
        for module in pkgutil.iter_modules(storage.__path__)
        for name, value in vars(importlib.import_module(f"storage.{module.name}")).items()
        if isinstance(value, Select | Insert | Update | Delete)
        and name in run_in(Path(storage.__path__[0], f"{module.name}.py"))
    }


@cache
def run_in(module: Path) -> set[str]:
    """The names that a module's functions use: what only other constants use starts a statement."""
    return {
        node.id
        for function in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Name)
    }


STATEMENTS = statements()


def sample(kind: TypeEngine[Any]) -> object:
    """Any value that a bind of this type takes."""
    match kind:
        case Choice(members=members):
            return next(iter(members))
        case Moment():
            return datetime(2026, 6, 1, tzinfo=UTC)
        case HourMinute():
            return time(8)
        case Json() | Names():
            return ()
        case _:
            return {int: 1, bool: True, bytes: b"", str: "x"}.get(_python(kind), 1)


def _python(kind: TypeEngine[Any]) -> type:
    try:
        return kind.python_type
    except NotImplementedError:
        return int


def values(statement: Statement) -> dict[str, object]:
    compiled = statement.compile(dialect=DIALECT)
    assert isinstance(compiled, SQLCompiler)
    return {name: sample(bind.type) for bind, name in compiled.bind_names.items() if bind.required}


@pytest.fixture(scope="module", params=["as made", "full and analysed"])
def explained(
    request: pytest.FixtureRequest, migrated_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Connection]:
    """A connection to an empty database, and to one whose planner knows what it holds."""
    path = tmp_path_factory.mktemp("plans") / "youhu.db"
    path.write_bytes(migrated_file.read_bytes())
    if request.param != "as made":
        engine = create_engine(f"sqlite:///{path}")
        with engine.begin() as connection:
            town.fill(connection)
            connection.exec_driver_sql("ANALYZE")
        engine.dispose()
    raw = sqlite3.connect(path)
    yield Connection(raw.cursor(), DIALECT, {})
    raw.close()


def partial_indexes() -> set[str]:
    """The indexes that hold only the rows still to be dealt with."""
    return {
        str(index.name)
        for table in metadata.tables.values()
        for index in table.indexes
        if index.dialect_options["sqlite"]["where"] is not None
    }


@pytest.mark.parametrize("name", STATEMENTS)
def test_no_statement_reads_a_whole_table(name: str, explained: Connection) -> None:
    plan = explained.explain(STATEMENTS[name], **values(STATEMENTS[name]))
    scans = [found for line in plan.splitlines() if (found := SCAN.match(line))]
    whole = [found.string for found in scans if found["index"] not in partial_indexes()]
    assert not whole or name in MAY_SCAN, plan


@pytest.mark.parametrize("name", OWN_INDEX)
def test_the_history_is_left_out(name: str, explained: Connection) -> None:
    plan = explained.explain(STATEMENTS[name], **values(STATEMENTS[name]))
    assert f"INDEX {OWN_INDEX[name]}" in plan


def test_every_exception_is_a_statement() -> None:
    assert set(MAY_SCAN) <= set(STATEMENTS)
