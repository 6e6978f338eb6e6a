"""Tells who waits for a message what became of it."""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress

from storage.types import OutboxId

REMEMBERED = 10_000


class Deliveries:
    """What the pump settled lately: the platform's message id, None for a row that was given up."""

    def __init__(self) -> None:
        self._settled: OrderedDict[OutboxId, str | None] = OrderedDict()
        self._awaited: dict[OutboxId, asyncio.Future[None]] = {}

    def __contains__(self, outbox_id: OutboxId) -> bool:
        return outbox_id in self._settled

    def settle(self, outbox_id: OutboxId, message_id: str | None) -> None:
        self._settled[outbox_id] = message_id
        if len(self._settled) > REMEMBERED:
            self._settled.popitem(last=False)
        awaited = self._awaited.pop(outbox_id, None)
        if awaited is not None and not awaited.done():
            awaited.set_result(None)

    async def wait(self, ids: Sequence[OutboxId], seconds: float) -> dict[OutboxId, str | None]:
        """Wait until the rows are settled, so long at most; return those that are."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                for each in ids:
                    if each not in self._settled:
                        await asyncio.shield(self._await(each))
        return {each: self._settled[each] for each in ids if each in self._settled}

    def _await(self, outbox_id: OutboxId) -> asyncio.Future[None]:
        if outbox_id not in self._awaited:
            self._awaited[outbox_id] = asyncio.get_running_loop().create_future()
        return self._awaited[outbox_id]
