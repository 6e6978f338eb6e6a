"""The migrations make what the models say."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, inspect, text

from storage import migrations
from storage.models import metadata


@pytest.fixture
def migrated(migrated_file: Path) -> Iterator[Connection]:
    engine = create_engine(f"sqlite:///{migrated_file}")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.fixture
def created() -> Iterator[Connection]:
    """What the models would make by themselves."""
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        metadata.create_all(connection)
        yield connection
    engine.dispose()


def test_the_head_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    assert ScriptDirectory.from_config(config).get_current_head() == migrations.HEAD


def test_the_migrations_make_the_tables_of_the_models(migrated: Connection) -> None:
    context = MigrationContext.configure(migrated, opts={"compare_server_default": True})
    assert compare_metadata(context, metadata) == []


def test_the_migrations_make_the_indexes_of_the_models(
    migrated: Connection, created: Connection
) -> None:
    assert indexes(migrated) == indexes(created)


def test_the_migrations_make_the_checks_of_the_models(
    migrated: Connection, created: Connection
) -> None:
    assert checks(migrated) == checks(created)


def indexes(connection: Connection) -> set[str]:
    """Every index in its own words: Alembic does not compare which rows a partial one holds."""
    found = connection.scalars(
        text("SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
    )
    return {re.sub(r"\s+", " ", sql).replace('"', "") for sql in found}


def checks(connection: Connection) -> dict[str, list[tuple[str | None, str]]]:
    """Every CHECK of every table, which Alembic does not compare either."""
    inspector = inspect(connection)
    return {
        table: sorted(
            (each["name"], each["sqltext"]) for each in inspector.get_check_constraints(table)
        )
        for table in metadata.tables
    }
