"""The alarm clock, while it is at work."""

import asyncio
import threading
from datetime import datetime, timedelta

from bot.clock import MovableClock
from bot.doorbell import Doorbell
from bot.scheduler import Scheduler
from storage.database import Database
from storage.store import Store
from storage.types import Due, DueKind, DueState
from tests.chat import START

FIRST, SECOND = 1, 2


class Work:
    """The first occasion takes until it is let go; the second tells when it came."""

    def __init__(self) -> None:
        self.begun, self.may_end = threading.Event(), threading.Event()
        self.done = asyncio.Event()
        self._loop = asyncio.get_running_loop()

    def act(self, store: Store, due: Due, _: datetime) -> None:
        store.due.finish(due, DueState.DONE)
        if due.subject_id == FIRST:
            self.begun.set()
            self.may_end.wait(10)
        else:
            self._loop.call_soon_threadsafe(self.done.set)


async def test_an_alarm_that_goes_off_meanwhile_keeps_none_from_being_set(
    database: Database,
) -> None:
    clock, work = MovableClock(START), Work()
    scheduler = Scheduler(database, Doorbell(), clock, work.act)
    await scheduler.start()
    now = clock.now()
    await database.write(lambda store: store.due.add(DueKind.UPCOMING, FIRST, now))
    later = now + timedelta(seconds=1)
    await database.write(lambda store: store.due.add(DueKind.UPCOMING, SECOND, later))
    scheduler.arm(now)
    await asyncio.to_thread(work.begun.wait, 10)
    scheduler.arm(now)
    while scheduler._alarms.get_job("alarm"):  # noqa: ASYNC110, SLF001 nothing tells that it went off
        await asyncio.sleep(0)
    work.may_end.set()
    async with asyncio.timeout(10):
        await work.done.wait()
    await scheduler.stop()
