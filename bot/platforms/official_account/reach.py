"""How somebody may be sent something unasked, and what of it is left: kept in the database."""

from datetime import datetime, timedelta

from bot.clock import Clock
from storage.database import Database
from storage.records import record
from storage.store import Store
from storage.types import Address, Chat
from storage.windows import Window

# Since a person wrote, and since they followed, scanned or pressed the menu.
WRITTEN = (5, timedelta(hours=48))
TOUCHED = (3, timedelta(minutes=1))


@record
class Reach:
    """`window`: messages that may follow what the person did; `credits`: notices agreed to."""

    window: int
    credits: int


class Ledger:
    """Counts for one account; `subscription` is the template that people agree to."""

    def __init__(self, database: Database, clock: Clock, subscription: str | None) -> None:
        self._database = database
        self._clock = clock
        self._subscription = subscription or ""

    async def reach(self, chat: Chat) -> Reach:
        who, now = address(chat), self._clock.now()

        def look(store: Store) -> Reach:
            window = store.windows.of(who)
            is_open = window is not None and window.closes_at > now
            left = window.remaining if window is not None and is_open else 0
            return Reach(left, store.windows.credits(who, self._subscription))

        return await self._database.read(look)

    async def spend(self, chat: Chat) -> None:
        await self._database.write(lambda store: store.windows.spend(address(chat)))

    async def close(self, chat: Chat) -> None:
        await self._database.write(lambda store: store.windows.close(address(chat)))

    async def use(self, chat: Chat) -> None:
        await self._database.write(
            lambda store: store.windows.use(address(chat), self._subscription)
        )

    async def forfeit(self, chat: Chat) -> None:
        await self._database.write(
            lambda store: store.windows.forfeit(address(chat), self._subscription)
        )

    def touched(self, store: Store, who: Address, *, by_writing: bool) -> None:
        """Note that a person did something that lets them be answered later. What only touches
        never shortens what writing opened.
        """
        now = self._clock.now()
        remaining, lasting = WRITTEN if by_writing else TOUCHED
        if by_writing or not _is_wide(store.windows.of(who), now + lasting):
            store.windows.open(who, remaining, now + lasting)

    def answered_popup(self, store: Store, who: Address, template: str, *, agreed: bool) -> None:
        """Note what a person said to the question whether they want a notice."""
        if agreed:
            store.windows.earn(who, template)
        else:
            store.windows.forfeit(who, template)


def address(chat: Chat) -> Address:
    return Address(chat.platform, chat.account, chat.external_id)


def _is_wide(window: Window | None, until: datetime) -> bool:
    return window is not None and window.remaining > 0 and window.closes_at > until
