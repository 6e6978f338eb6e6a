"""Asking for updates: a batch is committed, then the offset moves past it.

Nothing that comes can stop the asking; what was not committed is asked for again. One process
holds the database, so one process asks; who asks with the same token elsewhere is seen by 409.
"""

import asyncio
import logging
from collections.abc import Sequence
from typing import Any

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.intake import NotTakenError
from bot.platforms.telegram.decode import ALLOWED_UPDATES
from bot.platforms.telegram.receiver import Receiver, number_of
from bot.platforms.telegram.troubles import pause
from storage.errors import DatabaseBusyError

log = logging.getLogger(__name__)

# Seconds the server holds a request open, and how much longer its answer may take.
HOLD = 25
GRACE = 10
BATCH = 100
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
AFTER_REFUSAL = 60.0
# After a week without updates their numbers start anywhere. Until then an offset does no harm.
QUIET = 6 * 3600


class Polling:
    def __init__(self, receiver: Receiver) -> None:
        self._receiver = receiver
        self._api = receiver.platform.api
        self._offset: int | None = None
        self._moved_at = 0.0

    async def run(self) -> None:
        """Ask until cancelled."""
        await self._take_webhook_away()
        failures = 0
        while True:
            wait = await self._try()
            failures = 0 if wait is None else failures + 1
            if wait is not None:
                await asyncio.sleep(
                    wait or min(FIRST_PAUSE * 2 ** min(failures - 1, 8), LONGEST_PAUSE)
                )

    async def _try(self) -> float | None:
        """Ask once; return how many seconds to wait when that failed, 0 to wait longer each time."""
        try:
            await self._round()
        except RetryAfter as error:
            return pause(error).total_seconds()
        except InvalidToken as error:
            self._note("the token is refused", error.message)
            return AFTER_REFUSAL
        except Conflict as error:
            await self._explain(error)
        except TelegramError as error:
            self._note("no updates", error.message)
        except (DatabaseBusyError, NotTakenError) as error:
            self._note("updates have to come again", repr(error))
        else:
            return None
        return 0

    def _note(self, what: str, reason: str) -> None:
        log.warning(what, extra={"account": self._account, "reason": reason})

    @property
    def _account(self) -> str:
        return self._receiver.platform.account

    async def _round(self) -> None:
        """Ask once and take what came."""
        loop = asyncio.get_running_loop()
        began, before = loop.time(), self._offset
        fields = {
            "offset": self._offset,
            "limit": BATCH,
            "timeout": HOLD,
            "allowed_updates": list(ALLOWED_UPDATES),
        }
        updates = await self._api.call("getUpdates", fields, HOLD + GRACE)
        if not isinstance(updates, list):
            raise TelegramError("updates are no list")
        await self._take(updates)
        if self._offset != before:
            self._moved_at = loop.time()
            return
        if loop.time() - self._moved_at > QUIET:
            self._offset = None
        if loop.time() - began < FIRST_PAUSE:
            # A server that doesn't hold requests open, or repeats what has no number.
            await asyncio.sleep(FIRST_PAUSE)

    async def _take(self, updates: Sequence[Any]) -> None:
        """Commit a batch, in the order of each chat; the offset moves up to the first that wasn't."""
        outcomes = await asyncio.gather(
            *(self._receiver.take(update) for update in updates), return_exceptions=True
        )
        for update, outcome in zip(updates, outcomes, strict=True):
            if outcome is not None:
                raise outcome
            number = number_of(update)
            if number is not None:
                self._offset = max(self._offset or 0, number + 1)

    async def _take_webhook_away(self) -> None:
        """A webhook would keep all updates from whoever asks; what waits is kept."""
        try:
            await self._api.bot.delete_webhook(drop_pending_updates=False)
        except TelegramError as error:
            log.info("webhook not taken away", extra={"reason": error.message})

    async def _explain(self, error: Conflict) -> None:
        if "webhook" in error.message.casefold():
            await self._take_webhook_away()
            return
        self._note(
            "somebody else asks for this bot's updates: stop the other program", error.message
        )
