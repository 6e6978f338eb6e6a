"""Tells who waits for a message what became of it."""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence

from storage.types import OutboxId

REMEMBERED = 2_000


class Deliveries:
    """What the pump settled lately: the platform's message id, None for a row that was given up."""

    def __init__(self) -> None:
        self._settled: OrderedDict[OutboxId, str | None] = OrderedDict()
        self._awaited: dict[OutboxId, list[asyncio.Future[None]]] = {}

    def __contains__(self, outbox_id: OutboxId) -> bool:
        return outbox_id in self._settled

    def settle(self, outbox_id: OutboxId, message_id: str | None) -> None:
        self._settled[outbox_id] = message_id
        if len(self._settled) > REMEMBERED:
            self._settled.popitem(last=False)
        for waiting in self._awaited.pop(outbox_id, ()):
            _end(waiting)

    async def wait(self, ids: Sequence[OutboxId], seconds: float) -> dict[OutboxId, str | None]:
        """Wait until the rows are settled, so long at most; return those that are."""
        until = asyncio.get_running_loop().time() + seconds
        for each in ids:
            if each not in self._settled:
                await self._wait(each, until)
        return {each: self._settled[each] for each in ids if each in self._settled}

    async def _wait(self, outbox_id: OutboxId, until: float) -> None:
        loop = asyncio.get_running_loop()
        waiting = loop.create_future()
        self._awaited.setdefault(outbox_id, []).append(waiting)
        timer = loop.call_at(until, _end, waiting)
        try:
            await waiting
        finally:
            timer.cancel()
            if outbox_id in self._awaited:
                self._awaited[outbox_id].remove(waiting)
                if not self._awaited[outbox_id]:
                    del self._awaited[outbox_id]


def _end(waiting: "asyncio.Future[None]") -> None:
    if not waiting.done():
        waiting.set_result(None)
