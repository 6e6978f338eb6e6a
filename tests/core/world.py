"""The whole core without a loop: the real intake, scheduler and pump over one connection, that may
die at any statement; a platform that does what it is told; a clock that stands still.
"""

import logging
import sqlite3
from collections import deque
from collections.abc import Callable, Coroutine, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol, TypeVar, cast

import psycopg
from sqlalchemy import Dialect, create_engine, make_url
from sqlalchemy.dialects import sqlite

from bot.delivery.pump import Pump
from bot.delivery.wording import Wording
from bot.doorbell import Doorbell
from bot.intake import Intake
from bot.platform import Capabilities, Failure, Platforms, Sent, Trouble, Worded
from bot.platforms.sandbox import decode as decoding
from bot.scheduler import Scheduler
from handlers.commands import all_commands
from handlers.dispatch import Dispatcher
from handlers.message import Incoming
from handlers.texts import Texts
from storage.connection import Connection
from storage.database import Database
from storage.store import Store, Wake
from storage.types import Answered, Chat

T = TypeVar("T")

PAUSE = timedelta(seconds=30)
_TEXTS = Texts(None)
_ROUTER = all_commands()
_CACHES: dict[str, dict[Any, Any]] = {}


class Crash(BaseException):
    """The process died here; no `except Exception` sees it."""


class Raw(Protocol):
    """What is needed of a driver's connection that leaves transactions to us."""

    def cursor(self) -> Any: ...
    def execute(self, sql: Any, /) -> Any: ...
    def close(self) -> Any: ...


@dataclass(frozen=True, slots=True)
class Engine:
    """How to open a database again and again."""

    open: Callable[[], Raw]
    dialect: Dialect
    begin: str


@dataclass(slots=True)
class Fuse:
    """Lets so many statements through; then the process is dead. None lets all through."""

    left: int | None = None

    def burn(self) -> None:
        if self.left == 0:
            raise Crash
        if self.left is not None:
            self.left -= 1


class FragileCursor:
    """A cursor whose process may die before a statement."""

    def __init__(self, cursor: Any, fuse: Fuse) -> None:
        self._cursor = cursor
        self._fuse = fuse

    def execute(self, sql: str, values: Any = (), /) -> Any:
        self._fuse.burn()
        return self._cursor.execute(sql, values) if values else self._cursor.execute(sql)

    def executemany(self, sql: str, rows: Any, /) -> Any:
        self._fuse.burn()
        return self._cursor.executemany(sql, rows)

    def fetchall(self) -> Sequence[Sequence[Any]]:
        return cast(Sequence[Sequence[Any]], self._cursor.fetchall())

    def close(self) -> Any:
        return self._cursor.close()


@dataclass(slots=True)
class StillClock:
    """A clock that moves when it is told to, backwards too."""

    at: datetime

    def now(self) -> datetime:
        return self.at


class Mood(StrEnum):
    """What the platform does with the next message it gets."""

    OK = "ok"
    REFUSED = "refused"
    DOWN = "down"
    BUSY = "busy"
    LOST = "lost"
    DIES = "dies"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message that somebody got: in which chat, of which row, under which id."""

    chat: str
    row: int
    id: str
    text: str
    buttons: tuple[tuple[str, str], ...]


_TROUBLES = {
    Mood.REFUSED: Failure(Trouble.REFUSED, "refused"),
    Mood.DOWN: Failure(Trouble.DOWN, "down"),
    Mood.BUSY: Failure(Trouble.BUSY, "busy", PAUSE),
    Mood.LOST: Failure(Trouble.UNKNOWN, "no answer"),
}


@dataclass(slots=True)
class Peer:
    """A chat platform that keeps what it was given, and minds when it was asked to wait."""

    clock: StillClock
    moods: deque[Mood] = field(default_factory=deque)
    delivered: list[Delivery] = field(default_factory=list)
    doubtful: int = 0
    impatient: list[str] = field(default_factory=list)
    pauses: dict[str, datetime] = field(default_factory=dict)

    name = decoding.NAME
    account = decoding.ACCOUNT
    capabilities = Capabilities(
        hears_groups=True,
        pushes=True,
        buttons=True,
        edits=True,
        pictures=True,
        text_limit=4000,
        per_minute=20,
    )

    def decode(self, payload: Mapping[str, Any]) -> Incoming:
        return decoding.decode(payload)

    async def send(self, chat: Chat, messages: Sequence[Worded]) -> Sent:
        ids: list[str] = []
        for message in messages:
            mood = self._meet(chat.external_id)
            if mood in (Mood.OK, Mood.LOST, Mood.DIES):
                ids.append(self._deliver(chat.external_id, message))
            if mood is Mood.DIES:
                raise Crash
            if mood is Mood.LOST:
                self.doubtful += 1
                ids.pop()
            if mood is not Mood.OK:
                return Sent(tuple(ids), _TROUBLES[mood])
        return Sent(tuple(ids))

    async def edit(self, chat: Chat, message_id: str, message: Worded) -> Failure | None:  # noqa: ARG002 what it shows is read elsewhere
        mood = self._meet(chat.external_id)
        if mood is Mood.DIES:
            raise Crash
        return _TROUBLES.get(mood)

    def _meet(self, chat: str) -> Mood:
        if self.clock.at < self.pauses.get(chat, self.clock.at):
            self.impatient.append(chat)
        mood = self.moods.popleft() if self.moods else Mood.OK
        if mood is Mood.BUSY:
            self.pauses[chat] = self.clock.at + PAUSE
        return mood

    def _deliver(self, chat: str, message: Worded) -> str:
        number = f"b{len(self.delivered) + 1}"
        self.delivered.append(
            Delivery(chat, int(message.key), number, message.text, message.buttons)
        )
        return number


class Tasks:
    """Stands where a task group would: what is to be done waits until it is asked for."""

    def __init__(self) -> None:
        self.waiting: deque[Coroutine[Any, Any, None]] = deque()

    def create_task(self, work: Coroutine[Any, Any, None]) -> None:
        self.waiting.append(work)

    def drop(self) -> None:
        while self.waiting:
            self.waiting.pop().close()


class Complaints(logging.Handler):
    """Keeps what the program complained of."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.getMessage() != "message given up":
            self.heard.append(logging.Formatter().format(record))


class World:
    """One process after another on one database. It is the Database that its parts are given."""

    def __init__(self, engine: Engine, start: datetime) -> None:
        self.clock = StillClock(start)
        self.peer = Peer(self.clock)
        self.fuse = Fuse()
        self.latest = start
        self.complaints = Complaints()
        for floor in ("bot", "handlers"):
            logging.getLogger(floor).addHandler(self.complaints)
        self.on_commit: Callable[[Wake], None] = lambda _: None
        self._engine = engine
        self._cache = _CACHES.setdefault(engine.dialect.name, {})
        self._tasks = Tasks()
        self.begin()

    def begin(self) -> None:
        """Start the process: whatever waits from before is looked at."""
        self.fuse.left = None
        self._raw = self._engine.open()
        wording = Wording(_TEXTS, self.clock, "zh-Hans", "Asia/Shanghai")
        self._doorbell = Doorbell()
        database = cast(Database, self)
        platforms = Platforms([self.peer])
        self._pump = Pump(database, platforms, wording, self._doorbell, self.clock)
        self._pump.start(cast(Any, self._tasks))
        self._scheduler = Scheduler(database, self._doorbell, self.clock)
        self._intake = Intake(database, Dispatcher(_ROUTER), self.clock)
        self.on_commit = self._wake

    def end(self) -> None:
        """The process is gone, with everything it had in mind."""
        self._tasks.drop()
        self._raw.close()

    def wait(self, span: timedelta) -> None:
        """Move the clock; back, when the span is negative."""
        self.clock.at += span
        self.latest = max(self.latest, self.clock.at)

    def restart(self) -> None:
        self.end()
        self.begin()
        self.sweep()

    def receive(self, event: Mapping[str, Any]) -> Answered:
        """Let the platform bring an event."""
        return _finish(self._intake.receive(self.peer, event["event"], event))

    def sweep(self) -> None:
        """Do what the net does: ring for what waits, act on what is due."""

        def waiting(store: Store) -> set[Any]:
            return {*store.outbox.chats_waiting(), *store.cards.chats_stale()}

        for chat_id in _finish(self.read(waiting)):
            self._doorbell.ring(chat_id)
        _finish(self._scheduler.sweep())

    def pump(self) -> None:
        """Send what can be sent now. Of what went out when the process dies nobody knows."""
        before = len(self.peer.delivered)
        try:
            while self._tasks.waiting:
                _finish(self._tasks.waiting.popleft())
        except Crash:
            self.peer.doubtful += len(self.peer.delivered) - before
            self.peer.pauses.clear()
            raise

    def look(self, query: str) -> list[tuple[Any, ...]]:
        """Read the tables themselves, past everything that is tried here."""
        cursor = self._raw.cursor()
        cursor.execute(query)
        return [tuple(row) for row in cursor.fetchall()]

    def transact(self, work: Callable[[Store], T]) -> tuple[T, Wake]:
        store = Store(Connection(self._cursor(), self._engine.dialect, self._cache))
        self._raw.execute(self._engine.begin)
        try:
            done = work(store)
            self.fuse.burn()
            self._raw.execute("COMMIT")
        except BaseException:
            self._raw.execute("ROLLBACK")
            raise
        self.fuse.burn()
        return done, store.wake

    async def write(self, work: Callable[[Store], T], lane: Hashable = None) -> T:  # noqa: ARG002 one after the other
        done, wake = self.transact(work)
        self.on_commit(wake)
        return done

    async def read(self, work: Callable[[Store], T]) -> T:
        return work(Store(Connection(self._cursor(), self._engine.dialect, self._cache)))

    def close(self) -> None:
        """Take nothing more; for good."""
        self.end()
        for floor in ("bot", "handlers"):
            logging.getLogger(floor).removeHandler(self.complaints)

    def _cursor(self) -> FragileCursor:
        return FragileCursor(self._raw.cursor(), self.fuse)

    def _wake(self, wake: Wake) -> None:
        for chat_id in wake.chats:
            self._doorbell.ring(chat_id)


def sqlite_engine(path: Path) -> Engine:
    """A SQLite file; the machine lives on, so nothing waits for the disk."""

    def opened() -> Raw:
        raw = sqlite3.connect(path, isolation_level=None)
        raw.execute("PRAGMA synchronous=OFF")
        raw.execute("PRAGMA journal_mode=MEMORY")
        raw.execute("PRAGMA foreign_keys=ON")
        return raw

    return Engine(opened, sqlite.dialect(paramstyle="qmark"), "BEGIN IMMEDIATE")


def postgres_engine(url: str) -> Engine:
    """A PostgreSQL database."""
    parsed = make_url(url).set(drivername="postgresql+psycopg")
    where = parsed.set(drivername="postgresql").render_as_string(hide_password=False)

    def opened() -> Raw:
        return psycopg.connect(where, autocommit=True, options="-c timezone=UTC")

    return Engine(opened, create_engine(parsed).dialect, "BEGIN")


def _finish(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine that has nothing to wait for."""
    try:
        work.send(None)
    except StopIteration as done:
        return cast(T, done.value)
    work.close()
    raise AssertionError("it waits for something that nobody brings")
