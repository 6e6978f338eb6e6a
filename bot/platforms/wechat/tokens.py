"""Access tokens: fetched by one process at a time, shared by all, never twice for one refusal."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Protocol

from bot.clock import Clock
from storage.database import Database
from storage.store import Store
from storage.tokens import AccessToken

# A token is not used any more so long before it expires.
SPARE = timedelta(minutes=5)
# Whoever fetches has so long; after that another may try.
LEASE = timedelta(seconds=30)
LOOK_AGAIN = 0.2
Fetch = Callable[[], Awaitable[tuple[str, int]]]


class Shelf(Protocol):
    """Where a token is kept; the methods are those of `storage.tokens`."""

    async def get(self) -> AccessToken | None: ...

    async def lease(self) -> bool: ...

    async def put(self, token: str, seconds: int) -> None: ...

    async def release(self) -> None: ...


class Memory:
    """For a program of its own that looks at an account once."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: AccessToken | None = None

    async def get(self) -> AccessToken | None:
        return self._kept

    async def lease(self) -> bool:
        return True

    async def put(self, token: str, seconds: int) -> None:
        self._kept = AccessToken(token, self._clock.now() + timedelta(seconds=seconds))

    async def release(self) -> None:
        """There is nobody to hand it to."""


class Kept:
    """In the database, for every process that serves the account."""

    def __init__(self, database: Database, clock: Clock, platform: str, account: str) -> None:
        self._database = database
        self._clock = clock
        self._of = (platform, account)

    async def get(self) -> AccessToken | None:
        return await self._database.read(lambda store: store.tokens.get(*self._of))

    async def lease(self) -> bool:
        now = self._clock.now()

        def lease(store: Store) -> bool:
            return store.tokens.lease(*self._of, now, now + LEASE)

        return await self._database.write(lease)

    async def put(self, token: str, seconds: int) -> None:
        expires_at = self._clock.now() + timedelta(seconds=seconds)
        await self._database.write(lambda store: store.tokens.put(*self._of, token, expires_at))

    async def release(self) -> None:
        await self._database.write(lambda store: store.tokens.release(*self._of))


class Tokens:
    """`fetch` asks the platform for a token and how many seconds it is good for."""

    def __init__(self, fetch: Fetch, shelf: Shelf, clock: Clock) -> None:
        self._fetch = fetch
        self._shelf = shelf
        self._clock = clock
        self._lock = asyncio.Lock()

    async def get(self, *, other_than: str | None = None) -> str:
        """Return a token that is good; another one than that which was just refused.

        Raises what `fetch` raises.
        """
        async with self._lock:
            while True:
                kept = await self._shelf.get()
                if kept is not None and self._is_good(kept) and kept.token != other_than:
                    return kept.token
                if await self._shelf.lease():
                    return await self._renew()
                await asyncio.sleep(LOOK_AGAIN)

    def _is_good(self, kept: AccessToken) -> bool:
        return kept.expires_at - self._clock.now() > SPARE

    async def _renew(self) -> str:
        try:
            token, seconds = await self._fetch()
        except BaseException:
            await self._shelf.release()
            raise
        await self._shelf.put(token, seconds)
        return token
