"""A copy of the whole database as of one moment, while the bot goes on."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url

from storage.errors import DatabaseRefusedError


def back_up(url: str, target: Path) -> None:
    """Copy a SQLite database into a new file and check the copy.

    It only reads, so the bot need not stop. Raises DatabaseRefusedError, with a sentence for the
    operator, when there is nothing to copy, the target exists, or the copy is not whole.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        raise DatabaseRefusedError(
            f"Back PostgreSQL up with: pg_dump --format=custom --file={target}"
        )
    source = Path(parsed.database or "")
    if not source.is_file():
        raise DatabaseRefusedError(f"There is no database at {source}.")
    if target.exists():
        raise DatabaseRefusedError(f"{target} exists already: name a new file.")
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as reader:
        reader.execute("VACUUM INTO ?", (str(target),))
    with closing(sqlite3.connect(f"file:{target}?mode=ro", uri=True)) as copy:
        found: str = copy.execute("PRAGMA integrity_check").fetchone()[0]
    if found != "ok":
        raise DatabaseRefusedError(f"The copy {target} is not whole: {found}")
