"""Small builders for statements with named values, to be made once at import."""

from dataclasses import fields
from typing import Any

from sqlalchemy import ColumnElement, Table, bindparam

# PostgreSQL's INSERT, because its ON CONFLICT … RETURNING compiles to the same words on SQLite.
from sqlalchemy.dialects.postgresql import Insert, insert


def columns(table: Table, record: type) -> list[ColumnElement[Any]]:
    """The columns of a table that build a record, in the order of its fields."""
    return [table.c[field.name] for field in fields(record)]


def insert_into(table: Table, *given: str, **fixed: Any) -> Insert:
    """An INSERT that takes the `given` columns as values of its own, beside `fixed` ones."""
    return insert(table).values({name: bindparam(name) for name in given} | fixed)
