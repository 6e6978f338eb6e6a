"""How long the writer is held while many people are told something.

python -m bench.telling [--people 300 10000]
"""

import argparse
import sqlite3
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from sqlalchemy import URL
from sqlalchemy.dialects import sqlite

from handlers.actions import activities, occasions
from storage.connection import Connection
from storage.migrations import migrate
from storage.store import Store
from storage.types import Activity, ChatKind, Person
from tests.storage.scene import NOW, add_activity, add_signup, address, settle

T = TypeVar("T")
ROUNDS = 5


class Writer:
    """SQLite's writer, which notes how much CPU time each transaction took, in milliseconds."""

    def __init__(self, path: Path) -> None:
        self.took: list[float] = []
        migrate(URL.create("sqlite", database=str(path)))
        self._raw = sqlite3.connect(path, isolation_level=None)
        self._raw.execute("PRAGMA journal_mode=WAL")
        self._dialect = sqlite.dialect(paramstyle="qmark")

    def write(self, work: Callable[[Store], T]) -> T:
        store = Store(Connection(self._raw.cursor(), self._dialect, _CACHE))
        began = time.thread_time()
        self._raw.execute("BEGIN IMMEDIATE")
        done = work(store)
        self._raw.execute("COMMIT")
        self.took.append((time.thread_time() - began) * 1000)
        return done


# Statements are compiled once in the life of a program.
_CACHE: dict[object, object] = {}


def plant(store: Store, people: int) -> tuple[Activity, Person]:
    """Let so many, each with a private chat, sign up for what is tomorrow."""
    scene = settle(store)
    activity = add_activity(store, scene, seats=None, starts_at=NOW + timedelta(hours=25))
    for number in range(people):
        where = address(f"p{number}")
        person = store.people.register(where, f"居民{number}", NOW)
        chat = store.chats.add(where, ChatKind.PRIVATE, person.name)
        store.people.keep_private_chat(where, chat.id)
        add_signup(store, activity, person)
    activity = store.activities.count(activity.id, heads=people)
    activities.schedule(store, activity, NOW)
    return activity, scene.secretary


def tell(people: int, folder: Path) -> dict[str, list[float]]:
    """Remind all of them, then call it off; return how long each transaction took."""
    writer = Writer(folder / "telling.db")
    activity, organiser = writer.write(lambda store: plant(store, people))
    now = NOW + timedelta(hours=1)

    def sweep() -> list[float]:
        while due := writer.write(lambda store: store.due.now_due(now, 50)):
            for each in due:
                writer.write(lambda store, each=each: occasions.act(store, each, now))
        return writer.took

    writer.took = []
    reminded = sweep()
    writer.took = []
    writer.write(lambda store: activities.cancel(store, organiser, activity, "", now))
    return {"reminding": reminded, "calling off": sweep()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--people", type=int, nargs="+", default=[300, 10_000])
    given = parser.parse_args()
    for people in given.people:
        rounds = []
        for _ in range(ROUNDS):
            with tempfile.TemporaryDirectory(prefix="youhu-bench-") as folder:
                rounds.append(tell(people, Path(folder)))
        for what in rounds[0]:
            longest = sorted(max(took[what]) for took in rounds)[ROUNDS // 2]
            total = sorted(sum(took[what]) for took in rounds)[ROUNDS // 2]
            count = len(rounds[0][what])
            print(
                f"{people:>6} people, {what}: {count} transactions, "
                f"{total:.0f} ms in all, {longest:.1f} ms the longest"
            )


if __name__ == "__main__":
    main()
