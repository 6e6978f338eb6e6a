"""The alarm clock: asks the database what is due, acts on it, and wakes when the next thing is.

APScheduler only counts down. What is due, and since when, is written in rows; so downtime, a moved
clock or a lost timer delay an occasion and never lose or repeat it.
"""

import asyncio
from datetime import datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import Clock, real_moment
from bot.doorbell import Doorbell
from handlers.actions import occasions
from handlers.dispatch import attend
from storage.database import Database
from storage.store import Store
from storage.types import Due

# A net under the alarms: whatever waits is found at the latest after this many seconds.
NET = 30
PAGE = 50


class Scheduler:
    """Acts on due rows and rings for chats whose moment has come."""

    def __init__(
        self,
        database: Database,
        doorbell: Doorbell,
        clock: Clock,
        act: occasions.Act = occasions.act,
    ) -> None:
        self._database = database
        self._doorbell = doorbell
        self._clock = clock
        self._act_on = act
        self._armed_for: datetime | None = None
        self._sweeping = asyncio.Lock()
        self._alarms = AsyncIOScheduler(
            timezone="UTC",
            # An alarm may go off while another is attended to: it waits for its turn.
            job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 2},
        )
        doorbell.on_alarm = self.arm

    async def start(self) -> None:
        """Ring for everything that waits from before, and start the clockwork."""
        self._alarms.start()
        self._alarms.add_job(self._net, "interval", seconds=NET)
        await self._net()

    async def stop(self) -> None:
        """Let what is being looked after be finished, and wake no more."""
        self._alarms.pause()
        async with self._sweeping:
            self._alarms.shutdown(wait=False)

    def arm(self, when: datetime) -> None:
        """Wake at that moment, unless an earlier alarm is set already."""
        if self._armed_for is not None and self._armed_for <= when:
            return
        self._armed_for = when
        self._alarms.add_job(
            self.sweep,
            "date",
            run_date=real_moment(when - self._clock.now()),
            id="alarm",
            replace_existing=True,
        )

    async def next_at(self) -> datetime | None:
        """Return the next moment at which something happens by itself."""
        moments = (
            await self._database.read(lambda store: store.due.next_at()),
            self._doorbell.next_at(),
        )
        return min(filter(None, moments), default=None)

    async def sweep(self) -> None:
        """Act on everything that is due now, in order; then set the next alarm."""
        async with self._sweeping:
            self._armed_for = None
            self._doorbell.ring_due(self._clock.now())
            while due := await self._database.read(self._due_now):
                for occasion in due:
                    await self._act(occasion)
            following = await self.next_at()
        if following is not None:
            self.arm(following)

    async def _net(self) -> None:
        async with self._sweeping:
            for chat_id in await self._database.read(lambda store: store.outbox.chats_waiting()):
                self._doorbell.ring(chat_id)
            for chat_id in await self._database.read(lambda store: store.cards.chats_stale()):
                self._doorbell.ring_stale(chat_id)
        await self.sweep()

    def _due_now(self, store: Store) -> list[Due]:
        return store.due.now_due(self._clock.now(), PAGE)

    async def _act(self, occasion: Due) -> None:
        def act(store: Store) -> None:
            attend(store, occasion, lambda: self._act_on(store, occasion, self._clock.now()))

        await self._database.write(act)
