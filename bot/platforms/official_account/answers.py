"""Requests that wait for what the bot says, which then travels in their answer."""

import asyncio
from collections.abc import Collection

from bot.platforms.official_account.encode import fits, joined


class Slot:
    """The one answer of a request: messages by their key, as many as fit."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._texts: dict[str, str] = {}

    def take(self, key: str, text: str) -> bool:
        """Take a message along; False when there is no room."""
        if self._texts and not fits(*self._texts.values(), text):
            return False
        self._texts[key] = text
        return True

    async def has_all(self, keys: Collection[str]) -> None:
        """Return when all these messages travel with this request, or another of the person."""
        while not self._desk.taken >= set(keys):
            self._desk.news.clear()
            await self._desk.news.wait()

    @property
    def text(self) -> str:
        return joined(*self._texts.values())


class Desk:
    """The open requests of one person, and what travels with them."""

    def __init__(self) -> None:
        self.open: list[Slot] = []
        self.taken: set[str] = set()
        self.news = asyncio.Event()

    def take(self, key: str, text: str) -> bool:
        if not any(slot.take(key, text) for slot in self.open):
            return False
        self.taken.add(key)
        self.news.set()
        return True


class Slots:
    """The open requests of everybody."""

    def __init__(self) -> None:
        self._desks: dict[str, Desk] = {}

    def open(self, openid: str) -> Slot:
        desk = self._desks.setdefault(openid, Desk())
        slot = Slot(desk)
        desk.open.append(slot)
        return slot

    def close(self, openid: str, slot: Slot) -> None:
        """Take nothing more along; one that is closed stays closed."""
        desk = self._desks.get(openid)
        if desk is None:
            return
        if slot in desk.open:
            desk.open.remove(slot)
        if not desk.open:
            del self._desks[openid]

    def take(self, openid: str, key: str, text: str) -> bool:
        """Let a message travel with a request of that person, if one waits and has room."""
        desk = self._desks.get(openid)
        return desk is not None and desk.take(key, text)
