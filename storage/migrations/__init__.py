"""Alembic's migrations, and the one call that brings a database to the newest."""

from pathlib import Path

from sqlalchemy import URL, Connection, create_engine, inspect, text

from storage.errors import DatabaseRefusedError

# The newest migration. A test holds it to Alembic's own answer; here it saves importing Alembic
# at every start of a bot whose schema is already right.
HEAD = "0007"


def migrate(url: URL) -> None:
    """Create or upgrade the schema. Raises DatabaseRefusedError when the database is newer than this program."""
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            found = _version(connection)
            if found == HEAD:
                return
            if found is not None and found > HEAD:
                raise DatabaseRefusedError(
                    f"The database has schema {found}, this program knows {HEAD}: "
                    "start the newer version of the bot."
                )
            _upgrade(connection)
    finally:
        engine.dispose()


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return version


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 only when there is something to migrate
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
