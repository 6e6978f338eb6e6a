"""Moving the sandbox's clock so that everything happens that would have happened meanwhile."""

import asyncio
from datetime import datetime

from bot.clock import MovableClock
from bot.delivery.pump import Pump
from bot.scheduler import Scheduler
from storage.database import Database
from storage.store import Store

# Where the sandbox's clock stood last; a later start goes on from there.
SETTING = "sandbox_clock"


class Timelapse:
    """Moves the clock from one due moment to the next, and lets each be dealt with."""

    def __init__(
        self, clock: MovableClock, scheduler: Scheduler, pump: Pump, database: Database
    ) -> None:
        self._clock = clock
        self._scheduler = scheduler
        self._pump = pump
        self._database = database
        self._moving = asyncio.Lock()

    async def move(self, to: datetime) -> datetime:
        """Return the moment reached, when all that fell due is delivered, set aside or held.

        Raises ValueError when `to` is in the past.
        """
        async with self._moving:
            if to < self._clock.now():
                raise ValueError(
                    f"the clock is at {self._clock.now().isoformat()}: it only goes forward"
                )
            await self._settle()
            while (step := await self._next_at()) is not None and step <= to:
                self._reach(step)
                await self._settle()
            self._reach(to)
            await self._settle()
            moment = self._clock.now()
            await self._database.write(
                lambda store: store.settings.put(SETTING, moment.isoformat())
            )
            return moment

    def _reach(self, moment: datetime) -> None:
        if moment > self._clock.now():
            self._clock.move(moment)

    async def _next_at(self) -> datetime | None:
        """Return when something happens next, read while nothing is on its way that may set that.

        An alarm goes off by the machine's clock, also between two steps of this one.
        """
        while True:
            step = await self._scheduler.next_at()
            if self._pump.is_idle:
                return step
            await self._pump.idle()

    async def _settle(self) -> None:
        await self._scheduler.sweep()
        await self._pump.idle()


async def resume(database: Database, start: datetime | None) -> MovableClock:
    """Return the sandbox's clock: at `start`, but never before the last moment stored.

    Without a start it is the machine's clock, unless an earlier run was further ahead.
    """

    def last(store: Store) -> datetime | None:
        setting = store.settings.get(SETTING)
        stored = datetime.fromisoformat(setting) if setting else None
        return max(filter(None, (stored, store.sandbox.last_at())), default=None)

    clock = MovableClock(start)
    stored = await database.read(last)
    if stored is not None and stored > clock.now():
        clock.move(stored)
    return clock
